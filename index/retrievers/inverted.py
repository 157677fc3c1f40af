"""Very many embeddings in lists by nearness, 8 bits a component: a question is compared with the lists nearest to it alone.

What FAISS finds in its lists is compared again with the embeddings beside them (:mod:`index.retrievers.vectors`), and so are the
passages of a few plans, one by one: hardly any of them stand in the lists that a question is near to.
"""

import json
import os
from dataclasses import asdict, fields
from math import sqrt
from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from ..encoder.rows import Embeddings
from .probes import DEPTH, SEED, Probes, measured, wanted_probes
from .protocol import ByScope, Hits, Scope, best_first
from .selection import Selection
from .vectors import PIECE, Vectors, write_vectors

_LISTS: Final = (16, 4096)  # at least and at most; 4 times the root of the passages between
_TRAINED: Final = 32  # embeddings a list that the lists are learned from
_ROUNDS: Final = 6  # of k-means
_FEW: Final = 5_000  # passages of a scope that are compared one by one, in about the time that lists take
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
        self._selections = ByScope[Selection]()

    def search(self, query: NDArray[np.float32], depth: int, scope: Scope | None) -> Hits:
        """As :meth:`index.retrievers.dense.Dense.search`; at most ``depth`` of the index's own number."""
        if scope is None:
            places = self._near(query, depth, None, self._index.ntotal)
            return self._best(places, self._vectors.scores_at(query, places), depth)
        selection = self._selections.of(scope, Selection.of)
        runs = np.searchsorted(self._rows, selection.runs + _BEHIND)
        passing = int((runs[:, 1] - runs[:, 0]).sum())
        if passing > _FEW:
            places = self._near(query, depth, selection, passing)
            return self._best(places, self._vectors.scores_at(query, places), depth)
        if not passing:
            return []
        scores = np.concatenate([self._vectors.scores(query, *run) for run in runs.tolist()])
        return self._best(np.concatenate([np.arange(*run) for run in runs]), scores, depth)

    def _near(
        self, query: NDArray[np.float32], depth: int, selection: Selection | None, passing: int
    ) -> NDArray[np.int64]:
        """Where those stand that are nearest in the lists that are near; in all lists where these have too few of ``passing``."""
        depth = max(depth, DEPTH)
        lists = wanted_probes(self._probes, passing / self._index.ntotal) * -(-depth // DEPTH)
        rows = np.zeros(0, np.int64)
        for count in (min(lists, self._index.nlist), self._index.nlist):
            # faiss-cpu types its C++ signatures; Python takes keywords.
            parameters = faiss.SearchParametersIVF(nprobe=count, sel=selection and selection.selector)  # type: ignore[call-arg]
            _, found = self._index.search(query[None, :], depth, params=parameters)
            rows = found[0][found[0] >= 0]  # FAISS pads with row -1 where fewer pass than were asked for
            if len(rows) >= min(depth, passing):
                break
        return np.searchsorted(self._rows, rows)

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
