"""Signs of pieces -> sums of weights, for all texts of a plan at once: each sign is looked up once, whatever its prefixes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .features import ALWAYS, EDGE, JUMPS, NEIGHBOURS, Signs, said_of
from .pieces import Sort
from .told import Ints, Told, different, joined

_NEAR: Final = {
    f"{by}{jump}": place for place, (by, jump) in enumerate((by, jump) for by in NEIGHBOURS for jump in JUMPS)
}
_SORTS: Final[dict[str, int]] = {sort: len(_NEAR) + place for place, sort in enumerate(Sort)}
_PREFIXES: Final = {**_NEAR, **_SORTS, "": len(_NEAR) + len(_SORTS)}
_PREFIX: Final = re.compile("|".join(map(re.escape, _PREFIXES)))


@dataclass(frozen=True)
class Lookup:
    """Which row of ``weights`` a prefix and a sign have: ``rows[prefix, signs[sign]]``; the last row, of zeros, where none."""

    signs: Mapping[str, int]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, features: Sequence[str], weights: NDArray[np.float32]) -> "Lookup":
        """``weights`` has a row for each of ``features``."""
        known: dict[str, int] = {}
        cells = []
        for row, feature in enumerate(features):
            found = _PREFIX.match(feature)
            for prefix in {found[0] if found else "", ""}:
                cells.append((_PREFIXES[prefix], known.setdefault(feature[len(prefix) :], len(known) + 1), row))
        rows = np.full((len(_PREFIXES), len(known) + 1), len(features), dtype=np.int32)
        for prefix_at, sign, row in cells:
            rows[prefix_at, sign] = row
        return cls(known, rows, np.vstack([weights, np.zeros((1, weights.shape[1]), dtype=np.float32)]))

    def scores(self, every: Sequence[Signs]) -> NDArray[np.float64]:
        """The sums of the weights of all pieces of the texts, one row a piece, text behind text."""
        sorts, lines, text_of = _places(every)
        found = np.zeros((len(sorts), self.weights.shape[1]))
        if not len(found):
            return found
        found += self.weights[self.rows[_PREFIXES[""], self.signs.get(ALWAYS, 0)]]
        own = self._looked_up([signs.own for signs in every])
        for nth, by in enumerate(NEIGHBOURS):
            self._beside(found, by, nth * len(JUMPS), lines, text_of, own)
        for family in zip(*(signs.about for signs in every if signs.about), strict=True):
            self._add(found, self._looked_up(family), len(_NEAR) + sorts)
        hinted = self._looked_up([signs.hinted for signs in every])
        self._add(found, hinted, np.full_like(sorts, _PREFIXES[""]))
        return found

    def _looked_up(self, every: Sequence[Told]) -> "_LookedUp":
        told = joined(every)
        counts = np.fromiter(map(len, told.kinds), dtype=np.intp, count=len(told.kinds))
        ids = np.fromiter(map(self.signs.get, chain.from_iterable(told.kinds), repeat(0)), dtype=np.intp)
        return _LookedUp(ids, counts, told.which)

    def _add(self, found: NDArray[np.float64], told: "_LookedUp", prefixes: Ints, most: int | None = None) -> None:
        """Add to each row of ``found`` the weights of the first signs that are told of its piece, under the piece's prefix.

        They are summed once for pieces alike.
        """
        codes, which = different(told.which * len(_PREFIXES) + prefixes, len(told.counts) * len(_PREFIXES))
        kinds, prefixes = np.divmod(codes, len(_PREFIXES))
        counts = told.counts[kinds] if most is None else np.minimum(told.counts[kinds], most)
        starts = np.cumsum(counts) - counts
        begins = (np.cumsum(told.counts) - told.counts)[kinds]
        ids = told.ids[np.repeat(begins - starts, counts) + np.arange(counts.sum())]
        sums = np.zeros((len(kinds), self.weights.shape[1]), dtype=np.float32)
        full = np.flatnonzero(counts)
        if len(full):
            rows = self.rows[np.repeat(prefixes, counts), ids]
            sums[full] = np.add.reduceat(self.weights.take(rows, axis=0), starts[full], axis=0)
            found += sums.take(which, axis=0)

    def _beside(
        self, found: NDArray[np.float64], by: int, first: int, lines: Ints, text_of: Ints, own: "_LookedUp"
    ) -> None:
        """What the neighbour ``by`` places behind each piece says of it, and of those that have no such neighbour that."""
        places = np.arange(len(lines))
        other = np.clip(places + by, 0, len(lines) - 1)
        inside = (other == places + by) & (text_of[other] == text_of)
        jumps = np.minimum(np.abs(lines - lines[other]), len(JUMPS) - 1)
        told = _LookedUp(
            np.append(own.ids, self.signs.get(f"{by}{EDGE}", 0)),
            np.append(own.counts, 1),
            np.where(inside, own.which[other], len(own.counts)),
        )
        self._add(found, told, np.where(inside, first + jumps, _PREFIXES[""]), said_of(by))


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """What is told of pieces, in numbers: the signs of all kinds one after the other, how many each has, which each piece."""

    ids: Ints
    counts: Ints
    which: Ints


def _places(every: Sequence[Signs]) -> tuple[Ints, Ints, Ints]:
    """Of each piece its sort, its line and its text, as numbers."""
    numbers = {sort: place for place, sort in enumerate(Sort)}
    sorts = np.array([numbers[piece.sort] for signs in every for piece in signs.pieces], dtype=np.intp)
    lines = np.array([piece.line for signs in every for piece in signs.pieces], dtype=np.intp)
    return sorts, lines, np.repeat(np.arange(len(every)), [len(signs.pieces) for signs in every])
