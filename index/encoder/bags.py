"""Texts as word counts: in memory, or in files so that a large corpus takes no more of it."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Final, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .static import StaticEncoder

CHUNK: Final = 4_096  # texts that are worked on at a time, some 4 MB of vectors; arbitrary
_BLOCK: Final = 1 << 20  # words that are renumbered at a time; arbitrary


@dataclass(frozen=True, slots=True)
class Bags:
    """Titles and bodies as word counts, shape (texts, len(words)); ``words`` are places in the vocabulary, ascending."""

    titles: csr_matrix
    bodies: csr_matrix
    words: NDArray[np.int64]

    def __len__(self) -> int:
        """How many titles, and bodies, there are."""
        return int(self.bodies.shape[0])

    def chunks(self) -> Iterator[tuple[slice, csr_matrix, csr_matrix]]:
        """Some texts at a time: which they are, their titles, their bodies."""
        for start in range(0, len(self), CHUNK):
            some = slice(start, min(start + CHUNK, len(self)))
            yield some, self.titles[some], self.bodies[some]


def bags_of(encoder: StaticEncoder, titles: Sequence[str], bodies: Sequence[str]) -> Bags:
    """The words of each title and of each body that the encoder knows."""
    ids = [np.array(encoder.ids(text), dtype=np.int64) for text in (*titles, *bodies)]
    lengths = np.array([len(each) for each in ids])
    flat = np.concatenate(ids) if lengths.sum() else np.zeros(0, dtype=np.int64)
    words, columns = np.unique(flat, return_inverse=True)
    edges = np.concatenate([[0], np.cumsum(lengths)])
    counts = csr_matrix((np.ones(len(flat), np.float32), columns, edges), shape=(len(ids), len(words)))
    counts.sum_duplicates()
    return Bags(counts[: len(titles)], counts[len(titles) :], words)


class BagsOnDisk:
    """Bags that are written text by text, then read; they are gone when the ``with`` block ends.

    What stays in memory is a number a text, and a byte a word of the vocabulary.
    """

    def __init__(self, folder: Path, vocabulary: Mapping[str, int]) -> None:
        """Files without a name in ``folder``; ``vocabulary`` are the words that count, each with its place."""
        self._folder, self._vocabulary = folder, vocabulary
        self._used = np.zeros(len(vocabulary), dtype=bool)
        self._files = ExitStack()

    def __enter__(self) -> Self:
        self._titles, self._bodies = _Counts(self._file(), self._file()), _Counts(self._file(), self._file())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, titles: Sequence[str], bodies: Sequence[str]) -> None:
        """More texts, as terms with a space between them. Raises: OSError where the disk says no."""
        place_of = self._vocabulary.get
        for counts, texts in ((self._titles, titles), (self._bodies, bodies)):
            ids = [[place for place in map(place_of, text.split(" ")) if place is not None] for text in texts]
            lengths = np.array(list(map(len, ids)))
            flat = np.array(list(chain.from_iterable(ids)), np.int32)
            self._used[flat] = True
            counts.add(flat, lengths, len(self._vocabulary))

    @cached_property
    def counted(self) -> Bags:
        """All that was added, read from the files as it is needed; nothing can be added behind it. Raises: OSError."""
        words = np.flatnonzero(self._used)
        columns = (np.cumsum(self._used) - 1).astype(np.int32)
        return Bags(self._titles.read(columns, len(words)), self._bodies.read(columns, len(words)), words)

    def _file(self) -> IO[bytes]:
        return self._files.enter_context(TemporaryFile(dir=self._folder))


class _Counts:
    """One matrix of counts: the columns in a file, how often each in another, the ends of its rows in memory."""

    def __init__(self, columns: IO[bytes], counts: IO[bytes]) -> None:
        self._columns, self._counts = columns, counts
        self._edges = array("q", [0])

    def add(self, flat: NDArray[np.int32], lengths: NDArray[np.int64], width: int) -> None:
        edges = np.concatenate([[0], np.cumsum(lengths)])
        rows = csr_matrix((np.ones(len(flat), np.float32), flat, edges), shape=(len(lengths), width))
        rows.sum_duplicates()
        self._columns.write(rows.indices.astype(np.int32).tobytes())
        self._counts.write(rows.data.tobytes())
        self._edges.extend((rows.indptr[1:].astype(np.int64) + self._edges[-1]).tolist())

    def read(self, columns: NDArray[np.int32], width: int) -> csr_matrix:
        """The matrix, each column renamed by ``columns``."""
        self._renumber(columns)
        self._counts.flush()
        shape, length = (len(self._edges) - 1, width), self._edges[-1]
        if not length:  # a file of nothing cannot be mapped
            return csr_matrix(shape, dtype=np.float32)
        data, indices = (
            np.memmap(file, kind, "r", shape=(length,)) for file, kind in ((self._counts, np.float32), (self._columns, np.int32))
        )  # fmt: skip
        return csr_matrix((data, indices, np.array(self._edges)), shape=shape)

    def _renumber(self, columns: NDArray[np.int32]) -> None:
        size = np.dtype(np.int32).itemsize
        for start in range(0, self._edges[-1], _BLOCK):
            self._columns.seek(start * size)
            old = np.frombuffer(self._columns.read(_BLOCK * size), np.int32)
            self._columns.seek(start * size)
            self._columns.write(columns[old].tobytes())
        self._columns.flush()
