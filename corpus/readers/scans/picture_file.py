"""TIFF, PNG, JPEG: a document whose pages are pictures, of which only what was read by OCR is text."""

from pathlib import Path

from ...plan import Document
from ..pdf.document import document_of
from ..pdf.layout import parts_of
from .drawn import digest_of_frame, frames_of
from .kept import Scans


def read_picture_file(path: Path, raw: bytes, scans: Scans | None) -> tuple[Document, ...]:
    """The one document that a picture file is. Raises: UnreadableDocument; WithoutText where no page is kept."""
    kept = [scans.find(digest_of_frame(frame)) if scans else None for frame in frames_of(path, raw)]
    scanned = {number: page for number, page in enumerate(kept, start=1) if page is not None and page.lines}
    unread = tuple(number for number in range(1, len(kept) + 1) if number not in scanned)
    pages = [parts_of(page.as_type()) if page is not None and page.lines else () for page in kept]
    return (document_of(path, pages, scanned, unread, tried=scans is not None),)
