"""Tunes the embedded encoder to the corpus that it indexes, without labels and without torch.

What every passage stands under (a FAQ's question, a plan's headings) is taken for a question that the passage answers:
titles and bodies are pulled together by a symmetric in-batch softmax. Words also weigh by their rarity in the corpus.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .protocol import unit_rows
from .static import StaticEncoder

# localgovFAQ dev, nDCG@10 of dense retrieval: see the model card for what was tried.
_IDF_POWER: Final = 0.5
_EPOCHS: Final = 12
_FEWEST_STEPS: Final = 80  # a small corpus is gone through more often; on five plans held-out titles rose from .34 to .42
_BATCH: Final = 256
_SHARPNESS: Final = 10.0  # the inverse of the softmax's temperature
_RATE: Final = 2e-3  # of Adam, on vectors whose components have a mean square of 1
_DROPOUT: Final = 0.3  # of words
_MOST_PAIRS: Final = 8_000  # of a larger corpus a sample: some 60 s on two cores in all
_FEWEST_PAIRS: Final = 60  # fewer say nothing
_HELD_OUT: Final = 0.1
_SEED: Final = 0

Floats = NDArray[np.float32]


class Kept(StrEnum):
    """What held-out titles found their bodies best with."""

    PLAIN = "plain"  # the encoder as it is
    WEIGHTED = "weighted"  # words weighted by their rarity in the corpus
    TUNED = "tuned"  # weighted, then tuned


@dataclass(frozen=True, slots=True)
class Report:
    """What the manifest records; scores are mean reciprocal ranks of held-out bodies, None where there were too few."""

    kept: Kept
    pairs: int
    plain: float | None
    weighted: float | None
    tuned: float | None

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """The vectors of the corpus's words, shape (words, dim), and by what every other word's own is multiplied."""

    words: NDArray[np.int64]  # places in the encoder's vocabulary, ascending
    vectors: Floats
    others: float
    report: Report


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as word counts, shape (texts, len(words)); ``words`` are places in the encoder's vocabulary, ascending."""

    titles: csr_matrix
    bodies: csr_matrix
    words: NDArray[np.int64]


def bags_of(encoder: StaticEncoder, titles: Sequence[str], bodies: Sequence[str]) -> Bags:
    """The words of each title and of each body that the encoder knows."""
    ids = [np.array(encoder.ids(text), dtype=np.int64) for text in (*titles, *bodies)]
    lengths = np.array([len(each) for each in ids])
    flat = np.concatenate(ids) if lengths.sum() else np.zeros(0, dtype=np.int64)
    words, columns = np.unique(flat, return_inverse=True)
    edges = np.concatenate([[0], np.cumsum(lengths)])
    counts = csr_matrix((np.ones(len(flat), np.float32), columns, edges), shape=(len(ids), len(words)))
    counts.sum_duplicates()
    return Bags(counts[: len(titles)], counts[len(titles) :], words)


def adapt(encoder: StaticEncoder, bags: Bags) -> Adaptation:
    """Weigh and tune the vectors of the corpus's words; deterministic, and never worse on held-out titles.

    At most ``_MOST_PAIRS`` pairs are used, twice over: once without the held-out ones to decide, once with them.
    """
    plain = encoder.vectors_of(bags.words)
    pairs = _pairs(bags)
    if len(pairs) < _FEWEST_PAIRS:
        return Adaptation(bags.words, plain, 1.0, Report(Kept.PLAIN, len(pairs), None, None, None))
    weighted, others = _weighted(plain, bags)
    held = pairs[: max(int(len(pairs) * _HELD_OUT), 20)]
    tuned = _tuned(weighted, bags, pairs[len(held) :])
    scores = {
        Kept.PLAIN: _score(plain, bags, held, pairs),
        Kept.WEIGHTED: _score(weighted, bags, held, pairs),
        Kept.TUNED: _score(tuned, bags, held, pairs),
    }
    kept = max(scores, key=lambda name: scores[name])  # of equals the simpler
    report = Report(kept, len(pairs), scores[Kept.PLAIN], scores[Kept.WEIGHTED], scores[Kept.TUNED])
    if kept is Kept.PLAIN:
        return Adaptation(bags.words, plain, 1.0, report)
    vectors = weighted if kept is Kept.WEIGHTED else _tuned(weighted, bags, pairs)
    return Adaptation(bags.words, vectors, others, report)


def _weighted(plain: Floats, bags: Bags) -> tuple[Floats, float]:
    """Vectors times a power of log(1 + n / df) in the corpus, at a mean square of 1; the factor of unseen words."""
    texts = bags.titles + bags.bodies
    frequency = np.bincount(texts.indices, minlength=len(bags.words))
    rarity = np.log1p(texts.shape[0] / np.maximum(frequency, 1)) ** _IDF_POWER
    vectors = plain * rarity[:, None].astype(np.float32)
    scale = float(np.sqrt(np.mean(vectors**2))) or 1.0
    return vectors / scale, float(np.log1p(texts.shape[0]) ** _IDF_POWER) / scale


def _pairs(bags: Bags) -> NDArray[np.int64]:
    """The texts that have words in title and body, shuffled; at most ``_MOST_PAIRS``."""
    full = np.flatnonzero((np.diff(bags.titles.indptr) > 0) & (np.diff(bags.bodies.indptr) > 0))
    return np.random.default_rng(_SEED).permutation(full)[:_MOST_PAIRS]


def _tuned(start: Floats, bags: Bags, pairs: NDArray[np.int64]) -> Floats:
    """``start`` after some epochs over ``pairs``: Adam on the rows that a batch touches."""
    vectors = start.copy()
    first, second = np.zeros_like(vectors), np.zeros_like(vectors)
    keys = _title_keys(bags.titles)
    for step, (batch, rng) in enumerate(_batches(pairs), start=1):
        titles, bodies = _dropped(bags.titles[batch], rng), _dropped(bags.bodies[batch], rng)
        touched = np.unique(np.concatenate([titles.indices, bodies.indices]))
        titles, bodies = titles[:, touched], bodies[:, touched]
        rows = vectors[touched]
        summed_titles, summed_bodies = titles @ rows, bodies @ rows
        to_titles, to_bodies = _gradients(summed_titles, summed_bodies, keys[batch])
        gradient = titles.T @ to_titles + bodies.T @ to_bodies
        first[touched] = 0.9 * first[touched] + 0.1 * gradient
        second[touched] = 0.999 * second[touched] + 0.001 * gradient**2
        mean, square = first[touched] / (1 - 0.9**step), second[touched] / (1 - 0.999**step)
        vectors[touched] -= _RATE * mean / (np.sqrt(square) + 1e-8)
    return vectors


def _batches(pairs: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], np.random.Generator]]:
    rng = np.random.default_rng(_SEED + 1)
    batches = max(1, len(pairs) // _BATCH)
    for _ in range(max(_EPOCHS, -(-_FEWEST_STEPS // batches))):
        for batch in np.array_split(rng.permutation(pairs), batches):
            yield batch, rng


def _dropped(bags: csr_matrix, rng: np.random.Generator) -> csr_matrix:
    kept = rng.random(len(bags.data), dtype=np.float32) >= _DROPOUT
    return csr_matrix((bags.data * kept, bags.indices, bags.indptr), shape=bags.shape)


def _gradients(titles: Floats, bodies: Floats, keys: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Of the symmetric softmax over the batch, for the sums of each title and body; equal titles are no negatives."""
    (one, length_one), (other, length_other) = _unit(titles), _unit(bodies)
    scores: Floats = (_SHARPNESS * one @ other.T).astype(np.float32)
    own = np.arange(len(keys))
    equal = keys[:, None] == keys[None, :]
    equal[own, own] = False
    scores[equal] = -1e4
    pull: Floats = np.add(_softmax(scores, 1), _softmax(scores, 0))
    pull[own, own] -= 2
    pull *= _SHARPNESS / (2 * len(keys))
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


def _score(vectors: Floats, bags: Bags, held: NDArray[np.int64], pairs: NDArray[np.int64]) -> float:
    """Mean reciprocal rank of the held-out bodies among those of all pairs, asked for by their titles."""
    titles, bodies = unit_rows(bags.titles[held] @ vectors), unit_rows(bags.bodies[pairs] @ vectors)
    scores = titles @ bodies.T
    own = scores[np.arange(len(held)), np.arange(len(held))]  # ``held`` begins ``pairs``
    return float(np.mean(1 / (scores >= own[:, None]).sum(axis=1)))


def _title_keys(titles: csr_matrix) -> NDArray[np.int64]:
    """A number for each title that equal titles share."""
    keys: dict[bytes, int] = {}
    edges = titles.indptr
    return np.array(
        [
            keys.setdefault(titles.indices[left:right].tobytes() + titles.data[left:right].tobytes(), len(keys))
            for left, right in pairwise(edges)
        ]
    )
