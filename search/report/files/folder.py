"""Files written whole or not at all: beside their place, then renamed."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..errors import CannotWriteReport


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` by name into ``folder``, made where it is missing; those that are there are replaced.

    All are written under other names first: a full disk leaves what was there before, and nothing half-written.
    Raises: CannotWriteReport.
    """
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with tempfile.NamedTemporaryFile(dir=folder, prefix=f".{name}.", delete=False) as file:
                written.append((Path(file.name), folder / name))
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for beside, final in written:
            beside.chmod(0o666 & ~_umask())
            beside.replace(final)
    except OSError as error:
        raise CannotWriteReport(folder, error) from error
    finally:
        for beside, _ in written:
            beside.unlink(missing_ok=True)


def check_folder(folder: Path) -> None:
    """Whether a report can be written there, before minutes are spent on it. Raises: CannotWriteReport."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".report."):
            pass
    except OSError as error:
        raise CannotWriteReport(folder, error) from error


def _umask() -> int:
    """What this user's new files may not have; temporary ones are for the owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
