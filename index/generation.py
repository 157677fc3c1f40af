"""An index folder: generations side by side, and CURRENT, which names the live one.

A build writes ``generations/NAME.building``, syncs it, renames it, then replaces CURRENT by an atomic rename. A
reader that opened the old generation goes on with it. Whatever a build that died left behind is removed by the next
one: what has the ending ``.building``, and a generation that CURRENT never came to name.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from .errors import BrokenIndex, BuildRunning, CannotWrite, NoIndex

FORMAT: Final = 4  # raised whenever what stands in a generation changes
_BUILDING: Final = ".building"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself; ``files`` gives the size in bytes that each file must have."""

    format: int
    encoder: str | None  # None for the embedded one
    encoder_name: str
    encoder_digest: str
    dim: int
    adaptation: dict[str, Any] | None  # see index.encoder.adapt.Report; None where the encoder was left as it is
    corpus_digest: str
    plans: int
    passages: int
    characters: int
    created: str
    files: dict[str, int]


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """A folder to write a generation in; when the block ends without an error, it is the live one.

    Raises: BuildRunning where another build is at work; CannotWrite where the disk says no. Either way, and
    whatever error leaves the block, the live generation is untouched.
    """
    lock = FileLock(folder / "build.lock")
    try:
        generations = folder / "generations"
        generations.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BuildRunning(folder) from error
    except OSError as error:
        raise CannotWrite(folder, error.strerror or "書き込みエラー") from error
    try:
        before = _current(folder)  # its readers may still be at work when the new one is live
        for remains in generations.glob(f"*{_BUILDING}"):
            shutil.rmtree(remains, ignore_errors=True)
        name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        building = generations / f"{name}{_BUILDING}"
        try:
            building.mkdir()
            yield building
            _sync_tree(building)
            building.rename(generations / name)
            _sync(generations)
            _replace(folder / "CURRENT", name + "\n")
        except (OSError, sqlite3.OperationalError) as error:  # SQLite says in its own way that the disk is full
            raise CannotWrite(folder, getattr(error, "strerror", None) or "書き込みエラー") from error
        finally:
            shutil.rmtree(building, ignore_errors=True)
        for path in generations.iterdir():
            if path.name not in (name, before):
                shutil.rmtree(path, ignore_errors=True)
    finally:
        lock.release()


def live_generation(folder: Path) -> Path:
    """The folder of the live generation.

    Raises: NoIndex where nothing was ever built; BrokenIndex where CURRENT names nothing.
    """
    name = _current(folder)
    if name is None:
        raise NoIndex(folder)
    if name not in _names(folder / "generations"):
        raise BrokenIndex(folder, "CURRENT の指す世代がありません")
    return folder / "generations" / name


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write ``manifest.json``."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n"
    (generation / "manifest.json").write_text(text, encoding="utf-8")


def read_manifest(generation: Path, folder: Path) -> Manifest:
    """The manifest of a generation, once it fits this program and the files are as long as it says.

    Raises: BrokenIndex where it does not.
    """
    try:
        fields = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        if fields.get("format") != FORMAT:
            raise BrokenIndex(folder, f"形式 {fields.get('format')} はこの版の形式 {FORMAT} と違います")
        manifest = Manifest(**fields)
        files = manifest.files.items()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BrokenIndex(folder, "manifest.json が壊れています") from error
    for name, size in files:
        file = generation / name
        if not file.is_file() or file.stat().st_size != size:
            raise BrokenIndex(folder, f"{name} が欠けているか壊れています")
    return manifest


def file_sizes(generation: Path) -> dict[str, int]:
    """Size in bytes of every file of a generation, by its path inside it."""
    files = sorted(path for path in generation.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(generation).as_posix(): path.stat().st_size for path in files}


def _current(folder: Path) -> str | None:
    """What CURRENT says; None where nothing was ever built."""
    try:
        return (folder / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    _sync(fresh)
    fresh.replace(path)
    _sync(path.parent)


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows cannot open a folder to sync it
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
