"""The chance that a name is a number's, from named figures and learned weights.

The weights (``weights.tsv``) are conditional logits (one of a number's candidates, or none) over made-up documents in the layouts of ``benchmarks.desk_layouts``
(``python -m benchmarks.learn_desk_names``): one of a pair by itself, one that also knows how the other numbers near by
stand to their names. A list repeats its order, so that what holds for its neighbours speaks for a pair.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from .features import AMONG, FEATURES

# Chance. On made-up layouts not learned from: precision .984 and recall .927 at .5, .977 and .932 at .3.
LEAST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the pair by itself, and of the pair among its neighbours; the last of each is the constant."""

    alone: tuple[float, ...]
    among: tuple[float, ...]


@cache
def weights() -> Weights:
    """As they stand in the file."""
    rows = files(__package__).joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    read = {name: (float(alone), float(among)) for name, alone, among in (row.split("\t") for row in rows[1:])}
    return Weights(
        tuple(read[name][0] for name in (*FEATURES, "constant")),
        tuple(read[name][1] for name in (*FEATURES, *AMONG, "constant")),
    )


def score(values: Sequence[float], weight: Sequence[float]) -> float:
    """The weighted sum, held where its exponential is a number."""
    total = weight[-1] + sum([value * each for value, each in zip(values, weight, strict=False) if value])
    return max(-50.0, min(50.0, total))


def chances(scores: Sequence[float]) -> list[float]:
    """The chance of each candidate of one number; what is missing to 1 is the chance that none of them is its name."""
    powers = [math.exp(each) for each in scores]
    total = 1 + sum(powers)
    return [each / total for each in powers]
