"""BM25 as Tantivy computes it, so that another index can hold the same weights and give the same rankings."""

import math
from collections.abc import Iterable, Mapping
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Count = TypeVar("Count", float, NDArray[np.float64])

_K1: Final = 1.2  # Tantivy's
_B: Final = 0.75  # Tantivy's
MOST_WORTH: Final = _K1 + 1  # that a term comes near to, however often it stands in a field
_EXACT: Final = 24  # lengths below it have a code of their own; see kept_length
_BITS: Final = 3  # of a longer length that are kept behind its first


class Frequencies(Protocol):
    """In how many of ``size`` passages' bodies a term stands."""

    @property
    def size(self) -> int:
        """How many passages are indexed."""
        ...

    def frequency(self, term: str) -> int:
        """In how many passages' bodies the term stands."""
        ...

    def whole(self, weights: Mapping[str, float]) -> float:
        """The BM25 score of a passage of average length that has every one of the terms once."""
        return sum(weight * idf(self.size, self.frequency(term)) for term, weight in weights.items())

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """The IDF of each term in the bodies."""
        size = self.size
        return {term: idf(size, self.frequency(term)) for term in terms}


def idf(size: int, frequency: int) -> float:
    """The rarity of a term that stands in ``frequency`` of ``size`` passages."""
    return math.log1p((size - frequency + 0.5) / (frequency + 0.5))


def kept_length(length: int) -> int:
    """The length that BM25 reckons with: Tantivy keeps a field's number of terms in one byte, cut to four digits in base 2.

    Source: Tantivy's ``fieldnorm/code.rs``, which is Lucene's ``SmallFloat.intToByte4``.
    """
    above = length - _EXACT
    shift = max(above.bit_length() - 1 - _BITS, 0)
    return length if above < 0 else _EXACT + (above >> shift << shift)


def term_weight(count: int, length: int, average: float) -> float:
    """What a term that stands ``count`` times in a field is worth there; times its rarity it is its BM25 score.

    Args:
        count: at least 1.
        length: how many terms the field has.
        average: how many it has in all passages together, over the number of passages.
    """
    return _weight(float(count), length, average)


def term_weights(counts: NDArray[np.float64], length: int, average: float) -> NDArray[np.float64]:
    """As :func:`term_weight`, of each of ``counts``."""
    return _weight(counts, length, average)


def _weight(count: Count, length: int, average: float) -> Count:
    return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * kept_length(length) / average))
