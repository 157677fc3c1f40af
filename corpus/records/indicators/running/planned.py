"""Tables of what was planned and what came of it: years over the columns, 計画値 and 実績値 one row under the other.

The target is what is planned for the last year, the baseline the last result.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ....figures import unit_named
from ....figures.units import header_unit
from ...found import Found
from ..names import NAME_MAX
from ..roles import Role, RoleWord, role_words
from ..values import year_named
from .atoms import Atom, Read

_HEAD_MIN: Final = 2  # years that make a line a header
_WORDS: Final = re.compile(r"[^\s|].*?(?=\s\s|[|\t]|$)")
_BRACKET: Final = re.compile(r"\(([^()]{1,12})\)")
_PLAN: Final = ("計画", "計画値", "計画量", "計画数", "目標", "目標値")
_DONE: Final = ("実績", "実績値", "実績量", "実績数")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its role, the words before that, and a value for each year."""

    start: int
    end: int
    words: tuple[int, int]
    role: RoleWord | None
    atoms: tuple[Atom, ...]


def planned(text: Read) -> Iterator[Found]:
    """The indicators of every such table."""
    years: list[int] = []
    block: list[_Line] = []
    for match in re.finditer(r"[^\n]*\n?", text.flat):
        start, end = match.start(), match.start() + len(match[0].rstrip())
        told = _years(text, start, end)
        if told or not match[0].strip() or "。" in match[0]:
            yield from _of_block(text, years, block)
            years, block = told or years if match[0].strip() else [], []
            continue
        if years:
            block.append(_line(text, start, end))
    yield from _of_block(text, years, block)


def _years(text: Read, start: int, end: int) -> list[int]:
    """The years of a header's line, which rise; none where other figures stand beside them."""
    found = [year_named(year) for year in text.years_in(start, end)]
    named = [year for year in found if year is not None]
    rising = all(one < two for one, two in pairwise(named))
    return named if len(named) == len(found) >= _HEAD_MIN and rising and not text.between(start, end) else []


def _line(text: Read, start: int, end: int) -> _Line:
    atoms = tuple(text.between(start, end))
    roles = [
        word for word in role_words(text.flat, start, end) if word.word in (*_PLAN, *_DONE) or word.role is Role.RATE
    ]
    role = roles[-1] if roles else None
    return _Line(start, end, (start, role.start if role else end), role, atoms)


def _of_block(text: Read, years: Sequence[int], lines: Sequence[_Line]) -> Iterator[Found]:
    """The indicators under one header: a row of plans, the row of results behind it, and the words beside both."""
    place, begun = 0, 0
    while place < len(lines):
        plan = _row(lines[place], years, _PLAN)
        done = _row(lines[place + 1], years, _DONE) if plan and place + 1 < len(lines) else None
        if plan is None or done is None:
            place += 1
            continue
        end = place + 2
        if end < len(lines) and (role := lines[end].role) is not None and role.role is Role.RATE:
            end += 1
        found = _found(text, years, lines[begun:end], plan, done)
        if found is not None:
            yield found
        place = begun = end


def _row(line: _Line, years: Sequence[int], words: Sequence[str]) -> tuple[Atom, ...] | None:
    if line.role is None or line.role.word not in words:
        return None
    atoms = tuple(atom for atom in line.atoms if atom.start >= line.role.end)
    return atoms if len(atoms) == len(years) else None


def _found(
    text: Read, years: Sequence[int], lines: Sequence[_Line], plan: Sequence[Atom], done: Sequence[Atom]
) -> Found | None:
    target = [(atom, year) for atom, year in zip(plan, years, strict=True) if atom.value][-1:]
    base = [(atom, year) for atom, year in zip(done, years, strict=True) if atom.value][-1:]
    if not target or (base and base[0][1] >= target[0][1]):
        return None
    spans = [found.span() for line in lines for found in _WORDS.finditer(text.flat, *line.words) if found[0].strip()]
    names = [span for span in spans if not _BRACKET.fullmatch(text.flat[slice(*span)].strip())]
    asides = [m[1] for span in spans if (m := _BRACKET.fullmatch(text.flat[slice(*span)].strip()))]
    units = [told.name for aside in asides if (told := unit_named(aside) or header_unit(aside)[0]) is not None]
    whom = [aside for aside in asides if unit_named(aside) is None and header_unit(aside)[0] is None]
    name = "".join(text.raw[slice(*span)].strip() for span in names)
    if not name or len(name) > NAME_MAX:
        return None
    (goal, ahead), now = target[0], base[0] if base else None
    if goal.value is None:
        return None
    unit = goal.unit or next(iter(units), None)
    baseline = replace(now[0].value, year=now[1]) if now and now[0].value else None
    end = max(atom.end for atom in (*plan, *done))
    return Found(name, unit, baseline, replace(goal.value, year=ahead), (), names[0][0], end, " ".join(whom) or None)
