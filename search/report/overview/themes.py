"""Items of one matter together, by their vectors, and what names each matter best."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.about.gazetteer import owners_by_name
from corpus.text.nouns import Noun, nouns
from index.encoder.protocol import unit_rows

from ..items import in_office, municipality
from ..nearness.meaning import Meanings
from ..nearness.rows import Floats, Rows
from ..report import Item, Theme

_FINER: Final = 2  # times the rule of thumb: on five plans its ten themes each joined several matters, twenty seldom
_ROUNDS: Final = 25  # of moving the centres; on the five plans nothing moves after a dozen
_NAMED: Final = 3  # terms in a theme's name
_READ: Final = 60  # items of a theme that are read for its name (arbitrary)
_TERM: Final = (2, 12)  # characters of a term
_JOINED: Final = 3  # words of a compound that can be a term: 個別避難計画
_OWN: Final = 10  # items with which half of a municipality's own way of writing is known (arbitrary)
_TITLE: Final = 2  # how often a term in a title counts beside one in the text (arbitrary)
_NAMES: Final = re.compile(r"^[^0-9０-９ぁ-ん][^0-9０-９]*[^0-9０-９ぁ-ん]$")  # 基づき and 第5期 name nothing
_WHOLE: Final = 1.2  # how much more a term must tell to be taken instead of a longer one that holds it (arbitrary)
# What every plan calls its parts and its doings; a theme is named by none of them. Written down from the plans' headings.
_NO_TERMS: Final = frozenset((
    "施策", "政策", "取組", "取り組み", "取組み", "事業", "推進", "充実", "課題", "内容", "効果", "実績", "目的",
    "現状", "実施", "支援", "整備", "強化", "促進", "向上", "仮称", "提供", "計画", "検討", "今後", "対応", "活動",
    "地域", "市民", "住民", "社会", "開催", "関係", "機関", "関係機関", "体制", "制度", "必要", "市内", "本市", "連携",
    "運営", "活用", "確保", "拡充", "構築", "対象", "利用", "状況", "視点",
))  # fmt: skip


def themes_of(items: Sequence[Item], meanings: Meanings, rows: Rows) -> tuple[Theme, ...]:
    """The themes of ``items``, which stand in ``rows`` of ``meanings``, largest first."""
    return named_themes(items, grouped(matters(items, meanings, rows), _FINER * how_many(len(items))))


def matters(items: Sequence[Item], meanings: Meanings, rows: Rows) -> Floats:
    """A direction for what each item is about, without how its municipality writes."""
    vectors = unit_rows(meanings.whole[rows] + meanings.titles[rows])
    cities = np.unique([municipality(item.plan) for item in items], return_inverse=True)[1] if items else rows
    for city in range(int(cities.max(initial=-1)) + 1):
        own = cities == city
        share = own.sum() / (own.sum() + _OWN)
        vectors[own] -= share * vectors[own].mean(axis=0)
    return unit_rows(vectors)


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
    members = [np.flatnonzero(groups == group).tolist() for group in range(int(groups.max(initial=-1)) + 1)]
    members = [rows for rows in members if rows]
    counts = [_counted(items[row] for row in rows[:_READ]) for rows in members]
    titled = [{term for row in rows[:_READ] for term in _words(items[row].title)} for rows in members]
    everywhere: Counter[str] = sum(counts, Counter())
    sizes = [min(len(rows), _READ) for rows in members]
    found = []
    for rows, every, titles, size in zip(members, counts, titled, sizes, strict=True):
        inside = {term: times for term, times in every.items() if term in titles}
        own = tuple(items[row] for row in rows)
        name = telling_name(inside, everywhere, size, sum(sizes))
        cities = tuple(sorted({municipality(item.plan) for item in own}))
        found.append(Theme(name or " ".join(own[0].title.split()), own, cities))
    return tuple(sorted(found, key=lambda theme: (-len(theme.items), theme.name, theme.items[0].id)))


def telling_name(inside: Mapping[str, float], everywhere: Mapping[str, float], size: int, total: int) -> str:
    """The terms that stand often inside and seldom elsewhere: weighted log-odds, no two that hold one another."""
    rest = max(total - size, 1)

    def told(term: str) -> float:
        outside = everywhere[term] - inside[term]
        return inside[term] / size * log(((inside[term] + 0.5) / (size + 1)) / ((outside + 0.5) / (rest + 1)))

    kept: list[str] = []
    for term in sorted(inside, key=lambda term: (-told(term), -len(term), term)):
        if len(kept) == _NAMED or (kept and told(term) <= 0):
            break
        if any(term in other for other in kept):
            continue
        longer = [each for each in inside if term in each and told(each) * _WHOLE >= told(term)]
        term = max(longer, key=lambda each: (told(each), each), default=term) if len(longer) > 1 else term
        kept = [other for other in kept if other not in term]
        kept.append(term)
    return "・".join(kept)


def _counted(items: Iterable[Item]) -> Counter[str]:
    """How often each term stands in the items: a municipality's own words count as their root."""
    by_city: defaultdict[tuple[str, str], float] = defaultdict(float)
    for item in items:
        for term, times in _terms(item).items():
            by_city[municipality(item.plan), term] += times
    found: Counter[str] = Counter()
    for (_, term), times in by_city.items():
        found[term] += sqrt(times)  # type: ignore[assignment]  # a count need not be whole
    return found


def _terms(item: Item) -> dict[str, float]:
    """The nouns of an item and their pieces: those of its title, then those of what is done, no offices."""
    text = "\n".join(text for name, text in item.fields if not in_office(name)) or item.text
    titled = set(_words(item.title))
    return dict.fromkeys(titled | set(_words(text)), 1.0) | dict.fromkeys(titled, float(_TITLE))


def _words(text: str) -> Iterable[str]:
    places = owners_by_name()
    for noun in nouns(text):
        for term in _of_noun(noun):
            if _TERM[0] <= len(term) <= _TERM[1] and term not in _NO_TERMS and term not in places:
                yield term


def _of_noun(noun: Noun) -> Iterable[str]:
    """The noun and what is left of it without the words that every plan has at its edges: 権利擁護 of 権利擁護支援体制."""
    words = [token.surface for token in noun.tokens]
    for start in range(len(words)):
        for end in range(start + 1, min(start + _JOINED, len(words)) + 1):
            edges = (start == 0 or words[start - 1] in _NO_TERMS, end == len(words) or words[end] in _NO_TERMS)
            term = "".join(words[start:end])
            if all(edges) and not {words[start], words[end - 1]} & _NO_TERMS and _NAMES.search(term):
                yield term


def _far_apart(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Centres to begin with: the row nearest to all, then each time the one farthest from those taken."""
    taken = [int(np.argmax(vectors @ vectors.mean(axis=0)))]
    nearest = vectors @ vectors[taken[0]]
    while len(taken) < count:
        taken.append(int(np.argmin(nearest)))
        nearest = np.maximum(nearest, vectors @ vectors[taken[-1]])
    return vectors[taken].copy()
