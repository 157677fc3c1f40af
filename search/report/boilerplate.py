"""What is no municipality's own: wording that many share, and what laws and guidelines say. It stays out of the scores.

Wording is shared run by run (a quotation), or sentence by sentence where each city has changed a word or two. Names of systems
are everybody's and make no wording: only runs with hiragana in them, the joints of a sentence, count there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text.sentences import sentence_spans
from index.catalog import PlanEntry

from .items import municipality
from .laws import law_of
from .nearness.wording import GRAM, Letters
from .report import Boilerplate, Item

_RUN: Final = (
    30  # letters in a row; two names of systems in a clause have 25 (生活困窮者自立支援制度による自立相談支援事業を)
)

_SENTENCE: Final = 30  # letters of a sentence that is looked at; below, plans say 策定しました and their periods alike
_JOINTS: Final = 12  # grams with hiragana in them; fewer are a label
_MOSTLY: Final = 0.5  # of them: of sentences of 82 documents, below it municipalities' own begin
_Span = tuple[int, int, int]  # a text, and places in its letters

_FEWEST: Final = 3  # municipalities; two may have copied from each other, and that is what a report is to tell
_ROOT: Final = 3  # many are a third of the root of all: three of 80, ten of a thousand (arbitrary)
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
    return max(_FEWEST, min(_MANY, ceil(sqrt(municipalities) / _ROOT)))


def standard_wording(items: Sequence[Item], letters: Sequence[Letters]) -> Standard:
    """What at least :func:`many` municipalities of ``items`` share, and what laws say there, most shared first."""
    owners = [municipality(item.plan) for item in items]
    least = many(len(set(owners)))
    common = _common_grams(letters, owners, least)
    spans: dict[int, tuple[tuple[int, int], ...]] = {}
    groups, of_laws = _Groups(), defaultdict[str, list[_Span]](list)
    for row, (item, each) in enumerate(zip(items, letters, strict=True)):
        sentences = _sentences(item.text, each)
        runs = [*_common_runs(each, common), *_common_sentences(each, common, sentences)]
        for start, end in runs:
            groups.add((row, start, end), _keys(each, start, end))
        laws = [(law, start, end) for start, end in sentences if (law := _law(item, each, start, end))]
        for law, start, end in laws:
            of_laws[law].append((row, start, end))
        if found := _merged([*runs, *((start, end) for _, start, end in laws)]):
            spans[row] = tuple((int(each.places[start]), int(each.places[end - 1]) + 1) for start, end in found)
    shared = [_told(group, items, letters) for group in groups.all()]
    kept = [each for each in shared if len(each.municipalities) >= least]
    kept += [_told(group, items, letters, law) for law, group in of_laws.items()]
    return Standard(tuple(sorted(kept, key=lambda each: (-len(each.municipalities), each.text))), spans)


class _Groups:
    """Runs that share a gram, together."""

    def __init__(self) -> None:
        self._group_of: dict[int, int] = {}
        self._parent: list[int] = []
        self._runs: list[_Span] = []

    def add(self, run: _Span, grams: Sequence[int]) -> None:
        own = len(self._parent)
        self._parent.append(own)
        self._runs.append(run)
        for gram in grams:
            other = self._group_of.setdefault(gram, own)
            self._parent[self._root(own)] = self._root(other)

    def all(self) -> list[list[_Span]]:
        found: defaultdict[int, list[_Span]] = defaultdict(list)
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


def _sentences(text: str, letters: Letters) -> list[tuple[int, int]]:
    """The sentences of a text long enough to be told from each other: places in ``letters``."""
    edges = [(start, end) for start, end in sentence_spans(text)]
    starts = np.searchsorted(letters.places, [start for start, _ in edges])
    ends = np.searchsorted(letters.places, [end for _, end in edges])
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True) if end - start >= _SENTENCE]


def _common_sentences(
    letters: Letters, common: NDArray[np.uint64], sentences: Sequence[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """The sentences most of whose joints are common."""
    grams = letters.grams()
    if not len(grams) or not len(common):
        return
    place = np.minimum(np.searchsorted(common, grams), len(common) - 1)
    hiragana = np.concatenate([[0], np.cumsum((letters.codes >= 0x3041) & (letters.codes <= 0x3096))])
    joint = hiragana[GRAM:] > hiragana[:-GRAM]
    shared = np.logical_and(joint, common[place] == grams)
    for start, end in sentences:
        joints = int(joint[start : end - GRAM + 1].sum())
        ends_alike = bool(shared[end - GRAM])  # what is said of a system, not its name alone
        if ends_alike and joints >= _JOINTS and shared[start : end - GRAM + 1].sum() >= _MOSTLY * joints:
            yield start, end


def _law(item: Item, letters: Letters, start: int, end: int) -> str | None:
    sentence = item.text[int(letters.places[start]) : int(letters.places[end - 1]) + 1]
    return law_of(sentence, item.plan.municipality or "")


def _keys(letters: Letters, start: int, end: int) -> list[int]:
    """By what a run is known again: every stretch of twice a gram."""
    grams = letters.grams()[start : end - GRAM + 1].tolist()
    return [hash(pair) for pair in zip(grams, grams[GRAM:], strict=False)]


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _told(
    runs: Sequence[_Span], items: Sequence[Item], letters: Sequence[Letters], law: str | None = None
) -> Boilerplate:
    row, start, end = max(runs, key=lambda run: (run[2] - run[1], -run[0]))
    places = letters[row].places
    text = items[row].text[int(places[start]) : int(places[end - 1]) + 1]
    own = tuple(items[each] for each in sorted({run[0] for run in runs}))
    cities = tuple(sorted({municipality(item.plan) for item in own if item.plan.placed}))
    return Boilerplate(text, own, cities, _source([item.plan for item in own]), law)


def _source(plans: Sequence[PlanEntry]) -> PlanEntry | None:
    """The document of no municipality among them: a guideline, a law; the first where there are several."""
    return next((plan for plan in sorted(set(plans), key=lambda plan: plan.id) if not plan.placed), None)
