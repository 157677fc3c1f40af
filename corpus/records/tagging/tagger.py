"""Conditional random fields at work: features of pieces -> the most likely sequences of parts (Lafferty et al., 2001)."""

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import chain

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Reading:
    """The likeliest part of each piece, and how likely each of ``names`` is there: one row a piece, one column a part."""

    parts: Sequence[str]
    names: tuple[str, ...]
    chances: NDArray[np.float64]

    def chance(self, place: int, part: str) -> float:
        """How likely a piece has a part."""
        return float(self.chances[place, self.names.index(part)])


@dataclass(frozen=True)
class Tagger:
    """One model: its parts have the columns from ``first`` of the weights; ``steps[i, j]`` is that of part j behind part i."""

    parts: tuple[str, ...]
    first: int
    steps: NDArray[np.float32]

    def read(self, every: NDArray[np.float64]) -> Reading:
        """Weights of pieces summed -> the likeliest parts (Viterbi, 1967), and how likely each is at each piece."""
        scores = every[:, self.first : self.first + len(self.parts)]
        if not len(scores):
            return Reading((), self.parts, scores)
        best = self._best(scores)
        parts = [self.parts[part] for part in best]
        if len(set(parts)) == 1:  # nothing is found: nobody asks how likely it is
            return Reading(parts, self.parts, np.ones_like(scores))
        return Reading(parts, self.parts, self._chances(scores))

    def _best(self, scores: NDArray[np.float64]) -> list[int]:
        best = scores[0]
        back = np.zeros(scores.shape, dtype=np.int8)
        for place in range(1, len(scores)):
            ways = best[:, None] + self.steps
            back[place] = ways.argmax(axis=0)
            best = ways.max(axis=0) + scores[place]
        part = int(best.argmax())
        found = [part]
        for place in range(len(scores) - 1, 0, -1):
            part = int(back[place, part])
            found.append(part)
        return found[::-1]

    def _chances(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Forwards and backwards, each row scaled to a sum of 1."""
        local = np.exp(scores - scores.max(axis=1, keepdims=True))
        steps = np.exp(self.steps)
        before = np.empty_like(local)
        behind = np.ones_like(local)
        before[0] = local[0] / local[0].sum()
        for place in range(1, len(local)):
            told = (before[place - 1] @ steps) * local[place]
            before[place] = told / told.sum()
        for place in range(len(local) - 2, -1, -1):
            told = steps @ (local[place + 1] * behind[place + 1])
            behind[place] = told / told.sum()
        both = before * behind
        chances: NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
        return chances


@dataclass(frozen=True)
class Models:
    """Models that share their features, of which each is looked up once for all of them.

    ``rows`` says which row of ``weights`` a feature has; one that was not met in the learning has none.
    """

    rows: Mapping[str, int]
    weights: NDArray[np.float32]
    taggers: Mapping[str, Tagger]

    def read(self, told: Sequence[Sequence[str]]) -> Mapping[str, Reading]:
        """Pieces, for each of which ``told`` has the features -> what each model reads."""
        scores = self._scores(told)
        return {name: tagger.read(scores) for name, tagger in self.taggers.items()}

    def _scores(self, told: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        known = self.rows.get
        found = [[row for each in features if (row := known(each)) is not None] for features in told]
        scores = np.zeros((len(told), self.weights.shape[1]))
        filled = [place for place, rows in enumerate(found) if rows]
        if filled:
            starts = np.cumsum([0, *(len(found[place]) for place in filled)])[:-1]
            scores[filled] = np.add.reduceat(self.weights[list(chain.from_iterable(found))], starts, axis=0)
        return scores


def load(names: Sequence[str]) -> Models:
    """The weights that ``benchmarks.by_hand.learn`` wrote under each of ``names``."""
    files = resources.files(__package__).joinpath("weights")
    packed = {name: files.joinpath(f"{name}.tsv.gz").read_bytes() for name in names}
    return read_weights({name: gzip.decompress(each).decode("utf-8") for name, each in packed.items()})


def read_weights(tables: Mapping[str, str]) -> Models:
    """Of each model rows of a feature, a part and a weight; a step from a part to another has ``> part`` for its feature."""
    read = {
        name: list(csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
        for name, table in tables.items()
    }
    told = dict.fromkeys(feature for table in read.values() for feature, _, _ in table if not feature.startswith("> "))
    rows = {feature: place for place, feature in enumerate(told)}
    parts = {name: tuple(sorted({part for _, part, _ in table})) for name, table in read.items()}
    weights = np.zeros((len(rows), sum(map(len, parts.values()))), dtype=np.float32)
    taggers: dict[str, Tagger] = {}
    first = 0
    for name, table in read.items():
        column = {part: place for place, part in enumerate(parts[name])}
        steps = np.zeros((len(column), len(column)), dtype=np.float32)
        for feature, part, weight in table:
            if feature.startswith("> "):
                steps[column[feature[2:]], column[part]] = float(weight)
            else:
                weights[rows[feature], first + column[part]] = float(weight)
        taggers[name] = Tagger(parts[name], first, steps)
        first += len(column)
    return Models(rows, weights, taggers)
