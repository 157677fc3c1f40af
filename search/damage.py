"""What a damaged file makes SQLite, FAISS and Tantivy raise, as the one sentence that says how to mend it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import BrokenIndex
from index.seal import Altered


@contextmanager
def telling_damage(folder: Path) -> Iterator[None]:
    """Run a block that only reads the index in ``folder``.

    An index is opened after a look at some blocks of its files, so that damage inside one may show only here: rows
    of the catalogue bear seals, the other files are compared with their digests by ``fukushi verify`` and by a server.
    Raises: BrokenIndex.
    """
    try:
        with telling_altered(folder):
            yield
    except (sqlite3.Error, RuntimeError, ValueError, OSError) as error:
        raise BrokenIndex(folder, "中身が壊れています") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which no module exports
            raise
        raise BrokenIndex(folder, "中身が壊れています") from error


@contextmanager
def telling_altered(folder: Path) -> Iterator[None]:
    """As :func:`telling_damage`, for a row, a text or a record alone that is not what was written. Raises: BrokenIndex."""
    try:
        yield
    except Altered as error:
        raise BrokenIndex(folder, "中身が作られたときのままではありません") from error
