"""Conditional random fields at work: features of pieces -> the most likely sequences of parts (Lafferty et al., 2001)."""

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .features import Signs
from .sequences import chances_of, likeliest
from .weighed import Lookup

_TOGETHER: Final = 64  # texts that are read side by side; keeps what they need small (arbitrary)


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
class Models:
    """Models that share their signs, of which each is looked up once for all of them.

    ``parts`` has those of each model, whose columns of the weights follow each other; ``steps[m, i, j]`` is what part j
    behind part i adds in model m, minus infinity of parts that a model does not have.
    """

    lookup: Lookup
    parts: Mapping[str, tuple[str, ...]]
    steps: NDArray[np.float64]

    def read(self, every: Sequence[Signs]) -> Sequence[Mapping[str, Reading]]:
        """Texts, of whose pieces the signs are told -> what each model reads in each text.

        Texts of like length are read side by side, place by place.
        """
        scores = self._by_model(self.lookup.scores(every))
        lengths = [len(signs.pieces) for signs in every]
        ends = np.cumsum(lengths)
        found = [
            {name: Reading((), parts, np.empty((0, len(parts)))) for name, parts in self.parts.items()} for _ in every
        ]
        order = sorted((text for text, length in enumerate(lengths) if length), key=lambda text: lengths[text])
        for first in range(0, len(order), _TOGETHER):
            texts = order[first : first + _TOGETHER]
            sizes = np.array([lengths[text] for text in texts])
            own = np.zeros((sizes[-1], len(self.parts), len(texts), scores.shape[2]))
            for nth, text in enumerate(texts):
                own[: sizes[nth], :, nth] = scores[ends[text] - sizes[nth] : ends[text]]
            best, chances = likeliest(own, self.steps, sizes), chances_of(own, self.steps, sizes)
            for nth, text in enumerate(texts):
                for model, (name, parts) in enumerate(self.parts.items()):
                    told = [parts[part] for part in best[: sizes[nth], model, nth].tolist()]
                    found[text][name] = Reading(told, parts, chances[: sizes[nth], model, nth, : len(parts)])
        return found

    def _by_model(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """The columns of each model apart, filled up with what no part has."""
        apart = np.full((len(scores), len(self.parts), self.steps.shape[1]), -np.inf)
        first = 0
        for model, parts in enumerate(self.parts.values()):
            apart[:, model, : len(parts)] = scores[:, first : first + len(parts)]
            first += len(parts)
        return apart


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
    most = max(map(len, parts.values()))
    steps = np.full((len(read), most, most), -np.inf)
    first = 0
    for model, (name, table) in enumerate(read.items()):
        column = {part: place for place, part in enumerate(parts[name])}
        steps[model, : len(column), : len(column)] = 0
        for feature, part, weight in table:
            if feature.startswith("> "):
                steps[model, column[feature[2:]], column[part]] = float(weight)
            else:
                weights[rows[feature], first + column[part]] = float(weight)
        first += len(column)
    return Models(Lookup.of(list(rows), weights), parts, steps)
