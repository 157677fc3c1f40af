"""Pages that are images, read one by one and kept: each is a task of its own, off the reading of its document."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from ...errors import UnreadableDocument
from ...regular_file import read_regular
from .drawn import digest_of, digest_of_frame, dots_of, dots_of_frame, frames_of
from .kept import Scans

PAGE_SECONDS: Final = 90.0  # a page takes 2 to 7; a photograph of a crowd more
_OTHER_VERSION: Final = "文字のある版か、元の文書を使ってください。"


def read_scan(scans: Scans, number: int, path: Path) -> bool:
    """Read page ``number`` (from 1) of a PDF or a picture file, unless it is kept already; whether it was not.

    Raises: UnreadableDocument where it takes too long or cannot be read.
    """
    from .recognise import recognise
    from .tesseract import TooSlow

    try:
        for digest, dots in _page(path, number):
            if scans.find(digest) is None:
                scans.keep(digest, recognise(dots(), PAGE_SECONDS))
                return True
    except TooSlow as error:
        reason = f"{number} ページの文字認識(OCR)に {PAGE_SECONDS:g} 秒を超えてかかるので、取りやめました。"
        raise UnreadableDocument(path, reason, _OTHER_VERSION) from error
    except OSError as error:
        reason = f"{number} ページの文字認識(OCR)ができませんでした({error.strerror or error})。"
        raise UnreadableDocument(path, reason, _OTHER_VERSION) from error
    return False


def _page(path: Path, number: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The digest of one page, and what draws it."""
    import pypdfium2

    raw = read_regular(path)
    if path.suffix.lower() != ".pdf":
        for place, frame in enumerate(frames_of(path, raw), start=1):
            if place == number:
                yield digest_of_frame(frame), partial(dots_of_frame, frame)
                return
        return
    pdf = pypdfium2.PdfDocument(raw)
    try:
        page = pdf[number - 1]
        yield digest_of(page), partial(dots_of, page)
        page.close()
    finally:
        pdf.close()
