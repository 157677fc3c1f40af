"""The pieces of a text as columns of numbers, for what is counted over all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pieces import Piece, Sort
from .told import Ints

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Laid:
    """``pieces`` of the folded text ``flat`` with one number of each in every column."""

    flat: str
    pieces: Sequence[Piece]
    starts: Ints
    ends: Ints
    lines: Ints
    values: Flags  # which are values,
    words: Flags  # and which words
    begun: Ints  # the first piece of each one's line,
    alike: Ints  # and the first that is written as each one

    def last(self, which: Flags) -> Ints:
        """Of each piece the last before it of those that are so; -1 where none is."""
        places = np.where(which, np.arange(len(which)), -1)
        found = np.full(len(which), -1, dtype=np.intp)
        np.maximum.accumulate(places[:-1], out=found[1:])
        return found

    def written(self, place: int) -> str:
        """A piece's words."""
        return self.flat[self.pieces[place].start : self.pieces[place].end]


def laid(flat: str, pieces: Sequence[Piece]) -> Laid:
    """The columns of ``pieces``."""
    starts, ends, sorts, lines, _ = zip(*pieces, strict=True) if pieces else ((),) * 5
    known: dict[str, int] = {}
    alike = [
        known.setdefault(flat[start:end], place) for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    at = np.array(lines, dtype=np.intp)
    return Laid(
        flat,
        pieces,
        np.array(starts, dtype=np.intp),
        np.array(ends, dtype=np.intp),
        at,
        np.array([sort is Sort.VALUE for sort in sorts], dtype=np.bool_),
        np.array([sort is Sort.WORDS for sort in sorts], dtype=np.bool_),
        np.searchsorted(at, at),
        np.array(alike, dtype=np.intp),
    )
