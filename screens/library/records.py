"""The records of a plan as tables: measures, indicators, desks, services, each row with where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator, Value
from corpus.records.measures.measure import Measure
from corpus.records.record_types import RECORD_TYPES, Record, RecordKind
from corpus.records.services.service import Service

from ..source_line import scan_mark, web_address
from .addresses import reader_link, records_address

_RECORDS: Final = 100  # records on a page (arbitrary)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a record: text, or named fields, or a link."""

    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record: its name, its other cells, and where it is read in the plan."""

    name: str
    cells: tuple[Cell, ...]
    place: str
    mark: str


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A page of records."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[RecordRow, ...]
    total: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A section of a plan's pages: its name, its address, and how many there are."""

    name: str
    address: str
    count: int
    here: bool


def tabs_of(plan_id: str, counts: Mapping[str, int], here: str) -> tuple[Tab, ...]:
    """A tab for each kind of record."""
    return tuple(
        Tab(each.japanese, records_address(each.name, plan_id), counts.get(each.name, 0), each.name == here)
        for each in RECORD_TYPES
    )


def paged(count: int, page: int) -> tuple[slice, int, int]:
    """Which of ``count`` records stand on ``page``, that page, and the last."""
    last = max(1, -(-count // _RECORDS))
    page = min(max(page, 1), last)
    return slice((page - 1) * _RECORDS, page * _RECORDS), page, last


def table_of(kind: RecordKind, records: Sequence[Record], total: int, page: int, last: int) -> RecordTable:
    """The table of ``records``, all of ``kind``; a column in which nothing stands is left out."""
    each = next(each for each in RECORD_TYPES if each.name == kind)
    make = _ROWS[each.record]
    made = [(record, *make(record)) for record in records]
    filled = [n for n in range(len(_COLUMNS[each.record]) - 1) if any(cells[n] != Cell() for _, _, cells in made)]
    rows = tuple(
        RecordRow(
            name,
            tuple(cells[n] for n in filled),
            reader_link(record.plan_id, record.start, record.end),
            scan_mark(record.ocr),
        )
        for record, name, cells in made
    )
    first, *others = _COLUMNS[each.record]
    return RecordTable(each.japanese, (first, *(others[n] for n in filled)), rows, total, page, last)


_Made = tuple[str, tuple[Cell, ...]]


def _measure(measure: Measure) -> _Made:
    return measure.title, (Cell(measure.number or ""), Cell(fields=measure.fields))


def _indicator(indicator: Indicator) -> _Made:
    named = (indicator.subject, indicator.unit, _value(indicator.baseline), _value(indicator.target))
    series = "、".join(_value(each) for each in indicator.series)
    return indicator.name, tuple(Cell(each or "") for each in (*named, series))


def _value(value: Value | None) -> str:
    if value is None:
        return ""
    told = "・".join(filter(None, (value.kind, f"{value.year}年度" if value.year else "")))
    return f"{value.text}({told})" if told else value.text


def _desk(desk: Desk) -> _Made:
    calls = "、".join((*desk.phones, *((f"内線 {desk.extension}",) if desk.extension else ())))
    checked = desk.checked_on.isoformat() if desk.checked_on else ""
    said = (calls, desk.what_for, desk.address, desk.hours, "、".join(desk.areas), desk.serves, checked)
    address = web_address(desk.url)
    return desk.name, (
        *(Cell(each or "") for each in said),
        Cell("公式のページ", address=address) if address else Cell(),
    )


def _service(service: Service) -> _Made:
    return service.name, (Cell(fields=service.fields),)


_ROWS: Final[Mapping[type, Callable[[Any], _Made]]] = {
    Measure: _measure, Indicator: _indicator, Desk: _desk, Service: _service,
}  # fmt: skip
_COLUMNS: Final[Mapping[type, tuple[str, ...]]] = {
    Measure: ("施策", "番号", "項目"),
    Indicator: ("指標", "何の", "単位", "現状", "目標", "年ごとの値"),
    Desk: ("窓口", "電話", "用件", "所在地", "時間", "担当地域", "対象", "確認日", "ページ"),
    Service: ("給付・サービス", "項目"),
}
