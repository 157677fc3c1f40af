"""One file per format; :func:`read` picks the one for a path."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ..encoding import decode
from ..errors import UnreadableDocument
from ..plan import Document
from .records import read_csv_records, read_jsonl_records
from .text import read_text

Reader = Callable[[Path, str], tuple[Document, ...]]

READERS: Final[Mapping[str, Reader]] = {
    ".txt": read_text,
    ".md": read_text,
    ".csv": read_csv_records,
    ".jsonl": read_jsonl_records,
}
# Formats that cities publish and that are named in the build report instead of being passed over in silence.
NOT_YET: Final = frozenset({".pdf", ".docx", ".doc", ".xlsx", ".xls", ".html", ".htm", ".jtd"})
_MAX_BYTES: Final = 200_000_000


def read(path: Path) -> tuple[Document, ...]:
    """The document in ``path``; a list of records yields one document per municipality.

    Raises: UnreadableDocument where the file is empty, too large, not text, or of a format that is not read.
    """
    if not path.exists():
        raise UnreadableDocument(path, "見つかりません。", "場所と名前を確かめてください。")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableDocument(
            path, f"{path.suffix or '拡張子のない'} ファイルは読めません。", "テキスト(.txt・.md)に変換してください。"
        )
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UnreadableDocument(path, "200 MB を超えています。", "分割してください。")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            path, "開けません。", "ファイルがあるか、読む権限があるかを確かめてください。"
        ) from error
    text = decode(raw)
    if text is None:
        raise UnreadableDocument(
            path, "文字として読めません。", "UTF-8・Shift_JIS・EUC-JP のいずれかのテキストか確かめてください。"
        )
    if not text.strip():
        raise UnreadableDocument(path, "中身がありません。", "文字の入ったファイルに取り替えてください。")
    return reader(path, text)
