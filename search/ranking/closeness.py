"""How near the words of texts are to those of a question, each compared once."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder.static import StaticEncoder


class Closeness:
    """Compares the words of a question, given by a unit row each, with those of any number of texts."""

    def __init__(self, encoder: StaticEncoder, vectors: NDArray[np.float32]) -> None:
        self._encoder, self._vectors = encoder, vectors
        self._places: dict[str, int] = {}  # of every word that was compared its row; -1 of one that has no vector
        self._cosines = np.zeros((0, len(vectors)), np.float32)

    def nearest(self, texts: Sequence[Collection[str]]) -> NDArray[np.float32]:
        """How near the nearest word of each text is to each word of the question: shape (texts, words), 0 to 1."""
        self._compare({word for text in texts for word in text if word not in self._places})
        places = self._places
        inside = [[place for word in text if (place := places[word]) >= 0] for text in texts]
        found = np.zeros((len(texts), len(self._vectors)), np.float32)
        filled = [number for number, each in enumerate(inside) if each]
        if filled and found.size:
            starts = np.cumsum([0, *(len(inside[number]) for number in filled[:-1])])
            flat = [place for number in filled for place in inside[number]]
            found[filled] = np.maximum.reduceat(self._cosines[flat], starts, axis=0)
        return np.clip(found, 0.0, 1.0)

    def _compare(self, words: Collection[str]) -> None:
        known = sorted(word for word in words if word in self._encoder.vocabulary)
        self._places.update(dict.fromkeys(words, -1))
        self._places.update(zip(known, range(len(self._cosines), len(self._cosines) + len(known)), strict=True))
        if known and len(self._vectors):
            cosines = self._encoder.unit_vectors(known) @ self._vectors.T
            self._cosines = np.concatenate([self._cosines, cosines])
