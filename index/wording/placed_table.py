"""The words of every passage that can answer, where they stand, beside the passages in the catalogue's file."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Final, Self

from ..catalog import read_only
from ..seal import opened, sealed
from .placed import Placed, unpacked

_TABLE: Final = "CREATE TABLE placed (row INTEGER PRIMARY KEY, words BLOB NOT NULL, seal BLOB NOT NULL)"


class PlacedWriter:
    """Gathers them, passage by passage, in a file without a name that is gone when the ``with`` block ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        self._gathered: IO[bytes] = TemporaryFile(dir=self._folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gathered.close()

    def add(self, words: Iterable[tuple[int, bytes]]) -> None:
        """The rows of some passages, each with its words :func:`index.wording.placed.packed`."""
        pickle.dump(list(words), self._gathered, pickle.HIGHEST_PROTOCOL)

    def write(self, path: Path) -> None:
        """Write all that was added into the catalogue at ``path``; nothing can be added behind it."""
        with closing(sqlite3.connect(path)) as catalog:
            catalog.execute(_TABLE)
            with catalog:
                catalog.executemany("INSERT INTO placed VALUES (?, ?, ?)", map(sealed, self._read()))

    def _read(self) -> Iterator[tuple[int, bytes]]:
        end = self._gathered.tell()
        self._gathered.seek(0)
        while self._gathered.tell() < end:
            yield from pickle.load(self._gathered)


class PlacedTable:
    """The words of a catalogue, opened read-only: of the passages that are shown, not of those that are found."""

    def __init__(self, path: Path) -> None:
        self._catalog = read_only(path)

    def of(self, texts: Mapping[int, str]) -> dict[int, Placed]:
        """Those of some passages, by row, as their ``texts`` are. Raises: Altered where one is not as it was written."""
        marks = ", ".join("?" * len(texts))
        found = self._catalog.execute(f"SELECT row, words, seal FROM placed WHERE row IN ({marks})", tuple(texts))
        return {row: unpacked(words, texts[row]) for row, words in map(opened, found)}
