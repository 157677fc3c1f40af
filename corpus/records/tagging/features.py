"""A text's pieces -> for each the features that hold: of itself, of its neighbours, and of what stands about it."""

from collections.abc import Sequence
from itertools import groupby

from ..indicators.running.atoms import Read
from .alone import alone
from .hints import Ruled, hints
from .pieces import Piece, Sort
from .surroundings import clauses, columns, contexts, distances, nearest_roles, runs_of_values, series, shapes

_NEIGHBOURS = range(-3, 4)
_TELLING = 2  # neighbours as near as this say more than their sort, those beside it everything
_SAID = 4  # features of a neighbour that is not beside it


def features(text: Read, pieces: Sequence[Piece], told: Ruled, start: int = 0) -> list[list[str]]:
    """The features of each of ``pieces``, which are all of ``text``; any text has some.

    ``told`` is what the finders by rule find in a text in which this one begins at ``start``.
    """
    own = [alone(text.flat, piece) for piece in pieces]
    about = _about(text, pieces)
    hinted = hints(text.flat, pieces, told, start)
    return [["b", *_beside(place, pieces, own), *about[place], *hinted[place]] for place in range(len(pieces))]


def _beside(place: int, pieces: Sequence[Piece], own: Sequence[list[str]]) -> list[str]:
    """Of the piece and of three on either side: their sorts, whether they stand on the same line, what they are."""
    found = []
    for by in _NEIGHBOURS:
        other = place + by
        if not 0 <= other < len(pieces):
            found.append(f"{by}:edge")
            continue
        jump = pieces[other].line - pieces[place].line
        near = f"{by}{'=' if jump == 0 else '/' if abs(jump) == 1 else '#'}"
        found.append(near + pieces[other].sort.value)
        if abs(by) <= _TELLING:
            found += [near + each for each in (own[other] if abs(by) <= 1 else own[other][:_SAID])]
    return found


def _about(text: Read, pieces: Sequence[Piece]) -> list[list[str]]:
    shape = shapes(pieces)
    context = contexts(text.flat.split("\n"))
    rows = runs_of_values(pieces)
    told = zip(
        columns(text, pieces, rows),
        nearest_roles(pieces),
        distances(text.flat, pieces),
        series(pieces, rows),
        strict=True,
    )
    rest = [
        [*(f"col:{each}" for each in one), *(f"rol:{each}" for more in rest for each in more)] for one, *rest in told
    ]
    rest = [[*before, *more] for before, more in zip(rest, clauses(text.flat, pieces), strict=True)]
    found: list[list[str]] = []
    for line, row in groupby(pieces, key=lambda piece: piece.line):
        here, before, behind = shape[line], shape.get(line - 1, ""), shape.get(line + 1, "")
        told_of_line = [
            f"shape:{here}",
            f"above:{here[:4]}>{before[:4]}",
            f"below:{here[:4]}>{behind[:4]}",
            f"same:{here == before}{here == behind}",
            *(f"c:{each}" for each in context[line]),
        ]
        of_sort: dict[str, list[str]] = {}
        values = 0
        for nth, piece in enumerate(row):
            sort = piece.sort.value
            shared = of_sort.get(sort)
            if shared is None:
                shared = of_sort[sort] = [sort + each for each in told_of_line]
            own = (f"nth:{min(nth, 5)}", f"nthv:{min(values, 5)}/{min(here.count('V'), 5)}", *rest[len(found)])
            found.append([*shared, *(sort + each for each in own)])
            values += piece.sort is Sort.VALUE
    return found
