"""Entries -> the files that :class:`index.retrievers.postings.searching.Postings` opens."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from ..entry import FIELDS, WORDS, Entry, terms_in, write_readings
from .posting import CODE, ROW, worths
from .runs import Run, gathered, merged

ROWS: Final = "rows.u4"
WORTHS: Final = "worths.u2"
TERMS: Final = "terms.sqlite"
_SCHEMA: Final = """
CREATE TABLE term (
    field INTEGER NOT NULL, term TEXT NOT NULL, start INTEGER NOT NULL, passages INTEGER NOT NULL, most INTEGER NOT NULL,
    PRIMARY KEY (field, term)
) WITHOUT ROWID;
CREATE TABLE total (passages INTEGER NOT NULL, rows INTEGER NOT NULL);
"""
_AT_ONCE: Final = 20_000  # passages gathered in memory, some 300 MB
_PIECE: Final = 1 << 22  # postings that are looked through at a time


def write_postings(folder: Path, entries: Iterable[Entry]) -> None:
    """Index the passages that can answer, whose rows ascend; of their terms some are in memory at a time.

    Raises: OSError, sqlite3.OperationalError where the disk says no.
    """
    folder.mkdir(parents=True)
    noted = _Noted(entries)
    with TemporaryFile(dir=folder) as kept, TemporaryFile(dir=folder) as codes:
        runs = list(gathered(noted, kept, _AT_ONCE))
        lengths = np.sum([run.lengths for run in runs], axis=0, dtype=np.float64, initial=0.0)
        averages = (np.zeros(len(FIELDS)) + lengths) / max(noted.passages, 1)
        with TemporaryFile("w+", dir=folder, encoding="utf-8", newline="\n") as names:
            fields, places = _merge(folder / ROWS, codes, names, runs)
            terms = _terms(folder / WORTHS, codes, names, fields, places, averages.tolist())
            _write_terms(folder / TERMS, terms, noted.passages, noted.last + 1)
    write_readings(folder / WORDS, noted.words)


class _Noted:
    """Entries, and what is noted of all that were gone through."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self.words, self.passages, self.last = set[str](), 0, -1  # the last row

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.words.update(terms_in(entry.words))
            self.passages, self.last = self.passages + 1, entry.row
            yield entry


def _merge(path: Path, codes: IO[bytes], names: IO[str], runs: Sequence[Run]) -> tuple[list[int], NDArray[np.int64]]:
    """Write all postings, and each term into ``names``; how many terms each field has, and where each one's postings begin."""
    fields, counts = [0] * len(FIELDS), array("I")
    with path.open("wb") as rows:
        for (field, term), passages in merged(runs, rows, codes):
            fields[field] += 1
            counts.append(passages)
            names.write(f"{term}\n")
        if rows.tell() != sum(counts) * ROW.itemsize:
            raise OSError(f"{path} lacks postings that were written")
    names.seek(0)
    codes.seek(0)
    return fields, np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def _terms(
    path: Path,
    codes: IO[bytes],
    names: IO[str],
    fields: Sequence[int],
    places: NDArray[np.int64],
    averages: Sequence[float],
) -> Iterator[tuple[int, str, int, int, int]]:
    """Write what postings are worth; each term, where its postings begin, how many there are, the most that one is worth."""
    first = 0
    with path.open("wb") as told:
        for field, size in enumerate(fields):
            table = worths(averages[field])
            for some in _together(places, first, first + size):
                begins, counts = places[some.start : some.stop], np.diff(places[some.start : some.stop + 1])
                worth = table[np.frombuffer(codes.read(int(counts.sum()) * CODE.itemsize), CODE)]
                told.write(worth.tobytes())
                most = np.maximum.reduceat(worth, begins - begins[0])
                for begin, count, value in zip(begins.tolist(), counts.tolist(), most.tolist(), strict=True):
                    yield field, names.readline().rstrip("\n"), begin, count, value
            first += size


def _together(places: NDArray[np.int64], first: int, behind: int) -> Iterator[range]:
    """The terms from ``first`` to before ``behind``, so many at a time that their postings are ``_PIECE`` or one term's."""
    while first < behind:
        last = int(np.searchsorted(places, places[first] + _PIECE, side="right")) - 1
        some = range(first, min(max(last, first + 1), behind))
        yield some
        first = some.stop


def _write_terms(path: Path, terms: Iterable[tuple[int, str, int, int, int]], passages: int, rows: int) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.executescript(_SCHEMA)
        with file:
            file.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?)", terms)
            file.execute("INSERT INTO total VALUES (?, ?)", (passages, rows))
