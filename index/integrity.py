"""Whether the files of a generation are as they were built: digests of whole files and of their blocks."""

import errno
import hashlib
import os
import random
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

_BLOCK: Final = 1 << 20  # bytes
_SAMPLED: Final = 8 * _BLOCK  # bytes that a command reads of all files together; an index of less is read whole
_LOCKS: Final = ".lock"  # the ending of files that Tantivy locks and writes nothing in


class State(StrEnum):
    """What became of a file since it was built."""

    OK = "ok"
    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Mark:
    """By which a file is known again: its size in bytes, its SHA-256, and the first 64 bits of that of each block."""

    size: int
    sha256: str
    blocks: tuple[str, ...]


def marks_of(generation: Path) -> dict[str, Mark]:
    """The mark of every file in a generation, by its path inside it."""
    return {name: _mark(generation / name) for name in sorted(_listed(generation))}


def states(generation: Path, marks: Mapping[str, Mark]) -> dict[str, State]:
    """The state of every file, read whole. Raises: PermissionError."""
    return {name: _state(generation / name, mark) for name, mark in marks.items()}


def sampled(generation: Path, marks: Mapping[str, Mark]) -> dict[str, State]:
    """As :func:`states`, from the sizes and some blocks drawn by lot, others each time. Raises: PermissionError."""
    found = {name: _length(generation / name, mark) for name, mark in marks.items()}
    blocks = [(name, place) for name, mark in marks.items() for place in range(len(mark.blocks))]
    random.shuffle(blocks)
    left = _SAMPLED
    for name, place in blocks:
        if left > 0 and found[name] is State.OK:
            left -= min(_BLOCK, marks[name].size - place * _BLOCK)
            if _block(generation / name, place) != marks[name].blocks[place]:
                found[name] = State.CHANGED
    return found


def shortened(generation: Path, marks: Mapping[str, Mark]) -> str | None:
    """The first file that is gone or has another size. A mapped file that was cut short kills who reads behind its end."""
    return next((name for name, mark in marks.items() if _length(generation / name, mark) is not State.OK), None)


def signature(generation: Path) -> tuple[tuple[str, int, int], ...]:
    """Sizes and times of all files: while it stays the same, nobody has written to them in the ordinary way."""
    found = ((name, (generation / name).stat()) for name in sorted(_listed(generation)))
    return tuple((name, each.st_size, each.st_mtime_ns) for name, each in found)


def _listed(generation: Path) -> Iterator[str]:
    """Every file but the manifest, which says of itself whether it was altered, and locks."""
    for path in generation.rglob("*"):
        if path.is_file() and path.name != "manifest.json" and not path.name.endswith(_LOCKS):
            yield path.relative_to(generation).as_posix()


def _mark(path: Path) -> Mark:
    whole = hashlib.sha256()
    blocks = []
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            whole.update(block)
            blocks.append(_short(block))
        return Mark(file.tell(), whole.hexdigest(), tuple(blocks))


def _state(path: Path, mark: Mark) -> State:
    state = _length(path, mark)
    if state is not State.OK:
        return state
    with path.open("rb") as file:
        return State.OK if hashlib.file_digest(file, "sha256").hexdigest() == mark.sha256 else State.CHANGED


def _length(path: Path, mark: Mark) -> State:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return State.MISSING
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return State.OK if stat.S_ISREG(found.st_mode) and found.st_size == mark.size else State.CHANGED


def _block(path: Path, place: int) -> str:
    with path.open("rb") as file:
        file.seek(place * _BLOCK, os.SEEK_SET)
        return _short(file.read(_BLOCK))


def _short(block: bytes) -> str:
    return hashlib.sha256(block).hexdigest()[:16]
