"""Vectors of words, moved so that texts that belong together are near: a symmetric softmax within batches, in numpy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
_OUT: Final = -1e4  # a score that no softmax notices


@dataclass(frozen=True, slots=True)
class Setting:
    """How far and how hard to pull."""

    rate: float  # of row-wise Adagrad
    falling: bool  # whether the rate falls to nothing over the batches
    dropout: float  # share of the words of a text that a batch leaves out
    sharpness: float  # the inverse of the softmax's temperature
    seed: int


def tune(
    start: Floats, texts: csr_matrix, batches: Iterable[NDArray[np.int64]], steps: int, setting: Setting
) -> Floats:
    """``start`` after one step for each batch.

    Args:
        start: a vector a word, shape (words, dim).
        texts: how much each word counts in each text, shape (texts, words).
        batches: pairs of texts that belong together, each of shape (n, 2); a text that a batch has twice is no
            negative of itself.
        steps: how many batches there are.
        setting: see there.
    """
    vectors = start.copy()
    seen = np.zeros((len(vectors), 1), np.float32)
    rng = np.random.default_rng(setting.seed)
    for step, pairs in enumerate(batches):
        left, right = (_dropped(texts[pairs[:, side]], setting.dropout, rng) for side in (0, 1))
        touched, place = _touched(len(vectors), left, right)
        left, right = _on(left, touched, place), _on(right, touched, place)
        rows = vectors[touched]
        to_left, to_right = _gradients(left @ rows, right @ rows, pairs, setting.sharpness)
        gradient = left.T @ to_left + right.T @ to_right
        far = seen[touched] + np.mean(gradient**2, axis=1, keepdims=True)
        seen[touched] = far
        gradient *= setting.rate * (max(1 - step / steps, 0.02) if setting.falling else 1)
        gradient /= np.sqrt(far) + 1e-8
        rows -= gradient
        vectors[touched] = rows
    return vectors


def _dropped(bags: csr_matrix, share: float, rng: np.random.Generator) -> csr_matrix:
    """The bags less a share of their words, drawn by lot."""
    kept = rng.random(len(bags.data), dtype=np.float32) >= share
    ends = np.concatenate([[0], np.cumsum(kept)])[bags.indptr]
    return csr_matrix((bags.data[kept], bags.indices[kept], ends), shape=bags.shape)


def _touched(words: int, left: csr_matrix, right: csr_matrix) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The words that the bags have, ascending, and for each word of all its place among them."""
    has = np.zeros(words, dtype=bool)
    has[left.indices] = has[right.indices] = True
    return np.flatnonzero(has), (np.cumsum(has) - 1).astype(np.int32)


def _on(bags: csr_matrix, touched: NDArray[np.int64], place: NDArray[np.int32]) -> csr_matrix:
    """The same bags over the words of the batch alone."""
    return csr_matrix((bags.data, place[bags.indices], bags.indptr), shape=(bags.shape[0], len(touched)))


def _gradients(left: Floats, right: Floats, pairs: NDArray[np.int64], sharpness: float) -> tuple[Floats, Floats]:
    """Of the softmax loss, for the sum of each text's vectors."""
    (one, length_one), (other, length_other) = _unit(left), _unit(right)
    scores = (sharpness * one @ other.T).astype(np.float32)
    own = np.arange(len(pairs))
    equal = (pairs[:, :1] == pairs[:, 0]) | (pairs[:, 1:] == pairs[:, 1])
    equal[own, own] = False
    scores[equal] = _OUT
    pull: Floats = np.add(_softmax(scores, 1), _softmax(scores, 0))
    pull[own, own] -= 2
    pull *= sharpness / (2 * len(pairs))
    return _through_unit(pull @ other, one, length_one), _through_unit(pull.T @ one, other, length_other)


def _softmax(scores: Floats, axis: int) -> Floats:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    softmax: Floats = powers / powers.sum(axis=axis, keepdims=True)
    return softmax


def _unit(rows: Floats) -> tuple[Floats, Floats]:
    length = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows / length, length


def _through_unit(gradient: Floats, unit: Floats, length: Floats) -> Floats:
    """The gradient for a row from that for the row at unit length."""
    inward = (gradient * unit).sum(axis=1, keepdims=True)
    passed: Floats = (gradient - inward * unit) / length
    return passed
