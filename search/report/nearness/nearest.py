"""The nearest of very many: first by the vectors of wholes, titles and matters, block by block, then exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .likeness import Standings
from .meaning import Weights
from .rows import Floats, Rows

_AT_ONCE: Final = 512  # rows at a time: with 100,000 others 200 MB
_LOOKED: Final = (
    100  # others that are looked at exactly; of the 20 nearest of each item of 82 documents 99.6 % are among them
)
_TRIED: Final = 1000  # others by which a row's bar is set: a sixtieth of the time of sorting them all
_SPARE: Final = 2.0  # how many more than wanted the bar lets pass, for what the sample misjudges (arbitrary)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The others nearest to one row in meaning, nearest first, with the three nearnesses of each."""

    row: int
    others: Rows
    meaning: Floats
    wording: Floats
    words: Floats


def nearest(standings: Standings, ours: Rows, theirs: Rows, whose: NDArray[np.int64], k: int) -> Iterator[Nearest]:
    """For each of ``ours``, in their order, the ``k`` nearest of ``theirs`` that are of another municipality.

    ``whose`` says, for every text, whose it is. Every pair is looked at: what few vectors tell apart, exactly.
    """
    looked = max(_LOOKED, 2 * k)
    here, there = _vectors(standings, ours), _vectors(standings, theirs)
    for start in range(0, len(ours), _AT_ONCE):
        rows = ours[start : start + _AT_ONCE]
        near = here[start : start + _AT_ONCE] @ there.T
        near[whose[rows][:, None] == whose[theirs][None, :]] = -np.inf
        for row, places in zip(rows.tolist(), _highest(near, looked), strict=True):
            yield _exactly(standings, row, theirs[places], k)


def _vectors(standings: Standings, rows: Rows) -> Floats:
    """Wholes, titles and matters side by side, so that one product gives the three nearnesses by their weights."""
    meanings, weights = standings.meanings, Weights()
    parts = (
        weights.whole**0.5 * meanings.whole[rows],
        weights.title**0.5 * meanings.titles[rows],
        weights.matter**0.5 * meanings.matters[rows],
    )
    return np.concatenate(parts, axis=1)


def _highest(near: Floats, count: int) -> Iterator[Rows]:
    """The places of the highest of each row, in no order; what is not finite is none."""
    if near.shape[1] <= 4 * count:
        bars = np.full(len(near), -np.inf, np.float32)
    else:
        step = max(1, near.shape[1] // _TRIED)
        sampled = near[:, ::step]
        share = min(sampled.shape[1] - 1, round(_SPARE * count / step) + 3)
        bars = -np.partition(-sampled, share, axis=1)[:, share]
    for row, bar in zip(near, bars, strict=True):
        places = np.flatnonzero(row > bar)
        if len(places) < count and np.isfinite(bar):
            places = np.flatnonzero(np.isfinite(row))
        if len(places) > count:
            places = places[np.argpartition(-row[places], count - 1)[:count]]
        yield places


def _exactly(standings: Standings, row: int, others: Rows, k: int) -> Nearest:
    meaning, words = standings.beside(row, others)
    best = np.lexsort((others, -meaning))[:k]
    wording = standings.grams.beside(row, others[best])
    return Nearest(row, others[best], meaning[best], wording, words[best])
