"""What bytes are, by how they begin: servers and file names say what they like."""

import re
import zipfile
from pathlib import Path
from typing import Final

HEAD: Final = 1024  # bytes that are looked at; as many as PDF readers search for their mark
# Atomic (?>) and possessive (*+): a thousand comments are gone through once.
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE: Final = {".docx": "word/", ".xlsx": "xl/"}
_TEXTS: Final = frozenset((".txt", ".csv", ".tsv", ".md", ".jsonl"))
_PAGES: Final = frozenset((".html", ".htm"))
KEPT: Final = frozenset((".pdf", *_OFFICE, *_TEXTS, *_PAGES))  # endings of what is kept
_NAMES: Final = {
    "pdf": "PDF",
    "html": "ウェブページ",
    "zip": "Office 文書(か圧縮ファイル)",
    "text": "文字だけのファイル",
}


def form_of(head: bytes) -> str | None:
    """pdf, html, zip or text; None for anything else (pictures, programs, the older formats of Office)."""
    if b"%PDF-" in head[:HEAD]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if _HTML.match(head[:HEAD]):
        return "html"
    return None if re.search(rb"[\x00-\x06\x0e-\x1a]", head) or not head.strip() else "text"


def form_name(form: str | None) -> str:
    """How a form is called in a sentence."""
    return _NAMES.get(form or "", "読めない形式のもの")


def is_as_promised(form: str | None, ending: str | None) -> bool:
    """Whether ``form`` is what an address or link with ``ending`` promises; None promises any document."""
    if ending == ".pdf":
        return form == "pdf"
    if ending in _OFFICE:
        return form == "zip"
    if ending in _TEXTS:
        return form == "text"
    return form in ("pdf", "zip", "html")


def ending_for(form: str | None, ending: str | None, file: Path) -> str | None:
    """The ending under which ``file`` is kept; None where a zip holds no document of Office."""
    if form == "zip":
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return None
        return next((each for each, inside in _OFFICE.items() if any(name.startswith(inside) for name in names)), None)
    return {"pdf": ".pdf", "html": ".html"}.get(form or "", ending)
