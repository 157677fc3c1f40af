"""Tables whose rows an extraction tore apart, all on one line or a cell a line: a header, then names and values.

The number of columns cuts the values behind a header into rows. Of all ways to do so the one is taken in which the most
values stand in rows that are whole: a name before them, nothing but separators and groups (男子, ①) between them, one unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ....frozen import frozen
from ...found import Found
from ..names import MEASURE, Name, begins_anew, group_in, name_in
from ..roles import Role
from ..values import year_named
from .assembled import assembled
from .atoms import Atom, Read
from .headers import Column, Header, headers

_GAP: Final = re.compile(r"[\s|、,/・→⇨➜=>~\-()△○◎×↑↓]*")
_LISTED: Final = re.compile(r"\s*[、・,][◎○△×]?\s*")  # 40・50・60歳, ○1項目、△1項目 are no cells
_GROUPS_MAX: Final = 6  # groups of one row (arbitrary)
_PASSED: Final = 1.0  # what a value in no row costs: as much as one in a row gives
_PASSED_BARE: Final = 0.2  # a number of a row, an age, a dash
_MEASURED: Final = 0.5  # what a name that ends in 割合 or 数 gives
_ABOVE: Final = 120  # characters before a header in which the name of its one row stands
_BY: Final = re.compile(
    r"(?:年?度)?末?\s?(?:までに|を目標|の?(?:数値)?目標|\)[^\S\n]*\n)"
)  # behind the year of all targets
_NAME_REACH: Final = 240  # characters before a row in which its name stands
_YEAR_REACH: Final = 16  # characters
_NEARLY: Final = 0.8  # of the values of a table; the year of a column of sources stands behind fewer
_NUMBERED: Final = re.compile(r"[.)]?[\s|]+[^\s\d|]")  # behind a row's number
_NUMBERS_TRIED: Final = 4  # numbers that a run is begun from (arbitrary: the first is nearly always the table's)
_REST: Final = re.compile(
    r"[\s|]*(?:[A-E◎○△×→↑↓][\s|]+)?(?P<rest>[^\s|、。:0-9()]{1,14})[\s|]*(?:[0-9]{1,2}[.)]?|[①-⑳])?[\s|]*"
)  # of a name
_WHOLE: Final = 0.5  # of the values behind a header in whole rows (arbitrary)


@frozen
class _Way:
    """The best reading of the values up to a place."""

    score: float
    end: int  # of the last row
    rows: tuple[Found, ...] = ()
    used: int = 0
    skipped: int = 0
    name: tuple[int, int] | None = None
    lost: int = -1  # end of the last value that stands in no row


def headed(text: Read) -> Iterator[Found]:
    """The indicators of every torn table."""
    heads = list(headers(text))
    for place, head in enumerate(heads):
        limit = heads[place + 1].start if place + 1 < len(heads) else len(text.flat)
        year = _year_above(text, head)
        ways = [way for some in _readings(head) for way in _Table(text, head, _dated(some, year)).read(limit)]
        best = max(ways, key=lambda way: way.score)
        if best.rows and best.used >= _WHOLE * (best.used + best.skipped):
            yield from _with_ends(text, best.rows, limit)


def _with_ends(text: Read, rows: Sequence[Found], limit: int) -> Iterator[Found]:
    """Rows whose name goes on behind the values, where a narrow cell broke it: …している高齢者の 41.3% 50% 割合."""
    for row, stop in zip(rows, [*(each.start for each in rows[1:]), limit], strict=True):
        ends = _line_ends(text.flat, row.end, stop) if row is rows[-1] else [stop]
        matches = (_REST.fullmatch(text.flat, row.end, end) for end in ends)
        rest = next((match for match in matches if match and MEASURE.search(match["rest"])), None)
        start = text.raw.find(row.name, row.start, row.end)
        first = next((atom.start for atom in text.between(start + len(row.name), row.end)), -1)
        begun = text.raw[max(start, 0) : max(first, 0)].strip(" |\n")
        if rest and begun and not MEASURE.search(begun):
            row = replace(row, name=begun + text.raw[slice(*rest.span("rest"))], end=rest.end("rest"))
        yield row


def _line_ends(flat: str, start: int, stop: int) -> list[int]:
    """Where the line of ``start`` and the one below it end, before ``stop``."""
    first = flat.find("\n", start, stop)
    second = flat.find("\n", first + 1, stop) if first >= 0 else -1
    return [end if end >= 0 else stop for end in (first, second)]


def _readings(head: Header) -> Iterator[tuple[Column, ...]]:
    """A header's columns; also without the first or the last, and without years that no role stands beside: a title's."""
    columns = head.columns
    told = tuple(column for column in columns if column.role is not None)
    for some in dict.fromkeys((columns, columns[1:], columns[:-1], told)):
        if len(some) >= min(2, len(columns)) and any(column.role is Role.TARGET for column in some):
            yield some


def _year_above(text: Read, head: Header) -> int | None:
    """The year by which the lines above a header say that its targets are to be reached."""
    start = max(0, head.start - _ABOVE)
    told = [year for year in text.years_in(start, head.start) if _BY.match(text.flat, year.end)]
    return year_named(told[-1]) if told else None


def _dated(columns: Sequence[Column], year: int | None) -> tuple[Column, ...]:
    """Columns of which the targets without a year are of ``year``, where no column prints one of its own."""
    if any(column.year is not None for column in columns):
        return tuple(columns)
    return tuple(replace(column, year=year) if column.role is Role.TARGET else column for column in columns)


@dataclass(frozen=True, slots=True)
class _Table:
    text: Read
    head: Header
    columns: tuple[Column, ...]

    def read(self, limit: int) -> Iterator[_Way]:
        """The best way to cut the values up to ``limit`` into rows, and that where a number of its own begins each."""
        atoms = self._values(limit)
        yield self._best(atoms)
        if numbers := row_numbers(self.text.flat, atoms):
            yield self._best([atom for atom in atoms if atom not in numbers])

    def _best(self, atoms: Sequence[Atom]) -> _Way:
        ways: list[_Way | None] = [_Way(0.0, self.head.end), *([None] * len(atoms))]
        for place in range(len(atoms)):
            way = ways[place]
            if way is None:
                continue
            free = atoms[place].bare or atoms[place].age or atoms[place].value is None
            skipped = replace(
                way,
                score=way.score - (_PASSED_BARE if free else _PASSED),
                skipped=way.skipped + (not free),
                lost=way.lost if free else atoms[place].end,
            )
            _better(ways, place + 1, skipped)
            for size, following in self._rows(way, atoms, place):
                _better(ways, place + size, following)
        return max((way for way in ways if way), key=lambda way: way.score)

    def _values(self, limit: int) -> list[Atom]:
        """The values behind the header; a sentence ends its table."""
        found: list[Atom] = []
        left = self.head.end
        for atom in self.text.between(self.head.end, limit):
            if "。" in self.text.flat[left : atom.start]:
                break
            if atom.alone:
                found.append(atom)
                left = atom.end
        return _with_years(self.text, found)

    def _rows(self, way: _Way, atoms: Sequence[Atom], place: int) -> Iterator[tuple[int, _Way]]:
        wide = len(self.columns)
        words = self._name(way, atoms[place].start)
        if words is None:
            return
        named, span = words
        if span[0] < self.head.start and self._runs_on(atoms, place + wide):
            return
        if place + wide <= len(atoms) and (found := self._plain(named, span, atoms[place : place + wide])):
            yield wide, self._on(way, [found], wide, span, named)
        for groups in range(2, _GROUPS_MAX + 1):
            for size in (groups * wide, groups * (wide - 1) + 1):
                if place + size <= len(atoms) and (
                    several := self._grouped(named, span, atoms[place : place + size], groups)
                ):
                    yield size, self._on(way, several, size, span, named)

    def _runs_on(self, atoms: Sequence[Atom], end: int) -> bool:
        """Whether more values follow a row with no words between: columns that were taken out one by one."""
        return end < len(atoms) and _GAP.fullmatch(self.text.flat, atoms[end - 1].end, atoms[end].start) is not None

    def _on(self, way: _Way, rows: Sequence[Found], size: int, span: tuple[int, int], named: Name) -> _Way:
        measured = _MEASURED if MEASURE.search(self.text.flat[slice(*span)]) else 0.0
        return replace(
            way,
            score=way.score + size + measured - 0.1 * len(named.subjects),
            end=rows[-1].end,
            rows=(*way.rows, *rows),
            used=way.used + size,
            name=span,
        )

    def _name(self, way: _Way, start: int) -> tuple[Name, tuple[int, int]] | None:
        """The name before a row; the one before the header for the first row, the last row's for another group of it."""
        flat, left = self.text.flat, max(way.end, start - _NAME_REACH)
        if not way.rows and not re.search(r"[^\W\d]", flat[left:start]):
            start = self.head.start
            left = max(0, start - _ABOVE, flat.rfind("。", 0, start) + 1)
        named = name_in(flat[left:start])
        if named is None:
            return None
        if named.empty:
            return (named, way.name) if way.name and way.lost < left else None
        span = left + named.start, left + named.end
        if way.lost > left and (span[0] < way.lost or not begins_anew(flat[way.lost : span[0] + 3])):
            return None
        return named, span

    def _labels(self, row: Sequence[Atom]) -> list[str] | None:
        """What stands before each value but the first; None where that is more than separators and a group."""
        labels = []
        for one, two in pairwise(row):
            between = self.text.flat[one.end : two.start]
            if _GAP.fullmatch(between) and not _LISTED.fullmatch(between):
                labels.append("")
                continue
            label = group_in(between)
            if label is None:
                return None
            labels.append(label)
        return labels

    def _plain(self, named: Name, span: tuple[int, int], row: Sequence[Atom]) -> Found | None:
        labels = self._labels(row)
        if (
            labels is None
            or len({*labels, *named.subjects[-1:]} - {""}) > 1
            or (len(named.subjects) > 1 and row[0].value is None)
        ):
            return None
        return self._found(span, next(iter(named.subjects[-1:]), None), named.unit, row)

    def _grouped(self, named: Name, span: tuple[int, int], row: Sequence[Atom], groups: int) -> list[Found] | None:
        labels = self._labels(row)
        if labels is None:
            return None
        first = [*named.subjects[-1:], *labels[: groups - 1]]
        if all(first) and len(first) == groups == len(set(first)):
            told = first
        elif len(named.subjects) == groups and not any(labels):
            told = list(named.subjects)
        else:
            return None
        columns = [row[place : place + groups] for place in range(0, len(row), groups)]
        listed = [["", *labels][place : place + groups] for place in range(groups, len(row), groups)]
        if any(any(names) and names != told[: len(names)] for names in listed):
            return None
        columns = [_same_year(column) for column in columns]
        found = [
            self._found(span, told[group], named.unit, [column[min(group, len(column) - 1)] for column in columns])
            for group in range(groups)
        ]
        return [each for each in found if each] if all(found) else None

    def _found(self, span: tuple[int, int], subject: str | None, unit: str | None, row: Sequence[Atom]) -> Found | None:
        reach = (min(span[0], row[0].start), max(atom.end for atom in row))
        return assembled(self.text.raw[slice(*span)], subject, unit, list(zip(row, self.columns, strict=True)), reach)


def row_numbers(flat: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The longest run of whole numbers, each one more than the last, that words follow: 1 相談件数 … 2 訪問件数 …"""
    able = [atom for atom in atoms if atom.bare and _NUMBERED.match(flat, atom.end)]
    best: list[Atom] = []
    for place, first in enumerate(able[:_NUMBERS_TRIED]):
        run = [first]
        for atom in able[place + 1 :]:
            if atom.value and run[-1].value and atom.value.value == (run[-1].value.value or 0) + 1:
                run.append(atom)
        best = max(best, run, key=len)
    return best


def _with_years(text: Read, atoms: Sequence[Atom]) -> list[Atom]:
    """The values with the years that stand without brackets before nearly each of them, or behind: 令和3年度 12% 令和8年度 20%."""
    counted = [atom for atom in atoms if atom.value is not None and not atom.bare]
    before: dict[int, tuple[int, int, int]] = {}
    behind: dict[int, tuple[int, int, int]] = {}
    for atom in counted:
        for year in text.years_in(atom.start - _YEAR_REACH, atom.end + _YEAR_REACH):
            named = year_named(year)
            if named is None or (atom.value and atom.value.year is not None):
                continue
            if year.end <= atom.start and not text.flat[year.end : atom.start].strip(" |\n:"):
                before[atom.start] = (year.start, atom.end, named)
            if year.start >= atom.end and not text.flat[atom.end : year.start].strip(" |\n:"):
                behind[atom.start] = (atom.start, year.end, named)
    told = before if len(before) > len(behind) else behind
    if len(told) < _NEARLY * max(1, len(counted)):
        return list(atoms)
    return [_with_year(atom, told[atom.start]) if atom.start in told else atom for atom in atoms]


def _with_year(atom: Atom, told: tuple[int, int, int]) -> Atom:
    start, end, year = told
    return replace(atom, start=start, end=end, value=replace(atom.value, year=year) if atom.value else None)


def _same_year(column: Sequence[Atom]) -> Sequence[Atom]:
    """Values of one column of which the last prints the year of all: 男性79.0歳、女性83.1歳(H22)."""
    last = column[-1].value
    if last is None or last.year is None:
        return column
    return [
        replace(atom, value=replace(atom.value, year=last.year)) if atom.value and atom.value.year is None else atom
        for atom in column
    ]


def _better(ways: list[_Way | None], place: int, way: _Way) -> None:
    known = ways[place]
    if known is None or way.score > known.score:
        ways[place] = way
