"""The best passages by the sum of what lists add to them, without adding all of the long lists.

MaxScore (Turtle and Flood, "Query Evaluation: Strategies and Optimizations", IPM 1995), for numpy: whole lists are added, those
first that add the most for their length, until only so few passages can still come among the best that the rest of the lists is
looked up for these alone. What is returned is what adding all would return.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..selection import Selection

Found = tuple[NDArray[np.int64], NDArray[np.float32]]  # rows and their scores

_FEW: Final = 0.02  # of all rows: so few postings are sorted, not added to a score of every row
_BLOCK: Final = 256  # rows of which the best is told
# When it is tried whether few can still come among the best: when enough is left to add, and after more than what the last try cost.
_LEFT, _READ, _MORE = 0.05, 0.05, 3.0  # postings over all rows, twice; postings over those at the last try
_LOOKED_UP: Final = 10  # postings that are added in the time that one row takes to be looked up
_LEAST: Final = float(np.finfo(np.float32).tiny)  # above 0
_GUESS: Final = 0.7  # of what the rest adds at most: rows so far below the best are looked up in the end
_ROUNDING: Final = 1e-5  # of a sum of numbers of 32 bits, over what is lost in it


@dataclass(frozen=True, slots=True)
class Scores:
    """What one term in one field adds."""

    rows: NDArray[np.uint32]  # ascending
    worths: NDArray[np.uint16]  # of each
    weight: float  # by which these count
    most: float  # that it adds to any row

    def __len__(self) -> int:
        """How many rows it adds to."""
        return len(self.rows)

    @property
    def scores(self) -> NDArray[np.float32]:
        """What it adds to each of ``rows``."""
        return self.worths * np.float32(self.weight)

    def add_to(self, scores: NDArray[np.float32]) -> None:
        """Add to a score of every row. Raises: IndexError where there are less."""
        rows = self.rows.astype(np.int64)  # by which numpy finds twice as fast
        scores[rows] += self.scores

    def add_at(self, rows: NDArray[np.uint32], scores: NDArray[np.float32]) -> None:
        """Add to the scores of some ``rows``."""
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        held = self.rows[places] == rows
        scores[held] += self.worths[places[held]] * np.float32(self.weight)

    def within(self, runs: NDArray[np.int64], shifts: NDArray[np.int64]) -> "Scores":
        """The same for the rows of some ``runs``, from first to last, each moved by its shift."""
        edges = np.searchsorted(self.rows, np.stack([runs[:, 0], runs[:, 1] + 1], 1).astype(np.uint32)).tolist()
        rows = [
            self.rows[first:behind] + np.uint32(shift)
            for (first, behind), shift in zip(edges, (shifts % (1 << 32)).tolist(), strict=True)
        ]
        worths = [self.worths[first:behind] for first, behind in edges]
        return Scores(np.concatenate(rows), np.concatenate(worths), self.weight, self.most)


def best(lists: Sequence[Scores], size: int, depth: int, passing: Selection | None = None) -> Found:
    """At least the ``depth`` best of ``size`` rows that any list adds to, fewer where there are no more, in order of rows.

    ``passing`` are the rows that count, None for all. Raises: IndexError where a list has a row beyond.
    """
    lists = [each for each in lists if len(each)]
    if not lists or depth < 1:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    if sum(map(len, lists)) < _FEW * size:
        return _cut(*_sorted(lists, size, passing), depth)
    return _cut(*_added(lists, size, depth, passing), depth)


def _cut(rows: NDArray[np.int64], scores: NDArray[np.float32], depth: int) -> Found:
    if len(scores) > depth:
        kept = scores >= _last(scores, depth)
        rows, scores = rows[kept], scores[kept]
    return rows, scores


def _last(scores: NDArray[np.float32], depth: int) -> float:
    """The score of the last of the ``depth`` best, of at least so many."""
    return float(np.partition(scores, -depth)[-depth])


def _sorted(lists: Sequence[Scores], size: int, passing: Selection | None) -> Found:
    rows = np.concatenate([each.rows for each in lists]).astype(np.int64)
    scores = np.concatenate([each.scores for each in lists])
    order = np.argsort(rows, kind="stable")
    rows, scores = rows[order], scores[order]
    if rows[-1] >= size:
        raise IndexError
    begins = np.flatnonzero(np.diff(rows, prepend=-1))
    rows, scores = rows[begins], np.add.reduceat(scores, begins)
    if passing is None:
        return rows, scores
    held = passing.holds(rows)
    return rows[held], scores[held]


def _added(lists: Sequence[Scores], size: int, depth: int, passing: Selection | None) -> Found:
    """All rows that may be among the best, and some more."""
    lists = sorted(lists, key=lambda each: -each.most / len(each) ** 0.5)
    most = np.cumsum([each.most for each in lists]).tolist()
    left = sum(map(len, lists))
    sums = _Sums(size, passing)
    read = tried = 0
    for place, each in enumerate(lists, 1):
        each.add_to(sums.scores)
        read, left = read + len(each), left - len(each)
        if left > _LEFT * size and read > _MORE * tried + _READ * size and 2 * most[place - 1] > most[-1]:
            tried = read
            if (found := _finished(sums, lists[place:], most[-1] - most[place - 1], left, depth)) is not None:
                return found
    sums.take_stock()
    return sums.from_(max(sums.floor(depth), _LEAST))


class _Sums:
    """A score of every row, and the best of each block of rows."""

    def __init__(self, size: int, passing: Selection | None) -> None:
        self.scores = np.zeros(-(-size // _BLOCK) * _BLOCK, np.float32)
        self._passing = passing
        self._best = np.zeros(0, np.float32)

    def take_stock(self) -> None:
        """See which blocks have the best scores by now; rows that do not pass have none from now on."""
        for gap in self._passing.gaps if self._passing else ():
            self.scores[gap] = 0
        self._best = self.scores.reshape(-1, _BLOCK).max(axis=1)

    def floor(self, depth: int) -> float:
        """A score that ``depth`` rows reach: that of the last of the best blocks; 0 where there are too few."""
        return _last(self._best, depth) if len(self._best) >= depth else 0.0

    def many(self, least: float) -> int:
        """How many rows reach ``least``."""
        return int(np.count_nonzero(self.scores >= least))

    def from_(self, least: float) -> Found:
        """The rows that reach ``least``."""
        rows = np.flatnonzero(self.scores >= least)
        return rows, self.scores[rows]


def _finished(sums: _Sums, rest: Sequence[Scores], more: float, left: int, depth: int) -> Found | None:
    """The best where the ``rest`` of the lists is looked up for what can still be among them; None where that is too much.

    ``more`` is the most that they add to a row, ``left`` how many postings they have.
    """
    sums.take_stock()
    floor, most = sums.floor(depth), left // (len(rest) * _LOOKED_UP)  # rows that may be looked up
    if floor <= 0 or sums.many(max(floor - _GUESS * more, _LEAST)) > most:
        return None
    rows, scores = _cut(*sums.from_(floor), depth)
    for each in rest:
        each.add_at(rows.astype(np.uint32), scores)
    least = _last(scores, depth) * (1 - _ROUNDING)
    if least <= more:
        return None
    rows, scores = sums.from_(least - more)
    if len(rows) > most:
        return None
    for each in sorted(rest, key=lambda each: -each.most):
        more -= each.most
        each.add_at(rows.astype(np.uint32), scores)
        kept = scores >= least - max(more, 0.0)
        rows, scores = rows[kept], scores[kept]
    return rows, scores
