"""``sources.csv``: a row for each file that was fetched, beside what staff wrote into the table themselves."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..about.sources import COLUMNS, OPTIONAL
from ..errors import BadSources, UnreadableDocument
from ..regular_file import read_regular
from ..text.encoding import decode
from .source_list import Listed
from .state import Known, write_whole

REGISTER: Final = "sources.csv"
_COLUMNS: Final = tuple(dict.fromkeys((*COLUMNS, *OPTIONAL, "looked_on")))
# What holds for every version of a document; the rest of what staff wrote belongs to the version they read.
_LASTING: Final = ("municipality_code", "prefecture", "municipality", "kind", "licence", "attribution")
_REPLACED: Final = "改定前"  # corpus/about/versions.py: behind every other version of the plan
_LARGEST: Final = 20_000_000  # as many as are read (corpus/about/sources.py)

Row = Mapping[str, str]


def read_register(folder: Path) -> Sequence[Row]:
    """The rows of the table in ``folder``, with whatever columns it has; none where there is no table.

    Raises: BadSources where it is no table: better before anything is fetched than after.
    """
    path = folder / REGISTER
    if not path.exists():
        return ()
    try:
        text = decode(read_regular(path, _LARGEST))
    except UnreadableDocument as error:
        raise BadSources(path, f"{error.reason}ファイルを確かめ、") from error
    if text is None:
        raise BadSources(path, "文字として読めません。UTF-8 の CSV として保存し")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restval="")
    try:
        rows = [{name: cell for name, cell in row.items() if isinstance(cell, str) and name} for row in reader]
    except csv.Error as error:
        raise BadSources(path, "表として読めません。引用符を") from error
    if rows and "file" not in rows[0]:
        raise BadSources(path, "列 file がありません。見出し行を")
    return rows


def write_register(folder: Path, before: Sequence[Row], sources: Sequence[Listed], known: Mapping[str, Known]) -> None:
    """Write the table: rows that are not ours as they were, then ours, as far as their files are there.

    A cell is what the list says, else what staff wrote. Raises: CannotKeep.
    """
    rows = {row["file"]: row for row in before if row.get("file")}
    own = {row["file"]: row for source in sources for row in _rows(source, known, rows)}
    others = [row for row in before if row.get("file") not in own]
    names = list(dict.fromkeys((*_COLUMNS, *(name for row in before for name in row))))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows((*others, *(row for file, row in own.items() if (folder / file).is_file())))
    write_whole(folder / REGISTER, out.getvalue(), "utf-8-sig")  # spreadsheets take the mark for UTF-8


def _rows(source: Listed, known: Mapping[str, Known], before: Mapping[str, Row]) -> Iterator[Row]:
    found = {source.address: known.get(source.address)}
    if source.links:
        found |= {address: each for address, each in known.items() if each.page == source.address}
    for address, each in found.items():
        if each is None or each.file is None:
            continue
        written = before.get(each.file, {})
        fresh = [version for version in each.older if version.file not in before]
        for version in each.older:
            then = before.get(version.file) or {**_lasting(source.cells), **written, "url": ""}
            yield {**then, "plan_id": _stem(version.file), "file": version.file, "status": _REPLACED}
        kept = _lasting(written) if fresh else written
        names = {"plan_id": _stem(each.file), "file": each.file, "url": address, "looked_on": each.looked_on}
        yield {**kept, **source.cells, **names}


def _lasting(row: Row) -> Row:
    return {name: row[name] for name in _LASTING if row.get(name)}


def _stem(file: str) -> str:
    return file.rpartition(".")[0]
