"""One file per format; :func:`read` picks the one for a path, :func:`read_apart` bounds what a library parses.

The libraries that the formats need are imported when a file of that format is read: a search never loads them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ..errors import UnreadableDocument
from ..plan import Document
from .apart import Apart
from .docx import read_docx
from .pdf import read_pdf
from .records import read_csv_records, read_jsonl_records
from .text import empty, read_text
from .webpage import read_webpage
from .xlsx import read_xlsx

Reader = Callable[[Path, bytes], tuple[Document, ...]]

READERS: Final[Mapping[str, Reader]] = {
    ".txt": read_text,
    ".md": read_text,
    ".csv": read_csv_records,
    ".jsonl": read_jsonl_records,
    ".html": read_webpage,
    ".htm": read_webpage,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
}
# What libraries parse, some of them in C: a process of its own bounds their time and memory, and outlives their crash.
_PARSED: Final = frozenset({".html", ".htm", ".pdf", ".docx", ".xlsx"})
# Formats that cities publish and that are named in the build report instead of being passed over in silence.
NOT_YET: Final = frozenset({".doc", ".xls", ".jtd"})
_REMEDIES: Final[Mapping[str, str]] = {
    ".doc": "Word で開き、.docx として保存し直してください。",
    ".xls": "Excel で開き、.xlsx として保存し直してください。",
    ".jtd": "一太郎で開き、.docx か .pdf として保存し直してください。",
}
_MAX_BYTES: Final = 200_000_000


def read(path: Path) -> tuple[Document, ...]:
    """The document in ``path``; a list of records yields one document per municipality.

    Raises: UnreadableDocument where the file is empty, too large, damaged, or of a format that is not read.
    """
    if not path.exists():
        raise UnreadableDocument(path, "見つかりません。", "場所と名前を確かめてください。")
    suffix = path.suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        remedy = _REMEDIES.get(suffix, "テキスト(.txt・.md)に変換してください。")
        raise UnreadableDocument(path, f"{path.suffix or '拡張子のない'} ファイルは読めません。", remedy)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UnreadableDocument(path, "200 MB を超えています。", "分割してください。")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            path, "開けません。", "ファイルがあるか、読む権限があるかを確かめてください。"
        ) from error
    if not raw.strip():
        raise empty(path)
    return reader(path, raw)


def read_apart(path: Path, apart: Apart) -> tuple[Document, ...]:
    """As :func:`read`, but what a library would parse is read by ``apart``.

    Raises: UnreadableDocument as :func:`read` does, and where it takes too long or too much memory.
    """
    return apart.read(read, path) if path.suffix.lower() in _PARSED else read(path)
