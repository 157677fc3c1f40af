"""Plain text and Markdown, with whatever markup an extraction left in it."""

import re
from pathlib import Path
from typing import Final

from ..errors import UnreadableDocument
from ..plan import Document
from ..text.encoding import decode
from ..text.markup import read_markup

_ENDLESS: Final = re.compile("[ \u3000]{1000,}")  # blanks that no page is wide enough for say no more than one


def read_text(path: Path, raw: bytes) -> tuple[Document, ...]:
    """The one document that ``raw`` is."""
    return (read_markup(_ENDLESS.sub(" ", decoded(path, raw))),)


def decoded(path: Path, raw: bytes) -> str:
    """The text of a file.

    Raises: UnreadableDocument where it is none, or holds nothing but white space.
    """
    text = decode(raw)
    if text is None:
        raise UnreadableDocument(
            path, "文字として読めません。", "UTF-8・Shift_JIS・EUC-JP のいずれかのテキストか確かめてください。"
        )
    if not text.strip():
        raise empty(path)
    return text


def empty(path: Path) -> UnreadableDocument:
    """What is said of a file with nothing in it, whatever its format."""
    return UnreadableDocument(path, "中身がありません。", "文字の入ったファイルに取り替えてください。")
