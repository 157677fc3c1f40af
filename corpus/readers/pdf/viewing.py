"""A PDF as it looks: a page drawn, and where words of the plan's text are printed. Done in a process apart (``apart.py``)."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from ...errors import UnreadableDocument
from ...plan import text_digest
from ...regular_file import read_regular
from ..scans.kept import Scans
from .document import LineBoxes, printed_lines
from .page import Box

_PIXELS: Final = 1600  # of a picture's longer side: small type of an A4 page can be read (looked at)
_SCALE: Final = 2.0  # pixels a point at most; a visiting card is not blown up
_SAME_LINE: Final = 0.5  # of a character's height that must lie beside the one before


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks: its size in points, a PNG, and how many pages the file has."""

    width: float
    height: float
    png: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a span of a plan's text is printed: rectangles by page, in points from the upper left.

    ``certain`` is False where the file does not give that text today: then there is no rectangle.
    """

    certain: bool
    pages: tuple[tuple[int, tuple[Box, ...]], ...] = ()

    def on(self, page: int) -> tuple[Box, ...]:
        """The rectangles on one page."""
        return next((boxes for number, boxes in self.pages if number == page), ())


def draw(page: int, sha256: str, path: Path) -> Picture:
    """The page (from 1) of the PDF at ``path``.

    Raises: UnreadableDocument where the file is not the one with this digest, or has no such page.
    """
    import pypdfium2

    pdf = pypdfium2.PdfDocument(_unchanged(path, sha256))
    try:
        if not 1 <= page <= len(pdf):
            raise UnreadableDocument(path, f"{page} ページ目はありません。", "")
        sheet = pdf[page - 1]
        width, height = sheet.get_size()
        image = sheet.render(scale=min(_SCALE, _PIXELS / max(width, height, 1.0))).to_pil()
        out = BytesIO()
        image.convert("RGB").save(out, "PNG", optimize=False)
        return Picture(width, height, out.getvalue(), len(pdf))
    finally:
        pdf.close()


def find_printed(start: int, end: int, digest: str, sha256: str, scans: Path, path: Path) -> Printed:
    """Where ``text[start:end]`` of the plan whose text has ``digest`` is printed.

    Raises: as :func:`draw`.
    """
    text, lines = printed_lines(path, _unchanged(path, sha256), Scans(scans))
    if text_digest(text) != digest:
        return Printed(False)
    pages: dict[int, list[Box]] = {}
    for page, line in lines:
        if line.start < end and start < line.start + len(line.boxes):
            pages.setdefault(page, []).extend(rectangles(_cut(line, start, end)))
    return Printed(True, tuple((page, tuple(boxes)) for page, boxes in pages.items() if boxes))


def rectangles(boxes: Sequence[Box | None]) -> Iterator[Box]:
    """One rectangle for each run of characters that are printed side by side."""
    run: Box | None = None
    for box in boxes:
        if box is not None and run is not None and _beside(run, box):
            run = Box(
                min(run.left, box.left), min(run.top, box.top), max(run.right, box.right), max(run.bottom, box.bottom)
            )
            continue
        if run is not None:
            yield run
        run = box
    if run is not None:
        yield run


def _beside(run: Box, box: Box) -> bool:
    shared = min(run.bottom, box.bottom) - max(run.top, box.top)
    height = box.bottom - box.top
    return shared >= _SAME_LINE * height and run.left <= box.left and box.left - run.right <= 2 * height


def _cut(line: LineBoxes, start: int, end: int) -> Sequence[Box | None]:
    return line.boxes[max(0, start - line.start) : max(0, end - line.start)]


def _unchanged(path: Path, sha256: str) -> bytes:
    raw = read_regular(path)
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise UnreadableDocument(path, "索引を作ったあとに変わりました。", "")
    return raw
