"""Excel workbooks: a list of records where the first row says so, else every sheet a heading over its rows."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Final

from ..errors import UnreadableDocument
from ..plan import Document
from .limits import check_package, damaged
from .lines_builder import LinesBuilder, joined_cells
from .records import numbered_records, record_documents, record_header
from .text import empty

_BOOK_CELLS: Final = 5_000_000  # of all sheets; beyond it a workbook is a database and not a document
_SEARCHED: Final = 10  # rows of a list of records among which its headings stand
_MAX_EMPTY: Final = 10_000  # empty rows in a row; a stray format on the last row of a sheet makes a million of them

Rows = list[tuple[int, list[str]]]


def read_xlsx(path: Path, raw: bytes) -> tuple[Document, ...]:
    """The documents of a workbook: one per municipality for records, else one; lines are the rows of a sheet.

    Raises: UnreadableDocument where it cannot be opened or holds nothing.
    """
    check_package(path, raw, "xl/workbook.xml", "Excel")
    try:
        sheets = list(_sheets(path, raw))
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
    out = LinesBuilder()
    for title, rows in sheets:
        if rows:
            out.add(title, level=1)
            for number, cells in rows:
                out.add(joined_cells(cells), line=number)
    return (out.build(),)


def _sheets(path: Path, raw: bytes) -> Iterator[tuple[str, Rows]]:
    import openpyxl

    with warnings.catch_warnings():  # what openpyxl leaves out (styles, validation) does not concern the text
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True)
        try:
            left = _BOOK_CELLS
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                rows: Rows = []
                blank = 0
                for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                    left -= len(values)
                    if left < 0:
                        raise UnreadableDocument(path, "表が大きすぎるので読みませんでした。", "分割してください。")
                    cells = [_printed(value) for value in values]
                    blank = 0 if any(cells) else blank + 1
                    if blank > _MAX_EMPTY:
                        break
                    if not blank:
                        rows.append((number, cells))
                yield sheet.title, rows
        finally:
            book.close()


def _printed(value: object) -> str:
    """A cell as a person would read it: whole numbers without a point, dates as numbers in the Japanese order."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%Y/%m/%d}" if value.time() == time() else f"{value:%Y/%m/%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
