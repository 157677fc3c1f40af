"""Lists of records (a city's FAQ): ``id, title, text`` and optionally ``url, municipality_code``; other CSV tables."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ..errors import UnreadableDocument
from ..plan import Document, Record
from ..text.markup import read_markup
from .lines_builder import LinesBuilder, joined_cells
from .text import decoded

REQUIRED: Final = ("id", "title", "text")
_COLUMNS: Final = (*REQUIRED, "url", "municipality_code")
# What lists of questions call their columns; a list without an id is numbered by its lines.
_NAMES: Final = {
    heading: name
    for name, headings in (
        ("id", "id faq_id no no. 番号 管理番号 faq番号 質問番号"),
        ("title", "title 質問 質問内容 質問文 question 問い"),
        ("text", "text 回答 回答内容 回答文 answer 答え 本文"),
        ("url", "url 詳細url 参照url"),
        ("municipality_code", "municipality_code 全国地方公共団体コード 都道府県コード又は市区町村コード 団体コード"),
    )
    for heading in headings.split()
}
_HEADER_ROWS: Final = 10  # among which the headings stand (arbitrary: a title, a date, blank rows)
_SNIFFED: Final = 2000  # characters that tell whether tabs or commas part the cells
_REMEDY: Final = "id・title・text のそろった表にしてください。"
_HALF: Final = re.compile(r"[\ud800-\udfff]")  # \ud867 without its other half: JSON may hold it, no text file
_NAMED: Final = 5  # fields in a message
_UNQUOTED: Final = '閉じていない引用符 " がないか確かめてください。'


def read_csv_records(path: Path, raw: bytes) -> tuple[Document, ...]:
    """One document per municipality, one record per row; a table with none of their columns is one document of rows.

    Raises: UnreadableDocument for a list of records that has only one of its two columns of text.
    """
    from ..records.desks.checked.reader import read_desk_table  # reads more than a search needs

    text = decoded(path, raw)
    head = text[:_SNIFFED]
    reader = csv.reader(io.StringIO(text), delimiter="\t" if head.count("\t") > head.count(",") else ",")
    try:
        rows = [(reader.line_num - sum(cell.count("\n") for cell in row), row) for row in reader]
        found = record_header([row for _, row in rows[:_HEADER_ROWS]])
        if found is None:
            if (table := read_desk_table(path, [("", rows)])) is not None:
                return table
            check_columns(path, next((row for _, row in rows), []))
            return (_table([row for _, row in rows]),)
        place, columns = found
        return record_documents(path, numbered_records(rows[place][1], columns, rows[place + 1 :]))
    except csv.Error as error:
        raise UnreadableDocument(path, "表として読めません。", _UNQUOTED) from error


def record_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]] | None:
    """The first row that heads a list of records, under titles and empty rows: its place, and its columns' meanings."""
    for place, row in enumerate(rows):
        columns: dict[int, str] = {}
        for number, heading in enumerate(row):
            name = _NAMES.get(unicodedata.normalize("NFKC", heading).strip().casefold())
            if name and name not in columns.values():
                columns[number] = name
        if {"title", "text"} <= set(columns.values()):
            return place, columns
    return None


def check_columns(path: Path, names: Sequence[str]) -> None:
    """Raise: UnreadableDocument where a list of records has an id and a text, or an id and a title, alone."""
    if "id" in names and {"title", "text", "本文"} & set(names):
        missing = [name for name in REQUIRED if name not in {_NAMES.get(each) for each in names}]
        raise UnreadableDocument(path, f"列 {'、'.join(missing)} がありません。", _REMEDY)


def _table(rows: Sequence[Sequence[str]]) -> Document:
    """A list of facilities, open data: a line for each row, every cell of it."""
    out = LinesBuilder()
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            out.add(joined_cells(cells))
    return out.build()


def numbered_records(
    names: Sequence[str], columns: Mapping[int, str], rows: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows, each with its line -> their cells by meaning; what stands in other columns follows the text, with its heading.

    A cell behind the last column is the text's own: a comma that nobody quoted.
    """
    has_id = "id" in columns.values()
    for line, row in rows:
        if not any(row):
            continue
        record = {name: row[number] for number, name in columns.items() if number < len(row)}
        more = [f"{names[n]}:{cell}" for n, cell in enumerate(row[: len(names)]) if n not in columns and cell.strip()]
        text = ",".join((record.get("text", ""), *(cell for cell in row[len(names) :] if cell)))
        yield line, record | {"text": "\n".join((text, *more))} | ({} if has_id else {"id": str(line)})


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
        record["title"], record["text"] = _without_markup(record["title"]), _without_markup(record["text"])
        by_code.setdefault(_full_code(record["municipality_code"]) or None, []).append((number, record))
    if not by_code:
        raise UnreadableDocument(path, "記録が 1 件もありません。", _REMEDY)
    return tuple(_document(code, by_code[code]) for code in sorted(by_code, key=lambda code: code or ""))


def _without_markup(cell: str) -> str:
    """A cell as a person sees it, without ``<br>`` and ``&nbsp;``."""
    if "<" not in cell and "&" not in cell:
        return cell
    return read_markup(cell).text.replace("\xa0", " ").strip()


def _full_code(code: str) -> str:
    """A code of five digits with its check digit (JIS X 0402): 13101 is 131016."""
    if not re.fullmatch(r"[0-9]{5}", code):
        return code
    total = sum(weight * int(digit) for weight, digit in zip(range(6, 1, -1), code, strict=True))
    return f"{code}{(11 - total % 11) % 10}"


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
