"""Work that outlives an interruption: what is done is kept beside the report, and the next run goes on from it.

A piece is named by a digest of what it was made from, so that it never stands for something else.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]
FOLDER: Final = ".fukushi-report"  # in the folder of the report, until it is written
_FORM: Final = "2"  # of the pieces; another number makes pieces of other programs strangers


class Kept:
    """Pieces in a folder; ``None`` keeps nothing. ``key`` stands for what all pieces depend on."""

    def __init__(self, folder: Path | None = None, key: str = "") -> None:
        self._folder, self._key = folder, key

    def piece(self, name: str, of: Iterable[str], make: Callable[[], Arrays]) -> Arrays:
        """What ``make`` gives of ``of``, made anew unless an earlier run has left it whole."""
        if self._folder is None:
            return make()
        digest = hashlib.sha256("\0".join((_FORM, self._key, *of)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        path = self._folder / f"{name}-{digest}.npz"
        with suppress(OSError, ValueError, KeyError, EOFError, BadZipFile):  # absent or damaged: made anew
            return _load(path)
        made = make()
        with suppress(OSError):  # a disk that takes no piece: the work goes on, and is told when the report is written
            _write(path, made)
        return made

    def done(self) -> None:
        """The report is written: nothing is left to go on from."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _load(path: Path) -> Arrays:
    with path.open("rb") as file, np.load(file) as arrays:
        return dict(arrays)


def _write(path: Path, arrays: Arrays) -> None:
    """Beside, then under its name by a rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    try:
        with fresh.open("wb") as file:
            np.savez(file, **dict(arrays))  # type: ignore[arg-type]  # a name of ours is no option
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise


NOTHING: Final = Kept()
