"""What a sheet of a workbook hides, merges and has not calculated, which openpyxl's quick reading leaves out."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Final
from xml.etree.ElementTree import Element, fromstring, iterparse  # the library that openpyxl reads sheets with

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_MAX_COLUMNS: Final = 16_384  # of Excel


@dataclass(slots=True)
class Layout:
    """Rows and columns count from 1; ``merged`` has the column of each cell over several rows and its rows, by its first row."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # first row -> (column, last row)
    unstored: int = 0  # formulas without a value


def layouts(raw: bytes) -> dict[str, Layout]:
    """The layout of every sheet, by its name."""
    with zipfile.ZipFile(BytesIO(raw)) as package:
        parts = set(package.namelist())
        found = {}
        for title, part in _sheet_parts(package):
            if part in parts:
                with package.open(part) as source:
                    found[title] = _layout(source)
        return found


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    related = fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets: Mapping[str, str] = {each.get("Id", ""): each.get("Target", "") for each in related}
    book = fromstring(package.read("xl/workbook.xml"))
    for sheet in book.findall("{*}sheets/{*}sheet"):
        identity = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        target = targets.get(identity, "")
        yield (
            sheet.get("name", ""),
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}"),
        )


def _layout(source: IO[bytes]) -> Layout:
    layout = Layout()
    row = 0
    for _, element in iterparse(source):
        match element.tag.rpartition("}")[2]:
            case "row":
                row = int(element.get("r") or row + 1)
                _of_row(element, row, layout)
                element.clear()  # a sheet has a million rows at most; none is kept
            case "col":
                _of_column(element, layout)
            case "mergeCell":
                _of_merge(element.get("ref") or "", layout)
    return layout


def _of_row(element: Element, row: int, layout: Layout) -> None:
    if element.get("hidden") in ("1", "true"):
        layout.hidden_rows.add(row)
    for cell in element:
        if cell.find("{*}f") is not None and not cell.findtext("{*}v") and cell.get("t") != "str":
            layout.unstored += 1


def _of_column(element: Element, layout: Layout) -> None:
    if element.get("hidden") in ("1", "true") or element.get("width") == "0":
        first, last = int(element.get("min") or 1), int(element.get("max") or 1)
        layout.hidden_columns.update(range(first, min(last, _MAX_COLUMNS) + 1))


def _of_merge(reference: str, layout: Layout) -> None:
    found = _REFERENCE.fullmatch(reference)
    if found and found[4] and int(found[4]) > int(found[2]):
        layout.merged.setdefault(int(found[2]), []).append((_column(found[1]), int(found[4])))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
