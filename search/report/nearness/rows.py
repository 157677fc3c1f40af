"""Sparse rows and spans of rows, a few at a time: scipy takes a millisecond for what a hundred short rows need."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


def spans(starts: Rows, ends: Rows) -> tuple[Rows, Rows]:
    """Every place from each start to its end, one span after the other, and where each span begins among them."""
    lengths = (ends - starts).astype(np.int64)
    firsts = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(starts - firsts, lengths), firsts


def products(matrix: csr_matrix, row: int, others: Rows) -> NDArray[np.float32]:
    """The product of one row of ``matrix`` and each of ``others``."""
    edges = matrix.indptr
    own = slice(edges[row], edges[row + 1])
    order = np.argsort(matrix.indices[own])
    columns, values = matrix.indices[own][order], matrix.data[own][order]
    if not len(columns):
        return np.zeros(len(others), np.float32)
    places, firsts = spans(edges[others], edges[others + 1])
    theirs = matrix.indices[places]
    where = np.minimum(np.searchsorted(columns, theirs), len(columns) - 1)
    shared = np.where(columns[where] == theirs, values[where] * matrix.data[places], 0)
    summed = np.concatenate([[0.0], np.cumsum(shared, dtype=np.float64)])
    lasts = np.append(firsts[1:], len(places))
    found: NDArray[np.float32] = np.maximum(summed[lasts] - summed[firsts], 0).astype(np.float32)
    return found
