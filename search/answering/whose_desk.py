"""Which desk a question is sent to: of the one municipality asked about, or of each that may be meant."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.records.desks.desk import Desk

from ..desks.choice import choose, likely
from ..desks.chosen import Choice, Chosen
from ..desks.features import Nearness
from ..desks.naming import typed_name
from ..desks.rooms import Rooms
from ..evidence.sentences import CITIES
from ..question.intent import Intent
from ..question.places import indexed_places
from ..searcher import Searcher
from .found import Findings


class WhoseDesk:
    """Chooses among the desks of one index."""

    def __init__(self, searcher: Searcher, desks: Sequence[Desk]) -> None:
        self._searcher = searcher
        self._rooms = Rooms(desks, searcher.index)
        self.checked = self._rooms.checked
        self._areas = self.checked.areas(searcher.districts.areas)

    def chosen(self, found: Findings) -> Chosen:
        """The desks to show, a question back, or neither."""
        question = found.question
        if question.asked.intent is Intent.COMPARISON:
            return Chosen((), None)
        nearness = Nearness.of(found.reply, found.match)
        chosen = choose(question, self._rooms.of(question), self._areas, self._searcher.rarity, nearness)
        if not (question.cities and question.wants_desk) or chosen.clarify or chosen.by_number:
            return chosen
        each = self._of_each(found, nearness)
        for first in chosen.desks[:1]:
            alone = all(choice.plan.municipality == first.plan.municipality for choice in each)
            if not first.by_matter and (alone or not typed_name(first.desk, first.plan, question.wanted.said)):
                return chosen  # by where it stands, or by a name that no other municipality's has
        return Chosen(each, None, of_each=True)

    def _of_each(self, found: Findings, nearness: Nearness) -> tuple[Choice, ...]:
        """The best desk of each municipality whose plans are nearest to the question, where one is likely meant."""
        question, applied = found.question, found.question.applied
        near = dict.fromkeys(result.plan.municipality for result in found.reply.results)
        places = {place.name: place for place in indexed_places(applied.plans)}
        told: list[Choice] = []
        for place in (places[name] for name in near if name in places):
            own = tuple(plan for plan in applied.plans if plan.municipality == place.name)
            there = replace(question, applied=replace(applied, places=(place,), plans=own))
            best = likely(there, self._rooms.of(there), self._areas, self._searcher.rarity, nearness)
            told += [best] if best and (best.desk.phone or not question.asked.phone) else []
            if len(told) == CITIES:
                break
        return tuple(told)
