"""A text's pieces -> what holds of them: of each itself, of its neighbours, and of what stands about it.

A feature is a prefix and a sign (``-1=`` and ``e1:数``: so ends the piece before, on the same line). The signs are told once
for each piece or line; the prefixes say of whom.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, product
from typing import Final

from ..indicators.running.atoms import Read
from .alone import alone
from .hints import Ruled, hints
from .pieces import Piece, Sort
from .surroundings import clauses, columns, contexts, distances, nearest_roles, runs_of_values, series, shapes

ALWAYS: Final = "b"  # holds of every piece
EDGE: Final = ":edge"  # behind how far a neighbour would be that a text does not have
NEIGHBOURS: Final = range(-3, 4)
JUMPS: Final = "=/#"  # on the same line, on the next one, further away
BESIDE: Final = 1  # neighbours as near as this say everything,
_IN_SIGHT: Final = 2  # those as near as this so many signs, others their sort alone
_SAID: Final = 4
_NTH: Final = tuple(f"nth:{place}" for place in range(6))
_NTH_VALUE: Final = {(place, most): f"nthv:{place}/{most}" for place, most in product(range(6), repeat=2)}


@dataclass(frozen=True, slots=True)
class Signs:
    """What is told of the pieces of a text: ``own`` of each by itself, ``about`` of each in its place, ``hinted`` by rules.

    ``lines`` has for each line that has pieces what holds of them all, under the line's number.
    """

    pieces: Sequence[Piece]
    own: Sequence[Sequence[str]]
    about: Sequence[Sequence[str]]
    hinted: Sequence[Sequence[str]]
    lines: dict[int, Sequence[str]]

    def spelled(self) -> list[list[str]]:
        """The features of each piece, prefixes and signs together."""
        return [
            [
                ALWAYS,
                *self._beside(place),
                *(piece.sort + sign for sign in (*self.lines[piece.line], *self.about[place])),
                *self.hinted[place],
            ]
            for place, piece in enumerate(self.pieces)
        ]

    def _beside(self, place: int) -> Iterator[str]:
        for by in NEIGHBOURS:
            other = place + by
            if not 0 <= other < len(self.pieces):
                yield f"{by}{EDGE}"
                continue
            near = f"{by}{JUMPS[min(abs(self.pieces[other].line - self.pieces[place].line), 2)]}"
            yield near + self.pieces[other].sort
            yield from (near + sign for sign in self.own[other][: said_of(by)])


NO_SIGNS: Final = Signs((), (), (), (), {})  # of a text that is not read


def said_of(by: int) -> int | None:
    """How many signs of a neighbour so far away count; None: all."""
    return None if abs(by) <= BESIDE else _SAID if abs(by) <= _IN_SIGHT else 0


def signs(text: Read, pieces: Sequence[Piece], told: Ruled, start: int = 0) -> Signs:
    """The signs of ``pieces``, which are all of ``text``.

    ``told`` is what the finders by rule find in a text in which this one begins at ``start``.
    """
    own = [alone(text.flat, piece) for piece in pieces]
    lines, nth = _of_lines(text, pieces)
    return Signs(pieces, own, _about(text, pieces, nth), hints(text.flat, pieces, told, start), lines)


def _about(text: Read, pieces: Sequence[Piece], nth: Sequence[tuple[str, str]]) -> list[list[str]]:
    rows = runs_of_values(pieces)
    told = zip(
        nth,
        columns(text, pieces, rows),
        nearest_roles(pieces),
        distances(text.flat, pieces),
        series(rows),
        clauses(text.flat, pieces),
        strict=True,
    )
    return [list(chain.from_iterable(each)) for each in told]


def _of_lines(text: Read, pieces: Sequence[Piece]) -> tuple[dict[int, Sequence[str]], list[tuple[str, str]]]:
    """What holds of each line that has pieces; and for each piece its place among those, and among their values."""
    shape = shapes(pieces)
    context = contexts(text.flat.split("\n"))
    lines: dict[int, Sequence[str]] = {}
    nth: list[tuple[str, str]] = []
    for line, row in groupby(pieces, key=lambda piece: piece.line):
        here, before, behind = shape[line], shape.get(line - 1, ""), shape.get(line + 1, "")
        lines[line] = [
            f"shape:{here}",
            f"above:{here[:4]}>{before[:4]}",
            f"below:{here[:4]}>{behind[:4]}",
            f"same:{here == before}{here == behind}",
            *context[line],
        ]
        values = 0
        most = min(here.count("V"), 5)
        for place, piece in enumerate(row):
            nth.append((_NTH[min(place, 5)], _NTH_VALUE[min(values, 5), most]))
            values += piece.sort is Sort.VALUE
    return lines, nth
