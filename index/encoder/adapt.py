"""Tunes the embedded encoder to the corpus that it indexes, without labels and without torch.

What every passage stands under (a FAQ's question, a plan's headings) is taken for a question that the passage answers:
titles and bodies are pulled together by a symmetric in-batch softmax. Words also weigh by their rarity in the corpus.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from corpus.side_by_side import cores

from ..work.apart import apart
from .bags import Bags
from .protocol import unit_rows
from .static import StaticEncoder
from .training.contrast import Floats, Setting, tune

# localgovFAQ dev, nDCG@10 of dense retrieval: see the model card for what was tried.
_IDF_POWER: Final = 0.5
_SEED: Final = 0
_SETTING: Final = Setting(rate=0.03, falling=False, dropout=0.3, sharpness=10.0, seed=_SEED + 1)
_EPOCHS: Final = 12
_FEWEST_STEPS: Final = 40  # a small corpus is gone through more often
_BATCH: Final = 256
_MOST_PAIRS: Final = 30_000  # of a larger corpus a sample
_MANY_PAIRS: Final = 5_000  # fewer are tuned before other processes have begun
_FEWEST_PAIRS: Final = 60  # fewer say nothing
_HELD_OUT: Final = 0.2
_COMPARED: Final = 256  # held-out titles at a time: with 30,000 bodies 30 MB of scores


class Kept(StrEnum):
    """What the index is searched with."""

    PLAIN = "plain"  # the encoder as it is: the corpus is too small to say anything
    WEIGHTED = "weighted"  # words weighted by their rarity in the corpus
    TUNED = "tuned"  # weighted, then tuned, since held-out titles found their bodies better so


@dataclass(frozen=True, slots=True)
class Report:
    """What the manifest records; scores are mean reciprocal ranks of held-out bodies, None where there were too few."""

    kept: Kept
    pairs: int
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


def adapt(encoder: StaticEncoder, bags: Bags) -> Adaptation:
    """Weigh and tune the vectors of the corpus's words; deterministic, and never worse on held-out titles.

    Weighing is not put to that test: titles use the commonest words of all. On the five plans held-out titles were
    found as well without it (.371 and .373), residents' and staff's questions worse (dense nDCG@5 .46 -> .39, .60 ->
    .53). At most ``_MOST_PAIRS`` pairs are used, twice over: once without the held-out ones to decide, once with them.
    """
    plain = encoder.vectors_of(bags.words)
    pairs = _pairs(bags)
    if len(pairs) < _FEWEST_PAIRS:
        return Adaptation(bags.words, plain, 1.0, Report(Kept.PLAIN, len(pairs), None, None))
    weighted, others = _weighted(plain, bags)
    held = pairs[: max(int(len(pairs) * _HELD_OUT), 20)]
    with _both(weighted, _texts(bags, pairs[len(held) :]), _texts(bags, pairs)) as (tried, tuned):
        before = _score(weighted, bags, held, pairs)
        after = _score(tried(), bags, held, pairs)
        if after <= before:
            return Adaptation(bags.words, weighted, others, Report(Kept.WEIGHTED, len(pairs), before, after))
        return Adaptation(bags.words, tuned(), others, Report(Kept.TUNED, len(pairs), before, after))


@contextmanager
def _both(start: Floats, some: csr_matrix, every: csr_matrix) -> Iterator[tuple[Callable[[], Floats], ...]]:
    """What gives the vectors that some pairs make, and those that every pair makes: of many pairs, both are made at once."""
    if every.shape[0] < 2 * _MANY_PAIRS or cores() == 1:
        yield partial(_tuned, start, some), partial(_tuned, start, every)
    else:
        with apart(2) as processes:
            yield processes.begin(_tuned, start, some), processes.begin(_tuned, start, every)


def _weighted(plain: Floats, bags: Bags) -> tuple[Floats, float]:
    """Vectors times a power of log(1 + n / df) in the corpus, at a mean square of 1; the factor of unseen words."""
    frequency = np.zeros(len(bags.words), np.int64)
    for _, titles, bodies in bags.chunks():
        frequency += np.bincount((titles + bodies).indices, minlength=len(bags.words))
    rarity = np.log1p(len(bags) / np.maximum(frequency, 1)) ** _IDF_POWER
    vectors = plain * rarity[:, None].astype(np.float32)
    scale = float(np.sqrt(np.mean(vectors**2))) or 1.0
    return vectors / scale, float(np.log1p(len(bags)) ** _IDF_POWER) / scale


def _pairs(bags: Bags) -> NDArray[np.int64]:
    """The texts that have words in title and body, shuffled; at most ``_MOST_PAIRS``."""
    full = np.flatnonzero((np.diff(bags.titles.indptr) > 0) & (np.diff(bags.bodies.indptr) > 0))
    return np.random.default_rng(_SEED).permutation(full)[:_MOST_PAIRS]


def _texts(bags: Bags, pairs: NDArray[np.int64]) -> csr_matrix:
    """The titles of ``pairs``, and below them their bodies."""
    return vstack([bags.titles[pairs], bags.bodies[pairs]], format="csr")


def _tuned(start: Floats, texts: csr_matrix) -> Floats:
    own = _first_equal(texts).reshape(2, -1).T  # of each pair its title and its body
    batches = max(1, len(own) // _BATCH)
    epochs = max(_EPOCHS, -(-_FEWEST_STEPS // batches))
    return tune(start, texts, _batches(own, batches, epochs), batches * epochs, _SETTING)


def _batches(pairs: NDArray[np.int64], batches: int, epochs: int) -> Iterator[NDArray[np.int64]]:
    rng = np.random.default_rng(_SEED)
    for _ in range(epochs):
        yield from np.array_split(rng.permutation(pairs), batches)


def _score(vectors: Floats, bags: Bags, held: NDArray[np.int64], pairs: NDArray[np.int64]) -> float:
    """Mean reciprocal rank of the held-out bodies among those of all pairs, asked for by their titles."""
    titles, bodies = unit_rows(bags.titles[held] @ vectors), unit_rows(bags.bodies[pairs] @ vectors)
    ranks = []
    for start in range(0, len(held), _COMPARED):
        scores = titles[start : start + _COMPARED] @ bodies.T
        own = np.arange(len(scores))
        ranks.append((scores >= scores[own, start + own][:, None]).sum(axis=1))  # ``held`` begins ``pairs``
    return float(np.mean(1 / np.concatenate(ranks)))


def _first_equal(texts: csr_matrix) -> NDArray[np.int64]:
    """For each text the first one of the same words."""
    first: dict[bytes, int] = {}
    return np.array(
        [
            first.setdefault(texts.indices[left:right].tobytes() + texts.data[left:right].tobytes(), place)
            for place, (left, right) in enumerate(pairwise(texts.indptr))
        ]
    )
