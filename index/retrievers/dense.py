"""Exact inner product over the passages' embeddings, in FAISS."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from .protocol import Scope, best_first

_MANY: Final = 20_000  # passages; fewer are found sooner by one thread than threads are started


def write_dense(path: Path, rows: Sequence[int], embeddings: NDArray[np.float32]) -> None:
    """Write an index in which embedding i, shape (len(rows), dim), is found as ``rows[i]``.

    Raises: OSError where the disk says no.
    """
    index = faiss.IndexIDMap(faiss.IndexFlatIP(embeddings.shape[1]))
    index.add_with_ids(np.ascontiguousarray(embeddings), np.asarray(rows, dtype=np.int64))
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise OSError(f"{path} could not be written") from error


class Dense:
    """A dense index opened to search."""

    def __init__(self, path: Path) -> None:
        """Open ``path``. Raises: RuntimeError where FAISS cannot read it."""
        self._index = faiss.read_index(str(path))
        self.dim: int = self._index.d
        self.size: int = self._index.ntotal

    def search(self, query: NDArray[np.float32], depth: int, scope: Scope | None) -> list[tuple[int, float]]:
        """The nearest passages: (row, cosine), best first, ties in order of row.

        Args:
            query: shape (dim,), of unit length; a row of zeros (no known word) finds nothing.
            depth: the most rows wanted.
            scope: the plans to search; None for all. Applied inside the search.
        """
        if not query.any() or self.size == 0 or (scope is not None and not scope.rows):
            return []
        parameters = None
        if scope is not None:
            allowed = np.zeros(max(last for _, last in scope.rows) + 1, dtype=bool)
            for first, last in scope.rows:
                allowed[first : last + 1] = True
            bits = np.packbits(allowed, bitorder="little")
            # faiss-cpu types its C++ signatures; Python takes an array and keywords.
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        faiss.omp_set_num_threads(1 if self.size < _MANY else os.cpu_count() or 1)
        scores, rows = self._index.search(query[None, :], min(depth, self.size), params=parameters)
        # FAISS pads with row -1 where fewer rows pass than were asked for.
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0]
        return best_first(found)
