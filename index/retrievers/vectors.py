"""Embeddings of unit length in order of rows, 16 bits a component, read from disk piece by piece: never all of them in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..encoder.rows import Embeddings
from .pieces import Pieces

_LARGEST: Final = 32_767  # a component of 1 as int16; cosines are then right to .0001
_COMPONENT: Final = np.dtype("<i2")
PIECE: Final = 16_384  # embeddings that are handled at a time when an index is made
_COMPARED: Final = 1_000  # that are compared at a time: OpenBLAS would give more to several threads, which wait for each other longer than they work


def write_vectors(path: Path, embeddings: Embeddings) -> None:
    """Write embeddings, shape (passages, dim), none longer than 1. Raises: OSError where the disk says no."""
    with path.open("wb") as file:
        for first in range(0, len(embeddings), PIECE):
            piece = np.clip(embeddings[first : first + PIECE], -1, 1)
            file.write(np.rint(piece * _LARGEST).astype(_COMPONENT).tobytes())


class Vectors:
    """Such a file opened to compare with."""

    def __init__(self, path: Path, size: int, dim: int) -> None:
        """Open ``path`` of ``size`` embeddings. Raises: OSError, ValueError where it is not as long as they are."""
        self._numbers, self._dim = Pieces(path, _COMPONENT), dim
        if self._numbers.size != size * dim:
            raise ValueError(f"{path.name} of {size} embeddings has {self._numbers.size} components")

    def scores_of(self, query: NDArray[np.float32], runs: NDArray[np.int64]) -> NDArray[np.float32]:
        """The cosines of ``query`` with the embeddings of some ``runs``, each from its first to before its second place."""
        scaled = query / np.float32(_LARGEST)
        blocks = (block for run in runs.tolist() for block in self._blocks(*run))
        pieces = [block.astype(np.float32) @ scaled for block in blocks]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)

    def scores_at(self, query: NDArray[np.float32], places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The cosines of ``query`` with the embeddings at ``places``, one by one."""
        if not len(places):
            return np.zeros(0, np.float32)
        edges = zip((places * self._dim).tolist(), ((places + 1) * self._dim).tolist(), strict=True)
        rows = self._numbers.read_all(list(edges)).reshape(len(places), self._dim)
        scores: NDArray[np.float32] = rows.astype(np.float32) @ (query / np.float32(_LARGEST))
        return scores

    def _blocks(self, first: int, behind: int) -> Iterator[NDArray[np.generic]]:
        for start in range(first, behind, _COMPARED):
            yield self._read(start, min(start + _COMPARED, behind))

    def _read(self, first: int, behind: int) -> NDArray[np.generic]:
        return self._numbers.read(first * self._dim, behind * self._dim).reshape(behind - first, self._dim)
