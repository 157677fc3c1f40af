"""Boosted trees over named signals: the log-odds of something, learned from judged questions."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

TREES: Final = "trees.tsv"  # of a package that has some


@dataclass(frozen=True, slots=True)
class Node:
    """A question to a signal, which leads to the next node of its tree; or a leaf, with what it adds."""

    signal: str  # "" of a leaf
    threshold: float
    low: int  # the node where the signal is at most the threshold, and
    high: int  # where it is more
    value: float


@dataclass(frozen=True)
class Trees:
    """A sum of decision trees over a constant; ``python -m benchmarks.learn`` learns them again."""

    constant: float
    trees: tuple[tuple[Node, ...], ...]

    def log_odds(self, signals: Mapping[str, float]) -> float:
        """Of what they were learned for."""
        return self.log_odds_of([signals])[0]

    def log_odds_of(self, every: Sequence[Mapping[str, float]]) -> list[float]:
        """The same of several, each by its signals."""
        if not every or not self.trees:
            return [self.constant] * len(every)
        forest = self._forest
        values = np.array([[float(signals[name]) for name in forest.names] for signals in every])
        rows, trees = np.arange(len(every))[:, None], np.arange(len(self.trees))[None, :]
        nodes = np.zeros((len(every), len(self.trees)), np.int64)
        for _ in range(forest.depth):
            low = values[rows, forest.signal[trees, nodes]] <= forest.threshold[trees, nodes]
            nodes = np.where(low, forest.low[trees, nodes], forest.high[trees, nodes])
        added = np.hstack([np.full((len(every), 1), self.constant), forest.value[trees, nodes]])
        odds: list[float] = added.cumsum(axis=1)[:, -1].tolist()  # one after the other, as they were learned
        return odds

    @cached_property
    def _forest(self) -> "_Forest":
        return _Forest.of(self.trees)


@dataclass(frozen=True, slots=True)
class _Forest:
    """The nodes of trees side by side, shape (trees, nodes); a leaf leads to itself."""

    names: Sequence[str]
    signal: NDArray[np.int64]
    threshold: NDArray[np.float64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int  # steps from a root to its furthest leaf

    @classmethod
    def of(cls, trees: Sequence[Sequence[Node]]) -> "_Forest":
        names = sorted({node.signal for tree in trees for node in tree if node.signal}) or [""]
        places = {name: place for place, name in enumerate(names)}
        shape = (len(trees), max(map(len, trees)))
        signal, low, high = (np.zeros(shape, np.int64) for _ in range(3))
        threshold, value = np.zeros(shape), np.zeros(shape)
        for row, tree in enumerate(trees):
            for place, node in enumerate(tree):
                at = row, place
                signal[at], threshold[at], value[at] = places.get(node.signal, 0), node.threshold, node.value
                low[at], high[at] = (node.low, node.high) if node.signal else (place, place)
        return cls(names, signal, threshold, low, high, value, max(_steps(tree, 0) for tree in trees))


def _steps(tree: Sequence[Node], place: int) -> int:
    node = tree[place]
    return 1 + max(_steps(tree, node.low), _steps(tree, node.high)) if node.signal else 0


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
