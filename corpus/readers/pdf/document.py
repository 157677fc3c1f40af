"""PDF: text in reading order with the page of the file and the number printed on it, and where each character stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import UnreadableDocument, WithoutText
from ...plan import Document
from ...regular_file import read_regular
from ..lines_builder import LinesBuilder
from ..scans.drawn import digest_of
from ..scans.kept import Scans
from ..scans.scanned import ScannedPage
from ..scans.tesseract import can_read, how_to_bring_it
from .cells import sequences, settled, with_rest
from .furniture import Parts, furniture_of
from .layout import EDGE, LaidPage, Table, lay_out, parts_of
from .lines import Line
from .page import Box, RawPage, TooManyCharacters, read_page
from .tables import same_columns

if TYPE_CHECKING:
    import pypdfium2

_MAX_PAGES: Final = 10_000
_MAX_CHARACTERS: Final = 5_000_000  # about 1.3 GB of glyphs and lines if they all stood on one page
_MAX_PAGE_CHARACTERS: Final = 300_000
_GARBLED: Final = 0.3  # of the characters; beyond it no passage could be quoted
_PASSWORD: Final = 4  # pdfium's FPDF_ERR_PASSWORD
_SCANNED: Final = 0.7  # of the page by one image, where its margins hold a page number or the like as text
_TRIED: Final = "文字認識(OCR)でも読み取れませんでした。元の文書を使ってください。"
_UNTRIED: Final = "文字認識(OCR)で読むには、--no-ocr を付けずに fukushi build を実行してください。"
_CID: Final = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class LineBoxes:
    """A line of a PDF's text: ``text[start : start + len(boxes)]`` of its Document.

    Each character has its box on the displayed page, in points from the upper left; None where nothing is printed
    (a tab between cells).
    """

    start: int
    boxes: tuple[Box | None, ...]


@dataclass(slots=True)
class _Pages:
    """The parts of every page so far; the pages that were read by OCR; those that show something and were not read."""

    laid: list[Parts] = field(default_factory=list)
    scanned: dict[int, ScannedPage] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)


def read_pdf(path: Path, raw: bytes, scans: Scans | None = None) -> tuple[Document, ...]:
    """The one document that a PDF is; pages that are images have the text that ``scans`` keeps of them.

    Raises: UnreadableDocument where it is encrypted, damaged, garbled, or has too many pages or characters; WithoutText.
    """
    pages = _parted_pages(path, raw, scans)
    return (document_of(path, pages.laid, pages.scanned, tuple(pages.unread), tried=scans is not None),)


def document_of(
    path: Path, pages: Sequence[Parts], scanned: Mapping[int, ScannedPage], unread: tuple[int, ...], *, tried: bool
) -> Document:
    """The document of ``pages``: ``scanned`` are those that were read by OCR, by number, ``unread`` images that were not.

    ``tried`` says whether OCR is asked for.

    Raises: WithoutText; UnreadableDocument where most characters are garbled.
    """
    out = LinesBuilder()
    for number, printed, lines in _numbered(pages):
        page = scanned.get(number)
        for line in lines:
            sure = page.confidence_of(line.boxes) if page and line else None
            out.add(line.text if line else "", page=number, printed_page=printed, ocr=sure)
    text = "\n".join(out.lines)
    bring = None if can_read() or not unread else how_to_bring_it()
    if not text.strip():
        remedy = bring or (_TRIED if tried else _UNTRIED)
        raise WithoutText(path, "文字が取り出せません(画像だけの文書のようです)。", remedy, unread)
    if _garbled(text) > _GARBLED * len(text):
        raise UnreadableDocument(
            path,
            "文字の大半が文字化けしています(文字の対応表がないフォントのようです)。",
            "文字認識(OCR)をかけた PDF か、元の文書を使ってください。",
        )
    unparsed = sum(part.unparsed_tables for page in pages for part in page)
    notes = (f"画像のページがあります。{bring}",) if bring else ()
    return out.build(pages=len(pages), image_only_pages=unread, unparsed_tables=unparsed, notes=notes)


def line_boxes(path: Path, page: int) -> tuple[LineBoxes, ...]:
    """Where the lines of a page (from 1) are printed.

    Lays the whole file out again, since only all pages together tell a running head from a heading.
    Raises: UnreadableDocument as reading does.
    """
    return tuple(line for number, line in printed_lines(path, read_regular(path), None)[1] if number == page)


def printed_lines(path: Path, raw: bytes, scans: Scans | None) -> tuple[str, tuple[tuple[int, LineBoxes], ...]]:
    """The text of a PDF as :func:`read_pdf` gives it, and each of its lines with its page and where it is printed.

    For a viewer that marks quoted words on the page's image. Raises: as :func:`read_pdf`.
    """
    pages = _parted_pages(path, raw, scans)
    texts: list[str] = []
    found: list[tuple[int, LineBoxes]] = []
    offset = 0
    for number, _, lines in _numbered(pages.laid):
        for line in lines:
            if line is not None:
                found.append((number, LineBoxes(offset, line.boxes)))
            texts.append(line.text if line else "")
            offset += len(texts[-1]) + 1
    return "\n".join(texts), tuple(found)


def _garbled(text: str) -> int:
    private = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    return private + sum(len(mark) for mark in _CID.findall(text))


def _parted_pages(path: Path, raw: bytes, scans: Scans | None) -> _Pages:
    room = _MAX_CHARACTERS
    pages = _Pages()
    pdf = _opened(path, raw)
    try:
        if len(pdf) > _MAX_PAGES:
            raise UnreadableDocument(
                path, f"{len(pdf):,} ページあり、多すぎるので読みませんでした。", "分割してください。"
            )
        for number in range(1, len(pdf) + 1):
            room -= _part_page(path, pdf, number, room, scans, pages)
    finally:
        pdf.close()
    return pages


def _part_page(
    path: Path, pdf: "pypdfium2.PdfDocument", number: int, room: int, scans: Scans | None, pages: _Pages
) -> int:
    import pypdfium2

    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:  # one damaged page: it was not read, and that is what is said of it
        pages.laid.append(())
        pages.unread.append(number)
        return 0
    try:
        shown = read_page(page, min(room, _MAX_PAGE_CHARACTERS))
        scanned = scans.find(digest_of(page)) if scans and _is_scan(shown) else None
    except TooManyCharacters as error:
        raise UnreadableDocument(path, "文字が多すぎるので読みませんでした。", "分割してください。") from error
    finally:
        page.close()
    if scanned is not None and scanned.lines:
        pages.scanned[number] = scanned
        shown = scanned.as_type()
    elif _is_scan(shown):
        pages.unread.append(number)
    pages.laid.append(parts_of(shown))
    return len(shown.glyphs)


def _is_scan(page: RawPage) -> bool:
    """Whether a page is an image: it has no characters, or only such as stand in the margins of one that covers it."""
    printed = [glyph.box for glyph in page.glyphs if not glyph.text.isspace()]
    if not printed or not page.pictured:
        return page.pictured
    edges = EDGE * page.height, (1 - EDGE) * page.height
    return page.covered > _SCANNED and not any(edges[0] < (box.top + box.bottom) / 2 < edges[1] for box in printed)


def _opened(path: Path, raw: bytes) -> "pypdfium2.PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableDocument(
                path, "パスワードがかかっています。", "パスワードを外して保存し直してください。"
            ) from error
        raise UnreadableDocument(
            path, "壊れているか、PDF ではありません。", "開けるか確かめ、入手し直してください。"
        ) from error


def _numbered(pages: Sequence[Parts]) -> Iterator[tuple[int, int | None, list[Line | None]]]:
    """Page of the file, number printed on it, and lines without heads and feet that repeat, page by page.

    Where a table goes on overleaf, the header that the page repeats is left out, so that its rows follow the others.
    A row that the break cuts is put together where the lines of its cells show it (``with_rest``).
    """
    known = sequences([line.text for page in pages for part in page for line in part.lines])
    table: Table | None = None  # that the page before ends with, from its first row on
    held: tuple[int, int | None, list[Line | None], Table | None] | None = None  # the page before, and its last table
    for number, (parts, (printed, furniture)) in enumerate(zip(pages, furniture_of(pages), strict=True), start=1):
        page = lay_out(parts, furniture) if parts else LaidPage(())
        repeated = _repeated_rows(table, page.opens)
        lines = list(page.lines[repeated or 0 :])
        if held is not None:
            over = held[2]
            if repeated is not None and (whole := _whole_row(held[3], page.opens, repeated, over)):
                over[-1:], lines = [whole], lines[1:]
            elif table is not None and page.opens is None and page.lines:
                over.append(None)  # as behind a table on its page
            yield held[0], held[1], [line and settled(line, known) for line in over]
        held = number, printed, lines, page.closes
        if repeated is None or page.closes is not page.opens:
            table = page.closes
    if held is not None:
        yield held[0], held[1], [line and settled(line, known) for line in held[2]]


def _whole_row(
    table: Table | None, following: Table | None, repeated: int, lines: Sequence[Line | None]
) -> Line | None:
    """The last row of ``table``, which ``lines`` end with, and the rest of it with which ``following`` begins."""
    if table is None or following is None or not lines or lines[-1] is not table.rows[-1]:
        return None
    return with_rest(table.cells[-1], following.cells[repeated]) if repeated < len(following.cells) else None


def _repeated_rows(table: Table | None, following: Table | None) -> int | None:
    """How many rows of ``table`` (its header) ``following`` begins with again; None where it does not go on with it."""
    if table is None or following is None or not same_columns(table.edges, following.edges):
        return None
    pairs = zip(table.rows, following.rows, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _words(pair[0]) == _words(pair[1]), pairs))


def _words(line: Line) -> str:
    return "".join(line.text.split())
