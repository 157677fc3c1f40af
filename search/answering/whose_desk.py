"""Which desk a question is sent to: of the one municipality asked about, or of each that may be meant."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry, Plans, kept

from ..desks.choice import choose, likely
from ..desks.chosen import Choice, Chosen
from ..desks.features import Nearness
from ..desks.naming import typed_name
from ..desks.rooms import Rooms
from ..evidence.sentences import CITIES
from ..question.intent import Intent
from ..question.places import Place, indexed_places
from ..searcher import Searcher
from .found import Findings

# Municipalities in the order of what was found, among which one with the desk is looked for. Of 600 questions with their own
# left out, over the documents of many, 63 desks were told: 58 of the first five, and 5 of later ones, one of them for the matter.
_NEAREST: Final = 5


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
        near = dict.fromkeys(result.plan.municipality_code for result in found.reply.results)
        places, plans = kept(applied.plans, _places), kept(applied.plans, _by_municipality)
        told: list[Choice] = []
        for code in islice((code for code in near if code in places), _NEAREST):
            there = replace(question, applied=replace(applied, places=(places[code],), plans=plans[code]))
            best = likely(there, self._rooms.of(there), self._areas, self._searcher.rarity, nearness)
            told += [best] if best and (best.desk.phone or not question.asked.phone) else []
            if len(told) == CITIES:
                break
        return tuple(told)


def _places(plans: Sequence[PlanEntry]) -> dict[str | None, Place]:
    """The municipalities of ``plans``, by their codes: several may have one name."""
    return {code: place for place in indexed_places(plans) for code in place.codes}


def _by_municipality(plans: Sequence[PlanEntry]) -> dict[str | None, Plans]:
    """``plans`` of each municipality, by its code."""
    found = defaultdict[str | None, list[PlanEntry]](list)
    for plan in plans:
        found[plan.municipality_code].append(plan)
    return {code: Plans(own) for code, own in found.items()}
