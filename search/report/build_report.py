"""From an index and two sides to a whole report: one function, for the command and for the screens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from corpus.records.indicators.indicator import Indicator
from corpus.text.nouns import words_in
from index.catalog import PlanEntry
from index.opened import Index

from ..damage import telling_damage
from .errors import Cancelled, NoSuchTheme, NothingInPlan, NothingToCompare, UnknownMeasure
from .gaps import Asked, gaps_of, matters_of
from .items import municipality
from .kept import NOTHING, Kept
from .library import Library, Step, read_library
from .nearness.rows import Rows
from .overview.heat import chapter_cells, city_cells, points_of, standard_cells
from .overview.indicators import compared_indicators
from .overview.notes import notes_on, pieces_of
from .overview.themes import themes_of
from .overview.versions import told_apart
from .pairs import Pairs, unique
from .peers import NO_FACTS, Facts, alikeness, emphases, peers_of
from .report import Compared, Gap, Item, Match, Peer, Report
from .scope import Sides, sides_of

_ONE_BY_ONE: Final = (
    20  # municipalities of ours; of more, each item is told its nearest, not those of each municipality
)
_MAPPED: Final = 30  # municipalities on a heat map: more would be too small to read


class Indexed(Protocol):
    """What has an opened index: :class:`search.searcher.Searcher`."""

    index: Index


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted beside the two sides.

    Args:
        theme: only items of this matter.
        since: only others' plans from this fiscal year on.
        peers: only so many municipalities, those most like ours.
        at_least: so many other municipalities have what is called a gap; one, where only one is compared with.
        facts: inhabitants and areas of municipalities, as far as they are known.
    """

    theme: str | None = None
    since: int | None = None
    peers: int | None = None
    at_least: int = 2
    facts: Facts = NO_FACTS


def build_report(
    searcher: Indexed,
    ours: Sequence[str],
    others: Sequence[str] = (),
    wish: Wish = Wish(),
    *,
    progress: Step = lambda stage, share: None,
    cancel: Callable[[], bool] = lambda: False,
    today: date | None = None,
    keep: Path | None = None,
) -> Report:
    """Compare the plans of ``ours`` with those of ``others``: ids of plans, or names or codes of municipalities.

    None of ``ours`` means every municipality in turn, none of ``others`` every other municipality of the index.
    ``progress`` is told what is being done and the share of all that is done, ``cancel`` asked whether to stop. ``keep`` is
    a folder for what is done: where the work is broken off, the next report of the same texts goes on from it.
    Raises: NotIndexed, ComparedWithItself, NothingToCompare, NothingInPlan, NoSuchTheme, Cancelled, BrokenIndex.
    """

    def step(stage: str, share: float) -> None:
        if cancel():
            raise Cancelled
        progress(stage, share)

    index, day = searcher.index, today or date.today()
    sides = sides_of(index.catalog.plans, ours, others, wish.since, day)
    kept = Kept(keep, f"{index.manifest.encoder_digest} {index.manifest.corpus_digest}")
    library = _read(index, lambda stage, share: step(stage, 0.6 * share), kept)
    near = _peers(library, sides.ours, sides.others, wish)
    if ours and wish.peers is not None:
        near = {city: each[: wish.peers] for city, each in near.items()}
        sides = replace(sides, others=_chosen(sides.others, near))
    return replace(_compared(_Work(index, library, sides, near, wish, step, kept)), day=day)


@dataclass(frozen=True, slots=True)
class _Work:
    """What every part of a report is made from."""

    index: Index
    library: Library
    sides: Sides
    near: Mapping[str, tuple[Peer, ...]]  # for each municipality of ours the others, the likest first
    wish: Wish
    step: Step
    kept: Kept


def _read(index: Index, step: Step, kept: Kept = NOTHING) -> Library:
    with telling_damage(index.folder):
        return read_library(index, step, kept)


def _compared(work: _Work) -> Report:
    library, sides, wish = work.library, work.sides, work.wish
    ours = _of_theme(library, library.items_of(sides.ours), wish.theme)
    theirs = _of_theme(library, library.items_of(sides.others), wish.theme)
    if not len(ours):
        raise NoSuchTheme(wish.theme) if wish.theme else NothingInPlan([plan.title or plan.id for plan in sides.ours])
    pairs = Pairs(library, work.index.encoder)
    matches = _matches(work, pairs, ours, theirs)
    work.step("不足をさがしています", 0.8)
    gaps = _gaps(work, theirs)
    work.step("全体をまとめています", 0.9)
    versions, new = told_apart(pairs, library.texts, ours, library.items_of(sides.versions))
    both = np.unique(np.concatenate([ours, theirs]))
    themes = themes_of([library.texts[row] for row in both], library.standings.meanings, both)
    return Report(
        sides.ours,
        sides.others,
        matches,
        gaps,
        library.standard.found,
        city_cells(library.texts, _drawn(work, both), library.standings),
        chapter_cells(library.texts, ours, _drawn(work, theirs), library.standings),
        themes,
        _indicators(work.index, (*sides.ours, *sides.others), wish.facts),
        next(iter(work.near.values())) if len(work.near) == 1 else (),
        versions,
        library.standings.chance.sentences(),
        (*sides.notes, *notes_on(library, sides.ours, sides.others)),
        work.index.manifest.created[:10],
        unique(matches),
        new,
        points_of(library.texts, both, themes, library.standings),
        pieces_of(library, sides.ours),
        standard_cells(library),
    )


def _drawn(work: _Work, rows: Rows) -> Rows:
    """The rows of ours and of the municipalities likest to us, as many as a heat map can show."""
    likest = dict.fromkeys([*work.near, *(peer.municipality for each in work.near.values() for peer in each)])
    shown = set(list(likest)[:_MAPPED])
    return np.array([row for row in rows.tolist() if municipality(work.library.texts[row].plan) in shown], np.int64)


def library_of(searcher: Indexed) -> Library:
    """Every text of the index, read for comparing. Raises: BrokenIndex."""
    return _read(searcher.index, lambda stage, share: None)


def similar(searcher: Indexed, library: Library, item: str, k: int = 10) -> tuple[Item, tuple[Match, ...]]:
    """The item of this id and the ``k`` items of other municipalities most like it, of a searcher's ``library``.

    Raises: UnknownMeasure.
    """
    row = next((row for row, text in enumerate(library.texts) if text.id == item), None)
    if row is None:
        raise UnknownMeasure(item)
    own = municipality(library.texts[row].plan)
    others = [plan for plan in searcher.index.catalog.plans if municipality(plan) != own]
    best = Pairs(library, searcher.index.encoder).best(row, library.items_of(others), k)
    return library.texts[row], tuple(best)


def _peers(
    library: Library, ours: Sequence[PlanEntry], others: Sequence[PlanEntry], wish: Wish
) -> dict[str, tuple[Peer, ...]]:
    """For each municipality of ours the others, the likest first."""
    plans = [text.plan for text in library.texts[: library.count]]
    emphasis = emphases(plans, library.standings.meanings.whole[: library.count])
    first = {municipality(plan): plan for plan in reversed(ours)}
    return {city: peers_of(plan, others, emphasis, wish.facts) for city, plan in sorted(first.items())}


def _chosen(others: tuple[PlanEntry, ...], near: dict[str, tuple[Peer, ...]]) -> tuple[PlanEntry, ...]:
    """The plans of the municipalities likest to ours. Raises: NothingToCompare where none is to be."""
    kept = {peer.municipality for each in near.values() for peer in each}
    if not kept:
        raise NothingToCompare("--peers が 0")
    return tuple(plan for plan in others if municipality(plan) in kept)


def _of_theme(library: Library, rows: Rows, theme: str | None) -> Rows:
    """The rows that name every word of the theme."""
    if theme is None:
        return rows
    words = words_in(theme)
    kept = [row for row in rows if words and words <= words_in(_whole(library.texts[row]))]
    return np.array(kept, np.int64)


def _whole(item: Item) -> str:
    return "\n".join((*item.headings, item.title, item.text))


def _matches(work: _Work, pairs: Pairs, ours: Rows, theirs: Rows) -> tuple[Match, ...]:
    """Every item of ours with the best of each other municipality; of very many, with the best of all."""
    found: list[Match] = []
    for place, each in enumerate(_each(work, pairs, ours, theirs)):
        work.step("一致をさがしています", 0.6 + 0.2 * place / len(ours))
        found.extend(each)
    return tuple(found)


def _each(work: _Work, pairs: Pairs, ours: Rows, theirs: Rows) -> Iterator[list[Match]]:
    texts, rest = work.library.texts, work.library.rest_of(work.sides.others)
    if not work.sides.everybody:
        yield from pairs.by_city(ours, theirs, rest)
        return
    whose = np.array([municipality(text.plan) for text in texts])
    cities = list(dict.fromkeys(whose[ours].tolist()))
    if len(cities) > _ONE_BY_ONE:
        yield from pairs.nearest(ours, theirs, work.kept)
        return
    for city in cities:
        yield from pairs.by_city(
            *(rows[(whose[rows] == city) == own] for rows, own in ((ours, True), (theirs, False), (rest, False)))
        )


def _gaps(work: _Work, theirs: Rows) -> tuple[Gap, ...]:
    """The gaps of each municipality of ours."""
    library = work.library
    others = {municipality(library.texts[row].plan) for row in theirs}
    at_least = min(work.wish.at_least, max(len(others), 1))  # one other: what it has
    matters = matters_of(library.texts, theirs, library.standings, at_least)
    found: list[Gap] = []
    for city in dict.fromkeys(municipality(plan) for plan in work.sides.ours):
        work.step("不足をさがしています", 0.8)
        own = [plan for plan in work.sides.ours if municipality(plan) == city]
        asked = Asked(city, own, library.texts_of(city), library.lost(own), alikeness(work.near.get(city, ())))
        found.extend(gaps_of(asked, matters, library.texts, library.standings, at_least))
    return tuple(found)


def _indicators(index: Index, plans: Sequence[PlanEntry], facts: Facts) -> tuple[Compared, ...]:
    by_id = {plan.id: plan for plan in plans}
    with telling_damage(index.folder):
        found = [each for plan in plans for each in index.records.of(Indicator, plan.id)]
    return compared_indicators(found, by_id, index.encoder, facts.population)
