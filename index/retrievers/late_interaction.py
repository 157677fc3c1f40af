"""The words of every passage and their vectors, so that a question is compared word by word (MaxSim)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ..encoder.protocol import unit_rows
from ..encoder.static import StaticEncoder
from .pieces import Pieces

if TYPE_CHECKING:  # scipy: a tenth of a second that a search never costs
    from ..encoder.bags import Bags

LATE: Final = "late"  # the folder inside a generation
_FILES: Final = ("rows", "edges", "words", "vectors")
_ENCODER: Final = "encoder.txt"
_WHOLE: Final = 127  # a component of 1 as int8; cosines are then right to .003
# Multiplications of one product. OpenBLAS gives more than 262,144 to several threads, which wait for each other longer than they
# work: the 1,100 words of 50 passages against 10 of a question took 7.8 ms of the processors in one product, .5 in pieces.
_PRODUCT: Final = 250_000


def write_words(folder: Path, rows: Sequence[int], bags: Bags, encoder: StaticEncoder) -> None:
    """Write which words stand in each passage of ``rows`` (ascending), once each, and every word's unit vector.

    Phrases are left out: what one adds to its words lies near to nothing that is asked.

    Raises: OSError where the disk says no.
    """
    spoken = np.flatnonzero(~encoder.phrases[bags.words])
    folder.mkdir(parents=True)
    edges = np.zeros(len(bags) + 1, np.int64)
    for some, titles, bodies in bags.chunks():
        edges[some.start + 1 : some.stop + 1] = np.diff((titles + bodies)[:, spoken].indptr)
    np.cumsum(edges, out=edges)
    with _file(folder, "words").open("wb") as file:
        shape = {"descr": "<i4", "fortran_order": False, "shape": (int(edges[-1]),)}
        np.lib.format.write_array_header_1_0(file, shape)
        for _, titles, bodies in bags.chunks():
            texts = (titles + bodies)[:, spoken]
            texts.sort_indices()
            file.write(texts.indices.astype("<i4").tobytes())
    vectors = np.rint(unit_rows(encoder.vectors_of(bags.words[spoken])) * _WHOLE).astype(np.int8)
    for name, array in (("rows", np.asarray(rows, np.int64)), ("edges", edges), ("vectors", vectors)):
        np.save(_file(folder, name), array)
    (folder / _ENCODER).write_text(encoder.digest, encoding="ascii")


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"


class LateInteraction:
    """The words of a generation's passages, opened to compare with; the files stay on disk.

    Source: MaxSim of Khattab & Zaharia, "ColBERT", SIGIR 2020, doi:10.1145/3397271.3401075, here over the embedded
    encoder's word vectors, each word once, instead of a transformer's tokens.
    """

    def __init__(self, folder: Path) -> None:
        """Open ``folder``. Raises: OSError, ValueError where files are missing or do not fit each other."""
        rows, edges, words, vectors = (_file(folder, name) for name in _FILES)
        self._rows, self._edges, self._vectors = (
            np.load(path, mmap_mode="r").view(np.ndarray)  # a memmap's slices are slow
            for path in (rows, edges, vectors)
        )
        # By far the most of it: mapped, all that is ever read would stay in memory.
        self._words = Pieces.of_array(words)
        self.digest = (folder / _ENCODER).read_text(encoding="ascii")  # of the encoder whose vectors these are
        if len(self._edges) != len(self._rows) + 1 or self._edges[-1] != self._words.size:
            raise ValueError(f"{self._words.size} words of {len(self._rows)} passages end at {self._edges[-1]}")

    def scores(
        self, query: NDArray[np.float32], weights: NDArray[np.float32], rows: Sequence[int]
    ) -> NDArray[np.float32]:
        """How much of a question each passage has, exactly or nearly: shape (len(rows),), 0 to 1.

        Args:
            query: a unit vector per word of the question, shape (words, dim).
            weights: how much each word counts, shape (words,), together at most 1.
            rows: passages that were indexed.
        For each word of the question the best cosine with any word of the passage, none below 0; their weighted sum.
        """
        if not len(rows) or not len(query):
            return np.zeros(len(rows), np.float32)
        places = np.searchsorted(self._rows, rows)
        counts = self._edges[places + 1] - self._edges[places]
        edges = zip(self._edges[places].tolist(), self._edges[places + 1].tolist(), strict=True)
        inside = self._words.read_all(list(edges))
        found = np.zeros((len(rows), len(query)), np.float32)
        if len(inside):
            words, back = _each_once(inside, len(self._vectors))
            cosines = _cosines(self._vectors[words], query)
            starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
            filled = counts > 0  # reduceat would give an empty passage the next one's first word
            found[filled] = np.maximum.reduceat(cosines[back], starts[filled], axis=0)
        # A product of BLAS warned once of an invalid value here, with nothing but finite ones in it.
        scores: NDArray[np.float32] = (np.clip(found, 0, 1) * weights).sum(axis=1)
        return scores


def _each_once(inside: NDArray[np.generic], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different words of ``inside``, ascending, each below ``size``, and which of them each is: no sorting."""
    stands = np.zeros(size, dtype=bool)
    stands[inside] = True
    words = np.flatnonzero(stands)
    places = np.empty(size, np.int64)
    places[words] = np.arange(len(words))
    return words, places[inside]


def _cosines(words: NDArray[np.int8], query: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosine of each word with each of the question, shape (words, query)."""
    piece = max(1, _PRODUCT // query.size)
    cosines = np.empty((len(words), len(query)), np.float32)
    scaled = query.T / np.float32(_WHOLE)
    for first in range(0, len(words), piece):
        cosines[first : first + piece] = words[first : first + piece].astype(np.float32) @ scaled
    return cosines
