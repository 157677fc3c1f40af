"""Wording that many municipalities share: quotations of laws and guidelines, standard chapters. It stays out of the scores."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.catalog import PlanEntry

from .items import municipality
from .nearness.wording import GRAM, Letters
from .report import Boilerplate, Item

_RUN: Final = (
    30  # letters in a row; two names of systems in a clause have 25 (生活困窮者自立支援制度による自立相談支援事業を)
)

_FEWEST: Final = 3  # municipalities; two may have copied from each other, and that is what a report is to tell
_SHARE: Final = 10  # one of so many municipalities is many (arbitrary)
_MANY: Final = 10  # municipalities are many however large the index (arbitrary)


@dataclass(frozen=True, slots=True)
class Standard:
    """The shared wording, and its spans in each item's text by the item's place."""

    found: tuple[Boilerplate, ...]
    spans: Mapping[int, tuple[tuple[int, int], ...]]

    def mostly(self, row: int, item: Item) -> bool:
        """Whether more than half of an item's text is shared wording: it is none of this municipality's own."""
        inside = sum(end - start for start, end in self.spans.get(row, ()))
        return 2 * inside > len(item.text)


def many(municipalities: int) -> int:
    """How many municipalities make wording a standard, in an index of so many."""
    return max(_FEWEST, min(_MANY, ceil(municipalities / _SHARE)))


def standard_wording(items: Sequence[Item], letters: Sequence[Letters]) -> Standard:
    """What at least :func:`many` municipalities of ``items`` share word for word, most shared first."""
    owners = [municipality(item.plan) for item in items]
    least = many(len(set(owners)))
    common = _common_grams(letters, owners, least)
    spans: dict[int, tuple[tuple[int, int], ...]] = {}
    groups = _Groups()
    for row, each in enumerate(letters):
        runs = list(_common_runs(each, common))
        if runs:
            spans[row] = tuple((int(each.places[start]), int(each.places[end - 1]) + 1) for start, end in runs)
            for start, end in runs:
                groups.add((row, start, end), each.grams()[start : end - GRAM + 1].tolist())
    found = [_told(group, items, letters) for group in groups.all()]
    kept = [each for each in found if len(each.municipalities) >= least]
    return Standard(tuple(sorted(kept, key=lambda each: (-len(each.municipalities), each.text))), spans)


class _Groups:
    """Runs that share a gram, together."""

    def __init__(self) -> None:
        self._group_of: dict[int, int] = {}
        self._parent: list[int] = []
        self._runs: list[tuple[int, int, int]] = []

    def add(self, run: tuple[int, int, int], grams: Sequence[int]) -> None:
        own = len(self._parent)
        self._parent.append(own)
        self._runs.append(run)
        for gram in grams:
            other = self._group_of.setdefault(gram, own)
            self._parent[self._root(own)] = self._root(other)

    def all(self) -> list[list[tuple[int, int, int]]]:
        found: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for place, run in enumerate(self._runs):
            found[self._root(place)].append(run)
        return [found[root] for root in sorted(found)]

    def _root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place


def _common_grams(letters: Sequence[Letters], owners: Sequence[str], least: int) -> NDArray[np.uint64]:
    """The grams that stand in texts of at least ``least`` municipalities, ascending."""
    by_owner: defaultdict[str, list[NDArray[np.uint64]]] = defaultdict(list)
    for each, owner in zip(letters, owners, strict=True):
        by_owner[owner].append(each.grams())
    own = [np.unique(np.concatenate(grams)) for grams in by_owner.values()]
    if not own:
        return np.zeros(0, np.uint64)
    known, counts = np.unique(np.concatenate(own), return_counts=True)
    return known[counts >= least]


def _common_runs(letters: Letters, common: NDArray[np.uint64]) -> Iterable[tuple[int, int]]:
    """The runs of at least ``_RUN`` letters all of whose grams are common: places in ``letters``."""
    grams = letters.grams()
    if not len(grams) or not len(common):
        return
    place = np.minimum(np.searchsorted(common, grams), len(common) - 1)
    edges = np.diff(np.concatenate([[0], (common[place] == grams).astype(np.int8), [0]]))
    for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        if end - start + GRAM - 1 >= _RUN:
            yield int(start), int(end) + GRAM - 1


def _told(runs: Sequence[tuple[int, int, int]], items: Sequence[Item], letters: Sequence[Letters]) -> Boilerplate:
    row, start, end = max(runs, key=lambda run: (run[2] - run[1], -run[0]))
    places = letters[row].places
    text = items[row].text[int(places[start]) : int(places[end - 1]) + 1]
    own = tuple(items[each] for each in sorted({run[0] for run in runs}))
    cities = tuple(sorted({municipality(item.plan) for item in own if item.plan.placed}))
    return Boilerplate(text, own, cities, _source([item.plan for item in own]))


def _source(plans: Sequence[PlanEntry]) -> PlanEntry | None:
    """The document of no municipality among them: a guideline, a law; the first where there are several."""
    return next((plan for plan in sorted(set(plans), key=lambda plan: plan.id) if not plan.placed), None)
