"""Headers of tables in running text: 指標 現状値（令和3年度） 目標値（令和8年度） -> columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ....figures import Figure
from ..roles import BESIDE, Role, RoleWord, role_words
from ..values import year_named
from .atoms import Read

# What may stand between two columns of a header besides years.
_BETWEEN: Final = re.compile(
    rf"(?:[\s|・:/()\[\]【】<>※*→~\-]|[a-zA-Z](?=[)\s/])|{'|'.join(map(re.escape, BESIDE))}|年度?|時点|末|実績|見込み?|\(?[a-z]/[a-z]又?は?[a-z]?/?[a-z]?\)?%?)*"
)
_OVER: Final = 2  # roles that may stand over years: those of the past, and the target
_REACH: Final = 60  # characters from one column to the next
_COLUMNS_MAX: Final = 12  # more are no header (arbitrary)
_LONE: Final = re.compile(r"[\s|]*(?:(?:成果|評価|活動|数値)?(?:指標|目標|項目)名?|項目)(?:\s*\|\s*|\s+)")
_LINE_END: Final = re.compile(r"[ \t|]*(?:\n|$)")
_OPEN: Final = re.compile(r"[(\[【]\s?$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds and of which year; ``role`` is None where only a year is printed."""

    role: Role | None
    year: int | None
    kind: str | None

    @property
    def ahead(self) -> bool:
        """Whether its values are still to be reached."""
        return self.role in (Role.TARGET, Role.STEP)


@dataclass(frozen=True, slots=True)
class Header:
    """A header at ``start:end`` (``end`` behind the words beside it) and its columns in order."""

    start: int
    end: int
    columns: tuple[Column, ...]


Item = RoleWord | Figure


def headers(text: Read) -> Iterator[Header]:
    """Every run of roles and years that has a target and something else."""
    items: list[Item] = sorted([*role_words(text.flat), *_alone(text)], key=lambda item: (item.start, -item.end))
    items = [item for place, item in enumerate(items) if place == 0 or item.start >= items[place - 1].end]
    place = 0
    while place < len(items):
        last = place
        while last + 1 < len(items) and _joined(text.flat, items[last].end, items[last + 1].start):
            last += 1
        run = items[place : last + 1]
        columns = columns_of(text.flat, run) if any(_is_target(item) for item in run) else ()
        if 2 <= len(columns) <= _COLUMNS_MAX or (columns and _is_line(text.flat, run)):
            behind = _BETWEEN.match(text.flat, run[-1].end)
            yield Header(run[0].start, behind.end() if behind else run[-1].end, columns)
        place = last + 1


def _is_line(flat: str, run: Sequence[Item]) -> bool:
    """Whether a lone target stands at the end of a line that begins with the column of names: 指標 目標値."""
    start = flat.rfind("\n", max(0, run[0].start - _REACH), run[0].start) + 1
    return _LONE.fullmatch(flat, start, run[0].start) is not None and _LINE_END.match(flat, run[-1].end) is not None


def _alone(text: Read) -> Iterator[Figure]:
    """The years that are not in brackets behind a value."""
    for year in text.years:
        if not any(atom.start < year.start < atom.end for atom in text.between(year.start - 40, year.start)):
            yield year


def _is_target(item: Item) -> bool:
    return isinstance(item, RoleWord) and item.role is Role.TARGET


def _joined(flat: str, left: int, right: int) -> bool:
    return 0 <= right - left <= _REACH and _BETWEEN.fullmatch(flat, left, right) is not None


def columns_of(flat: str, run: Sequence[Item]) -> tuple[Column, ...]:
    """The columns of a header's roles and years: a year goes to the role that it stands beside."""
    run = _once(flat, run)
    roles = [item for item in run if isinstance(item, RoleWord)]
    years = [item for item in run if not isinstance(item, RoleWord)]
    kinds = [isinstance(item, RoleWord) for item in run]
    if len(roles) == len(years) > 1 and (all(kinds[: len(roles)]) or not any(kinds[: len(years)])):
        return tuple(_column(role, year) for role, year in zip(roles, years, strict=True))
    if over := _over_years(roles, years, kinds):
        return over
    return _attached(run, years_first=_years_first(flat, run))


def _over_years(roles: Sequence[RoleWord], years: Sequence[Figure], kinds: Sequence[bool]) -> tuple[Column, ...]:
    """The columns of a header of two rows, roles over their years: 実績 目標 over R2 R3 R4 R8; none where it is no such header.

    The last year is the target's; of the others a role stands over several.
    """
    named = [named for year in years if (named := year_named(year)) is not None]
    if not (0 < len(roles) <= _OVER <= len(years)) or not all(kinds[: len(roles)]):
        return ()
    if roles[-1].role is not Role.TARGET or any(role.role in (Role.TARGET, Role.STEP) for role in roles[:-1]):
        return ()
    if len(named) < len(years) or sorted(set(named)) != named:
        return ()
    above = roles[0] if len(roles) > 1 else None
    return (*(_column(above, year) for year in years[:-1]), _column(roles[-1], years[-1]))


def _once(flat: str, run: Sequence[Item]) -> list[Item]:
    """Without a year that repeats the one before it: 平成28年度 (2016年度)."""
    kept: list[Item] = []
    for item in run:
        before = kept[-1] if kept else None
        both = before is not None and not isinstance(before, RoleWord) and not isinstance(item, RoleWord)
        if both and year_named(before) == year_named(item) and item.start - before.end < 4:  # type: ignore[arg-type,union-attr]
            continue
        if isinstance(before, RoleWord) and isinstance(item, RoleWord) and _glossed(flat, before, item):
            continue
        kept.append(item)
    return kept


def _years_first(flat: str, run: Sequence[Item]) -> bool:
    """Whether a role stands behind its year: by brackets, else by what the run begins and ends with."""
    opened = [
        isinstance(two, RoleWord)
        for one, two in pairwise(run)
        if isinstance(one, RoleWord) is not isinstance(two, RoleWord) and _OPEN.search(flat, one.end, two.start)
    ]
    behind, before = opened.count(True), opened.count(False)
    if behind != before:
        return behind > before
    return not isinstance(run[0], RoleWord) and isinstance(run[-1], RoleWord)


def _glossed(flat: str, one: RoleWord, two: RoleWord) -> bool:
    """Whether the second role only explains the first: 基準値（現状）."""
    between = flat[one.end : two.start].strip()
    return between == "(" and (one.role is two.role or {one.role, two.role} == {Role.BASE, Role.NOW})


def _attached(run: Sequence[Item], *, years_first: bool) -> tuple[Column, ...]:
    columns: list[tuple[RoleWord | None, Figure | None]] = []
    for item in run:
        open_role, open_year = columns[-1] if columns else (None, None)
        if isinstance(item, RoleWord):
            if years_first and columns and open_role is None:
                columns[-1] = (item, open_year)
            else:
                columns.append((item, None))
        elif not years_first and columns and open_year is None and open_role is not None:
            columns[-1] = (open_role, item)
        else:
            columns.append((None, item))
    return tuple(_column(role, year) for role, year in columns)


def _column(role: RoleWord | None, year: Figure | None) -> Column:
    return Column(role.role if role else None, year_named(year) if year else None, role.kind if role else None)
