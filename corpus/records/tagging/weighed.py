"""Signs of pieces -> sums of weights, for all texts of a plan at once: each sign is looked up once, whatever its prefixes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .features import ALWAYS, EDGE, JUMPS, NEIGHBOURS, Signs, said_of
from .pieces import Sort

Ints = NDArray[np.intp]
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
        found += self.weights[self.rows[_PREFIXES[""], self.signs.get(ALWAYS, 0)]]
        own = self._ids(sign for signs in every for sign in signs.own)
        sort_ids = np.array([self.signs.get(sort, 0) for sort in Sort], dtype=np.intp)
        for nth, by in enumerate(NEIGHBOURS):
            self._beside(found, by, nth * len(JUMPS), lines, text_of, sort_ids[sorts], own)
        prefixes = len(_NEAR) + sorts
        self._add(found, prefixes, self._ids(sign for signs in every for sign in signs.about))
        self._add(
            found, np.full_like(sorts, _PREFIXES[""]), self._ids(sign for signs in every for sign in signs.hinted)
        )
        self._of_lines(found, every, lines, text_of, prefixes)
        return found

    def _ids(self, told: "Iterator[Sequence[str]]") -> tuple[Ints, Ints]:
        """The numbers of all signs, one after the other, and how many each piece has."""
        every = list(told)
        counts = np.fromiter(map(len, every), dtype=np.intp, count=len(every))
        ids = np.fromiter(map(self.signs.get, chain.from_iterable(every), repeat(0)), dtype=np.intp)
        return ids, counts

    def _add(self, found: NDArray[np.float64], prefixes: Ints, told: tuple[Ints, Ints], to: Ints | None = None) -> None:
        """Add to the rows of ``found`` the weights of signs under each piece's prefix; where that is below 0, nothing."""
        ids, counts = told
        piece = np.repeat(np.arange(len(counts)), counts)
        rows = self.rows[prefixes[piece], ids]
        kept = np.flatnonzero((rows < len(self.weights) - 1) & (prefixes[piece] >= 0))
        if len(kept):
            rows, piece = rows[kept], piece[kept]
            starts = np.flatnonzero(np.diff(piece, prepend=-1))
            at = piece[starts]
            found[at if to is None else to[at]] += np.add.reduceat(self.weights[rows], starts, axis=0)

    def _beside(
        self,
        found: NDArray[np.float64],
        by: int,
        first: int,
        lines: Ints,
        text_of: Ints,
        sorts: Ints,
        own: tuple[Ints, Ints],
    ) -> None:
        """What each piece says of the one ``by`` places before it, and those that have no such neighbour of that."""
        here = np.arange(len(lines)) - by  # the piece that has each for its neighbour
        inside = (here >= 0) & (here < len(lines))
        inside[inside] = text_of[here[inside]] == text_of[inside]
        to = np.where(inside, here, 0)
        prefixes = np.where(inside, first + np.minimum(np.abs(lines[to] - lines), 2), -1)
        lonely = np.ones(len(lines), dtype=bool)
        lonely[here[inside]] = False
        found[lonely] += self.weights[self.rows[_PREFIXES[""], self.signs.get(f"{by}{EDGE}", 0)]]
        found[to[inside]] += self.weights[self.rows[prefixes[inside], sorts[inside]]]
        most = said_of(by)
        if most != 0:
            self._add(found, prefixes, own if most is None else _first(own, most), to)

    def _of_lines(
        self, found: NDArray[np.float64], every: Sequence[Signs], lines: Ints, text_of: Ints, prefixes: Ints
    ) -> None:
        """What holds of all pieces of a sort on a line is summed once for them."""
        told = [signs.lines[line] for signs in every for line in signs.lines]
        ids, counts = self._ids(iter(told))
        nth = np.cumsum(np.diff(lines, prepend=-1).astype(bool) | np.diff(text_of, prepend=-1).astype(bool)) - 1
        kinds, which = np.unique(nth * len(_PREFIXES) + prefixes, return_inverse=True)
        sums = np.zeros((len(kinds), found.shape[1]))
        begins = np.cumsum(counts) - counts
        of_line = kinds // len(_PREFIXES)
        lengths = counts[of_line]
        inner = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        self._add(sums, kinds % len(_PREFIXES), (ids[np.repeat(begins[of_line], lengths) + inner], lengths))
        found += sums[which]


def _first(told: tuple[Ints, Ints], most: int) -> tuple[Ints, Ints]:
    """The first signs of each piece."""
    ids, counts = told
    inner = np.arange(len(ids)) - np.repeat(np.cumsum(counts) - counts, counts)
    return ids[inner < most], np.minimum(counts, most)


def _places(every: Sequence[Signs]) -> tuple[Ints, Ints, Ints]:
    """Of each piece its sort, its line and its text, as numbers."""
    numbers = {sort: place for place, sort in enumerate(Sort)}
    sorts = np.array([numbers[piece.sort] for signs in every for piece in signs.pieces], dtype=np.intp)
    lines = np.array([piece.line for signs in every for piece in signs.pieces], dtype=np.intp)
    return sorts, lines, np.repeat(np.arange(len(every)), [len(signs.pieces) for signs in every])
