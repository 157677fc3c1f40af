"""A file of numbers, of which a search reads a few pieces."""

import os
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class Pieces:
    """Such a file opened. It is read, not mapped: what was read stays the system's, and a file that was cut kills nobody."""

    def __init__(self, path: Path, kind: np.dtype, offset: int = 0) -> None:
        """Open ``path``, in which numbers of ``kind`` begin at the byte ``offset``. Raises: OSError."""
        self._file, self._kind, self._offset = os.open(path, os.O_RDONLY), kind, offset
        weakref.finalize(self, os.close, self._file)
        self.size = (os.fstat(self._file).st_size - offset) // kind.itemsize

    @classmethod
    def of_array(cls, path: Path) -> "Pieces":
        """The numbers of an array of one dimension as numpy saves it. Raises: OSError, ValueError where it is none."""
        mapped = np.load(path, mmap_mode="r")
        if mapped.ndim != 1:
            raise ValueError(f"{path.name} has {mapped.ndim} dimensions")
        return cls(path, mapped.dtype, mapped.offset)

    def read(self, first: int, behind: int) -> NDArray[np.generic]:
        """The numbers from ``first`` to before ``behind``. Raises: ValueError where the file ends before."""
        return self.read_all([(first, behind)])

    def read_all(self, pieces: Sequence[tuple[int, int]]) -> NDArray[np.generic]:
        """The numbers of some pieces, each as :meth:`read` takes it, one piece behind the other. Raises: ValueError."""
        file, size, offset = self._file, self._kind.itemsize, self._offset
        read = b"".join([os.pread(file, (behind - first) * size, offset + first * size) for first, behind in pieces])
        numbers: NDArray[np.generic] = np.frombuffer(read, self._kind)
        if len(numbers) != (wanted := sum([behind - first for first, behind in pieces])):
            raise ValueError(f"a file ends {wanted - len(numbers)} numbers too early")
        return numbers
