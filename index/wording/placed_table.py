"""The words of every passage that can answer, where they stand, beside the passages in the catalogue's file."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ..catalog import read_only
from ..seal import opened, sealed
from .placed import Placed, unpacked

_TABLE: Final = "CREATE TABLE placed (row INTEGER PRIMARY KEY, words BLOB NOT NULL, seal BLOB NOT NULL)"


class PlacedWriter:
    """Adds them to the catalogue at a path, passage by passage; they are there when the ``with`` block ends without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        self._catalog = sqlite3.connect(self._path)
        self._catalog.execute(_TABLE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._catalog.commit()
        finally:
            self._catalog.close()

    def add(self, words: Iterable[tuple[int, bytes]]) -> None:
        """The rows of some passages, each with its words :func:`index.wording.placed.packed`."""
        self._catalog.executemany("INSERT INTO placed VALUES (?, ?, ?)", map(sealed, words))


class PlacedTable:
    """The words of a catalogue, opened read-only: of the passages that are shown, not of those that are found."""

    def __init__(self, path: Path) -> None:
        self._catalog = read_only(path)

    def of(self, texts: Mapping[int, str]) -> dict[int, Placed]:
        """Those of some passages, by row, as their ``texts`` are. Raises: Altered where one is not as it was written."""
        marks = ", ".join("?" * len(texts))
        found = self._catalog.execute(f"SELECT row, words, seal FROM placed WHERE row IN ({marks})", tuple(texts))
        return {row: unpacked(words, texts[row]) for row, words in map(opened, found)}
