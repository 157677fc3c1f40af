"""A telephone number that somebody changed in the catalogue is quoted nowhere."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpus.records.indicators.indicator import Indicator
from corpus.records.measures.measure import Measure
from index.catalog import Catalog
from index.generation import live_generation
from index.records import RecordTables
from index.seal import Altered, opened, sealed


def test_a_sealed_row_opens_to_what_it_was() -> None:
    row = ("shiomi#0001", 3, None, 2.5, "電話 0000-00-1256")
    assert tuple(opened(sealed(row))) == row


@pytest.mark.parametrize("place", range(5))
def test_whatever_is_changed_in_a_row_breaks_its_seal(place: int) -> None:
    row = list(sealed(("shiomi#0001", 3, None, 2.5, "電話 0000-00-1256")))
    row[place] = "電話 0000-00-1257"
    with pytest.raises(Altered):
        opened(row)


def test_text_does_not_pass_for_a_number_or_two_columns_for_one() -> None:
    assert sealed(("1",))[-1] != sealed((1,))[-1]
    assert sealed(("a", "b"))[-1] != sealed(("ab",))[-1]
    assert sealed((None,))[-1] != sealed(("None",))[-1]


READERS: dict[str, Callable[[Path], Any]] = {
    "plan": lambda path: Catalog(path).plans,
    "passage": lambda path: Catalog(path).passages(range(1000)),
    "desks": lambda path: RecordTables(path).desks(None),
    "measures": lambda path: RecordTables(path).of(Measure, None),
    "indicators": lambda path: RecordTables(path).of(Indicator, None),
    "readability": lambda path: RecordTables(path).readability(),
}
CHANGES = (
    ("plan", "municipality = '霧ヶ谷市'"),
    ("plan", "first_row = first_row + 1"),
    ("plan", "digest = replace(digest, 'a', 'b')"),
    ("passage", "text = replace(text, '0000', '0120')"),
    ("passage", "page = coalesce(page, 0) + 1"),
    ("passage", "headings = '[]'"),
    ("passage", "plan = 1 - min(plan, 1)"),
    ("desks", "body = replace(body, '0000-', '0120-')"),
    ("desks", "plan_id = 'another'"),
    ("measures", "start = start + 1"),
    ("indicators", "body = replace(body, '1', '9')"),
    ("readability", "body = replace(body, '[]', '[7]')"),
)


@pytest.fixture
def catalog(samples_index: Path, tmp_path: Path) -> Path:
    path = tmp_path / "catalog.sqlite"
    shutil.copy(live_generation(samples_index) / "catalog.sqlite", path)
    return path


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as written, written:
        assert written.execute(statement).rowcount > 0


@pytest.mark.parametrize("table", READERS)
def test_a_catalogue_as_it_was_built_is_read(catalog: Path, table: str) -> None:
    assert READERS[table](catalog)


@pytest.mark.parametrize(("table", "set_to"), CHANGES)
def test_a_row_that_was_changed_is_not_read(catalog: Path, table: str, set_to: str) -> None:
    of_kind = "" if table in ("plan", "passage") else f" WHERE kind = '{table}'"
    change(catalog, f"UPDATE {table if not of_kind else 'record'} SET {set_to}{of_kind}")
    with pytest.raises(Altered):
        READERS[table](catalog)


def test_the_text_of_a_plan_fits_its_digest_or_is_not_shown(catalog: Path) -> None:
    plan = Catalog(catalog).plans[0]
    assert "市" in Catalog(catalog).text(plan.id)
    change(catalog, "UPDATE plan SET text = replace(text, '市', '町')")
    with pytest.raises(Altered):
        Catalog(catalog).text(plan.id)


def test_where_lines_start_is_sealed_too(catalog: Path) -> None:
    plan = Catalog(catalog).plans[0]
    change(catalog, "UPDATE plan SET line_starts = '[0]'")
    with pytest.raises(Altered):
        Catalog(catalog).line_starts(plan.id)


def test_what_could_not_be_read_is_sealed_too(catalog: Path) -> None:
    change(catalog, "INSERT INTO problem VALUES ('偽', x'00')")
    with pytest.raises(Altered):
        Catalog(catalog).problems()
