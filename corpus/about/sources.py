"""``--sources CSV``: what staff know of each document, by file name."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import BadSources, UnreadableDocument
from ..figures import year_of
from ..regular_file import read_regular
from ..text.encoding import decode

COLUMNS: Final = (
    "plan_id", "file", "municipality_code", "prefecture", "municipality", "title", "kind", "status",
    "period_start", "period_end", "published", "url",
)  # fmt: skip

OPTIONAL: Final = ("licence", "attribution")  # a table without these columns knows neither
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


def read_sources(path: Path) -> Mapping[str, Source]:
    """The rows of ``path``, by the name of the file each describes.

    Raises: BadSources where the file cannot be read, lacks a column, names no plan or names one twice.
    """
    try:
        text = decode(read_regular(path, _MAX_BYTES))
    except UnreadableDocument as error:
        raise BadSources(path, f"{error.reason}ファイルを確かめ") from error
    if text is None:
        raise BadSources(path, "文字として読めません。UTF-8 の CSV として保存し")
    reader = csv.DictReader(io.StringIO(text))
    try:
        names, rows = reader.fieldnames or (), list(reader)
    except csv.Error as error:
        raise BadSources(path, "表として読めません。引用符を") from error
    if missing := [name for name in COLUMNS if name not in names]:
        raise BadSources(path, f"列 {'、'.join(missing)} がありません。見出し行を")
    sources: dict[str, Source] = {}
    plan_ids: set[str] = set()
    for line, row in enumerate(rows, start=2):
        if not any(row.values()):  # spreadsheets end in rows of commas
            continue
        source = _source(row)
        if not source.plan_id or not source.file:
            raise BadSources(path, f"{line} 行目に plan_id か file がありません。")
        if source.file in sources or source.plan_id in plan_ids:
            raise BadSources(path, f"{line} 行目の plan_id か file が前の行と重なっています。")
        sources[source.file] = source
        plan_ids.add(source.plan_id)
    return sources


def _source(row: dict[str, str | None]) -> Source:
    cells = {name: (row.get(name) or "").strip() or None for name in (*COLUMNS, *OPTIONAL)}
    return Source(
        plan_id=cells["plan_id"] or "",
        file=cells["file"] or "",
        # A spreadsheet takes 062031 for a number and drops its first digit.
        municipality_code=cells["municipality_code"] and cells["municipality_code"].zfill(6),
        prefecture=cells["prefecture"],
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
    )
