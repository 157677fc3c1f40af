"""A workbook of plain sheets, the same bytes for the same rows. Whatever is a text stays one: nothing is calculated."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..source_line import web_address
from .elements import fit, width

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_DAY: Final = datetime(2000, 1, 1)  # of every workbook, so that the same rows give the same bytes; the day is arbitrary
_SIGNS: Final = "=+-@＝＋－＠"  # with which a spreadsheet begins what it calculates, if somebody types the cell again
_LONGEST: Final = 32_767  # characters that Excel takes in a cell
_LONGEST_ADDRESS: Final = 2_079  # characters of a link that Excel takes
_LINE, _MOST_LINES = 16, 8  # height of a line in points; lines of a row that are shown at once, which is arbitrary
_LINKS: Final = 65_000  # Excel takes 65,530 in a sheet
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page on the web; where ``url`` leads nowhere else, the text alone is shown."""

    text: str
    url: str | None


Value = str | int | float | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under their headings; each column has a heading and a width in characters."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Value]]


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an .xlsx file."""
    import openpyxl  # takes a second, which nothing but a report should wait for

    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = fit(title), "fukushi"
    book.properties.created = _DAY
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    raw = BytesIO()
    book.save(raw)
    return _timeless(raw)


def _fill(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    links, plain = iter(range(_LINKS)), page["A1"]
    plain.alignment = Alignment(vertical="top", wrap_text=True)
    link = Font(name="Calibri", sz=11, color="1D4ED8", underline="single")
    for y, values in enumerate([[head for head, _ in sheet.columns], *sheet.rows], start=1):
        for x, value in enumerate(values, start=1):
            cell = page.cell(y, x)
            cell._style = copy(
                plain._style
            )  # as openpyxl's own manual copies a style; to set it takes ten times as long
            _put(cell, value.text if isinstance(value, Link) else value)
            if isinstance(value, Link) and (address := _address(value.url)) and next(links, None) is not None:
                cell.hyperlink = address
                cell.font = link
        page.row_dimensions[y].height = _LINE * min(_tall(values, sheet), _MOST_LINES)
    for x, (_, wide) in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(x)].width = wide
        page.cell(1, x).font = Font(name="Calibri", sz=11, bold=True)  # the font of a workbook that openpyxl makes
        page.cell(1, x).fill = PatternFill("solid", fgColor="E5E7EB")
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = "1:1"


def _tall(values: Sequence[Value], sheet: Sheet) -> int:
    """How many lines the cells of a row take: where none is said, not every program finds out."""
    texts = [value.text if isinstance(value, Link) else str(value) for value in values]
    return max(
        sum(1 + width(line) // wide for line in text.split("\n"))
        for text, (_, wide) in zip(texts, sheet.columns, strict=True)
    )


def _put(cell: "Cell", value: str | int | float | None) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    text = fit(value)
    cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula and #N/A for an error
    if text.lstrip()[:1] in _SIGNS:
        cell.quotePrefix = True


def _address(url: str | None) -> str | None:
    """A link as Excel takes it: one that it does not makes the whole workbook damaged for it."""
    address = web_address(url)
    quoted = quote(fit(address), safe="%/:=&?~#+!$,;'@()*") if address else ""
    return quoted if 0 < len(quoted) <= _LONGEST_ADDRESS else None


def _timeless(raw: BytesIO) -> bytes:
    """The same workbook without the time at which it was written."""
    out = BytesIO()
    with ZipFile(raw) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name, content in _parts(before):
            info = ZipInfo(name, _DAY.timetuple()[:6])
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
            after.writestr(info, content)
    return out.getvalue()


def _parts(file: ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in file.namelist():
        content = file.read(name)
        if name == "docProps/core.xml":
            content = _MODIFIED.sub(rb"\g<1>" + f"{_DAY.isoformat()}Z".encode(), content)
        yield name, content
