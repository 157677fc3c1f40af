"""The passages nearest to a question by their embeddings, in FAISS: exactly where they are few, by lists where they are many."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from ..encoder.rows import Embeddings
from .inverted import Inverted, write_inverted
from .protocol import ByScope, Hits, Scope, best_first
from .selection import Bitmap, Selection

# Passages that are compared one by one. One thread takes .6 ms for 20,000, 3 for 50,000 and 6 for 100,000, where lists
# take .3 to .5 and miss one of fifty of the nearest ten. Two threads take longer than one at all of these sizes.
EXACT: Final = 30_000


def write_dense(path: Path, rows: Sequence[int], embeddings: Embeddings) -> None:
    """Write an index in which embedding i, shape (len(rows), dim), is found as ``rows[i]``.

    More than ``EXACT`` are kept in lists, in files beside ``path``; their ``rows`` ascend. ``embeddings`` is read in
    pieces and may lie on disk.
    Raises: OSError where the disk says no.
    """
    try:
        if len(rows) > EXACT:
            write_inverted(path, np.asarray(rows, np.int64), embeddings)
        else:
            index = faiss.IndexIDMap(faiss.IndexFlatIP(embeddings.shape[1]))
            index.add_with_ids(np.ascontiguousarray(embeddings[:]), np.asarray(rows, dtype=np.int64))
            faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise OSError(f"{path} could not be written") from error


class Dense:
    """A dense index opened to search; its file stays on disk and is mapped."""

    def __init__(self, path: Path) -> None:
        """Open ``path``. Raises: RuntimeError where FAISS cannot read it; OSError, ValueError where a file beside it is none."""
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        self.dim: int = index.d
        self.size: int = index.ntotal
        self._index = Inverted(index, path) if isinstance(index, faiss.IndexIVFScalarQuantizer) else _Exact(index)

    def search(self, query: NDArray[np.float32], depth: int, scope: Scope | None) -> Hits:
        """The nearest passages: (row, cosine), best first, ties in order of row.

        Args:
            query: shape (dim,), of unit length; a row of zeros (no known word) finds nothing.
            depth: the most rows wanted.
            scope: the plans to search; None for all. Applied inside the search.
        As many come back as were asked for and pass, also where not all are compared.
        """
        if not query.any() or self.size == 0 or (scope is not None and not scope.rows):
            return []
        faiss.omp_set_num_threads(
            1
        )  # of this thread of Python; threads of FAISS wait for each other longer than they work
        return self._index.search(query, min(depth, self.size), scope)


class _Exact:
    """Every passage compared."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index
        self._bitmaps = ByScope[Bitmap]()

    def search(self, query: NDArray[np.float32], depth: int, scope: Scope | None) -> Hits:
        parameters = None
        if scope is not None:
            bitmap = self._bitmaps.of(scope, lambda scope: Bitmap.of(Selection.of(scope)))
            # faiss-cpu types its C++ signatures; Python takes keywords.
            parameters = faiss.SearchParameters(sel=bitmap.selector)  # type: ignore[call-arg]
        scores, rows = self._index.search(query[None, :], depth, params=parameters)
        # FAISS pads with row -1 where fewer rows pass than were asked for.
        pairs = zip(rows[0].tolist(), scores[0].tolist(), strict=True)
        return best_first([(row, score) for row, score in pairs if row >= 0])
