"""The desks of an index, those that a question may be about together."""

from collections.abc import Sequence
from typing import Final

from corpus.records.desks.desk import Desk
from index.opened import Index

from ..question.question import Question
from .naming import has_number, is_beside
from .room import Room, sentences_on

_KEPT: Final = 64  # rooms held in memory, a few hundred kilobytes each


class Rooms:
    """Makes a room of desks where a question needs it, and keeps it."""

    def __init__(self, desks: Sequence[Desk], index: Index) -> None:
        self._desks = desks
        self._index = index
        self._rooms: dict[tuple[str, ...], Room] = {}

    def of(self, question: Question) -> Room:
        """The desks of the plans that are searched.

        Of several municipalities only those whose number or landmark was typed, unless the district says whose.
        """
        plans = {plan.id: plan for plan in question.applied.plans}
        desks = [desk for desk in self._desks if desk.plan_id in plans]
        if len({plan.municipality_code for plan in plans.values()}) > 1 and question.district is None:
            numbers, said = question.calling.numbers, question.wanted.said
            desks = [desk for desk in desks if is_beside(desk, said) or (numbers and has_number(desk, numbers))]
        key = tuple(desk.id for desk in desks)
        if key not in self._rooms:
            if len(self._rooms) >= _KEPT:
                self._rooms.clear()
            catalog = self._index.catalog
            texts = {plan_id: catalog.text(plan_id) for plan_id in {desk.plan_id for desk in desks}}
            said_of = {desk.id: sentences_on(desk, plans[desk.plan_id], texts[desk.plan_id]) for desk in desks}
            by_id = self._index.catalog.plan_by_id
            self._rooms[key] = Room(desks, by_id, lambda desk: said_of[desk.id], self._index.words)
        return self._rooms[key]
