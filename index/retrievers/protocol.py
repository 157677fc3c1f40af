"""What a retriever of candidates is asked and returns, and the one filter that all of them take."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..catalog import PlanEntry
from .bm25 import Frequencies

Terms = Mapping[
    str, Mapping[str, float]
]  # by field (``body``, ``headings``, ``sounds``), how much each term counts there
Hits = Sequence[tuple[int, float]]  # (row of a passage, score), best first, ties in order of row

_SCOPES: Final = 32  # of which something is kept; what is kept of one may be a bit for each row of the catalogue


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The plans that are searched: their ids, and the rows that their passages stand in.

    A scope is only itself, however long: what a retriever makes of one it keeps by it.
    """

    plans: tuple[str, ...]
    rows: tuple[tuple[int, int], ...]  # first and last of each plan; the last is before the first where it has none

    @classmethod
    def of(cls, plans: Iterable[PlanEntry]) -> "Scope":
        """The scope of ``plans``."""
        listed = tuple(plans)
        return cls(tuple(plan.id for plan in listed), tuple((plan.first_row, plan.last_row) for plan in listed))


Asked = TypeVar("Asked", contravariant=True)
T = TypeVar("T")


class ByScope(Generic[T]):
    """What was made of the scopes that were searched last: a server is asked of the same plans again and again."""

    def __init__(self) -> None:
        self._made: OrderedDict[Scope, T] = OrderedDict()
        self._lock = Lock()

    def of(self, scope: Scope, make: Callable[[Scope], T]) -> T:
        """What ``make`` makes of ``scope``."""
        with self._lock:
            if scope not in self._made:
                self._made[scope] = make(scope)
                if len(self._made) > _SCOPES:
                    self._made.popitem(last=False)
            self._made.move_to_end(scope)
            return self._made[scope]


class Retriever(Protocol[Asked]):
    """Finds the passages of one generation that are nearest to what is asked."""

    def search(self, query: Asked, depth: int, scope: Scope | None) -> Hits:
        """The ``depth`` best of the passages in ``scope``, None for all; the scope is applied inside the search."""
        ...


class DenseRetriever(Retriever[NDArray[np.float32]], Protocol):
    """Finds by cosine with an embedding of unit length; one of zeros (no known word) finds nothing."""

    dim: int


class LexicalRetriever(Retriever[Terms], Frequencies, Protocol):
    """Finds by BM25, and knows the terms of all passages."""

    def words(self) -> Mapping[str, str]:
        """Every term of the bodies that is one word, sorted, and how it is read; a space where nobody knows."""
        ...


def best_first(hits: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """``hits`` by score, ties in order of row."""
    ordered = sorted(hits, key=itemgetter(0))
    ordered.sort(key=itemgetter(1), reverse=True)  # what is equal stays as it stands
    return ordered
