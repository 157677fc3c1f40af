"""One file per format; :func:`read` picks the one for a path.

The libraries that the formats need are imported when a file of that format is read: a search never loads them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ..errors import UnreadableDocument
from ..plan import Document
from ..regular_file import check_regular, read_regular
from .office.docx import read_docx
from .office.xlsx import read_xlsx
from .pdf.document import read_pdf
from .records import read_csv_records, read_jsonl_records
from .text import empty, read_text
from .webpage import read_webpage

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
# Formats that cities publish and that are named in the build report instead of being passed over in silence.
_NOT_YET: Final[Mapping[str, str]] = {
    ".doc": "Word で開き、.docx として保存し直してください。",
    ".xls": "Excel で開き、.xlsx として保存し直してください。",
    ".jtd": "一太郎で開き、.docx か .pdf として保存し直してください。",
}
ENDINGS: Final = frozenset({*READERS, *_NOT_YET})  # of what counts as a document inside a folder


def read(path: Path) -> tuple[Document, ...]:
    """The document in ``path``; a list of records yields one document per municipality.

    Raises: UnreadableDocument where the file is missing, empty, too large, damaged, no file at all, or of a format
        that is not read.
    """
    check_regular(path)
    suffix = path.suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        remedy = _NOT_YET.get(suffix, "テキスト(.txt・.md)に変換してください。")
        raise UnreadableDocument(path, f"{path.suffix or '拡張子のない'} ファイルは読めません。", remedy)
    raw = read_regular(path)
    if not raw.strip():
        raise empty(path)
    return reader(path, raw)
