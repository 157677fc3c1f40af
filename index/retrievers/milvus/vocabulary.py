"""Every term of a generation: its dimension in the sparse vectors, and in how many passages it stands."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from ...catalog import read_only

_SCHEMA: Final = """
CREATE TABLE term (
    field TEXT NOT NULL, term TEXT NOT NULL, dimension INTEGER NOT NULL, passages INTEGER NOT NULL,
    PRIMARY KEY (field, term)
) WITHOUT ROWID;
CREATE TABLE total (passages INTEGER NOT NULL);
"""
_MANY: Final = 500  # terms in one statement, arbitrary; SQLite takes 32,766

Term = tuple[str, str]  # a field, and what stands in it


class Vocabulary:
    """The terms as they are met; ``dimensions`` are from 1, 0 belongs to no term."""

    def __init__(self) -> None:
        self._dimensions: dict[Term, int] = {}
        self._passages: list[int] = [0]

    def met(self, field: str, terms: Iterable[str]) -> list[int]:
        """The dimensions of the terms, each once, of one passage's field."""
        found = [self._dimensions.setdefault((field, term), len(self._dimensions) + 1) for term in terms]
        self._passages.extend([0] * (len(self._dimensions) + 1 - len(self._passages)))
        for dimension in found:
            self._passages[dimension] += 1
        return found

    def write(self, path: Path, passages: int) -> None:
        """Keep them at ``path``, a new file, with the number of all passages. Raises: sqlite3.OperationalError."""
        with closing(sqlite3.connect(path)) as file:
            file.executescript(_SCHEMA)
            with file:
                file.executemany("INSERT INTO term VALUES (?, ?, ?, ?)", self._rows())
                file.execute("INSERT INTO total VALUES (?)", (passages,))

    def _rows(self) -> Iterator[tuple[str, str, int, int]]:
        for field, term in sorted(self._dimensions):
            dimension = self._dimensions[field, term]
            yield field, term, dimension, self._passages[dimension]


class WrittenVocabulary:
    """A vocabulary opened read-only."""

    def __init__(self, path: Path) -> None:
        """Open ``path``. Raises: sqlite3.Error where it is none."""
        self._file = read_only(path)
        self.size: int = self._file.execute("SELECT passages FROM total").fetchone()[0]

    def known(self, field: str, terms: Sequence[str]) -> Mapping[str, tuple[int, int]]:
        """Of those of ``terms`` that stand anywhere in ``field``: their dimension, and in how many passages they stand."""
        found: dict[str, tuple[int, int]] = {}
        for start in range(0, len(terms), _MANY):
            some = terms[start : start + _MANY]
            rows = self._file.execute(
                "SELECT term, dimension, passages FROM term "
                f"WHERE field = ? AND term IN ({', '.join('?' * len(some))})",
                (field, *some),
            )
            found.update((term, (dimension, passages)) for term, dimension, passages in rows.fetchall())
        return found
