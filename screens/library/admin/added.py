"""Documents that staff have added: a folder in the index, under names that are made here."""

import hashlib
import json
import secrets
import zipfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from corpus.errors import FukushiError
from corpus.text.encoding import decode
from index.inputs.building import ADDED
from index.replacing import replace_files

FILES_MAX: Final = 20  # of one upload (arbitrary)
_KEPT_FILES: Final = 2_000  # of all uploads (arbitrary)
_KEPT_BYTES: Final = 2_000_000_000  # of all uploads (arbitrary)
_NAMES: Final = "names.json"
_NAME_MAX: Final = 120  # characters of a name that are shown
# What the bytes cannot tell apart is told by the ending, of which only these are known.
_TEXTS: Final = (".txt", ".md", ".csv", ".tsv", ".jsonl")
_HTML: Final = (b"<!doctype html", b"<html")
_PARTS: Final = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; ``name`` is the client's, to show and for its ending alone."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was added: the name it is kept under, the client's, its size and day."""

    file: str
    name: str
    size: int

    @property
    def plan_id(self) -> str:
        return PurePosixPath(self.file).stem


class Refused(FukushiError):
    """A file that is not taken."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{shown_name(name)}: {reason}")


def kind_of(upload: Upload) -> str | None:
    """The ending that the content of a file calls for; None where it is nothing that can be read."""
    start = upload.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in upload.content[:1024]:
        return ".pdf"
    if upload.content.startswith(b"PK\x03\x04"):
        return _package(upload.content)
    if b"\x00" in upload.content or decode(upload.content) is None or not upload.content.strip():
        return None
    if start.lower().startswith(_HTML) or (start.startswith(b"<?xml") and b"<html" in start.lower()):
        return ".html"
    ending = PurePosixPath(upload.name).suffix.lower()
    return ending if ending in _TEXTS else ".txt"


def keep(index: Path, upload: Upload, today: date) -> str:
    """Keep a file beside the index; the name it is kept under. Raises: Refused; OSError."""
    ending = kind_of(upload)
    if ending is None:
        raise Refused(upload.name, "PDF、Word(.docx)、Excel(.xlsx)、HTML、文字のファイルのどれでもありません。")
    folder = index / ADDED
    folder.mkdir(exist_ok=True)
    there = kept_in(index)
    if len(there) >= _KEPT_FILES or sum(each.size for each in there) + len(upload.content) > _KEPT_BYTES:
        raise Refused(upload.name, "足せる数か大きさの上限に達しています。要らないものを消してください。")
    digest = hashlib.sha256(upload.content).hexdigest()
    for each in there:
        if each.size == len(upload.content) and _digest(folder / each.file) == digest:
            raise Refused(upload.name, f"同じ内容のファイルがもうあります({each.name})。")
    file = f"added-{today:%Y%m%d}-{secrets.token_hex(4)}{ending}"
    names = {**{each.file: each.name for each in there}, file: shown_name(upload.name)}
    replace_files(folder, {file: upload.content, _NAMES: json.dumps(names, ensure_ascii=False).encode()})
    return file


def kept_in(index: Path) -> tuple[Kept, ...]:
    """What was added to an index, in the order of the names it is kept under."""
    folder = index / ADDED
    names = _names(folder)
    files = sorted(folder.glob("added-*.*")) if folder.is_dir() else []
    return tuple(Kept(file.name, names.get(file.name, file.name), file.stat().st_size) for file in files)


def remove(index: Path, file: str) -> bool:
    """Remove an added file; False where none is kept under this name. Raises: OSError."""
    if file not in {each.file for each in kept_in(index)}:
        return False
    (index / ADDED / file).unlink()
    return True


def shown_name(name: str) -> str:
    """The last part of a client's name, as text to show."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:_NAME_MAX] or "名前のないファイル"


def _package(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    return next((ending for part, ending in _PARTS.items() if part in names), None)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(folder: Path) -> dict[str, str]:
    try:
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(file): str(name) for file, name in names.items()} if isinstance(names, dict) else {}
