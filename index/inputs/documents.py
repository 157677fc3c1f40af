"""What was read of each document, so that one that has not changed is not read again: ``cache/documents.sqlite``.

A document is known again by its bytes, by what its reading was told beside them (its name, its folders, staff's row) and
by the program that read it. The cache is a convenience: where it is damaged, full or locked, documents are read.
"""

import hashlib
import json
import re
import sqlite3
import zlib
from contextlib import closing, suppress
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, Final

import corpus
from corpus.about.readability import Readability
from corpus.about.sources import Source
from corpus.errors import UnreadableDocument
from corpus.passage import Passage
from corpus.plan import Plan
from corpus.read_plan import FOLDERS, ReadPlan
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from corpus.records.record_types import RECORD_TYPES, RecordKind
from corpus.structure import Structure

from ..plain import from_plain, to_plain

_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS document (mark BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"
_KINDS: Final = {each.name: each.record for each in RECORD_TYPES}
_NAMES: Final = {each.record: each.name for each in RECORD_TYPES}
_EFFORT: Final = 1  # of zlib, 1 to 9; a text is half as long then, and more costs more time than it saves (arbitrary)
_APART: Final = ("samples", "samples_text", "__pycache__")  # of the package, what reads nothing


class KeptDocuments:
    """The documents that were read before; ``how`` is what else their reading depends on, such as OCR."""

    def __init__(self, path: Path, how: str) -> None:
        self._how = how
        self._marks: dict[Path, bytes] = {}
        self._used: set[bytes] = set()
        self._path = path
        self._kept = _opened(path)

    def get(self, path: Path, name: str, source: Source | None) -> tuple[ReadPlan, ...] | None:
        """What was read of the document; None where it was not read as it is."""
        mark = self._mark(path, name, source)
        if mark is None or self._kept is None:
            return None
        self._marks[path] = mark
        self._used.add(mark)
        try:
            found = self._kept.execute("SELECT body FROM document WHERE mark = ?", (mark,)).fetchone()
            return _read(found[0]) if found else None
        except (sqlite3.Error, zlib.error, ValueError, TypeError, KeyError):
            return None

    def put(self, path: Path, plans: tuple[ReadPlan, ...]) -> None:
        """Keep what was read of a document that :meth:`get` did not have.

        Desk tables are not kept: what is said of them depends on the day.
        """
        mark = self._marks.get(path)
        if mark is None or self._kept is None or any(map(_is_table, plans)):
            return
        try:
            with self._kept:
                self._kept.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (mark, _written(plans)))
        except sqlite3.Error:
            return

    def prune(self) -> None:
        """Keep only what was asked for since it was opened."""
        if (kept := _opened(self._path)) is not None:
            with suppress(sqlite3.Error), closing(kept), kept:
                marks = {mark for (mark,) in kept.execute("SELECT mark FROM document")}
                kept.executemany("DELETE FROM document WHERE mark = ?", [(mark,) for mark in marks - self._used])

    def close(self) -> None:
        """Let go of the file."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _mark(self, path: Path, name: str, source: Source | None) -> bytes | None:
        told = (
            _program(),
            self._how,
            name,
            path.absolute().parts[-1 - FOLDERS : -1],
            asdict(source) if source else None,
        )
        digest = hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            return None
        return digest.digest()


def _opened(path: Path) -> sqlite3.Connection | None:
    """The cache, made anew where it cannot be read; None where it cannot be made."""
    for again in (False, True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            kept = sqlite3.connect(path)
            kept.execute("PRAGMA auto_vacuum = FULL")
            kept.execute(_SCHEMA)
            kept.execute("SELECT count(*) FROM document").fetchone()
        except (sqlite3.Error, OSError) as error:
            if again or type(error) is not sqlite3.DatabaseError:  # itself: no database, or damaged
                return None
            path.unlink(missing_ok=True)
        else:
            return kept
    return None


@cache
def _program() -> str:
    """The digest of all that reads: this program's own files, and the versions of the packages it is given."""
    digest = hashlib.sha256()
    root = Path(corpus.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and not set(path.relative_to(root).parts) & set(_APART):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    for name in _packages():
        digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()


def _packages() -> list[str]:
    """The packages that the program asks for and this machine has."""
    found = []
    with suppress(PackageNotFoundError):  # run from a folder that was never installed
        for each in sorted(requires("fukushi") or ()):
            name = re.split(r"[^\w.-]", each, maxsplit=1)[0]
            with suppress(PackageNotFoundError):
                version(name)
                found.append(name)
    return found


def _is_table(read: ReadPlan) -> bool:
    return any(desk.source == DESK_TABLE for desk in read.structure.of(Desk))


def _written(plans: tuple[ReadPlan, ...]) -> bytes:
    told = json.dumps([_plain(read) for read in plans], ensure_ascii=False, default=str)
    return zlib.compress(told.encode("utf-8", "surrogatepass"), _EFFORT)


def _plain(read: ReadPlan) -> dict[str, Any]:
    """A plan as JSON; where its lines stood in the file is in its passages by now."""
    return {
        "plan": to_plain(replace(read.plan, origins=())),
        "passages": to_plain(read.structure.passages),
        "records": [(_NAMES[type(each)], to_plain(each)) for each in read.structure.records],
        "readability": to_plain(read.readability),
        "problems": [(str(each.path), each.reason, each.remedy) for each in read.problems],
    }


def _read(body: bytes) -> tuple[ReadPlan, ...]:
    return tuple(map(_read_plan, json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))))


def _read_plan(plain: dict[str, Any]) -> ReadPlan:
    passages = tuple(from_plain(Passage, each) for each in plain["passages"])
    records = tuple(from_plain(_KINDS[RecordKind(kind)], each) for kind, each in plain["records"])
    return ReadPlan(
        from_plain(Plan, plain["plan"]),
        Structure(passages, records),
        from_plain(Readability, plain["readability"]),
        tuple(UnreadableDocument(Path(path), reason, remedy) for path, reason, remedy in plain["problems"]),
    )
