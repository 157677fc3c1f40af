"""Lists of records (a city's FAQ): ``id, title, text`` and optionally ``url, municipality_code``; other CSV tables."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ..errors import UnreadableDocument
from ..plan import Document, Record
from .lines_builder import LinesBuilder, joined_cells
from .text import decoded

REQUIRED: Final = ("id", "title", "text")
_COLUMNS: Final = (*REQUIRED, "url", "municipality_code")
_REMEDY: Final = "id・title・text のそろった表にしてください。"
_HALF: Final = re.compile(r"[\ud800-\udfff]")  # \ud867 without its other half: JSON may hold it, no text file
_NAMED: Final = 5  # fields in a message
_UNQUOTED: Final = '閉じていない引用符 " がないか確かめてください。'


def read_csv_records(path: Path, raw: bytes) -> tuple[Document, ...]:
    """One document per municipality, one record per row; a table with none of their columns is one document of rows."""
    rows = csv.reader(io.StringIO(decoded(path, raw)))
    try:
        names = next(rows, [])
        if names and not set(REQUIRED) & set(names):
            return (_table(names, rows),)
        if missing := [name for name in REQUIRED if name not in names]:
            raise UnreadableDocument(path, f"列 {'、'.join(missing)} がありません。", _REMEDY)
        columns = {name: column for column, name in enumerate(names) if name in _COLUMNS}
        return record_documents(path, _numbered(((rows.line_num, row) for row in rows), columns))
    except csv.Error as error:
        raise UnreadableDocument(path, "表として読めません。", _UNQUOTED) from error


def _table(names: list[str], rows: Iterable[list[str]]) -> Document:
    """A list of facilities, open data: a line for each row, as wide as its header."""
    out = LinesBuilder()
    for row in [names, *rows]:
        cells = [" ".join(cell.split()) for cell in (*row[: len(names)], *[""] * (len(names) - len(row)))]
        if any(cells):
            out.add(joined_cells(cells))
    return out.build()


def _numbered(
    rows: Iterable[tuple[int, list[str]]], columns: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows, each with the line that it ends in -> their cells by column, each with the line that it starts in.

    A quoted cell may hold line breaks. Of other columns nothing is kept, so that a wide header costs a row nothing.
    """
    for end, row in rows:
        if row:
            cells = {name: row[column] for name, column in columns.items() if column < len(row)}
            yield end - sum(cell.count("\n") for cell in row), cells


def read_jsonl_records(path: Path, raw: bytes) -> tuple[Document, ...]:
    """One document per municipality, one record per line."""
    return record_documents(path, _json_lines(path, decoded(path, raw)))


def _json_lines(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableDocument(path, f"{number} 行目が JSON ではありません。", _REMEDY) from error
        if not isinstance(row, dict):
            raise UnreadableDocument(path, f"{number} 行目が JSON のオブジェクトではありません。", _REMEDY)
        if not set(REQUIRED) & set(row):
            names = "、".join(map(str, list(row)[:_NAMED])) or "なし"
            raise UnreadableDocument(path, f"記録の一覧ではないようです({number} 行目の項目: {names})。", _REMEDY)
        yield number, row


def record_documents(path: Path, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> tuple[Document, ...]:
    """Rows of any format, each with its line in the file -> one document per municipality.

    Texts are laid end to end, each under its title, so that a record is a span like any other passage.
    Raises: UnreadableDocument where there is no row, or one lacks its id or both texts, or two share an id.
    """
    by_code: dict[str | None, list[tuple[int, dict[str, str]]]] = {}
    seen: set[str] = set()
    for number, row in rows:
        record = {
            name: ("" if (cell := row.get(name)) is None else _HALF.sub("\ufffd", str(cell))).strip()
            for name in _COLUMNS
        }
        if not record["id"] or not (record["title"] or record["text"]):
            raise UnreadableDocument(path, f"{number} 行目の id か本文が空です。", _REMEDY)
        if record["id"] in seen:
            raise UnreadableDocument(path, f"{number} 行目の id が前の行と重なっています。", _REMEDY)
        seen.add(record["id"])
        by_code.setdefault(record["municipality_code"] or None, []).append((number, record))
    if not by_code:
        raise UnreadableDocument(path, "記録が 1 件もありません。", _REMEDY)
    return tuple(_document(code, by_code[code]) for code in sorted(by_code, key=lambda code: code or ""))


def _document(code: str | None, rows: list[tuple[int, dict[str, str]]]) -> Document:
    parts: list[str] = []
    records: list[Record] = []
    starts: list[int] = []
    offset = 0
    for number, row in rows:
        text = "\n".join(part for part in (row["title"], row["text"]) if part)
        # Lines of the file that other municipalities' records take up start where the next record starts.
        starts.extend([offset] * (number - len(starts)))
        records.append(Record(row["id"], row["title"] or text[:40], offset, offset + len(text), row["url"] or None))
        parts.append(text)
        offset += len(text) + 2
    return Document("\n\n".join(parts), tuple(starts), {}, tuple(records), code)
