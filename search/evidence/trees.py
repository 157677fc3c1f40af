"""Boosted trees over named signals: the log-odds of something, learned from judged questions."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

TREES: Final = "trees.tsv"  # of a package that has some


@dataclass(frozen=True, slots=True)
class Node:
    """A question to a signal, which leads to the next node of its tree; or a leaf, with what it adds."""

    signal: str  # "" of a leaf
    threshold: float
    low: int  # the node where the signal is at most the threshold, and
    high: int  # where it is more
    value: float


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of decision trees over a constant; ``python -m benchmarks.learn`` learns them again."""

    constant: float
    trees: tuple[tuple[Node, ...], ...]

    def log_odds(self, signals: Mapping[str, float]) -> float:
        """Of what they were learned for."""
        odds = self.constant
        for tree in self.trees:
            node = tree[0]
            while node.signal:
                node = tree[node.low if signals[node.signal] <= node.threshold else node.high]
            odds += node.value
        return odds


@cache
def learned(package: str) -> Trees:
    """The trees of ``package``."""
    text = resources.files(package).joinpath(TREES).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    trees: dict[str, list[Node]] = {}
    for row in rows[1:]:
        node = Node(row["signal"], float(row["threshold"]), int(row["low"]), int(row["high"]), float(row["value"]))
        trees.setdefault(row["tree"], []).append(node)
    return Trees(float(rows[0]["value"]), tuple(map(tuple, trees.values())))
