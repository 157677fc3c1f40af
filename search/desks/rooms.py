"""The desks of an index, those that a question may be about together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import Final

from corpus.passage import Passage
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from index.catalog import Catalog, PlanEntry, kept
from index.desks.known import UNKNOWN, Known
from index.desks.texts import article_of, ends_before, entry_of, sentences_on
from index.opened import Index

from ..evidence.names import same
from ..question.question import Question
from .checked import Checked, is_switchboard
from .naming import has_number, is_beside, typed_name
from .room import Room
from .typed import Typed

_WHOLE: Final = 5  # characters of a name that is no office of every city (福祉課)
_OWN: Final = 8  # of a name that one municipality alone may have: くらし安心サポートセンター (arbitrary)
_KEPT: Final = 128  # rooms held in memory, some hundred kilobytes each


class Rooms:
    """Makes a room of desks where a question needs it, and keeps it."""

    def __init__(self, desks: Sequence[Desk], index: Index) -> None:
        self._desks = desks
        self._index = index
        self._rooms: dict[tuple[str, ...], Room] = {}
        self._before = ends_before(desks)
        self._places = defaultdict[str, list[int]](list)
        for place, desk in enumerate(desks):
            self._places[desk.plan_id].append(place)
        self.checked = Checked(desks, index.catalog.plan_by_id)

    def of(self, question: Question) -> Room:
        """The desks of the plans that are searched; of plans that need not be the asker's only those that were typed."""
        plans = kept(question.applied.plans, _by_id)
        sure = _surely_asked_about(question)
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
            known = self._index.desks.of(key)
            texts = _Texts(self._index.catalog, known, self._before)
            said_of = {desk.id: self._said_of(desk, plans, texts) for desk in desks}
            self._rooms[key] = Room(
                desks,
                self._index.catalog.plan_by_id,
                lambda desk: said_of[desk.id],
                texts.entry,
                texts.article,
                self._index.words,
                known,
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

    def _said_of(self, desk: Desk, plans: Mapping[str, PlanEntry], texts: "_Texts") -> str:
        """What is said of a desk: by its own document, and of one in a table by the plans too that name it."""
        others = [each for each in self.checked.replaced_by(desk) if each.plan_id in plans]
        told = [texts.said(desk), (desk.what_for or "") if desk.source == DESK_TABLE else ""]
        told += map(texts.said, others)
        return "\n".join(dict.fromkeys(filter(None, told)))


class _Texts:
    """What plans say of desks: as it was written when the index was built, or read from them."""

    def __init__(self, catalog: Catalog, known: Mapping[str, Known], before: Mapping[str, int]) -> None:
        self._catalog, self._known, self._before = catalog, known, before
        self._texts: dict[str, str] = {}

    def said(self, desk: Desk) -> str:
        """The sentences of its own document that name a desk."""
        known = self._known.get(desk.id, UNKNOWN).said
        return sentences_on(desk, self._catalog.plan_by_id[desk.plan_id], self._of(desk)) if known is None else known

    def entry(self, desk: Desk) -> str:
        """Its entry."""
        known = self._known.get(desk.id, UNKNOWN).entry
        return entry_of(desk, self._of(desk), self._passage(desk)) if known is None else known

    def article(self, desk: Desk) -> str:
        """The text that leads to its number."""
        return article_of(desk, self._of(desk), self._before.get(desk.id, 0), self._passage(desk))

    def _of(self, desk: Desk) -> str:
        if desk.plan_id not in self._texts:
            self._texts[desk.plan_id] = self._catalog.text(desk.plan_id)
        return self._texts[desk.plan_id]

    def _passage(self, desk: Desk) -> Passage | None:
        return self._catalog.passage(desk.passage_id) if desk.passage_id else None


def _surely_asked_about(question: Question) -> Set[str]:
    """The ids of the plans whose desks may be meant though nobody typed their names.

    Where a place is named: its own, and those that point to it. Otherwise all, if they are of one municipality or the
    district says whose is meant; else none.
    """
    applied = question.applied
    sure: Sequence[PlanEntry] = applied.plans
    if applied.unplaced:
        sure = [plan for plan in sure if plan.placed or applied.codes & set(plan.likely_codes)]
    known = [plan for plan in sure if plan.placed] if applied.places else sure
    return kept(sure, _by_id).keys() if kept(known, _of_one) or question.district is not None else frozenset()


def _of_one(plans: Sequence[PlanEntry]) -> bool:
    """Whether all of ``plans`` are, or seem to be, of one municipality."""
    return len({plan.municipality_code or plan.likely_codes[:1] for plan in plans}) <= 1


def _by_id(plans: Sequence[PlanEntry]) -> dict[str, PlanEntry]:
    return {plan.id: plan for plan in plans}


def _typed(desk: Desk, plan: PlanEntry, question: Question) -> bool:
    """Whether a desk's number, landmark or, where its municipality is unknown or none is named, whole name was typed."""
    numbers, said = question.calling.numbers, question.wanted.said
    if is_beside(desk, said) or bool(numbers and has_number(desk, numbers)):
        return True
    if question.applied.unplaced:
        return len(desk.name) >= _WHOLE and same(desk.name) in same(said)
    return not question.applied.places and len(typed_name(desk, plan, said)) >= _OWN
