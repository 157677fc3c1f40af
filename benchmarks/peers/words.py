"""Words and vectors by fukushi's own analysis, for the systems that have none for Japanese."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text.matching import matching_text
from corpus.text.tokens import terms
from index.encoder.static import StaticEncoder

BATCH: Final = 1_000  # passages at a time (arbitrary)


def words_of(text: str) -> list[str]:
    """Fugashi's lemmas and their pairs, as fukushi's own BM25 has them."""
    return terms(matching_text(text))


def vectors_of(encoder: StaticEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit rows, shape (len(texts), dim): the same as ``SentenceTransformer(folder)`` gives, without torch."""
    return encoder.encode_passages([matching_text(text) for text in texts])
