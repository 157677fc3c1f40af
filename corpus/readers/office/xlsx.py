"""Excel workbooks: a list of records where the first row says so, else every sheet a heading over its rows."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from ...errors import UnreadableDocument
from ...plan import Document
from ..limits import check_package, damaged, without_impossible_characters
from ..lines_builder import LinesBuilder, joined_cells
from ..records import numbered_records, record_documents, record_header
from ..text import empty
from .number_format import shown
from .xlsx_layout import Layout, layouts

_BOOK_CELLS: Final = 5_000_000  # of all sheets; beyond it a workbook is a database and not a document
_SEARCHED: Final = 10  # rows of a list of records among which its headings stand
_MAX_EMPTY: Final = 10_000  # empty rows in a row; a stray format on the last row of a sheet makes a million of them

Rows = list[tuple[int, list[str]]]


@dataclass(slots=True)
class _Passed:
    """What of a workbook was not read."""

    rows: int = 0
    columns: int = 0
    unstored: int = 0

    def notes(self) -> tuple[str, ...]:
        told = []
        if self.unstored:
            told.append(
                f"数式の値が保存されていないセルが {self.unstored:,} つあります。Excel で開いて保存し直してください。"
            )
        hidden = [f"{name} {count:,} つ" for name, count in (("行", self.rows), ("列", self.columns)) if count]
        if hidden:
            told.append(f"非表示の{'と'.join(hidden)}は読んでいません。")
        return tuple(told)


def read_xlsx(path: Path, raw: bytes) -> tuple[Document, ...]:
    """The documents of a workbook: one per municipality for records, else one; lines are the rows of a sheet.

    Raises: UnreadableDocument where it cannot be opened or holds nothing.
    """
    from ...records.desks.checked.reader import read_desk_table  # reads more than a search needs

    check_package(path, raw, "xl/workbook.xml", "Excel")
    try:
        try:
            sheets, passed = _sheets(path, raw)
        except SyntaxError:  # as the parsers of XML call it
            sheets, passed = _sheets(path, without_impossible_characters(raw))
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # openpyxl, zipfile and the XML parser each raise their own of a damaged part
        raise damaged(path, "Excel") from error
    if not any(rows for _, rows in sheets):
        raise empty(path)
    first = next(rows for _, rows in sheets if rows)
    header = record_header([cells for _, cells in first[:_SEARCHED]])
    if header is not None:
        place, columns = header
        return record_documents(path, numbered_records(first[place][1], columns, first[place + 1 :]))
    if (table := read_desk_table(path, sheets)) is not None:
        return tuple(replace(each, notes=passed.notes()) for each in table)
    out = LinesBuilder()
    for title, rows in sheets:
        if rows:
            out.add(title, level=1)
            for number, cells in rows:
                out.add(joined_cells(cells), line=number)
    return (out.build(notes=passed.notes()),)


def _sheets(path: Path, raw: bytes) -> tuple[list[tuple[str, Rows]], _Passed]:
    passed = _Passed()
    return list(_read_sheets(path, raw, passed)), passed


def _read_sheets(path: Path, raw: bytes, passed: _Passed) -> Iterator[tuple[str, Rows]]:
    import openpyxl

    with warnings.catch_warnings():  # what openpyxl leaves out (styles, validation) does not concern the text
        warnings.simplefilter("ignore")
        laid_out = layouts(raw)
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True)
        try:
            left = _BOOK_CELLS
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()  # what a file says of its size may be less than it holds
                layout = laid_out.get(sheet.title) or Layout()
                rows: Rows = []
                blank = 0
                for number, values in enumerate(sheet.iter_rows(), start=1):
                    left -= len(values)
                    if left < 0:
                        raise UnreadableDocument(path, "表が大きすぎるので読みませんでした。", "分割してください。")
                    cells = [shown(cell.value, cell.number_format) for cell in values]
                    blank = 0 if any(cells) else blank + 1
                    if blank > _MAX_EMPTY:
                        break
                    if not blank:
                        rows.append((number, cells))
                yield sheet.title, _visible(rows, layout, passed)
        finally:
            book.close()


def _visible(rows: Rows, layout: Layout, passed: _Passed) -> Rows:
    """The rows as they are shown: nothing hidden, and a cell over several rows repeated in each that says more."""
    seen: Rows = []
    columns: set[int] = set()
    open_cells: dict[int, tuple[int, str]] = {}  # by column: its last row and its text
    for number, cells in rows:
        for column, (last, text) in list(open_cells.items()):
            if last < number:
                del open_cells[column]
            elif column <= len(cells) and not cells[column - 1]:
                cells[column - 1] = text
        open_cells.update(
            {
                column: (last, cells[column - 1])
                for column, last in layout.merged.get(number, ())
                if column <= len(cells)
            }
        )
        filled = {column for column, cell in enumerate(cells, start=1) if cell}
        if number in layout.hidden_rows:
            passed.rows += bool(filled)
            continue
        columns |= filled & layout.hidden_columns
        kept = [cell for column, cell in enumerate(cells, start=1) if column not in layout.hidden_columns]
        if any(kept):
            seen.append((number, kept))
    passed.columns += len(columns)
    passed.unstored += layout.unstored
    return seen


def _records(rows: Rows) -> Iterator[tuple[int, dict[str, Any]]]:
    names: Sequence[str] = rows[0][1]
    for number, cells in rows[1:]:
        yield number, dict(zip(names, cells, strict=False))
