"""The words of every passage and their vectors, so that a question is compared word by word (MaxSim)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ..encoder.protocol import unit_rows
from ..encoder.static import StaticEncoder

if TYPE_CHECKING:  # scipy: a tenth of a second that a search never costs
    from ..encoder.bags import Bags

LATE: Final = "late"  # the folder inside a generation
_FILES: Final = ("rows", "edges", "words", "vectors")
_ENCODER: Final = "encoder.txt"
_WHOLE: Final = 127  # a component of 1 as int8; cosines are then right to .003


def write_words(folder: Path, rows: Sequence[int], bags: Bags, encoder: StaticEncoder) -> None:
    """Write which words stand in each passage of ``rows`` (ascending), once each, and every word's unit vector.

    Raises: OSError where the disk says no.
    """
    folder.mkdir(parents=True)
    edges = np.zeros(len(bags) + 1, np.int64)
    for some, titles, bodies in bags.chunks():
        edges[some.start + 1 : some.stop + 1] = np.diff((titles + bodies).indptr)
    np.cumsum(edges, out=edges)
    with _file(folder, "words").open("wb") as file:
        shape = {"descr": "<i4", "fortran_order": False, "shape": (int(edges[-1]),)}
        np.lib.format.write_array_header_1_0(file, shape)
        for _, titles, bodies in bags.chunks():
            texts = titles + bodies
            texts.sort_indices()
            file.write(texts.indices.astype("<i4").tobytes())
    vectors = np.rint(unit_rows(encoder.vectors_of(bags.words)) * _WHOLE).astype(np.int8)
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
        self._rows, self._edges, self._words, self._vectors = (
            np.load(_file(folder, name), mmap_mode="r").view(np.ndarray)  # a memmap's slices are slow
            for name in _FILES
        )
        self.digest = (folder / _ENCODER).read_text(encoding="ascii")  # of the encoder whose vectors these are
        if len(self._edges) != len(self._rows) + 1 or self._edges[-1] != len(self._words):
            raise ValueError(f"{len(self._words)} words of {len(self._rows)} passages end at {self._edges[-1]}")

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
        inside = np.concatenate([self._words[self._edges[place] : self._edges[place + 1]] for place in places])
        found = np.zeros((len(rows), len(query)), np.float32)
        if len(inside):
            words, back = np.unique(inside, return_inverse=True)
            cosines = (self._vectors[words].astype(np.float32) / _WHOLE) @ query.T
            starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
            filled = counts > 0  # reduceat would give an empty passage the next one's first word
            found[filled] = np.maximum.reduceat(cosines[back], starts[filled], axis=0)
        # A product of BLAS warned once of an invalid value here, with nothing but finite ones in it.
        scores: NDArray[np.float32] = (np.clip(found, 0, 1) * weights).sum(axis=1)
        return scores
