"""窓口 that their number tells: the number, the name that is most likely its own, and the fields that stand by the two."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from ....figures import Phone, phones
from ..draft import Draft, PrintedLine
from ..office import shown_name
from ..persons import is_person
from ..values import add_phone, printed_number
from .atoms import Atom, Sort
from .choice import Pair, Reading, choose, read_pairs
from .fields import read_fields
from .scorer import LEAST

_DIGITS: Final = 6  # of a number; 110 or 188 is everybody's
_UNDER: Final = ("係", "担当", "班", "グループ", "チーム", "課", "室")
_OVER: Final = ("課", "部", "局", "室", "署")


def paired_desks(text: str, lines: Sequence[PrintedLine], taken: Sequence[Draft]) -> list[Draft]:
    """A desk for every name that numbers of ``text`` belong to which no desk in ``taken`` has.

    A further number of a desk in ``taken`` is added to it.
    """
    numbers = phones(text)
    spans = sorted(taken, key=lambda draft: draft.start)
    wanted = {number.start: number for number in numbers if _is_wanted(number, spans)}
    if not wanted:
        return []
    reading = read_pairs(lines, numbers, set(wanted))
    chosen = choose(reading, LEAST)
    found: dict[int, Draft] = {}
    last: Draft | None = None
    ends: dict[int, int] = {}
    for place, atom in enumerate(reading.atoms):
        if atom.start not in wanted or atom.sort is not Sort.PHONE:
            continue
        draft = _draft(text, lines, reading, place, chosen.get(place), found, spans, last)
        if draft is not None:
            printed = printed_number(text, wanted[atom.start])
            add_phone(draft, wanted[atom.start], printed)
            draft.start, draft.end = (
                min(draft.start, atom.start),
                max(draft.end, wanted[atom.start].end, atom.start + len(printed)),
            )
            ends[id(draft)] = place
        last = draft
    _add_fields(text, lines, reading, chosen, found, ends, {number.start: number for number in numbers})
    return [draft for draft in found.values() if draft.values.keys() & {"phone", "extension"}]


def _is_wanted(number: Phone, taken: Sequence[Draft]) -> bool:
    held = bisect_right(taken, number.start, key=lambda draft: draft.start) - 1
    inside = held >= 0 and number.start < taken[held].end
    return not inside and (
        sum(map(str.isdigit, number.number)) >= _DIGITS or (not number.number and bool(number.extension))
    )


def _draft(
    text: str, lines: Sequence[PrintedLine], reading: Reading, place: int, pair: Pair | None,
    found: dict[int, Draft], taken: Sequence[Draft], last: Draft | None,
) -> Draft | None:  # fmt: skip
    """The desk of the number at ``place``: of its name, or of the number right before it."""
    if pair is None:
        return last if last is not None and _follows(reading.atoms, place) else None
    name = pair.name
    held = bisect_right(taken, name.start, key=lambda draft: draft.start) - 1
    if held >= 0 and name.start < taken[held].end and text[name.start : name.end] in taken[held].name:
        return taken[held] if taken[held].end <= reading.atoms[place].start else None
    start = _parent(lines, name.line, name.start, name.end)
    shown = " ".join(
        shown_name(part) for part in (text[start : name.start], text[name.start : name.end]) if part.strip()
    )
    if is_person(shown):
        return None
    return found.setdefault(name.start, Draft(shown, start, name.end))


def _follows(atoms: Sequence[Atom], place: int) -> bool:
    """Whether nothing but labels stands between a number and the one before it."""
    before = place - 1
    while before >= 0 and atoms[before].sort in (Sort.PHONE_LABEL, Sort.FAX):
        before -= 1
    return before >= 0 and atoms[before].sort is Sort.PHONE and atoms[place].line - atoms[before].line <= 1


def _parent(lines: Sequence[PrintedLine], row: int, start: int, end: int) -> int:
    """Where 課税課 begins that stands on the line above its 市民税係; else ``start``."""
    line = lines[row]
    name = line.flat[start - line.start : end - line.start]
    if row == 0 or not name.endswith(_UNDER) or line.flat[: start - line.start].strip(" ・-●○■◆　"):
        return start
    above = lines[row - 1]
    words = above.flat.split()
    if len(words) != 1 or not words[0].endswith(_OVER) or (name.endswith("課") and not words[0].endswith(("部", "局"))):
        return start
    return above.start + above.flat.index(words[0])


def _add_fields(
    text: str, lines: Sequence[PrintedLine], reading: Reading, chosen: dict[int, Pair], found: dict[int, Draft],
    ends: dict[int, int], numbers: dict[int, Phone],
) -> None:  # fmt: skip
    """What stands between a name and its number, and behind them up to the next name or number of another desk."""
    starts = sorted({pair.name.first for pair in chosen.values()} | set(reading.pairs))
    for pair in chosen.values():
        draft = found.get(pair.name.start)
        if draft is None or id(draft) not in ends:
            continue
        last = max(ends[id(draft)], pair.name.last)
        after = next((place for place in starts if place > last), len(reading.atoms))
        first = min(pair.name.last + 1, ends[id(draft)])
        read_fields(text, lines, reading.atoms[first:after], last - first, draft, numbers)
