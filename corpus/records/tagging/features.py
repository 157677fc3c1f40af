"""A text's pieces -> what holds of them: of each itself, of its neighbours, and of what stands about it.

A feature is a prefix and a sign (``-1=`` and ``e1:数``: so ends the piece before, on the same line). The signs are told once
for each piece or line; the prefixes say of whom.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from .alone import alone
from .hints import Ruled, hints
from .laid import Laid
from .pieces import Piece
from .surroundings import about
from .told import NOTHING, Told

ALWAYS: Final = "b"  # holds of every piece
EDGE: Final = ":edge"  # behind how far a neighbour would be that a text does not have
NEIGHBOURS: Final = range(-3, 4)
JUMPS: Final = "=/#"  # on the same line, on the next one, further away
BESIDE: Final = 1  # neighbours as near as this say everything,
_IN_SIGHT: Final = 2  # those as near as this so many signs, others their sort alone
_SAID: Final = 5


@dataclass(frozen=True, slots=True)
class Signs:
    """What is told of the pieces of a text: ``own`` of each by itself, ``about`` of each in its place, ``hinted`` by rules."""

    pieces: Sequence[Piece]
    own: Told
    about: Sequence[Told]
    hinted: Told

    def spelled(self) -> list[list[str]]:
        """The features of each piece, prefixes and signs together."""
        own, hinted = self.own.of_each(), self.hinted.of_each()
        about = [chain.from_iterable(told) for told in zip(*(each.of_each() for each in self.about), strict=True)]
        return [
            [ALWAYS, *self._beside(place, own), *(piece.sort + sign for sign in about[place]), *hinted[place]]
            for place, piece in enumerate(self.pieces)
        ]

    def _beside(self, place: int, own: Sequence[Sequence[str]]) -> Iterator[str]:
        for by in NEIGHBOURS:
            other = place + by
            if not 0 <= other < len(self.pieces):
                yield f"{by}{EDGE}"
                continue
            near = f"{by}{JUMPS[min(abs(self.pieces[other].line - self.pieces[place].line), 2)]}"
            yield from (near + sign for sign in own[other][: said_of(by)])


NO_SIGNS: Final = Signs((), NOTHING, (), NOTHING)  # of a text that is not read


def said_of(by: int) -> int | None:
    """How many signs of a neighbour so far away count; None: all."""
    return None if abs(by) <= BESIDE else _SAID if abs(by) <= _IN_SIGHT else 1


def signs(laid: Laid, told: Ruled, start: int = 0) -> Signs:
    """The signs of the pieces of a text.

    ``told`` is what the finders by rule find in a text in which this one begins at ``start``.
    """
    flat, pieces = laid.text.flat, laid.pieces
    same = laid.words & laid.words[laid.alike]  # what is written alike may be a value here and words there
    own = Told.spelled(lambda place: alone(flat, pieces[place]), np.where(same, laid.alike, np.arange(len(pieces))))
    return Signs(pieces, own, about(laid), Told.of(hints(flat, pieces, told, start)))
