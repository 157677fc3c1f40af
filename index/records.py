"""Measures, indicators, desks and how well plans could be read, beside the passages in the catalogue's file."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

from corpus.about.readability import Readability
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator
from corpus.records.measures.measure import Measure

from .catalog import read_only
from .plain import from_json, to_json
from .seal import opened, sealed

_TABLE: Final = """
CREATE TABLE record (
    kind TEXT NOT NULL, id TEXT NOT NULL, plan_id TEXT NOT NULL, start INTEGER NOT NULL, body TEXT NOT NULL,
    seal BLOB NOT NULL, PRIMARY KEY (kind, plan_id, start, id)
) WITHOUT ROWID;
"""
_READ: Final = "SELECT kind, id, plan_id, start, body, seal FROM record WHERE kind = ?"
_MEASURE, _INDICATOR, _DESK, _READABILITY = "measure", "indicator", "desk", "readability"
Record = TypeVar("Record", Measure, Indicator, Desk)


def write_records(
    path: Path,
    measures: Iterable[Measure],
    indicators: Iterable[Indicator],
    desks: Iterable[Desk],
    readability: Mapping[str, Readability],
) -> None:
    """Add the records, and how well each plan (by id) could be read, to the catalogue at ``path``."""
    with closing(sqlite3.connect(path)) as catalog:
        catalog.executescript(_TABLE)
        with catalog:
            for kind, records in ((_MEASURE, measures), (_INDICATOR, indicators), (_DESK, desks)):
                _insert(catalog, ((kind, each.id, each.plan_id, each.start, to_json(each)) for each in records))
            rows = ((_READABILITY, plan_id, plan_id, 0, to_json(each)) for plan_id, each in readability.items())
            _insert(catalog, rows)


def _insert(catalog: sqlite3.Connection, rows: Iterable[tuple[str, str, str, int, str]]) -> None:
    catalog.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", map(sealed, rows))


class RecordTables:
    """The records of a catalogue, opened read-only. Every method raises Altered where a row is not as it was written."""

    def __init__(self, path: Path) -> None:
        self._catalog = read_only(path)

    def measures(self, plan_id: str | None) -> list[Measure]:
        """Of one plan, or of all: in the order of plans as they are named, then of their text."""
        return self._records(_MEASURE, Measure, plan_id)

    def indicators(self, plan_id: str | None) -> list[Indicator]:
        """As :meth:`measures`."""
        return self._records(_INDICATOR, Indicator, plan_id)

    def desks(self, plan_id: str | None) -> list[Desk]:
        """As :meth:`measures`."""
        return self._records(_DESK, Desk, plan_id)

    def readability(self) -> dict[str, Readability]:
        """How well each plan could be read, by its id."""
        rows = map(opened, self._catalog.execute(_READ, (_READABILITY,)))
        return {row[2]: from_json(Readability, row[4]) for row in rows}

    def _records(self, kind: str, record: type[Record], plan_id: str | None) -> list[Record]:
        rows = self._catalog.execute(
            f"{_READ} AND (? IS NULL OR plan_id = ?) ORDER BY plan_id, start, id", (kind, plan_id, plan_id)
        )
        return [from_json(record, opened(row)[4]) for row in rows]
