"""What the finders by rule make of each piece: signs among others for the models, which learn how far to trust whom."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from ...text.folding import fold
from ..found import Found
from ..indicators.indicator import Value
from ..indicators.running.atoms import Atom, Read
from ..indicators.running.headed import headed
from ..indicators.running.labelled import arrows, labelled
from ..indicators.running.planned import planned
from ..indicators.stated import stated_targets
from .pieces import Piece, Sort

Ruled = Mapping[str, Sequence[Found]]  # of each finder's name what it finds


def _stated(text: Read) -> Iterable[Found]:
    return stated_targets(text.raw, text.flat)


RULES: Final[Mapping[str, Callable[[Read], Iterable[Found]]]] = {
    "planned": planned,
    "headed": headed,
    "labelled": labelled,
    "arrows": arrows,
    "stated": _stated,
}


def ruled(text: Read) -> Ruled:
    """What every finder by rule finds in a text, in order."""
    return {name: tuple(find(text)) for name, find in RULES.items()}


def hints(flat: str, pieces: Sequence[Piece], told: Ruled, start: int = 0) -> list[tuple[str, ...]]:
    """For each of ``pieces``, whose text begins at ``start`` of the one that was read, its part in each finder's records."""
    parts: defaultdict[int, dict[str, str]] = defaultdict(dict)  # of the pieces that have any
    begins = [piece.start for piece in pieces]
    for name, found in told.items():
        for each in found:
            if start < each.end and each.start < start + len(flat):
                _mark(flat, pieces, begins, each, start, parts, name)
    marked = {
        place: (*(f"{name}:{part}" for name, part in own.items()), "all:" + "".join(sorted(own.values())))
        for place, own in parts.items()
    }
    return [marked.get(place, ()) for place in range(len(pieces))]


def _mark(
    flat: str,
    pieces: Sequence[Piece],
    begins: Sequence[int],
    found: Found,
    start: int,
    parts: defaultdict[int, dict[str, str]],
    name: str,
) -> None:
    low = max(0, bisect_right(begins, found.start - start) - 1)
    for place in range(low, bisect_left(begins, found.end - start)):
        piece = pieces[place]
        if piece.end > found.start - start:
            parts[place][name] = _part(flat, piece, found)


def _part(flat: str, piece: Piece, found: Found) -> str:
    if isinstance(piece.held, Atom):
        for sign, value in (("T", found.target), ("B", found.baseline)):
            if _is(piece.held, value):
                return sign
        return "X"
    words = "".join(flat[piece.start : piece.end].split())
    if piece.sort is Sort.WORDS and words and words in fold("".join(found.name.split())):
        return "N"
    return "S" if found.subject and words in fold(found.subject) else "I"


def _is(atom: Atom, value: Value | None) -> bool:
    return value is not None and atom.value is not None and (atom.value.text == value.text)
