"""A text and its pieces as columns of numbers, for what is counted over all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..indicators.running.atoms import Read
from ..indicators.running.headers import Header, headers
from .pieces import Piece, Sort
from .told import Ints

Flags = NDArray[np.bool_]


ROW_WORDS: Final = 3  # characters; longer words begin a row of values anew


@dataclass(frozen=True)
class Laid:
    """The ``pieces`` of ``text`` with one number of each in every column."""

    text: Read
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
        return self.text.flat[self.pieces[place].start : self.pieces[place].end]

    @cached_property
    def heads(self) -> tuple[Header, ...]:
        """The headers of the text."""
        return tuple(headers(self.text))

    @cached_property
    def runs(self) -> tuple[Ints, Ints]:
        """Of each value its place in its run of values and the run's length; 0 and 0 of other pieces."""
        nth, lengths = np.zeros((2, len(self.pieces)), dtype=np.intp)
        values = np.flatnonzero(self.values)
        ended = np.cumsum(self.words & (self.ends - self.starts >= ROW_WORDS))[values]  # by long words
        first = np.searchsorted(ended, ended)
        nth[values] = np.arange(len(values)) - first
        lengths[values] = np.searchsorted(ended, ended, side="right") - first
        return nth, lengths


def laid(text: Read, pieces: Sequence[Piece]) -> Laid:
    """The columns of ``pieces``, which are all of ``text``."""
    flat = text.flat
    starts, ends, sorts, lines, _ = zip(*pieces, strict=True) if pieces else ((),) * 5
    sort = np.frombuffer("".join(sorts).encode("ascii"), dtype=np.uint8)
    known: dict[str, int] = {}
    alike = [
        known.setdefault(flat[start:end], place) for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    at = np.array(lines, dtype=np.intp)
    return Laid(
        text,
        pieces,
        np.array(starts, dtype=np.intp),
        np.array(ends, dtype=np.intp),
        at,
        sort == ord(Sort.VALUE),
        sort == ord(Sort.WORDS),
        np.searchsorted(at, at),
        np.array(alike, dtype=np.intp),
    )
