"""A file of numbers, mapped: any of them is looked up in nanoseconds, which reading pieces of it takes microseconds for."""

import mmap
from pathlib import Path
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)

_FORGET: Final[int | None] = getattr(mmap, "MADV_DONTNEED", None)  # not on every system


class Mapped(Generic[Number]):
    """Such a file opened."""

    def __init__(self, path: Path, kind: np.dtype[Number]) -> None:
        """Open ``path`` of numbers of one ``kind``. Raises: OSError; ValueError where the last of them is cut."""
        self._map: mmap.mmap | None = None
        self.numbers: NDArray[Number] = np.zeros(0, kind)
        if path.stat().st_size:  # nothing cannot be mapped
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self.numbers = np.frombuffer(self._map, kind)

    def give_back(self) -> None:
        """Count no page of it as this process's any more; one that is looked at again is mapped again."""
        if self._map is not None and _FORGET is not None:
            self._map.madvise(_FORGET)
