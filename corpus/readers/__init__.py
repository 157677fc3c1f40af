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
from .scans.kept import Scans
from .scans.picture_file import read_picture_file
from .text import empty, read_text
from .typed_table import read_text_or_table
from .webpage import read_webpage

Reader = Callable[[Path, bytes], tuple[Document, ...]]

READERS: Final[Mapping[str, Reader]] = {
    ".txt": read_text_or_table,
    ".md": read_text,
    ".csv": read_csv_records,
    ".tsv": read_csv_records,
    ".jsonl": read_jsonl_records,
    ".html": read_webpage,
    ".htm": read_webpage,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
}
# Formats that may hold pages that are images.
SCANNED: Final[Mapping[str, Callable[[Path, bytes, Scans | None], tuple[Document, ...]]]] = {
    ".pdf": read_pdf,
    ".tif": read_picture_file,
    ".tiff": read_picture_file,
    ".png": read_picture_file,
    ".jpg": read_picture_file,
    ".jpeg": read_picture_file,
}
_NAMED_ALONE: Final = frozenset((".png", ".jpg", ".jpeg"))  # in a folder they are the pictures of a web page
# Formats that cities publish and that are named in the build report instead of being passed over in silence: what
# each is, and how to make one of it that is read.
_WORD, _EXCEL = "Word で開き、.docx として保存し直してください。", "Excel で開き、.xlsx として保存し直してください。"
_SLIDES, _WRITER = "開いて .pdf として保存し直してください。", "LibreOffice で開き、.docx として保存し直してください。"
_UNPACK: Final = "展開してから、中のファイルを指定してください。"
_NOT_YET: Final[Mapping[str, tuple[str, str]]] = {
    ".doc": ("古い形式の Word 文書", _WORD),
    ".docm": ("マクロ付きの Word 文書", _WORD),
    ".dotx": ("Word のひな形", _WORD),
    ".rtf": ("リッチテキスト", _WORD),
    ".odt": ("OpenDocument の文書", _WRITER),
    ".xls": ("古い形式の Excel の表", _EXCEL),
    ".xlsm": ("マクロ付きの Excel の表", _EXCEL),
    ".xlsb": ("バイナリー形式の Excel の表", _EXCEL),
    ".ods": ("OpenDocument の表", "LibreOffice で開き、.xlsx として保存し直してください。"),
    ".ppt": ("古い形式の PowerPoint", f"PowerPoint で{_SLIDES}"),
    ".pptx": ("PowerPoint", f"PowerPoint で{_SLIDES}"),
    ".odp": ("OpenDocument のスライド", f"LibreOffice で{_SLIDES}"),
    ".jtd": ("一太郎の文書", "一太郎で開き、.docx か .pdf として保存し直してください。"),
    ".jtdc": ("一太郎の圧縮文書", "一太郎で開き、.docx か .pdf として保存し直してください。"),
    ".jbw": ("一太郎の古い文書", "一太郎で開き、.docx か .pdf として保存し直してください。"),
    ".xdw": ("DocuWorks 文書", "DocuWorks で開き、.pdf として書き出してください。"),
    ".xbd": ("DocuWorks バインダー", "DocuWorks で開き、.pdf として書き出してください。"),
    ".mht": ("ウェブページの保存形式", "ブラウザーで開き、.html として保存し直してください。"),
    ".mhtml": ("ウェブページの保存形式", "ブラウザーで開き、.html として保存し直してください。"),
    ".zip": ("圧縮ファイル", _UNPACK),
    ".lzh": ("圧縮ファイル", _UNPACK),
    ".7z": ("圧縮ファイル", _UNPACK),
    ".rar": ("圧縮ファイル", _UNPACK),
}
_TEXT: Final = "テキスト(.txt・.md)に変換してください。"
ENDINGS: Final = (
    frozenset({*READERS, *SCANNED, *_NOT_YET}) - _NAMED_ALONE
)  # of what counts as a document inside a folder


def read(path: Path, scans: Scans | None = None) -> tuple[Document, ...]:
    """The document in ``path``; a list of records yields one document per municipality.

    ``scans`` has what was read of pages that are images; without it they have no text.

    Raises: UnreadableDocument where the file is missing, empty, too large, damaged, no file at all, or of a format
        that is not read.
    """
    check_regular(path)
    suffix = path.suffix.lower()
    reader = READERS.get(suffix)
    scanned = SCANNED.get(suffix)
    if reader is None and scanned is None:
        name, remedy = _NOT_YET.get(suffix, ("", _TEXT))
        kind = f"{name}({suffix})" if name else f"{path.suffix or '拡張子のない'} ファイル"
        raise UnreadableDocument(path, f"{kind}は読めません。", remedy)
    raw = read_regular(path)
    if not raw.strip():
        raise empty(path)
    if scanned is not None:
        return scanned(path, raw, scans)
    return reader(path, raw) if reader else ()
