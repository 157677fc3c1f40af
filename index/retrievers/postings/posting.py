"""One posting: the row of a passage, and in two bytes what a term is worth there; while lengths are not all known, a code for it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..bm25 import MOST_WORTH, kept_length, term_weights

ROW: Final = np.dtype(np.uint32).newbyteorder("<")
CODE: Final = np.dtype(np.uint16).newbyteorder("<")
WORTH: Final = np.dtype(np.uint16).newbyteorder("<")
UNIT: Final = MOST_WORTH / 65_535  # of what a posting is worth
_MOST: Final = 255  # times that are told apart; a term that stands there more often is worth less than .5 % more
_LENGTHS: Final = 256  # that BM25 tells apart


def _kept_lengths() -> NDArray[np.int64]:
    """The lengths that BM25 tells apart, from the shortest."""
    lengths = [0]
    while len(lengths) < _LENGTHS:
        step = next(
            step for step in (1 << power for power in range(64)) if kept_length(lengths[-1] + step) > lengths[-1]
        )
        lengths.append(kept_length(lengths[-1] + step))
    return np.array(lengths, np.int64)


_KEPT: Final = _kept_lengths()


def length_codes(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of each field's number of terms what its postings have of it in their codes."""
    return (np.searchsorted(_KEPT, lengths, side="right") - 1) * (_MOST + 1)


def codes(counts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint16]:
    """A code of how often each term stands in a field, at least once, and of the field's :func:`length_codes`."""
    return (lengths + np.minimum(counts, _MOST)).astype(CODE)


def worths(average: float) -> NDArray[np.uint16]:
    """By code, what a term is worth before its rarity, in units: :func:`index.retrievers.bm25.term_weight` of that ``average``."""
    table = np.zeros((_LENGTHS, _MOST + 1))
    counts = np.arange(1, _MOST + 1, dtype=np.float64)
    for place, length in enumerate(_KEPT.tolist() if average else ()):
        table[place, 1:] = term_weights(counts, length, average)
    return np.rint(table.ravel() / UNIT).astype(WORTH)
