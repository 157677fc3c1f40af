"""Every measure and indicator of an index, each with its plan, the headings above it and its place in the document."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from corpus.passage import Passage
from corpus.records.indicators.indicator import Indicator
from corpus.records.measures.measure import Measure
from index.catalog import PlanEntry
from index.opened import Index

from ..report.nearness.matter import profiles, themes
from ..source_check import check_source

# Of a theme's worth in a text: one word of plans' own that stands for it alone has 1. Read on 40 measures of the five plans.
_THEME_LEAST: Final = 1.0
_THEME_SHARE: Final = 0.5  # of the strongest theme's worth (as above)
_THEMES: Final = 3  # of one measure (as above: a fourth was never what it is about)
_NO_THEME: Final = "その他"  # what the lexicon calls words that belong to no theme
_FIGURES: Final = ("指標", "目標値", "数値目標", "KPI")  # in the name of a field that has figures to be measured by


class Searchable(Protocol):
    """What has an opened index: :class:`search.searcher.Searcher`."""

    index: Index


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: pages and lines from 1, offsets in the plan's text; ``page`` is printed where one is."""

    headings: tuple[str, ...]
    page: int | None
    printed: bool
    line_start: int
    line_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure as it is listed; ``indicators`` are those that stand inside it."""

    measure: Measure
    plan: PlanEntry
    spot: Spot
    themes: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    figures: bool  # whether it has an indicator, or a field of them
    rows: tuple[int, ...]  # of the passages that it stands in


@dataclass(frozen=True, slots=True)
class Gauge:
    """An indicator as it is listed."""

    indicator: Indicator
    plan: PlanEntry
    spot: Spot
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All measures and all indicators, in the order of plans and of their texts."""

    measures: tuple[Listed, ...]
    gauges: tuple[Gauge, ...]

    def measure(self, measure_id: str) -> Listed | None:
        """The measure with this id."""
        return next((each for each in self.measures if each.measure.id == measure_id), None)


def shelf_of(searcher: Searchable) -> Shelf:
    """Read every measure and indicator, and compare each with its plan's text. Raises: Altered."""
    index = searcher.index
    found: list[Listed] = []
    told: list[Gauge] = []
    for plan in index.catalog.plans:
        own, indicators = index.records.of(Measure, plan.id), index.records.of(Indicator, plan.id)
        check_source([*own, *indicators], index.catalog)
        if not own and not indicators:
            continue
        by_row = index.catalog.passages(range(plan.first_row, plan.last_row + 1))
        passages = sorted(by_row.values(), key=lambda each: each.start)
        row_of = {passage.id: row for row, passage in by_row.items()}
        lines = index.catalog.line_starts(plan.id)
        for measure, about in zip(own, themes_of_texts([(each.title, _fields(each)) for each in own]), strict=True):
            inside = tuple(each for each in indicators if measure.start <= each.start < measure.end)
            named = any(word in name for name, _ in measure.fields for word in _FIGURES)
            rows = tuple(row_of[each] for each in measure.passage_ids if each in row_of)
            spot = _spot(measure.start, measure.end, passages, lines)
            found.append(Listed(measure, plan, spot, about, inside, bool(inside) or named, rows))
        names = [(f"{each.subject or ''} {each.name}", "") for each in indicators]
        for indicator, about in zip(indicators, themes_of_texts(names), strict=True):
            spot = _spot(indicator.start, indicator.end, passages, lines)
            told.append(Gauge(indicator, plan, spot, about))
    return Shelf(tuple(found), tuple(told))


def themes_of_texts(texts: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """What each title with its text is about, strongest first; nothing where no word of the lexicon says it."""
    pairs = list(texts)
    rows = profiles([title for title, _ in pairs], [text for _, text in pairs])
    names = themes()
    found = []
    for row in rows:
        order = [place for place in np.argsort(-row, kind="stable") if names[place] != _NO_THEME]
        best = float(row[order[0]])
        kept = [names[place] for place in order[:_THEMES] if row[place] >= max(_THEME_LEAST, _THEME_SHARE * best)]
        found.append(tuple(kept))
    return found


def _fields(measure: Measure) -> str:
    return "\n".join(text for _, text in measure.fields)


def _spot(start: int, end: int, passages: Sequence[Passage], lines: Sequence[int]) -> Spot:
    """Where a span stands: of the passage that it begins in, or of the last that begins before it."""
    place = bisect_right([each.start for each in passages], start) - 1
    passage = passages[max(place, 0)] if passages else None
    first, last = bisect_right(lines, start), bisect_right(lines, max(end - 1, start))
    if passage is None:
        return Spot((), None, False, first, last, start, end)
    printed = passage.printed_page is not None
    return Spot(passage.headings, passage.printed_page if printed else passage.page, printed, first, last, start, end)
