"""Items of one matter together, by their vectors, and what names each matter best."""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text.nouns import Noun, nouns
from index.encoder.protocol import unit_rows

from ..items import municipality
from ..report import Item, Theme

_ROUNDS: Final = 25  # of moving the centres; on the five plans nothing moves after a dozen
_NAMED: Final = 3  # terms in a theme's name
_READ: Final = 60  # items of a theme that are read for its name (arbitrary: the twelfth already changes little)
_TERM: Final = (2, 14)  # characters of a term
_NO_TERMS: Final = frozenset(
    ("施策", "取組", "取り組み", "事業", "推進", "充実", "課題", "内容", "効果", "実績", "目的", "現状")
)


def grouped(vectors: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The group of each row, 0 to ``count`` - 1 at most: spherical k-means, begun far apart, the same every time."""
    if not len(vectors):
        return np.zeros(0, dtype=np.int64)
    centres = _far_apart(vectors, min(count, len(vectors)))
    groups = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(_ROUNDS):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        if (nearest == groups).all() and groups.any():
            break
        groups = nearest
        sums = np.zeros_like(centres)
        np.add.at(sums, groups, vectors)
        centres = unit_rows(np.where(np.abs(sums).sum(axis=1, keepdims=True) > 0, sums, centres))
    return groups


def how_many(items: int) -> int:
    """Themes for so many items: the rule of thumb, the root of half of them."""
    return max(1, round(sqrt(items / 2)))


def named_themes(items: Sequence[Item], groups: NDArray[np.int64]) -> tuple[Theme, ...]:
    """The groups with their most telling terms, largest first."""
    read = {
        int(row) for group in range(int(groups.max(initial=-1)) + 1) for row in np.flatnonzero(groups == group)[:_READ]
    }
    terms = [_terms(item) if row in read else set() for row, item in enumerate(items)]
    everywhere = Counter(term for each in terms for term in each)
    found = []
    for group in range(int(groups.max(initial=-1)) + 1):
        rows = np.flatnonzero(groups == group).tolist()
        if rows:
            own = tuple(items[row] for row in rows)
            name = telling_name([terms[row] for row in rows if row in read], everywhere, len(read))
            cities = tuple(sorted({municipality(item.plan) for item in own}))
            found.append(Theme(name or own[0].title, own, cities))
    return tuple(sorted(found, key=lambda theme: (-len(theme.items), theme.name, theme.items[0].id)))


def telling_name(terms: Sequence[set[str]], everywhere: Counter[str], total: int) -> str:
    """The terms that stand in most of ``terms`` and in few others: weighted log-odds, no term within another."""
    inside = Counter(term for each in terms for term in each)
    size, rest = len(terms), max(total - len(terms), 1)

    def told(term: str) -> float:
        outside = everywhere[term] - inside[term]
        return inside[term] / size * log(((inside[term] + 0.5) / (size + 1)) / ((outside + 0.5) / (rest + 1)))

    kept: list[str] = []
    for term in sorted(inside, key=lambda term: (-told(term), -len(term), term)):
        if len(kept) == _NAMED or (kept and told(term) <= 0):
            break
        if not any(term in other or other in term for other in kept):
            kept.append(term)
    return "・".join(kept)


def terms_of(item: Item) -> set[str]:
    """The nouns by which a theme can be named."""
    return _terms(item)


def _terms(item: Item) -> set[str]:
    text = f"{item.title}\n{item.text}"
    found = {_written(noun, text) for noun in nouns(text)}
    return {term for term in found if _TERM[0] <= len(term) <= _TERM[1] and term not in _NO_TERMS}


def _written(noun: Noun, text: str) -> str:
    return "".join(text[noun.start : noun.end].split())


def _far_apart(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Centres to begin with: the row nearest to all, then each time the one farthest from those taken."""
    taken = [int(np.argmax(vectors @ vectors.mean(axis=0)))]
    nearest = vectors @ vectors[taken[0]]
    while len(taken) < count:
        taken.append(int(np.argmin(nearest)))
        nearest = np.maximum(nearest, vectors @ vectors[taken[-1]])
    return vectors[taken].copy()
