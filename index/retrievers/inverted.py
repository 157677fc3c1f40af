"""Very many embeddings in lists by nearness, 8 bits a component: a question is compared with the lists nearest to it alone.

The lists are FAISS's. Beside them, in the order of rows, lie the same bytes again: the passages of a few plans are compared one
by one, since hardly any of them stand in the lists that a question is near to.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from math import sqrt
from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from .probes import SEED, Probes, measured, wanted_probes
from .protocol import Hits, Scope, best_first
from .selection import Selection, Selections, hits

_LISTS: Final = (16, 4096)  # at least and at most; 4 times the root of the passages between
_TRAINED: Final = 64  # embeddings a list that the lists are learned from
_ROUNDS: Final = 10  # of k-means
_PIECE: Final = 16_384  # embeddings that are added at a time
_FEW: Final = (
    5_000  # passages of a scope that are compared one by one: .3 ms, as long as the nearest lists of 100,000 take
)
_BLOCK: Final = (
    1_000  # of them at a time: more would be given to several threads, which wait for each other longer than they work
)
_DEPTH: Final = 100  # hits that the probes were measured for, and are enough for; for more, more lists are read
_BEHIND: Final = np.array([0, 1])  # from the last of a run to what stands behind it
_CODES, _ROWS, _KIND = ".codes.npy", ".rows.npy", ".json"  # endings of the files beside the index


def write_inverted(path: Path, rows: NDArray[np.int64], embeddings: NDArray[np.float32]) -> None:
    """Write the index at ``path``, its bytes in order of ``rows``, which ascend, and how well it finds beside it.

    The same embeddings give the same files. Raises: RuntimeError, OSError where the disk says no.
    """
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    size, dim = embeddings.shape
    lists = min(max(int(4 * sqrt(size)), _LISTS[0]), _LISTS[1])
    # Bytes of the embeddings themselves, not of how far they are from their list: so one may be read without its list. With all
    # lists read .982 of the ten nearest of 100,000 are found, .983 the other way.
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dim), dim, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT, False
    )
    index.cp.seed, index.cp.niter, index.cp.min_points_per_centroid = SEED, _ROUNDS, 1
    index.cp.max_points_per_centroid = _TRAINED
    index.train(_sample(embeddings, lists * _TRAINED))
    codes = np.lib.format.open_memmap(path.with_suffix(_CODES), "w+", np.uint8, (size, dim))
    flat = _flat_of(index)
    for first in range(0, size, _PIECE):
        piece = np.ascontiguousarray(embeddings[first : first + _PIECE], np.float32)
        index.add_with_ids(piece, rows[first : first + _PIECE])
        codes[first : first + _PIECE] = flat.sa_encode(piece)
    codes.flush()
    np.save(path.with_suffix(_ROWS), rows)
    faiss.write_index(index, str(path))
    probes = measured(index, rows, embeddings)
    told = {"kind": "inverted", "lists": lists, "probes": [asdict(each) for each in probes]}
    path.with_suffix(_KIND).write_text(json.dumps(told, indent=1) + "\n", encoding="ascii")


class Inverted:
    """Such an index opened to search; its files are mapped."""

    def __init__(self, index: faiss.IndexIVFScalarQuantizer, path: Path) -> None:
        """Take the index read from ``path`` and open the files beside it.

        Raises: OSError, ValueError, KeyError where they are missing or do not fit.
        """
        told = json.loads(path.with_suffix(_KIND).read_text(encoding="ascii"))
        self._probes = tuple(Probes(**each) for each in told["probes"])
        self._index = index
        self._codes, self._rows = (
            np.load(path.with_suffix(ending), mmap_mode="r").view(np.ndarray)  # a memmap's slices are slow
            for ending in (_CODES, _ROWS)
        )
        if self._codes.shape != (index.ntotal, index.d) or self._rows.shape != (index.ntotal,) or not self._probes:
            raise ValueError(f"{path.name} has {index.ntotal} embeddings, beside it are {self._codes.shape}")
        low, wide = faiss.vector_to_array(index.sq.trained).reshape(2, -1)
        self._step, self._low = (
            wide / 255,
            low + wide / 510,
        )  # of each component, from one byte to the next, and of byte 0
        self._selections = Selections()

    def search(self, query: NDArray[np.float32], depth: int, scope: Scope | None) -> Hits:
        """As :meth:`index.retrievers.dense.Dense.search`; at most ``depth`` of the index's own number."""
        if scope is None:
            return self._probed(query, depth, None, self._index.ntotal)
        selection = self._selections.of(scope)
        places = np.searchsorted(self._rows, selection.runs + _BEHIND)
        passing = int((places[:, 1] - places[:, 0]).sum())
        if passing <= _FEW:
            return self._compared(query, depth, places)
        return self._probed(query, depth, selection, passing)

    def _probed(self, query: NDArray[np.float32], depth: int, selection: Selection | None, passing: int) -> Hits:
        """The nearest of the lists that are near; of all of them where these have too few of the ``passing`` ones."""
        lists = wanted_probes(self._probes, passing / self._index.ntotal) * -(-depth // _DEPTH)
        found: Hits = ()
        for count in (min(lists, self._index.nlist), self._index.nlist):
            # faiss-cpu types its C++ signatures; Python takes keywords.
            parameters = faiss.SearchParametersIVF(nprobe=count, sel=selection and selection.selector)  # type: ignore[call-arg]
            found = hits(*self._index.search(query[None, :], depth, params=parameters))
            if len(found) >= min(depth, passing):
                break
        return found

    def _compared(self, query: NDArray[np.float32], depth: int, places: NDArray[np.int64]) -> Hits:
        """The nearest of the embeddings at ``places``: first of each run, and behind its last."""
        scaled, offset = query * self._step, float(query @ self._low)
        scores = [codes.astype(np.float32) @ scaled for codes in self._blocks(places)]
        if not scores:
            return []
        rows = np.concatenate([self._rows[first:behind] for first, behind in places])
        cosines = np.concatenate(scores) + offset
        least = np.partition(cosines, -depth)[-depth] if len(cosines) > depth else cosines.min()
        best = cosines >= least
        return best_first(zip(rows[best].tolist(), cosines[best].tolist(), strict=True))[:depth]

    def _blocks(self, places: NDArray[np.int64]) -> Iterator[NDArray[np.uint8]]:
        for first, behind in places.tolist():
            for start in range(first, behind, _BLOCK):
                yield self._codes[start : min(start + _BLOCK, behind)]


def _sample(embeddings: NDArray[np.float32], most: int) -> NDArray[np.float32]:
    if len(embeddings) <= most:
        return np.ascontiguousarray(embeddings, np.float32)
    chosen = np.random.default_rng(SEED).choice(len(embeddings), most, replace=False)
    return np.ascontiguousarray(embeddings[np.sort(chosen)], np.float32)


def _flat_of(index: faiss.IndexIVFScalarQuantizer) -> faiss.IndexScalarQuantizer:
    """What writes embeddings as the bytes that ``index`` has of them."""
    flat = faiss.IndexScalarQuantizer(index.d, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    flat.sq, flat.is_trained = index.sq, True
    return flat
