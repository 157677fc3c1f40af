"""What a page shows of what was asked: one dataclass, made from the index by pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from search.answerer import Answerer
from search.errors import QuestionTooLong
from search.measures.matching import GAUGE_LEAST, LEAST, Readings, gauged, lines_in, matched
from search.measures.shelf import Gauge, Shelf
from search.question.query import QUESTION_MAX

from ..api.replies import Replies
from .alike import ALIKE_MOST, AlikeView, alike_view
from .asked import PICKED_MOST, Asked, View
from .beside import Row, rows_beside
from .cards import Card, card
from .cities import TOPICS_MOST, CityTable, cities_asked, city_table
from .excerpts import telling
from .facets import Chip, FacetView, chips, facet_views, holders, passing, place_facets, unknown
from .gauges import UnitGauges, by_unit
from .listing import Listing, Matches, listing

_NEEDS_QUESTION: Final = "この見方では、上の欄に調べたいことを書いて「さがす」を押してください。"
_NONE_PICKED: Final = "施策がまだ選ばれていません。「施策の一覧」で、くらべたい施策の「えらぶ」に印を付けてください。"
_NONE_GAUGED: Final = "該当する指標は見当たりません。言葉を変えるか、条件を外してみてください。"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on a page: one of ``listing``, ``beside``, ``cities``, ``gauges``, ``alike``, or sentences alone.

    ``wrong`` are sentences on what was asked that is nothing here: then there are no results. ``notes`` are others.
    """

    asked: Asked
    facets: tuple[FacetView, ...] = ()
    chips: tuple[Chip, ...] = ()
    wrong: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    listing: Listing | None = None
    beside: tuple[Card, ...] = ()
    rows: tuple[Row, ...] = ()
    cities: CityTable | None = None
    gauges: tuple[UnitGauges, ...] = ()
    alike: AlikeView | None = None

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to take away."""
        told = (self.beside, self.cities, self.gauges, self.alike and self.alike.others)
        return any(told) or bool(self.listing and self.listing.groups)

    @property
    def unboxed(self) -> tuple[tuple[str, str], ...]:
        """The filters that have no box on the page."""
        boxed = {(facet.key, each.value) for facet in self.facets for each in (*facet.options, *facet.others)}
        return tuple(each for each in self.asked.filters if each not in boxed)

    @property
    def hidden(self) -> tuple[str, ...]:
        """What is picked and has no box of its own on the page."""
        boxes = {card.id for group in self.listing.groups for card in group.cards} if self.listing else set()
        if self.alike:
            boxes |= {self.alike.of.id, *(each.card.id for each in self.alike.others)}
        return tuple(each for each in self.asked.picked if each not in boxes)


def shown(answerer: Answerer, readings: Readings, replies: Replies, asked: Asked, today: date) -> Shown:
    """Everything that a page shows. Raises: EmptyQuestion, QuestionTooLong, UnknownMeasure, BrokenIndex."""
    if len(asked.question) > QUESTION_MAX:
        raise QuestionTooLong(len(asked.question), QUESTION_MAX)
    shelf = readings.shelf
    asked, notes = _known(asked, shelf)
    if len(lines_in(asked.question)) > TOPICS_MOST:
        notes = (*notes, f"一度に調べられるのは{TOPICS_MOST}行までです。初めの{TOPICS_MOST}行で調べました。")
    everybody = holders(answerer.searcher.index.catalog.plans)
    wrong = (*asked.wrong, *unknown((*everybody, *shelf.measures, *shelf.gauges), asked))
    start = Shown(asked, chips=chips(asked), wrong=wrong, notes=notes)
    if wrong:
        return start
    match asked.view:
        case View.GAUGES:
            return _with_gauges(start, answerer, readings, today)
        case View.LIST:
            return _with_listing(start, answerer, readings, today)
        case View.CITIES:
            return _with_cities(replace(start, facets=place_facets(everybody, asked)), answerer)
        case View.ALIKE:
            found = alike_view(replies.similar(asked.similar, ALIKE_MOST), shelf, asked.picked, today)
            return replace(start, alike=found)
        case View.BESIDE:
            picked = [each for name in asked.picked if (each := shelf.measure(name))]
            beside = tuple(card(each, asked.picked, today) for each in picked[:PICKED_MOST])
            nothing = () if beside else (_NONE_PICKED,)
            return replace(start, beside=beside, rows=rows_beside(beside), notes=(*start.notes, *nothing))


def _known(asked: Asked, shelf: Shelf) -> tuple[Asked, tuple[str, ...]]:
    """``asked`` with what can be picked, and a sentence for what cannot."""
    there = {each.measure.id for each in shelf.measures}
    picked = tuple(each for each in asked.picked if each in there)
    notes = []
    if len(picked) < len(asked.picked):
        notes.append(f"選ばれていた施策のうち {len(asked.picked) - len(picked)}件は、いまの計画の中にありません。")
    if len(picked) > PICKED_MOST:
        notes.append(f"ならべられるのは{PICKED_MOST}件までです。先に選ばれた{PICKED_MOST}件を残しました。")
    return replace(asked, picked=picked[:PICKED_MOST]), tuple(notes)


def _with_listing(start: Shown, answerer: Answerer, readings: Readings, today: date) -> Shown:
    shelf, asked = readings.shelf, start.asked
    matches = Matches({}, {})
    matching = frozenset(range(len(shelf.measures)))
    notes: tuple[str, ...] = ()
    if asked.question:
        found = matched(answerer.searcher, readings, lines_in(asked.question)[:TOPICS_MOST])
        matches = Matches(
            {place: float(each) for place, each in enumerate(found.sure) if each >= LEAST}, telling(found.lemmas)
        )
        matching = frozenset(matches.sure)
        if found.places:
            names = "、".join(each.name for each in found.places)
            notes = (f"質問に市区町村の名前があるので、{names}の施策だけを出しています。",)
    places = [place for place in passing(shelf.measures, asked) if place in matching]
    made = listing(shelf, answerer.searcher.index.catalog.plans, places, matches, asked, today)
    return replace(
        start, facets=facet_views(shelf.measures, asked, matching), listing=made, notes=(*start.notes, *notes)
    )


def _with_gauges(start: Shown, answerer: Answerer, readings: Readings, today: date) -> Shown:
    gauges, asked = readings.shelf.gauges, start.asked
    sure: Mapping[int, float] = dict.fromkeys(range(len(gauges)), 1.0)
    if asked.question:
        told = gauged(answerer.searcher, readings, lines_in(asked.question)[:TOPICS_MOST]).sure
        sure = {place: float(each) for place, each in enumerate(told) if each >= GAUGE_LEAST}
    elif not asked.filters:
        facets = facet_views(gauges, asked, frozenset(range(len(gauges))))
        return replace(start, facets=facets, notes=(*start.notes, _NEEDS_QUESTION))
    places = [place for place in passing(gauges, asked) if place in sure]
    chosen: list[Gauge] = [gauges[place] for place in places]
    units = by_unit(chosen, {at: sure[place] for at, place in enumerate(places)}, today)
    nothing = () if units else (_NONE_GAUGED,)
    return replace(
        start, facets=facet_views(gauges, asked, frozenset(sure)), gauges=units, notes=(*start.notes, *nothing)
    )


def _with_cities(start: Shown, answerer: Answerer) -> Shown:
    asked = start.asked
    if not asked.question:
        return replace(start, notes=(*start.notes, _NEEDS_QUESTION))
    cities = cities_asked(answerer.searcher.index.catalog.plans, asked)
    return replace(start, cities=city_table(answerer, lines_in(asked.question)[:TOPICS_MOST], cities, asked))
