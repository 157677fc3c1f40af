"""The other fields of a desk that stand by its name and number: fax, address, hours, areas, as printed."""

from collections.abc import Sequence
from typing import Final

from ....figures import Phone
from ..draft import Draft, PrintedLine
from ..values import add_phone, printed_number
from .atoms import Atom, Sort

_BEHIND: Final = 3  # lines under the number on which a field without a label is still the desk's (arbitrary)
_PLAIN: Final = {Sort.ADDRESS: "address", Sort.HOURS: "hours"}
_FIELDS: Final = ("address", "hours", "areas", "serves", "what_for", "url")
_ENDS: Final = (Sort.PHONE, Sort.FAX, Sort.PHONE_LABEL, Sort.NAME_LABEL, Sort.LABEL)


def read_fields(
    text: str, lines: Sequence[PrintedLine], atoms: Sequence[Atom], last: int, draft: Draft, numbers: dict[int, Phone]
) -> None:
    """Add to ``draft`` what ``atoms`` say; the one at ``last`` is its number, what comes behind it must stand close."""
    place = 0
    row = atoms[min(last, len(atoms) - 1)].line if atoms else 0
    while place < len(atoms):
        atom = atoms[place]
        if place > last and atom.line - row > _BEHIND:
            return
        if place > last and (atom.sort is Sort.NAME_LABEL or (atom.sort is Sort.TEXT and atom.line > row)):
            return
        after = place + 1
        if atom.sort is Sort.FAX and "fax" not in draft.values and atom.start in numbers:
            add_phone(draft, numbers[atom.start], printed_number(text, numbers[atom.start]))
            draft.end = max(draft.end, atom.end)
        elif (atom.sort is Sort.LABEL and atom.key in _FIELDS) or atom.sort in _PLAIN:
            key = atom.key if atom.sort is Sort.LABEL else _PLAIN[atom.sort]
            first = after if atom.sort is Sort.LABEL else place
            after = _value_end(atoms, first, atom.line)
            if after > first and key not in draft.values:
                start, end = atoms[first].start, atoms[after - 1].end
                limit = lines[atom.line].end
                draft.values[key] = _closed(text, start, end, limit)
                draft.start, draft.end = (
                    min(draft.start, start),
                    max(draft.end, min(end + 1, limit)),
                )  # with the bracket
        if place > last:
            row = max(row, atom.line)
        place = max(after, place + 1)


def _value_end(atoms: Sequence[Atom], first: int, line: int) -> int:
    """Behind the last atom of a value that begins at ``first``: up to the line's end, a label or a number."""
    after = first
    while after < len(atoms) and atoms[after].line == line and atoms[after].sort not in _ENDS:
        after += 1
    return after


def _closed(text: str, start: int, end: int, limit: int) -> str:
    """``text[start:end]`` and a bracket behind it that closes one in it."""
    value = text[start:end]
    if value[:1] in tuple("(（") and value[-1:] in tuple(")）"):
        value = value[1:-1]
    opened = sum(value.count(mark) for mark in "(（") - sum(value.count(mark) for mark in ")）")
    if opened > 0 and end < limit and text[end] in ")）":
        return text[start : end + 1]
    return value.rstrip("(（【[、,・ 　")
