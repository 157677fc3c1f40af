"""``--sources CSV``: what staff know of each document, by file name."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ..errors import BadSources, UnreadableDocument
from ..figures import Date, dates, year_of
from ..regular_file import read_regular
from ..text.encoding import decode
from .gazetteer import by_code, owners_by_name

COLUMNS: Final = (
    "plan_id", "file", "municipality_code", "prefecture", "municipality", "title", "kind", "status",
    "period_start", "period_end", "published", "url",
)  # fmt: skip

OPTIONAL: Final = ("licence", "attribution", "looked_on")  # a table without these columns does not know them
_MAX_BYTES: Final = 20_000_000  # some hundred thousand documents


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the table; an empty cell is None."""

    plan_id: str
    file: str
    municipality_code: str | None
    prefecture: str | None
    municipality: str | None
    title: str | None
    kind: str | None
    status: str | None
    period_start: int | None
    period_end: int | None
    published: str | None
    url: str | None
    licence: str | None = None  # under which the document is published: CC BY 4.0
    attribution: str | None = None  # how its publisher wants to be named
    looked_on: str | None = None  # the day on which somebody last looked whether it is still so, as 2026-11-28


@dataclass(frozen=True, slots=True)
class Look:
    """A row without a file: on that day somebody looked for a plan of this kind (None: of any) and found none."""

    municipality_code: str
    prefecture: str | None
    municipality: str | None
    kind: str | None
    looked_on: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds anything: its cells by column, blanks around them removed, and those beyond the last column."""

    line: int  # of the file, from 1, on which it begins
    cells: Mapping[str, str]
    beyond: tuple[str, ...] = ()

    @property
    def is_look(self) -> bool:
        """Whether it tells of a search that found nothing, and of no document."""
        return bool(self.cells.get("looked_on") and self.cells.get("municipality_code") and not self.cells.get("file"))


@dataclass(frozen=True, slots=True)
class Table:
    """The table as it was written, whatever its columns are."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """The cells of ``path``. Raises: BadSources where it cannot be read as a table."""
    try:
        text = decode(read_regular(path, _MAX_BYTES))
    except UnreadableDocument as error:
        raise BadSources(path, f"{error.reason}ファイルを確かめ") from error
    if text is None:
        raise BadSources(path, "文字として読めません。UTF-8 の CSV として保存し")
    reader = csv.reader(io.StringIO(text))
    rows, begins = [], 1
    try:
        columns = tuple(name.strip() for name in next(reader, []))
        begins = reader.line_num + 1
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):  # spreadsheets end in rows of commas
                width = len(columns)
                rows.append(Row(begins, dict(zip(columns, stripped, strict=False)), tuple(stripped[width:])))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadSources(path, "表として読めません。引用符を") from error
    return Table(columns, tuple(rows))


def read_sources(path: Path) -> Mapping[str, Source]:
    """The documents of ``path``, by the name of the file each row describes.

    Raises: BadSources where the file cannot be read, lacks a column, names no plan or names one twice.
    """
    table = read_table(path)
    if missing := missing_columns(table):
        raise BadSources(path, f"列 {'、'.join(missing)} がありません。見出し行を")
    sources: dict[str, Source] = {}
    plan_ids: set[str] = set()
    for row in table.rows:
        if row.is_look:
            continue
        source = source_of(row)
        if not source.plan_id or not source.file:
            raise BadSources(path, f"{row.line} 行目に plan_id か file がありません。")
        if source.file in sources or source.plan_id in plan_ids:
            raise BadSources(path, f"{row.line} 行目の plan_id か file が前の行と重なっています。")
        sources[source.file] = source
        plan_ids.add(source.plan_id)
    return sources


def read_looks(path: Path) -> tuple[Look, ...]:
    """The rows of ``path`` that tell of a search which found nothing. Raises: as :func:`read_table`."""
    found = (source_of(row) for row in read_table(path).rows if row.is_look)
    return tuple(
        Look(each.municipality_code or "", each.prefecture, each.municipality, each.kind, each.looked_on or "")
        for each in found
    )


def missing_columns(table: Table) -> list[str]:
    """The columns that a table of sources must have and this one has not."""
    return [name for name in COLUMNS if name not in table.columns]


def source_of(row: Row) -> Source:
    """What a row says; a cell that is empty, or not there, is None."""
    cells = {name: row.cells.get(name) or None for name in (*COLUMNS, *OPTIONAL)}
    looked_on = cells["looked_on"] or ""
    day = day_of(looked_on)
    # A spreadsheet takes 062031 for a number and drops its first digit.
    written = cells["municipality_code"]
    code = written.zfill(6) if written else _code_of(cells)
    return Source(
        plan_id=cells["plan_id"] or "",
        file=cells["file"] or "",
        municipality_code=code,
        prefecture=cells["prefecture"] or (by_code()[code].prefecture if code in by_code() else None),
        municipality=cells["municipality"],
        title=cells["title"],
        kind=cells["kind"],
        status=cells["status"],
        period_start=year_of(cells["period_start"] or ""),
        period_end=year_of(cells["period_end"] or ""),
        published=cells["published"],
        url=cells["url"],
        licence=cells["licence"],
        attribution=cells["attribution"],
        looked_on=day.isoformat() if day else looked_on or None,
    )


def _code_of(cells: Mapping[str, str | None]) -> str | None:
    """The code of the municipality that a row names, where one alone bears the name; 府中市 needs its prefecture."""
    codes = owners_by_name().get(cells["municipality"] or "", ())
    alone = [code for code in codes if cells["prefecture"] in (None, by_code()[code].prefecture)]
    return alone[0] if len(alone) == 1 and by_code()[alone[0]].name == cells["municipality"] else None


def day_of(cell: str) -> date | None:
    """The one day that a cell names: 2026-11-28, 2026/11/28, 令和8年11月28日; None where it names none, or several."""
    found = [each for each in dates(cell) if isinstance(each, Date)]
    if len(found) != 1 or found[0].year is None or found[0].day is None:
        return None
    return date(found[0].year, found[0].month, found[0].day)
