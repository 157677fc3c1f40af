"""Very many embeddings in lists by nearness, 8 bits a component: a question is compared with the lists nearest to it alone.

What FAISS finds in its lists is compared again with the embeddings beside them (:mod:`index.retrievers.vectors`), and so are the
passages of a few plans, one by one: hardly any of them stand in the lists that a question is near to.
"""

import json
import os
from dataclasses import asdict, dataclass, fields
from math import sqrt
from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from ..encoder.rows import Embeddings
from .probes import DEPTH, SEED, Probes, measured, wanted_probes
from .protocol import ByScope, Hits, Scope, best_first
from .selection import Bitmap, Selection, among_all
from .vectors import PIECE, Vectors, write_vectors

_LISTS: Final = (16, 4096)  # at least and at most; 4 times the root of the passages between
_TRAINED: Final = 32  # embeddings a list that the lists are learned from
_ROUNDS: Final = 6  # of k-means
_FEW: Final = 5_000  # passages of a scope that are compared one by one, in about the time that lists take
# Of the passages in the lists that would be read: one of them takes 18 ns where one of twenty is in the scope, one compared by itself
# 110.
_OF_LISTS: Final = 0.15
# From this share of all passages on, a scope is looked for among all: telling passage by passage in a list whether it is in the scope
# takes as long as comparing it.
_MANY_PASS: Final = 0.4
_BEHIND: Final = np.array([0, 1])  # from the last of a run to what stands behind it
_VECTORS, _ROWS, _KIND = ".vectors", ".rows.npy", ".json"  # endings of the files beside the index


def write_inverted(path: Path, rows: NDArray[np.int64], embeddings: Embeddings) -> None:
    """Write the index at ``path``, and beside it the embeddings in order of ``rows``, which ascend, and how well it finds.

    The same embeddings give the same files. Raises: RuntimeError, OSError where the disk says no.
    """
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    size, dim = embeddings.shape
    lists = min(max(int(4 * sqrt(size)), _LISTS[0]), _LISTS[1])
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dim), dim, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.seed, index.cp.niter, index.cp.min_points_per_centroid = SEED, _ROUNDS, 1
    index.cp.max_points_per_centroid = _TRAINED
    index.train(_sample(embeddings, lists * _TRAINED))
    for first in range(0, size, PIECE):
        piece = np.ascontiguousarray(embeddings[first : first + PIECE], np.float32)
        index.add_with_ids(piece, rows[first : first + PIECE])
    faiss.write_index(index, str(path))
    write_vectors(path.with_suffix(_VECTORS), embeddings)
    np.save(path.with_suffix(_ROWS), rows)
    probes = measured(index, rows, embeddings)
    told = {"kind": "inverted", "lists": lists, "probes": [asdict(each) for each in probes]}
    path.with_suffix(_KIND).write_text(json.dumps(told, indent=1) + "\n", encoding="ascii")


@dataclass(frozen=True, slots=True)
class _Within:
    """The passages of a scope; those of a small one are compared one by one, and have no bitmap."""

    selection: Selection
    share: float  # of all passages
    passing: int
    runs: NDArray[np.int64]  # where each plan's stand, from the first to behind the last
    bitmap: Bitmap | None
    places: NDArray[np.int64]  # where all stand; of a small scope alone


class Inverted:
    """Such an index opened to search."""

    def __init__(self, index: faiss.IndexIVFScalarQuantizer, path: Path) -> None:
        """Take the index read from ``path`` and open the files beside it.

        Raises: OSError, ValueError, KeyError where they are missing or do not fit.
        """
        told = json.loads(path.with_suffix(_KIND).read_text(encoding="ascii"))
        names = [each.name for each in fields(Probes)]
        self._probes = tuple(Probes(*(each[name] for name in names)) for each in told["probes"])
        self._index = index
        self._rows = np.load(path.with_suffix(_ROWS), mmap_mode="r").view(np.ndarray)  # a memmap's slices are slow
        if self._rows.shape != (index.ntotal,) or not self._probes:
            raise ValueError(f"{path.name} has {index.ntotal} embeddings, beside it are {self._rows.shape}")
        self._vectors = Vectors(path.with_suffix(_VECTORS), index.ntotal, index.d)
        self._withins = ByScope[_Within]()

    def search(self, query: NDArray[np.float32], depth: int, scope: Scope | None) -> Hits:
        """As :meth:`index.retrievers.dense.Dense.search`; at most ``depth`` of the index's own number."""
        within = None if scope is None else self._withins.of(scope, self._within)
        if within is None:
            places = self._near(query, depth, None)
        elif within.bitmap is None:
            return self._best(within.places, self._vectors.scores_of(query, within.runs), depth)
        else:
            found = self._wide(query, depth, within)
            places = self._near(query, depth, within) if found is None else found
        return self._best(places, self._vectors.scores_at(query, places), depth)

    def _within(self, scope: Scope) -> "_Within":
        selection = Selection.of(scope)
        runs = np.searchsorted(self._rows, selection.runs + _BEHIND)
        passing = int((runs[:, 1] - runs[:, 0]).sum())
        share = passing / self._index.ntotal
        if passing > max(_FEW, _OF_LISTS * wanted_probes(self._probes, share) / self._index.nlist * self._index.ntotal):
            return _Within(selection, share, passing, runs, Bitmap.of(selection), np.zeros(0, np.int64))
        return _Within(selection, share, passing, runs, None, np.concatenate([np.arange(*run) for run in runs]))

    def _wide(self, query: NDArray[np.float32], depth: int, within: "_Within") -> NDArray[np.int64] | None:
        """Where those stand that are nearest, found among all; None where too few are in a scope of most passages, or it is smaller."""
        if within.share < _MANY_PASS:
            return None
        depth = max(depth, DEPTH)
        lists = wanted_probes(self._probes, within.share) * -(-depth // DEPTH)
        rows = self._found(query, among_all(depth, within.share), lists, None)
        rows = rows[within.selection.holds(rows)]
        return np.searchsorted(self._rows, rows[:depth]) if len(rows) >= depth else None

    def _near(self, query: NDArray[np.float32], depth: int, within: "_Within | None") -> NDArray[np.int64]:
        """Where those stand that are nearest in the lists that are near; in all lists where these have too few."""
        share, passing, bitmap = (
            (1.0, self._index.ntotal, None) if within is None else (within.share, within.passing, within.bitmap)
        )
        depth = max(depth, DEPTH)
        lists = wanted_probes(self._probes, share) * -(-depth // DEPTH)
        rows = self._found(query, depth, lists, bitmap)
        if len(rows) < min(depth, passing) and lists < self._index.nlist:
            rows = self._found(query, depth, self._index.nlist, bitmap)
        return np.searchsorted(self._rows, rows)

    def _found(self, query: NDArray[np.float32], depth: int, lists: int, bitmap: Bitmap | None) -> NDArray[np.int64]:
        """The rows nearest by their bytes in the ``lists`` that are nearest, best first."""
        # faiss-cpu types its C++ signatures; Python takes keywords.
        parameters = faiss.SearchParametersIVF(nprobe=min(lists, self._index.nlist), sel=bitmap and bitmap.selector)  # type: ignore[call-arg]
        _, found = self._index.search(query[None, :], depth, params=parameters)
        rows: NDArray[np.int64] = found[0][found[0] >= 0]  # FAISS pads with row -1 where fewer pass than were asked for
        return rows

    def _best(self, places: NDArray[np.int64], scores: NDArray[np.float32], depth: int) -> Hits:
        """The rows of the best of ``places``."""
        if len(scores) > depth:
            best = scores >= np.partition(scores, -depth)[-depth]
            places, scores = places[best], scores[best]
        return best_first(zip(self._rows[places].tolist(), scores.tolist(), strict=True))[:depth]


def _sample(embeddings: Embeddings, most: int) -> NDArray[np.float32]:
    if len(embeddings) <= most:
        return np.ascontiguousarray(embeddings[:], np.float32)
    chosen = np.random.default_rng(SEED).choice(len(embeddings), most, replace=False)
    return np.ascontiguousarray(embeddings[np.sort(chosen)], np.float32)
