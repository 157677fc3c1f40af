"""Retrieval from the collection of one generation, by the same queries and filters as from a folder."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...catalog import PlanEntry
from ...errors import MissingCollection
from ..bm25 import Frequencies, idf
from ..entry import WORDS, Readings
from ..protocol import Scope, Terms, best_first
from .server import Server
from .vocabulary import WrittenVocabulary
from .writing import VOCABULARY

_MOST: Final = 16_384  # hits that Milvus gives at once
# How wide a graph is walked: so many times the hits wanted, and at least this. Measured beside writing.py's graph.
_WIDTH: Final = 2
_LEAST: Final = 256


class Filter:
    """A scope as the expression that Milvus filters by: the plans that are searched, or, where these are fewer, the others."""

    def __init__(self, plans: Sequence[PlanEntry]) -> None:
        self._numbers = {plan.id: plan.number for plan in plans}

    def of(self, scope: Scope | None) -> str:
        """The expression; empty for all plans."""
        if scope is None:
            return ""
        wanted = {self._numbers[plan] for plan in scope.plans}
        others = set(self._numbers.values()) - wanted
        if not others:
            return ""
        return f"plan in {sorted(wanted)}" if len(wanted) <= len(others) else f"plan not in {sorted(others)}"


class Passages:
    """A collection opened to search."""

    def __init__(self, server: Server, collection: str, plans: Sequence[PlanEntry]) -> None:
        self._server, self._collection, self._filter = server, collection, Filter(plans)

    def check(self, size: int) -> None:
        """See that ``size`` passages stand in it. Raises: MissingCollection, NoServer, ServerFailed."""
        self._server.load(self._collection)  # it is, unless the server has been started anew
        found = self._server.count(self._collection)
        if found != size:
            raise MissingCollection(str(self._server.address), f"{size:,} 箇所のうち {found:,} 箇所しかありません")

    def nearest(
        self, field: str, query: object, depth: int, scope: Scope | None, parameters: Mapping[str, Any]
    ) -> list[tuple[int, float]]:
        """As a retriever's ``search``, in one field of the collection."""
        if depth < 1 or (scope is not None and not scope.plans):
            return []
        allowed, most = self._filter.of(scope), min(depth, _MOST)
        return best_first(self._server.search(self._collection, field, query, most, allowed, parameters))


class MilvusDense:
    """The embeddings of a collection."""

    def __init__(self, passages: Passages, dim: int) -> None:
        self._passages = passages
        self.dim = dim

    def search(self, query: NDArray[np.float32], depth: int, scope: Scope | None) -> list[tuple[int, float]]:
        """As :meth:`index.retrievers.dense.Dense.search`. Raises: MissingCollection, NoServer, ServerFailed."""
        if not query.any():
            return []
        return self._passages.nearest("dense", query, depth, scope, {"ef": max(_WIDTH * depth, _LEAST)})


class MilvusLexical(Frequencies):
    """The terms of a collection: its sparse vectors hold BM25 without rarity, which the query brings along."""

    def __init__(self, passages: Passages, generation: Path) -> None:
        """Open what stands in ``generation``. Raises: sqlite3.Error where it is no vocabulary."""
        self._passages = passages
        self._readings = generation / WORDS
        self._vocabulary = WrittenVocabulary(generation / VOCABULARY)

    def search(self, query: Terms, depth: int, scope: Scope | None) -> list[tuple[int, float]]:
        """As :meth:`index.retrievers.lexical.Lexical.search`. Raises: MissingCollection, NoServer, ServerFailed."""
        weights: dict[int, float] = {}
        for field, terms in query.items():
            known = self._vocabulary.known(field, [term for term, weight in terms.items() if weight > 0])
            for term, (dimension, passages) in known.items():
                weights[dimension] = terms[term] * idf(self.size, passages)
        if not weights:
            return []
        found = self._passages.nearest("sparse", weights, depth, scope, {"drop_ratio_search": 0.0})
        return [(row, score) for row, score in found if score > 0]

    def frequency(self, term: str) -> int:
        """In how many passages' bodies the term stands."""
        return self._vocabulary.known("body", [term]).get(term, (0, 0))[1]

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """The IDF of each term in the bodies, by one look into the vocabulary."""
        wanted = list(terms)
        known = self._vocabulary.known("body", wanted)
        return {term: idf(self.size, known.get(term, (0, 0))[1]) for term in wanted}

    def words(self) -> Mapping[str, str]:
        """Every term of the bodies that is one word, sorted, and how it is read; a space where nobody knows."""
        return Readings(self._readings)

    @property
    def size(self) -> int:
        """How many passages are indexed."""
        return self._vocabulary.size
