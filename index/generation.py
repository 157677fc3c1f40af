"""An index folder: generations side by side, and CURRENT, which names the live one.

A build writes ``generations/NAME.building``, syncs it, renames it, then replaces CURRENT by an atomic rename. A
reader that opened the old generation goes on with it. Whatever a build that died left behind has the ending
``.building`` and is removed by the next one.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from .errors import BrokenIndex, BuildRunning, CannotWrite, NoIndex

FORMAT: Final = 1  # raised whenever what stands in a generation changes
_BUILDING: Final = ".building"
_KEPT: Final = 2  # generations: the live one and the one before it, whose readers may still be at work


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself; ``files`` gives the size in bytes that each file must have."""

    format: int
    encoder: str | None  # None for the embedded one
    encoder_name: str
    encoder_digest: str
    dim: int
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
        except OSError as error:
            raise CannotWrite(folder, error.strerror or "書き込みエラー") from error
        finally:
            shutil.rmtree(building, ignore_errors=True)
        older = sorted(path for path in generations.iterdir() if path.is_dir() and path.name != name)
        for path in older[: max(0, len(older) - _KEPT + 1)]:
            shutil.rmtree(path, ignore_errors=True)
    finally:
        lock.release()


def live_generation(folder: Path) -> Path:
    """The folder of the live generation.

    Raises: NoIndex where nothing was ever built; BrokenIndex where CURRENT names nothing.
    """
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NoIndex(folder) from error
    path = folder / "generations" / name
    if not name or Path(name).name != name or not path.is_dir():
        raise BrokenIndex(folder, "CURRENT の指す世代がありません")
    return path


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
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BrokenIndex(folder, "manifest.json が壊れています") from error
    for name, size in manifest.files.items():
        file = generation / name
        if not file.is_file() or file.stat().st_size != size:
            raise BrokenIndex(folder, f"{name} が欠けているか壊れています")
    return manifest


def file_sizes(generation: Path) -> dict[str, int]:
    """Size in bytes of every file of a generation, by its path inside it."""
    files = sorted(path for path in generation.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(generation).as_posix(): path.stat().st_size for path in files}


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
