"""Indicators that stand in tables (指標項目 / 令和6年 / 目標値) and in lists (a name and two values under it)."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ...figures import dates, quantities, year_of
from ...outline.lines import Role
from ...outline.tree import Block, Section
from ...text.folding import fold
from ..found import Found, found_series
from .indicator import Value, ValueStatus
from .roles import is_rate, role_of
from .values import Reading, parse_series, parse_value

_TARGET: Final = re.compile(r"目標|計画値|めざす値|目指す値|到達値")
_BASELINE: Final = re.compile(r"現状|現況|基準|実績|現在|策定時|当初値|実測|ベースライン|直近|最新")
_FIRST: Final = re.compile(
    r"基準|策定時|当初|ベースライン"
)  # the baseline, where 現状 and 実績 have columns of their own
_REACHED: Final = re.compile(r"実績|実測|結果")
_BETWEEN: Final = re.compile(r"中間")
_NAMES: Final = re.compile(
    r"(?:成果|評価|活動|数値目標の?|重要業績評価)?(?:指標|目標項目|評価項目|指標項目)(?:名|の名称|\(KPI\))?|KPI"
)
_WHOM: Final = re.compile(r"対象(?:者|年齢)?|性別|年齢(?:区分)?")
_NUMBER: Final = re.compile(r"\s*(?:No\.?|[①-⑳]|\(?[0-9]{1,3}(?:-[0-9]{1,2})?[.)]?)?\s*")
_YEAR_ONLY: Final = re.compile(
    r"[\s()]*(?:末|時点)?[\s()]*(?:見込量?)?[\s()]*"
)  # what may stand beside a column's year
_EXPECTED: Final = re.compile(r"見込|目標|計画値|推計|将来")
_MEASURED: Final = re.compile(r"指標|ものさし|KPI")
_VALUE_CELL: Final = 60  # characters; a longer cell is a description that happens to hold a figure
_ROW_NAME_MAX: Final = 80
_BULLET: Final = re.compile(r"[-・*]\s*")
_ITEM_MAX: Final = 20  # characters
_ASIDE: Final = re.compile(r"\s*(?:[(（].*[)）])?\s*(?:※.*)?")  # behind a value that is all an item says
_NEAR: Final = 4  # blocks; how far above a bare row the word 指標 may stand


def table_indicators(section: Section, text: str, begins: int | None) -> Iterator[Found]:
    """The rows of ``section`` itself that state a value of a year, or one and a target.

    Args:
        section: rows carry their header cells.
        text: the plan's.
        begins: the plan's first fiscal year, which tells a table of past years from one of expected figures.
    """
    title = section.line.title if section.line else ""
    measured, expected = bool(_MEASURED.search(title)), bool(_EXPECTED.search(title))
    above = deque([measured], maxlen=_NEAR)  # whether the blocks above speak of an indicator
    for block in section.children:
        if not isinstance(block, Block):
            continue
        if block.role is not Role.ROW:
            above.append(_MEASURED.search(text, block.start, block.end) is not None)
        elif block.header:
            yield from _of_row(block, text, begins, expected=expected)
        elif measured or any(above):
            yield from _of_bare_row(block, text)


def list_indicators(section: Section, text: str) -> Iterator[Found]:
    """A name on a line of its own, then two items and no more: 現状値 and 目標値, which nothing labels."""
    blocks = [child if isinstance(child, Block) else None for child in section.children]
    for name, first, second, after in zip(blocks, blocks[1:], blocks[2:], [*blocks[3:], None], strict=False):
        if name is None or name.role is not Role.TEXT or text[name.end - 1] == "。":
            continue
        if first is None or second is None or first.role is not Role.ITEM or second.role is not Role.ITEM:
            continue
        baseline, target = _item(first, text), _item(second, text)
        if baseline is None or target is None or (after and after.role is Role.ITEM and _item(after, text)):
            continue
        start = text.rfind("\n", name.start, name.end) + 1 or name.start
        yield Found(
            text[start : name.end].strip(),
            baseline.unit or target.unit,
            baseline.value,
            target.value,
            (),
            start,
            second.end,
        )


def _item(block: Block, text: str) -> Reading | None:
    """The value that is all an item says."""
    raw = text[block.start : block.end]
    bullet = _BULLET.match(fold(raw))
    body = (raw[bullet.end() :] if bullet else raw).strip()
    found = parse_value(body) if len(body) <= _ITEM_MAX else None
    if found is None or found.value.status is not ValueStatus.FIGURE:
        return found
    first = quantities(body)[0]
    return found if first.start == 0 and _ASIDE.fullmatch(body, first.end) else None


def _of_bare_row(block: Block, text: str) -> Iterator[Found]:
    """満足度 | 37.9% |: two cells, the second a figure with its unit."""
    cells = [cell for cell in cell_spans(text, block.start, block.end) if cell[0] < cell[1]]
    if len(cells) != 2:
        return
    (start, end), (left, right) = cells
    reading = parse_value(text[left:right])
    if reading and reading.unit and right - left <= 20 and parse_value(text[start:end]) is None:
        yield Found(text[start:end], reading.unit, reading.value, None, (), start, right)


def _of_row(block: Block, text: str, begins: int | None, *, expected: bool) -> Iterator[Found]:
    start = block.row_start
    cells = cell_spans(text, start, block.end)
    if len(cells) < len(block.header) or len(block.header) < 2:
        return
    heads = [fold(head) for head in block.header]
    unit = next((text[slice(*cell)] for head, cell in zip(heads, cells, strict=False) if head == "単位"), None)
    columns = [
        (head, text[slice(*cell)])
        for head, cell in zip(heads[1:], cells[1:], strict=False)
        if cell[1] - cell[0] <= _VALUE_CELL
    ]
    place = _name_column(heads, [text[slice(*cell)] for cell in cells])
    name = text[slice(*cells[place])]
    if not name or len(name) > _ROW_NAME_MAX:
        return
    subject = next(
        (text[slice(*cell)] for head, cell in zip(heads, cells, strict=False) if _WHOM.fullmatch(head)), None
    )
    past = _is_past(columns, begins, expected=expected)
    made = _stated(name, columns, unit or "") or _by_year(name, columns, unit or "", past=past)
    if made is not None:
        yield Found(
            name, made.unit or unit or None, made.baseline, made.target, made.series, start, block.end, subject or None
        )


def _name_column(heads: Sequence[str], cells: Sequence[str]) -> int:
    """Which cell names the row: the one under 指標, else the first that is no number of the row."""
    named = next((place for place, head in enumerate(heads) if _NAMES.fullmatch(head.strip())), None)
    if named is not None and named < len(cells):
        return named
    return next((place for place, cell in enumerate(cells[:2]) if not _NUMBER.fullmatch(fold(cell))), 0)


def _stated(name: str, columns: Sequence[tuple[str, str]], counted: str) -> Found | None:
    """A row of a table that has a column for the target, or one named for what was reached.

    What was reached is no baseline where a column says how much of the target it is (達成率).
    """
    rated = [column for column in columns if is_rate(column[0])]
    targets = [column for column in columns if _TARGET.search(column[0]) and column not in rated]
    named = [column for column in columns if _BASELINE.search(column[0]) and column not in (*targets, *rated)]
    named.sort(key=lambda column: not _FIRST.search(column[0]))
    between = [column for column in columns if _BETWEEN.search(column[0]) and column not in (*targets, *named, *rated)]
    by_year = [column for column in columns if _is_year(column[0])] if targets else []
    past = [column for column in named if not rated or not _REACHED.search(column[0])]
    before = _readings((past or ([] if rated and named else by_year[-1:]))[:1], counted)
    after = _readings(targets[-1:], counted)
    if not before and not after:
        return None
    others = [*between, *rated, *(column for column in named if column not in past)]
    values = tuple(reading.value for reading in (*_readings([*past, *by_year], counted), *_readings(targets, counted)))
    values += tuple(_of_kind(reading.value, column[0]) for column in others for reading in _readings([column], counted))
    unit = next((reading.unit for reading in (*before, *after) if reading.unit), None)
    more = values if len(values) > len(before[:1]) + len(after[:1]) else ()
    return Found(name, unit, _first(before), _first(after), more, 0, 0)


def _of_kind(value: Value, head: str) -> Value:
    role = role_of(head)
    return replace(value, kind=role.kind) if role else value


def _by_year(name: str, columns: Sequence[tuple[str, str]], counted: str, *, past: bool) -> Found | None:
    """A row of a table with a column for each year: expected figures run from the baseline to the target."""
    readings = _readings([column for column in columns if _is_year(column[0])], counted)
    if len(readings) < 2:
        return None
    found = found_series(name, readings, 0, 0)
    if past:
        return found
    return Found(name, found.unit, found.baseline, readings[-1].value, found.series, 0, 0)


def _is_past(columns: Sequence[tuple[str, str]], begins: int | None, *, expected: bool) -> bool:
    """Whether the figures are of past years; ``expected`` is what the title over the table says of them."""
    years = [year for head, _ in columns if (year := year_of(head)) is not None]
    if begins is not None:
        return max(years, default=0) < begins
    return not expected and not any(_EXPECTED.search(head) for head, _ in columns)


def _is_year(head: str) -> bool:
    """Whether a header cell is a year and no more: 令和6年, R6(2024)年度末, 令和8年度(見込量)."""
    found = dates(head)
    return len(found) == 1 and bool(_YEAR_ONLY.fullmatch(head[: found[0].start] + head[found[0].end :]))


def _readings(columns: Sequence[tuple[str, str]], counted: str) -> tuple[Reading, ...]:
    return tuple(each for head, cell in columns for each in parse_series(cell, year_of(head), counted))


def _first(readings: Sequence[Reading]) -> Value | None:
    return readings[0].value if readings else None


def cell_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of every cell of the row ``text[start:end]``, less the white space around each."""
    row = text[start:end]
    if "\t" not in row:
        stripped = row.strip(" |")
        start += row.find(stripped)
        row = stripped
    mark = "\t" if "\t" in row else "|"
    edges = [-1, *(place for place, character in enumerate(row) if character == mark), len(row)]
    spans = []
    for left, right in pairwise(edges):
        cell = row[left + 1 : right]
        lead = len(cell) - len(cell.lstrip())
        begin = start + left + 1 + (lead if cell.strip() else 0)
        spans.append((begin, begin + len(cell.strip())))
    return spans
