"""Measures, indicators and desks, beside the plans and passages in the catalogue's file."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from corpus.about.readability import Readability
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator, Value, ValueStatus
from corpus.records.measures.measure import Measure

from .catalog import read_only
from .seal import opened, sealed

_SCHEMA: Final = """
CREATE TABLE measure (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, number TEXT, title TEXT NOT NULL, fields TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, passage_ids TEXT NOT NULL, seal BLOB NOT NULL
);
CREATE TABLE indicator (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, name TEXT NOT NULL, unit TEXT, baseline TEXT, target TEXT,
    start INTEGER NOT NULL, end INTEGER NOT NULL, passage_id TEXT, series TEXT NOT NULL, seal BLOB NOT NULL
);
CREATE TABLE desk (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, name TEXT NOT NULL, phone TEXT, fax TEXT, address TEXT, hours TEXT,
    areas TEXT NOT NULL, serves TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, passage_id TEXT, checked_on TEXT,
    seal BLOB NOT NULL
);
CREATE TABLE readability (
    plan_id TEXT PRIMARY KEY, pages INTEGER, characters INTEGER NOT NULL, characters_per_page REAL,
    replacement_characters INTEGER NOT NULL, image_only_pages TEXT NOT NULL, unparsed_tables INTEGER NOT NULL,
    notes TEXT NOT NULL, seal BLOB NOT NULL
);
CREATE INDEX measure_plan ON measure (plan_id);
CREATE INDEX indicator_plan ON indicator (plan_id);
CREATE INDEX desk_plan ON desk (plan_id);
"""


def write_records(
    path: Path,
    measures: Sequence[Measure],
    indicators: Sequence[Indicator],
    desks: Sequence[Desk],
    readability: Mapping[str, Readability],
) -> None:
    """Add the tables of records, and of how well each plan (by id) could be read, to the catalogue at ``path``."""
    with closing(sqlite3.connect(path)) as catalog:
        catalog.executescript(_SCHEMA)
        with catalog:
            _insert(catalog, "measure", map(_measure_row, measures))
            _insert(catalog, "indicator", map(_indicator_row, indicators))
            _insert(catalog, "desk", map(_desk_row, desks))
            rows = (_readability_row(plan_id, reading) for plan_id, reading in readability.items())
            _insert(catalog, "readability", rows)


def _insert(catalog: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in map(sealed, rows):
        catalog.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


class RecordTables:
    """The records of a catalogue, opened read-only. Every method raises Altered where a row is not as it was written."""

    def __init__(self, path: Path) -> None:
        self._catalog = read_only(path)

    def measures(self, plan_id: str | None) -> list[Measure]:
        """Of one plan, or of all: in the order of plans as they are named, then of their text."""
        rows = self._rows("id, plan_id, number, title, fields, start, end, passage_ids", "measure", plan_id)
        return [
            Measure(row[0], row[1], row[2], row[3], tuple(_pairs(row[4])), row[5], row[6], tuple(json.loads(row[7])))
            for row in rows
        ]

    def indicators(self, plan_id: str | None) -> list[Indicator]:
        """As :meth:`measures`."""
        columns = "id, plan_id, name, unit, baseline, target, start, end, passage_id, series"
        return [_indicator(row) for row in self._rows(columns, "indicator", plan_id)]

    def desks(self, plan_id: str | None) -> list[Desk]:
        """As :meth:`measures`."""
        columns = "id, plan_id, name, phone, fax, address, hours, areas, serves, start, end, passage_id, checked_on"
        return [_desk(row) for row in self._rows(columns, "desk", plan_id)]

    def readability(self) -> dict[str, Readability]:
        """How well each plan could be read, by its id."""
        columns = "plan_id, pages, characters, characters_per_page, replacement_characters, image_only_pages, unparsed_tables, notes"
        rows = map(opened, self._catalog.execute(f"SELECT {columns}, seal FROM readability"))
        return {row[0]: _readability(row[1:]) for row in rows}

    def _rows(self, columns: str, table: str, plan_id: str | None) -> list[Any]:
        query = f"SELECT {columns}, seal FROM {table} WHERE ? IS NULL OR plan_id = ? ORDER BY plan_id, start, id"
        return [opened(row) for row in self._catalog.execute(query, (plan_id, plan_id))]


def _measure_row(measure: Measure) -> tuple[Any, ...]:
    fields, passages = _json(measure.fields), _json(measure.passage_ids)
    return measure.id, measure.plan_id, measure.number, measure.title, fields, measure.start, measure.end, passages


def _indicator_row(indicator: Indicator) -> tuple[Any, ...]:
    return (
        indicator.id, indicator.plan_id, indicator.name, indicator.unit, _json(_plain(indicator.baseline)),
        _json(_plain(indicator.target)), indicator.start, indicator.end, indicator.passage_id,
        _json([_plain(value) for value in indicator.series]),
    )  # fmt: skip


def _desk_row(desk: Desk) -> tuple[Any, ...]:
    return (
        desk.id, desk.plan_id, desk.name, desk.phone, desk.fax, desk.address, desk.hours, _json(desk.areas), desk.serves,
        desk.start, desk.end, desk.passage_id, desk.checked_on and desk.checked_on.isoformat(),
    )  # fmt: skip


def _readability(row: Sequence[Any]) -> Readability:
    pages, characters, per_page, replaced, image_only, unparsed, notes = row
    return Readability(
        pages=pages,
        characters=characters,
        characters_per_page=per_page,
        replacement_characters=replaced,
        image_only_pages=tuple(json.loads(image_only)),
        unparsed_tables=unparsed,
        notes=tuple(json.loads(notes)),
    )


def _readability_row(plan_id: str, reading: Readability) -> tuple[Any, ...]:
    return (
        plan_id, reading.pages, reading.characters, reading.characters_per_page, reading.replacement_characters,
        _json(reading.image_only_pages), reading.unparsed_tables, _json(reading.notes),
    )  # fmt: skip


def _indicator(row: Sequence[Any]) -> Indicator:
    identifier, plan_id, name, unit, baseline, target, start, end, passage_id, series = row
    values = (_value(each) for each in json.loads(series))
    return Indicator(
        id=identifier,
        plan_id=plan_id,
        name=name,
        unit=unit,
        baseline=_value(json.loads(baseline)),
        target=_value(json.loads(target)),
        start=start,
        end=end,
        passage_id=passage_id,
        series=tuple(value for value in values if value is not None),
    )


def _desk(row: Sequence[Any]) -> Desk:
    identifier, plan_id, name, phone, fax, address, hours, areas, serves, start, end, passage_id, checked_on = row
    return Desk(
        id=identifier,
        plan_id=plan_id,
        name=name,
        phone=phone,
        fax=fax,
        address=address,
        hours=hours,
        areas=tuple(json.loads(areas)),
        serves=serves,
        start=start,
        end=end,
        passage_id=passage_id,
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
    )


def _plain(value: Value | None) -> list[Any] | None:
    return None if value is None else [value.value, value.year, value.status.value, value.text]


def _value(fields: list[Any] | None) -> Value | None:
    return None if fields is None else Value(fields[0], fields[1], ValueStatus(fields[2]), fields[3])


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in json.loads(text)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
