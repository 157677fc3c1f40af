"""Embeddings of very many passages: in a file, of which pieces are in memory."""

import weakref
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

_TOGETHER: Final = 4_096  # rows that are read at a time; arbitrary


class Rows:
    """Written one behind the other into a file without a name, which lasts as long as this; then read."""

    def __init__(self, folder: Path, dim: int) -> None:
        """A new file in ``folder`` for rows of ``dim`` numbers. Raises: OSError."""
        self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 - open for as long as this is
        self._count, self._dim = 0, dim
        weakref.finalize(self, self._file.close)

    def add(self, rows: NDArray[np.float32]) -> None:
        """More of them, shape (some, dim); none once they are read. Raises: OSError where the disk says no."""
        self._file.write(np.ascontiguousarray(rows, np.float32).data)
        self._count += len(rows)

    @property
    def shape(self) -> tuple[int, int]:
        """As an array has it."""
        return self._count, self._dim

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[NDArray[np.float32]]:
        for first in range(0, self._count, _TOGETHER):
            yield from self[first : first + _TOGETHER]

    def __getitem__(self, which: slice | NDArray[np.int64]) -> NDArray[np.float32]:
        """Some that stand side by side, or those at any places, as an array gives them."""
        if isinstance(which, slice):
            first, behind, _ = which.indices(self._count)
            rows = np.empty((max(behind - first, 0), self._dim), np.float32)
            self._read(first, rows.reshape(-1))
            return rows
        places, back = np.unique(which, return_inverse=True)
        rows = np.empty((len(places), self._dim), np.float32)
        for place, row in zip(places.tolist(), rows, strict=True):
            self._read(place, row)
        ascending = which.ndim == 1 and np.array_equal(places, which)
        return rows if ascending else rows[back.reshape(which.shape)]

    def _read(self, first: int, numbers: NDArray[np.float32]) -> None:
        """Fill ``numbers`` from a row on. They are read, not mapped: what is mapped and was looked at counts as memory."""
        if len(numbers):
            self._file.seek(first * self._dim * numbers.itemsize)
            self._file.readinto(numbers)  # type: ignore[attr-defined]  # of a binary file


Embeddings = NDArray[np.float32] | Rows  # shape (passages, dim)
