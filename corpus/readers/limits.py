"""What a zip package may unpack to before a library opens it, and the characters in it that no text has."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from ..errors import UnreadableDocument

_MAX_XML: Final = 150_000_000  # bytes of markup; a tree of it takes about ten times as much memory
_MAX_UNPACKED: Final = 500_000_000  # bytes of all parts together
_MAX_RATIO: Final = 200  # unpacked to packed; Word's own XML shrinks to about a tenth
_REFERENCE: Final = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_SMALL: Final = 10_000_000  # bytes; below it any ratio is harmless


def check_package(path: Path, raw: bytes, part: str, product: str) -> None:
    """Look at a zip package before a library opens it.

    Args:
        path: the file, for the message.
        raw: its bytes.
        part: the entry that makes it a document of its kind.
        product: what the format belongs to, for the message.
    Raises: UnreadableDocument where it is no such package, is encrypted, or unpacks to more than is reasonable.
    """
    if raw.startswith(b"\xd0\xcf\x11\xe0"):  # what Office wraps around a document with a password
        raise UnreadableDocument(
            path,
            "パスワードがかかっているか、古い形式です。",
            f"{product} で開き、パスワードを外して {path.suffix} で保存し直してください。",
        )
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged(path, product) from error
    unpacked = sum(entry.file_size for entry in entries)
    markup = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels", ".vml")))
    if markup > _MAX_XML or unpacked > _MAX_UNPACKED or (unpacked > _SMALL and unpacked > _MAX_RATIO * len(raw)):
        raise UnreadableDocument(
            path,
            "展開すると大きくなりすぎるので読みませんでした。",
            f"{product} で開いて確かめ、分けて保存し直してください。",
        )
    if part not in {entry.filename for entry in entries}:
        raise UnreadableDocument(
            path, f"{product} の文書ではありません。", "拡張子だけを変えたファイルでないか確かめてください。"
        )


def damaged(path: Path, product: str) -> UnreadableDocument:
    """What is said of a file that its own program could not open either."""
    return UnreadableDocument(path, "壊れていて開けません。", f"{product} で開けるか確かめ、保存し直してください。")


def without_impossible_characters(raw: bytes) -> bytes:
    """The package with U+FFFD for each numbered character that XML or Unicode does not have (``&#x110000;``)."""
    mended = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as package, zipfile.ZipFile(mended, "w") as copy:
        for entry in package.infolist():
            part = package.read(entry)
            copy.writestr(entry, _REFERENCE.sub(_possible, part) if entry.filename.endswith(".xml") else part)
    return mended.getvalue()


def _possible(reference: re.Match[bytes]) -> bytes:
    digits = reference[1] or reference[2]
    code = int(digits, 16 if reference[1] else 10) if len(digits) <= 8 else -1
    known = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return reference[0] if known else b"&#xFFFD;"
