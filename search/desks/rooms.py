"""The desks of an index, those that a question may be about together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from index.opened import Index

from ..evidence.names import same
from ..question.question import Question
from .checked import Checked, is_switchboard
from .naming import has_number, is_beside, typed_name
from .room import Room, sentences_on
from .typed import Typed

_WHOLE: Final = 5  # characters of a name that is no office of every city (福祉課)
_OWN: Final = 8  # of a name that one municipality alone may have: くらし安心サポートセンター (arbitrary)
_ARTICLE: Final = 1000  # characters before a desk's end that may lead to it; arbitrary
_KEPT: Final = 128  # rooms held in memory, some hundred kilobytes each


class Rooms:
    """Makes a room of desks where a question needs it, and keeps it."""

    def __init__(self, desks: Sequence[Desk], index: Index) -> None:
        self._desks = desks
        self._index = index
        self._rooms: dict[tuple[str, ...], Room] = {}
        self._before = _ends_before(desks)
        self._places = defaultdict[str, list[int]](list)
        for place, desk in enumerate(desks):
            self._places[desk.plan_id].append(place)
        self.checked = Checked(desks, index.catalog.plan_by_id)

    def of(self, question: Question) -> Room:
        """The desks of the plans that are searched; of plans that need not be the asker's only those that were typed."""
        plans = {plan.id: plan for plan in question.applied.plans}
        sure = _surely_asked_about(question, plans)
        places = {place for plan_id in sure for place in self._places.get(plan_id, ())}
        if len(sure) < len(plans):
            may = self._nameable.candidates(question.wanted.said, question.calling.numbers)
            places.update(place for place in may if self._is_typed(self._desks[place], plans, question))
        desks = [self._desks[place] for place in sorted(places) if not self._out(self._desks[place], question)]
        key = tuple(desk.id for desk in desks)
        if key not in self._rooms:
            if len(self._rooms) >= _KEPT:
                del self._rooms[
                    next(iter(self._rooms))
                ]  # the oldest: with more towns than rooms all would be made again
            catalog = self._index.catalog
            texts = {plan_id: catalog.text(plan_id) for plan_id in {desk.plan_id for desk in desks}}
            said_of = {desk.id: self._said_of(desk, plans, texts) for desk in desks}
            entry_of = {desk.id: self._entry_of(desk, texts[desk.plan_id]) for desk in desks}
            article_of = {desk.id: self._article_of(desk, texts[desk.plan_id]) for desk in desks}
            self._rooms[key] = Room(
                desks,
                catalog.plan_by_id,
                lambda desk: said_of[desk.id],
                lambda desk: entry_of[desk.id],
                lambda desk: article_of[desk.id],
                self._index.words,
            )
        return self._rooms[key]

    @cached_property
    def _nameable(self) -> Typed:
        return Typed(self._desks, self._index.catalog.plan_by_id)

    @staticmethod
    def _is_typed(desk: Desk, plans: Mapping[str, PlanEntry], question: Question) -> bool:
        return desk.plan_id in plans and _typed(desk, plans[desk.plan_id], question)

    def _out(self, desk: Desk, question: Question) -> bool:
        """Whether a desk is left out: a plan's that a checked entry replaces, and a city's own number, unless asked for."""
        own = is_switchboard(desk) and "代表" not in question.wanted.said
        return (own or desk.id in self.checked.gone) and not has_number(desk, question.calling.numbers)

    def _article_of(self, desk: Desk, text: str) -> str:
        """The text that leads to a desk's number, from the number before it on, with the headings above."""
        start = max(self._before.get(desk.id, 0), desk.end - _ARTICLE, 0)
        passage = self._index.catalog.passage(desk.passage_id) if desk.passage_id else None
        return "\n".join((*(passage.headings if passage is not None else ()), text[min(start, desk.start) : desk.end]))

    def _entry_of(self, desk: Desk, text: str) -> str:
        """A desk's entry with the headings above it."""
        passage = self._index.catalog.passage(desk.passage_id) if desk.passage_id else None
        headings = passage.headings if passage is not None else ()
        return "\n".join((*headings, text[desk.start : desk.end]))

    def _said_of(self, desk: Desk, plans: Mapping[str, PlanEntry], texts: Mapping[str, str]) -> str:
        """What is said of a desk: by its own document, and of one in a table by the plans too that name it."""
        others = [each for each in self.checked.replaced_by(desk) if each.plan_id in plans]
        catalog = self._index.catalog
        told = [sentences_on(desk, plans[desk.plan_id], texts[desk.plan_id]), desk.what_for or ""]
        told = told if desk.source == DESK_TABLE else told[:1]
        for each in others:
            told.append(sentences_on(each, plans[each.plan_id], texts.get(each.plan_id) or catalog.text(each.plan_id)))
        return "\n".join(dict.fromkeys(filter(None, told)))


def _ends_before(desks: Sequence[Desk]) -> dict[str, int]:
    """Of each desk, where the one before it in its document that has a number ends."""
    ends: dict[str, int] = {}
    before: dict[str, int] = {}
    for desk in sorted(desks, key=lambda desk: (desk.plan_id, desk.start)):
        before[desk.id] = ends.get(desk.plan_id, 0)
        if desk.phone:
            ends[desk.plan_id] = max(desk.end, before[desk.id])
    return before


def _surely_asked_about(question: Question, plans: Mapping[str, PlanEntry]) -> set[str]:
    """The ids of the plans whose desks may be meant though nobody typed their names.

    Where a place is named: its own, and those that point to it. Otherwise all, if they are of one municipality or the
    district says whose is meant; else none.
    """
    applied = question.applied
    if applied.unplaced:
        plans = {key: plan for key, plan in plans.items() if plan.placed or applied.codes & set(plan.likely_codes)}
    whose = {
        plan.municipality_code or plan.likely_codes[:1] for plan in plans.values() if plan.placed or not applied.places
    }
    return set(plans) if len(whose) <= 1 or question.district is not None else set()


def _typed(desk: Desk, plan: PlanEntry, question: Question) -> bool:
    """Whether a desk's number, landmark or, where its municipality is unknown or none is named, whole name was typed."""
    numbers, said = question.calling.numbers, question.wanted.said
    if is_beside(desk, said) or bool(numbers and has_number(desk, numbers)):
        return True
    if question.applied.unplaced:
        return len(desk.name) >= _WHOLE and same(desk.name) in same(said)
    return not question.applied.places and len(typed_name(desk, plan, said)) >= _OWN
