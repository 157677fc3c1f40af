"""Records of every type and how well plans could be read, beside the passages in the catalogue's file."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from corpus.about.readability import Readability
from corpus.passage import Passage
from corpus.records.desks.desk import Desk
from corpus.records.record_types import RECORD_TYPES, AnyRecord, Record

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
_NAMES: Final[Mapping[type, str]] = {each.record: each.name for each in RECORD_TYPES}
_READABILITY: Final = "readability"
_NO_AREA: Final = '"areas": []'  # in the JSON of a desk; inside a text its quotes are written \\"


def write_records(path: Path, records: Iterable[Record], readability: Mapping[str, Readability]) -> None:
    """Add the records, and how well each plan (by id) could be read, to the catalogue at ``path``."""
    with closing(sqlite3.connect(path)) as catalog:
        catalog.executescript(_TABLE)
        with catalog:
            _insert(
                catalog, ((_NAMES[type(each)], each.id, each.plan_id, each.start, to_json(each)) for each in records)
            )
            rows = ((_READABILITY, plan_id, plan_id, 0, to_json(each)) for plan_id, each in readability.items())
            _insert(catalog, rows)


def _insert(catalog: sqlite3.Connection, rows: Iterable[tuple[str, str, str, int, str]]) -> None:
    catalog.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", map(sealed, rows))


class RecordTables:
    """The records of a catalogue, opened read-only. Every method raises Altered where a row is not as it was written."""

    def __init__(self, path: Path) -> None:
        self._catalog = read_only(path)

    def of(self, kind: type[AnyRecord], plan_id: str | None) -> list[AnyRecord]:
        """Of one plan, or of all: in the order of plans as they are named, then of their text."""
        rows = self._catalog.execute(
            f"{_READ} AND (? IS NULL OR plan_id = ?) ORDER BY plan_id, start, id", (_NAMES[kind], plan_id, plan_id)
        )
        return [from_json(kind, opened(row)[4]) for row in rows]

    def in_passage(self, kind: type[AnyRecord], passage: Passage) -> list[AnyRecord]:
        """Those that begin in a passage, in the order of its text."""
        rows = self._catalog.execute(
            f"{_READ} AND plan_id = ? AND start >= ? AND start < ? ORDER BY start, id",
            (_NAMES[kind], passage.plan_id, passage.start, passage.end),
        )
        return [from_json(kind, opened(row)[4]) for row in rows]

    def desks(self, plan_id: str | None) -> list[Desk]:
        """The desks: what answers are made with."""
        return self.of(Desk, plan_id)

    def desks_by_area(self) -> list[Desk]:
        """The desks that serve some areas alone, of all plans, in the order of :meth:`of`; no others are read."""
        rows = self._catalog.execute(
            f"{_READ} AND instr(body, ?) = 0 ORDER BY plan_id, start, id", (_NAMES[Desk], _NO_AREA)
        )
        return [from_json(Desk, opened(row)[4]) for row in rows]

    def readability(self) -> dict[str, Readability]:
        """How well each plan could be read, by its id."""
        rows = map(opened, self._catalog.execute(_READ, (_READABILITY,)))
        return {row[2]: from_json(Readability, row[4]) for row in rows}

    def readability_of(self, plan_id: str) -> Readability | None:
        """How well one plan could be read."""
        rows = self._catalog.execute(f"{_READ} AND plan_id = ?", (_READABILITY, plan_id))
        return next((from_json(Readability, opened(row)[4]) for row in rows), None)

    def counts(self, plan_id: str) -> dict[str, int]:
        """How many records of each type a plan has."""
        found = self._catalog.execute("SELECT kind, count(*) FROM record WHERE plan_id = ? GROUP BY kind", (plan_id,))
        return {str(kind): int(count) for kind, count in found if kind != _READABILITY}
