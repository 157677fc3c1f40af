"""An index folder: generations side by side, and CURRENT, which names the live one.

A build writes ``generations/NAME.building``, syncs it, renames it, then replaces CURRENT by an atomic rename. A
reader that opened the old generation goes on with it. Whatever a build that died left behind is removed by the next
one: what has the ending ``.building``, and a generation that CURRENT never came to name.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from .errors import (
    BrokenIndex,
    BuildRunning,
    CannotRead,
    CannotWrite,
    ChangedMeanwhile,
    NoIndex,
    NothingBefore,
    OtherFormat,
)
from .integrity import Mark, State, sampled, states
from .replacing import replace_files, sync

FORMAT: Final = 12  # raised whenever what stands in a generation changes
_BUILDING: Final = ".building"
_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself; ``files`` has the mark that each file must bear."""

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
    address: str | None  # of the server that holds the passages' vectors and terms; None where the generation does
    files: dict[str, Mark]


@contextmanager
def new_generation(folder: Path, upon: str | None = None) -> Iterator[Path]:
    """A folder to write a generation in; when the block ends without an error, it is the live one.

    ``upon`` is the generation, by name, of which the new one is made, if any.

    Raises: BuildRunning where another build is at work; ChangedMeanwhile where ``upon`` is no longer the live one;
        CannotWrite where the disk says no. Either way, and whatever error leaves the block, the live generation is
        untouched.
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
        if upon is not None and before != upon:
            raise ChangedMeanwhile(folder)
        for remains in generations.glob(f"*{_BUILDING}"):
            shutil.rmtree(remains, ignore_errors=True)
        name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        building = generations / f"{name}{_BUILDING}"
        try:
            building.mkdir()
            yield building
            _sync_tree(building)
            building.rename(generations / name)
            sync(generations)
            replace_files(folder, {"CURRENT": f"{name}\n".encode()})
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


def live_name(folder: Path) -> str | None:
    """What CURRENT names, be it there or not; None where nothing was ever built. Raises: CannotRead."""
    return _current(folder)


def generations(folder: Path) -> list[str]:
    """The names of all generations, the newest first; the live one is not always that."""
    found = (name for name in _names(folder / "generations") if not name.endswith(_BUILDING))
    return sorted(found, reverse=True)


def name_of(generation: Path) -> str:
    """The name of a generation by its folder, built or being built."""
    return generation.name.removesuffix(_BUILDING)


def named_generations(folder: Path) -> frozenset[str]:
    """The names of all generations, that of one which is being built among them."""
    return frozenset(name.removesuffix(_BUILDING) for name in _names(folder / "generations"))


def roll_back(folder: Path) -> str:
    """Make the newest whole generation before the live one the live one; its name.

    Where CURRENT is gone or names none, every generation is before it.
    Raises: NoIndex; NothingBefore where there is none; CannotRead, CannotWrite, BuildRunning.
    """
    lock = FileLock(folder / "build.lock")
    live, names = _current(folder), generations(folder)
    if live is None and not names:
        raise NoIndex(folder)
    before = [name for name in names if name < live] if live in names else names
    earlier = next((name for name in before if is_whole(folder / "generations" / name, folder)), None)
    if earlier is None:
        raise NothingBefore(folder)
    try:
        with lock.acquire(timeout=0):
            replace_files(folder, {"CURRENT": f"{earlier}\n".encode()})
    except Timeout as error:
        raise BuildRunning(folder) from error
    except OSError as error:
        raise CannotWrite(folder, error.strerror or "書き込みエラー") from error
    return earlier


def is_whole(generation: Path, folder: Path) -> bool:
    """Whether every file of a generation is as it was built; all of them are read."""
    try:
        return set(file_states(generation, folder).values()) == {State.OK}
    except (BrokenIndex, CannotRead, OSError):
        return False


def file_states(generation: Path, folder: Path) -> dict[str, State]:
    """What became of every file of a generation, its manifest among them; all of them are read.

    Raises: CannotRead; BrokenIndex where the manifest is of another version of the program.
    """
    try:
        manifest = read_manifest(generation, folder)
    except BrokenIndex:
        file = generation / _MANIFEST
        return {_MANIFEST: State.CHANGED if file.is_file() else State.MISSING}
    try:
        return {_MANIFEST: State.OK, **states(generation, manifest.files)}
    except OSError as error:
        raise CannotRead(folder, error) from error


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write ``manifest.json``."""
    (generation / _MANIFEST).write_text(_written(manifest), encoding="utf-8")


def read_manifest(generation: Path, folder: Path) -> Manifest:
    """The manifest of a generation, once it fits this program and is word for word what was written.

    Raises: BrokenIndex where it does not; CannotRead.
    """
    try:
        text = (generation / _MANIFEST).read_text(encoding="utf-8")
        fields = json.loads(text)
        if fields.get("format") != FORMAT:
            raise OtherFormat(folder, fields.get("format"), FORMAT)
        del fields["digest"]
        files = {
            name: Mark(mark["size"], mark["sha256"], tuple(mark["blocks"])) for name, mark in fields["files"].items()
        }
        manifest = Manifest(**{**fields, "files": files})
        if _written(manifest) != text:
            raise ValueError("not what was written")
    except PermissionError as error:
        raise CannotRead(folder, error) from error
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise BrokenIndex(folder, f"{_MANIFEST} が壊れています") from error
    return manifest


def checked_manifest(generation: Path, folder: Path) -> Manifest:
    """As :func:`read_manifest`, and the files looked at cheaply: their sizes and a few blocks of them.

    Raises: also BrokenIndex where a file is not as it was built.
    """
    manifest = read_manifest(generation, folder)
    try:
        altered = [name for name, state in sampled(generation, manifest.files).items() if state is not State.OK]
    except OSError as error:
        raise CannotRead(folder, error) from error
    if altered:
        raise BrokenIndex(folder, f"{altered[0]} が作られたときのままではありません")
    return manifest


def _written(manifest: Manifest) -> str:
    """The text of a manifest; its digest is of all the other fields."""
    fields = asdict(manifest)
    digest = hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()
    return json.dumps({**fields, "digest": digest}, ensure_ascii=False, indent=1) + "\n"


def _current(folder: Path) -> str | None:
    """What CURRENT says; None where nothing was ever built. Raises: CannotRead."""
    try:
        return (folder / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except PermissionError as error:
        raise CannotRead(folder, error) from error
    except OSError:
        return None


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)
