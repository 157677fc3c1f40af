"""A question's words compared with those of a text one by one, so that near words count too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text.matching import matching_text
from corpus.text.tokens import lemmas
from index.encoder.static import Rarity
from index.opened import Index

from ..question.query import Wanted
from .closeness import Closeness

_OFFICIAL_SHARE: Final = 0.3  # what a word of the lexicon counts beside one that was typed


@dataclass(frozen=True, slots=True)
class WordMatch:
    """The words of a question that have a vector, and what they count.

    ``vectors`` has a unit row per word, shape (words, dim); ``weights`` sum to the share of the question's weight that
    these words have: a word without a vector is near to nothing.
    """

    index: Index
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    near: Closeness = field(init=False, repr=False, compare=False)  # of these words to those of texts

    def __post_init__(self) -> None:
        object.__setattr__(self, "near", Closeness(self.index.words, self.vectors))

    @classmethod
    def of(cls, wanted: Wanted, index: Index, rarity: Rarity) -> "WordMatch":
        """Weigh each word by its rarity in Japanese at large and in the index."""
        official = [lemma for lemma in lemmas(matching_text(wanted.official)) if lemma not in wanted.lemmas]
        counted = dict.fromkeys(official, _OFFICIAL_SHARE) | dict.fromkeys(wanted.lemmas, 1.0)
        rarities = index.lexical.rarities(counted)
        weights = {word: share * rarity.of(word) * rarities[word] for word, share in counted.items()}
        whole = sum(weights.values()) or 1.0
        known = [word for word in weights if word in index.words.vocabulary]
        return cls(
            index, index.words.unit_vectors(known), np.array([weights[word] / whole for word in known], np.float32)
        )

    def passages(self, rows: Sequence[int]) -> Sequence[float]:
        """How much of the question each passage has, exactly or nearly, 0 to 1."""
        scores = self.index.late.scores(self.vectors, self.weights, rows)
        return [float(score) for score in scores]

    def sentences(self, words: Sequence[Collection[str]]) -> Sequence[float]:
        """The same of sentences, given by their words."""
        return [float(share) for share in self.shares(self.near.nearest(words))]

    def shares(self, nearest: NDArray[np.float32]) -> NDArray[np.float32]:
        """How much of the question each text has, by how near its nearest word is to each: shape (texts,), 0 to 1."""
        shares: NDArray[np.float32] = (nearest * self.weights).sum(axis=1)
        return shares
