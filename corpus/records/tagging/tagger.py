"""A conditional random field at work: features of pieces -> the most likely sequence of parts (Lafferty et al., 2001)."""

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Tagger:
    """``weights`` has a row for each feature and one column a part; ``steps[i, j]`` is the weight of part j behind part i.

    ``rows`` says which row of ``weights`` a feature has; one that was not met in the learning has none.
    """

    parts: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]
    steps: NDArray[np.float32]

    def read(self, told: Sequence[Sequence[str]]) -> tuple[list[str], NDArray[np.float64]]:
        """Pieces, for each of which ``told`` has the features -> the likeliest parts (Viterbi, 1967), and how likely each is."""
        if not told:
            return [], np.zeros(0)
        scores = self._scores(told)
        best = self._best(scores)
        if len(set(best)) == 1:
            return [self.parts[part] for part in best], np.ones(len(best))  # nothing is found: nobody asks
        chances = self._chances(scores)
        return [self.parts[part] for part in best], chances[np.arange(len(best)), best]

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

    def _scores(self, told: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        known = self.rows
        scores = np.zeros((len(told), len(self.parts)))
        for place, each in enumerate(told):
            rows = [row for feature in each if (row := known.get(feature)) is not None]
            if rows:
                scores[place] = self.weights[rows].sum(axis=0)
        return scores


def load(name: str) -> Tagger:
    """The weights that ``benchmarks.by_hand.learn`` wrote under ``name``."""
    packed = resources.files(__package__).joinpath("weights", f"{name}.tsv.gz").read_bytes()
    return read_weights(gzip.decompress(packed).decode("utf-8"))


def read_weights(table: str) -> Tagger:
    """Rows of a feature, a part and a weight; a step from one part to another has ``> part`` for its feature."""
    read = list(csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    parts = tuple(sorted({part for _, part, _ in read}))
    column = {part: place for place, part in enumerate(parts)}
    names = dict.fromkeys(feature for feature, _, _ in read if not feature.startswith("> "))
    rows = {feature: place for place, feature in enumerate(names)}
    weights = np.zeros((len(rows), len(parts)), dtype=np.float32)
    steps = np.zeros((len(parts), len(parts)), dtype=np.float32)
    for feature, part, weight in read:
        if feature.startswith("> "):
            steps[column[feature[2:]], column[part]] = float(weight)
        else:
            weights[rows[feature], column[part]] = float(weight)
    return Tagger(parts, rows, weights, steps)
