"""Measures in tables: one row each, one block of two-cell rows each, and rows of wards and districts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from .items import items
from .parts import ROW_BREAK_MAX, Draft, Heading, Part, Row, Span, TextLine, closed_up, trimmed

_KIND: Final = r"(?:施策|事業|取り?組み?)"
_NAME: Final = re.compile(
    rf"(?:主な|主要な?|具体的な?|個別の?|重点|関連する?|基本|推進する?|実施する?|細)?{_KIND}(?:[・(（]{_KIND}[)）]?)?(?:の?(?:名称?|項目))?等?"
)  # the column, or cell, that names
_NUMBERED: Final = re.compile(r"(?:No\.?|NO\.?|№|番号|通番)")
_ABOUT: Final = re.compile(r"概要|内容|取り?組|方向性|課題|目的|効果|担当|所管|連携|対象|方法")
_COLUMN: Final = re.compile(rf"{_KIND}?の?(?:概要|内容|目的|対象者?|効果|実績|担当(?:課|部署)?|方向性)")
_FIELD_MAX: Final = 12  # characters of a field's name in the first of two cells
# (福祉課)(健康課) at the end of a name, read backwards from there: )課祉福(.
_DEPARTMENTS: Final = re.compile(r"(?:[)）](?=[^()（）]*[局部課室所])[^()（）]*+[(（]\s*+)+")
_AREA: Final = re.compile(r"[^\d\s]{1,6}(?:区|地区|圏域|支所)")
_GOAL: Final = re.compile(r"(?P<number>(?:視点|基本目標|基本方針|目標|柱)\s*[0-9０-９一二三四五六七八九十]{1,2})")
_ROWS_MIN: Final = 3  # fewer rows of areas are no table of what each area does
_LONG: Final = 60  # characters: what an area does, rather than an address or a figure


@dataclass(slots=True)
class _Run:
    """The rows under one heading, with the few lines between them, and the headings around them, innermost last."""

    headings: list[Heading]
    parts: list[Row | TextLine] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [part for part in self.parts if isinstance(part, Row)]


def table_measures(parts: Sequence[Part], text: str) -> Iterator[Draft]:
    """The measures of all tables, heading by heading."""
    for run in _runs(parts):
        yield from _blocks(run.rows, text)
        yield from _named_rows(run, text)
        yield from _areas(run, text)


def _runs(parts: Sequence[Part]) -> Iterator[_Run]:
    run = _Run([])
    for part in parts:
        if isinstance(part, Heading):
            yield run
            run = _Run([*(each for each in run.headings if each.rank < part.rank), part])
        elif run.parts or isinstance(part, Row):
            run.parts.append(part)
    yield run


def _blocks(rows: Sequence[Row], text: str) -> Iterator[Draft]:
    """Rows of two cells, a field's name and its text; each 事業名 begins a measure."""
    draft: Draft | None = None
    known: set[str] = set()  # the names of its fields
    last = ""
    for row, following in pairwise([*rows, None]):
        assert row is not None
        name = _label(row, text)
        if _begins_block(row, following, text):
            if draft is not None and draft.fields:
                yield draft
            draft = Draft(None, " ".join(_words(row.cells[1], text).split()), row.start, row.end)
            known, last = set(), ""
        elif draft is not None:
            if len(row.cells) != 2 or len(name) > _FIELD_MAX or (name in known and name != last):
                if draft.fields:
                    yield draft
                draft = None
            elif name or last:
                draft.add(name or last, *items(text, row.cells[1].start, row.cells[1].end))
                if draft.fields:
                    last = draft.fields[-1][0]
                    known.add(last)
    if draft is not None and draft.fields:
        yield draft


def _begins_block(row: Row, following: Row | None, text: str) -> bool:
    if len(row.cells) != 2 or not _NAME.fullmatch(_label(row, text)) or following is None:
        return False
    beside = closed_up(_words(row.cells[1], text))
    heads_columns = len(beside) <= _FIELD_MAX and bool(_COLUMN.fullmatch(beside))
    name = _label(following, text)
    return not heads_columns and len(following.cells) == 2 and 0 < len(name) <= _FIELD_MAX and beside != ""


def _label(row: Row, text: str) -> str:
    return closed_up(_words(row.cells[0], text))


def _named_rows(run: _Run, text: str) -> Iterator[Draft]:
    """Rows under header cells of which one names a measure (施策等, 事業名) and another says something about it.

    A row whose name is empty, or only the departments that the name above lacks, goes on with the measure above in
    the same table, also behind a header that the next page repeats; so does one that repeats its name. Where nothing
    stands above, the row is left out.
    """
    draft: Draft | None = None
    table: tuple[str, ...] = ()
    for row in run.rows:
        if row.names != table:
            if draft is not None:
                yield draft
            draft, table = None, row.names
        place = name_column(row.names)
        if place is None or row.is_header:
            continue
        cells = _fitted(row, text)
        if place >= len(cells):
            continue
        title, number = _title(_words(cells[place], text)), _number(row.names, cells, text)
        if number is None and draft is not None and title in ("", draft.title):
            draft.end = row.end
        elif title:
            if draft is not None:
                yield draft
            draft = Draft(number or _goal(run.headings, text), title, row.start, row.end)
        else:
            continue
        for column, (name, cell) in enumerate(zip(row.names, cells, strict=False)):
            if column == place and closed_up(_words(cell, text)) != closed_up(title):
                draft.add(name, cell)
            elif column != place and not _NUMBERED.fullmatch(name):
                draft.add(name, *items(text, cell.start, cell.end))
    if draft is not None:
        yield draft


def name_column(names: Sequence[str]) -> int | None:
    """The header cell that names a measure, where another says something about it."""
    for place, name in enumerate(names):
        if _NAME.fullmatch(name):
            others = [each for other, each in enumerate(names) if other != place]
            return place if any(_ABOUT.search(each) for each in others) else None
    return None


def _fitted(row: Row, text: str) -> Sequence[Span]:
    """The cells under their header cells; those of a row that does not fit are left out, except the first.

    One missing border is put back where the first cell holds a break: 障害者施策 (福祉課)⏎相談の充実.
    """
    if len(row.cells) == len(row.names):
        return row.cells
    first = row.cells[0]
    parted = text.find("\n", first.start, first.end)
    if len(row.cells) == len(row.names) - 1 and parted >= 0:
        return (trimmed(text, first.start, parted), trimmed(text, parted, first.end), *row.cells[1:])
    return (first,)


def _title(cell: str) -> str:
    """The name in a cell without the departments in brackets behind it; empty where there are only these."""
    words = " ".join(cell.split())
    departments = _DEPARTMENTS.match(words[::-1])
    return words[: len(words) - departments.end()] if departments else words


def _number(names: Sequence[str], cells: Sequence[Span], text: str) -> str | None:
    for name, cell in zip(names, cells, strict=False):
        if _NUMBERED.fullmatch(name):
            return _words(cell, text) or None
    return None


def _goal(headings: Sequence[Heading], text: str) -> str | None:
    """The number of the goal that rows without one of their own stand under: 視点 1."""
    for heading in reversed(headings):
        if goal := _GOAL.match(text, heading.start, heading.end):
            return goal["number"]
    return None


def _areas(run: _Run, text: str) -> Iterator[Draft]:
    """Rows without header cells that say what each ward or district does; the heading names the field.

    Two such tables printed side by side are told apart where a cell begins with its own name on a line.
    """
    found: list[tuple[Span, list[Span]]] = []
    last: list[Span] | None = None
    for place, part in enumerate(run.parts):
        if isinstance(part, TextLine):
            if last is not None and _row_follows(run.parts, place):
                last.extend(items(text, part.start, part.end))
            continue
        pairs = [] if part.names else list(_pairs(part, text))
        found.extend(pairs)
        last = pairs[-1][1] if pairs else None
    areas = [label for label, _ in found if _AREA.fullmatch(closed_up(_words(label, text)))]
    if len(areas) < _ROWS_MIN or not run.headings:
        return
    heading = run.headings[-1]
    name = " ".join(text[heading.start : heading.end].strip("【】■").split())
    for label, body in sorted(found, key=lambda pair: pair[0].start):
        draft = Draft(None, closed_up(_words(label, text)), label.start, label.end)
        draft.add(name, *body)
        yield draft


def _pairs(row: Row, text: str) -> Iterator[tuple[Span, list[Span]]]:
    """A label and its items: the first two cells of a row, and a third cell that begins with its own label."""
    first, *others = row.cells
    if len(others) == 2 and (parted := text.find("\n", others[1].start, others[1].end)) >= 0:
        label, body = trimmed(text, others[1].start, parted), trimmed(text, parted, others[1].end)
        if not _AREA.fullmatch(closed_up(_words(label, text))):
            return
        if others[0].start < others[0].end:
            yield first, list(items(text, others[0].start, others[0].end))
        yield label, list(items(text, body.start, body.end))
    elif len(others) == 1 and _AREA.fullmatch(_label(row, text)):
        body = others[0]
        listed = list(items(text, body.start, body.end))
        if len(listed) > 1 or body.end - body.start >= _LONG:
            yield first, listed


def _row_follows(parts: Sequence[Row | TextLine], place: int) -> bool:
    return any(isinstance(part, Row) for part in parts[place + 1 : place + 1 + ROW_BREAK_MAX])


def _words(span: Span, text: str) -> str:
    return text[span.start : span.end]
