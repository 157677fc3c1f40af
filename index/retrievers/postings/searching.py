"""An index of postings opened to search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...catalog import read_only
from ..bm25 import Frequencies, idf
from ..entry import FIELDS, WORDS, Readings
from ..protocol import ByScope, Scope, Terms, best_first
from ..selection import Selection
from .best import Scores, best
from .mapped import Mapped
from .posting import ROW, UNIT, WORTH
from .writing import ROWS, TERMS, WORTHS

_PLANS: Final = 32  # at most, whose rows are taken out of each list; of more, others' scores are passed over
_HELD: Final = (
    60_000_000  # postings of lists that are looked through before their pages are given back; a third is really read
)
_NARROW: Final = 0.1  # of all rows: so few are taken out of each list


@dataclass(frozen=True, slots=True)
class _Within:
    """The rows of a scope: runs of them and how far each is moved so that they stand together, or which rows pass."""

    runs: NDArray[np.int64]
    shifts: NDArray[np.int64]
    passing: Selection | None
    size: int


class Postings(Frequencies):
    """BM25 by what :func:`index.retrievers.postings.writing.write_postings` wrote; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open ``folder``. Raises: OSError, ValueError, sqlite3.Error where it is no such index."""
        self._folder = folder
        self._terms = read_only(folder / TERMS)
        self._size, self._all_rows = self._terms.execute("SELECT passages, rows FROM total").fetchone()
        self._row_of, self._worth_of = Mapped(folder / ROWS, ROW), Mapped(folder / WORTHS, WORTH)
        if len(self._row_of.numbers) != len(self._worth_of.numbers):
            raise ValueError(f"{ROWS} has {len(self._row_of.numbers)} postings, {WORTHS} {len(self._worth_of.numbers)}")
        self._read = 0  # postings of the lists since pages were given back
        self._withins = ByScope[_Within]()

    def search(self, query: Terms, depth: int, scope: Scope | None) -> list[tuple[int, float]]:
        """As :meth:`index.retrievers.lexical.Lexical.search`. Raises: ValueError where the files are not as they were."""
        lists = list(self._lists(query))
        self._give_back(sum(map(len, lists)))
        try:
            if scope is None:
                return _best_first(*best(lists, self._all_rows, depth), depth)
            return self._search_within(lists, depth, self._withins.of(scope, self._within))
        except IndexError as error:
            raise ValueError("a posting is of no passage") from error

    def _give_back(self, postings: int) -> None:
        """Before so many are read: what was read stays the system's, and is this process's only for a while."""
        self._read += postings
        if self._read > _HELD:
            self._read = postings
            self._row_of.give_back()
            self._worth_of.give_back()

    def _search_within(self, lists: Sequence[Scores], depth: int, within: _Within) -> list[tuple[int, float]]:
        if within.passing is not None:
            return _best_first(*best(lists, self._all_rows, depth, within.passing), depth)
        if not within.size:
            return []
        rows, scores = best([each.within(within.runs, within.shifts) for each in lists], within.size, depth)
        run = np.searchsorted(within.runs[:, 0] + within.shifts, rows, side="right") - 1
        return _best_first(rows - within.shifts[run], scores, depth)

    def _lists(self, query: Terms) -> Iterator[Scores]:
        for field, weights in query.items():
            number = FIELDS.index(field)
            for term, start, passages, most in self._known(number, [term for term in weights if weights[term] > 0]):
                weight = weights[term] * idf(self._size, passages) * UNIT
                held = slice(start, start + passages)
                yield Scores(self._row_of.numbers[held], self._worth_of.numbers[held], weight, most * weight)

    def _known(self, field: int, terms: Sequence[str]) -> list[tuple[str, int, int, int]]:
        """Of those of ``terms`` that stand anywhere in ``field``: where their postings begin, how many, the most one is worth."""
        # In order of the question: what is added in another order is another sum.
        asked = "SELECT term, start, passages, most FROM term WHERE field = ? AND term = ?"
        found = (self._terms.execute(asked, (field, term)).fetchone() for term in terms)
        return [each for each in found if each is not None]

    def _within(self, scope: Scope) -> _Within:
        selection = Selection.of(scope)
        runs = selection.runs
        if len(runs) > _PLANS or selection.size > _NARROW * self._all_rows:
            return _Within(runs, np.zeros(0, np.int64), selection, selection.size)
        sizes = runs[:, 1] - runs[:, 0] + 1
        return _Within(runs, np.cumsum(sizes) - sizes - runs[:, 0], None, selection.size)

    def frequency(self, term: str) -> int:
        """In how many passages' bodies the term stands."""
        return next((passages for _, _, passages, _ in self._known(FIELDS.index("body"), [term])), 0)

    def words(self) -> Mapping[str, str]:
        """Every term of the bodies that is one word, sorted, and how it is read; a space where nobody knows."""
        return Readings(self._folder / WORDS)

    @property
    def size(self) -> int:
        """How many passages are indexed."""
        return int(self._size)


def _best_first(rows: NDArray[np.int64], scores: NDArray[np.float32], depth: int) -> list[tuple[int, float]]:
    return best_first(zip(rows.tolist(), scores.tolist(), strict=True))[:depth]
