"""Files that appear whole or not at all."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files of ``folder`` that ``contents`` names: all of them beside, then each under its name by a rename.

    Raises: OSError where the disk says no; what was written beside is then removed.
    """
    fresh = {name: folder / f"{name}.new" for name in contents}
    try:
        for name, path in fresh.items():
            path.write_bytes(contents[name])
            sync(path)
        for name, path in fresh.items():
            path.replace(folder / name)
    except BaseException:
        for path in fresh.values():
            with suppress(OSError):
                path.unlink()
        raise
    sync(folder)


def sync(path: Path) -> None:
    """Have a file or a folder on the disk before what comes next. Raises: OSError."""
    if path.is_dir() and os.name == "nt":  # Windows cannot open a folder to sync it
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
