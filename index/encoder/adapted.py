"""The embedded encoder with the vectors that a corpus gave its own words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from .protocol import unit_rows
from .static import StaticEncoder

if TYPE_CHECKING:  # scipy: a tenth of a second that a search never costs
    from .adapt import Adaptation

ADAPTED: Final = "encoder"  # the folder inside a generation
_FILE: Final = "adapted.npz"


class AdaptedEncoder:
    """Encodes with a corpus's vectors for its words, and with the encoder's own, scaled to them, for all others."""

    def __init__(
        self, base: StaticEncoder, words: NDArray[np.int64], vectors: NDArray[np.float32], others: float
    ) -> None:
        self._base, self._vectors, self._others = base, vectors, others
        self._row = dict(zip(words.tolist(), range(len(words)), strict=True))
        self.name, self.dim, self.digest = base.name, base.dim, base.digest

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per text, shape (len(texts), dim)."""
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for place, text in enumerate(texts):
            ids = self._base.ids(text)
            own = [row for word in ids if (row := self._row.get(word)) is not None]
            others = [word for word in ids if word not in self._row]
            if own:
                rows[place] += self._vectors[own].astype(np.float32).sum(axis=0)
            if others:
                rows[place] += self._others * self._base.vectors_of(np.array(others)).sum(axis=0)
        return unit_rows(rows)

    encode_passages = encode_queries

    def vectors_of(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of the words at ``places`` in the vocabulary, shape (len(places), dim)."""
        rows = np.array([self._row.get(place, -1) for place in places.tolist()], np.int64)
        vectors = np.zeros((len(places), self.dim), np.float32)
        vectors[rows >= 0] = self._vectors[rows[rows >= 0]]
        vectors[rows < 0] = self._others * self._base.vectors_of(places[rows < 0])
        return vectors


def write_adaptation(folder: Path, adaptation: Adaptation) -> None:
    """Keep what :func:`read_adapted` needs, vectors in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(
        folder / _FILE,
        words=adaptation.words.astype(np.int32),
        vectors=adaptation.vectors.astype(np.float16),
        others=np.float32(adaptation.others),
    )


def read_adapted(base: StaticEncoder, folder: Path) -> AdaptedEncoder:
    """The encoder of a generation. Raises: OSError, ValueError, KeyError where the file is damaged."""
    with (folder / _FILE).open("rb") as file, np.load(file) as arrays:
        words, vectors, others = arrays["words"], arrays["vectors"], float(arrays["others"])
    if vectors.shape != (len(words), base.dim):
        raise ValueError(f"vectors of shape {vectors.shape} for {len(words)} words of {base.dim} components")
    return AdaptedEncoder(base, words.astype(np.int64), vectors, others)
