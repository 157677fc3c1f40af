"""The first stage's candidates, read again with what else speaks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from index.retrievers.protocol import Hits, best_first

from .fuse import spread

REFINED: Final = 50  # candidates that are read again; what stands behind them keeps its order


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts, together 1: a learned linear combination.

    Learned from judged questions; ``python -m benchmarks.learn`` learns them again and says what cross-validation
    gives. The landscape is flat, flatter over the five plans than over pages of many municipalities.
    """

    fused: float = 0.5  # BM25 over every field, and the cosine of question and passage
    words: float = 0.3  # late interaction
    pairs: float = 0.1  # BM25 of pairs of words that stand side by side
    expansions: float = 0.1  # BM25 of what plans call what was said


# Of records of lists: their titles are what people ask, and what plans call it leads astray. nDCG@10 of 1,200 sayings of hands
# that nothing was learned from, among 2,000 written entries, is .407 with the weights of plans and .409 with these; of a city's
# FAQ (dev half) .670 and .685.
OF_RECORDS: Final = Weights(fused=0.6, words=0.3, pairs=0.1, expansions=0.0)


def between(one: Weights, other: Weights, share: float) -> Weights:
    """The weights that lie ``share`` of the way from ``one`` to ``other``."""
    mixed = (mine + share * (its - mine) for mine, its in zip(astuple(one), astuple(other), strict=True))
    return Weights(*mixed)


def refine(
    fused: Hits, words: Sequence[float], pairs: Hits, expansions: Hits, weights: Weights
) -> list[tuple[int, float]]:
    """The candidates by all signals together: (row, score in [0, 1]), best first, ties in order of row.

    Args:
        fused: (row, score in [0, 1]), best first.
        words: the late-interaction score of each of the first ``len(words)`` rows of ``fused``.
        pairs: (row, BM25 score) by pairs of words; a row that is not in it gets 0.
        expansions: the same by what plans call what was said.
        weights: how much each counts.
    Rows without a ``words`` score keep their order behind the others. Late interaction is scaled from worst to best of
    these candidates, since every passage has words near to a question's; BM25 by its best, since 0 means none.
    """
    near = spread(words, level=0.0)
    apart, named = _shares(pairs), _shares(expansions)
    refined = [
        (
            row,
            weights.fused * score
            + weights.words * near[place]
            + weights.pairs * apart.get(row, 0.0)
            + weights.expansions * named.get(row, 0.0),
        )
        for place, (row, score) in enumerate(fused[: len(words)])
    ]
    lowest = min([score for _, score in refined], default=1.0)
    behind = [(row, min(lowest, weights.fused * score)) for row, score in fused[len(words) :]]
    return [*best_first(refined), *behind]


def _shares(hits: Hits) -> Mapping[int, float]:
    best = hits[0][1] if hits else 0.0
    return {row: score / best for row, score in hits} if best > 0 else {}
