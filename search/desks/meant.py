"""Which desks a question means, each with how certain that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from corpus.records.desks.area import Area
from corpus.records.desks.checked.desk_table import DESK_TABLE
from corpus.records.desks.desk import Desk
from corpus.text.matching import squeezed
from index.catalog import PlanEntry
from index.encoder.static import Rarity

from ..question.question import Question
from .area import is_everywhere
from .features import Features, Nearness, Weights, features_of
from .naming import typed_name
from .room import Room

_WEIGHTS: Final = Weights.learned()
# Log-odds. Of 373 questions over many municipalities whose desk is known and 73 that none fits, by towns that were not learned
# from, 217 are told the right desk, 37 a wrong one and 37 one that does not fit with -0.5; 232, 57 and 42 with -1.1.
_SURE: Final = -0.5  # that a desk which is asked for must have
_ASKED_BACK: Final = -1.1  # or one of those among which the area decides: it is asked about and not told; arbitrary
# Or less, where one is asked for and the second is further behind than _AHEAD: 39 of the 217 and 10 of the 37 are so.
_LEAST: Final = -2.5
_AHEAD: Final = 1.2
_CERTAIN: Final = -0.75  # and one that is not asked for; -1.0 to -0.5 give the same
# Of those that are not certain, two that may be meant: so certain, and so little behind the best of them; arbitrary. Of 120
# questions to documents of many municipalities they made the right number told, as near, to some seventeen more.
_POSSIBLE: Final = -3.5
_BEHIND: Final = 1.5
_NEAREST: Final = 2
# Share of a name's weight; arbitrary. Of 301 numbers told so for own contact questions 85 were right; that their name, what they
# end or what was found speaks of them leaves 80 and takes 41 others out, and 9 of 70 told where nobody has what is asked for.
_TYPED: Final = 0.3
# Log-odds by which an entry that a person checked goes before a plan's for the matter. Arbitrary: a plan's desk that is surer
# by more than this is for another matter.
_CHECKED: Final = 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """A desk that is certain enough: ``named`` where its name was typed more than led to, ``literal`` where it was, or
    its place was, as a whole.
    """

    desk: Desk
    certainty: float  # log-odds
    named: bool
    literal: bool
    beside: bool
    ahead: float = math.inf  # of the best desk of another name
    spoken_of: bool = True  # what was found for the question, its name or the text it ends speaks of it


@dataclass(frozen=True, slots=True)
class Meant:
    """The desks that are certain enough, the most certain first, equals in the order of the room; and those that have a
    number and are nearest to being so.
    """

    found: Sequence[Found]
    nearest: Sequence[Desk]


def meant_by(
    question: Question,
    room: Room,
    areas: Mapping[str, Sequence[Area]],
    rarity: Rarity,
    nearness: Nearness,
    weights: Weights = _WEIGHTS,
) -> Meant:
    """The desks of ``room`` that ``question`` means. Args: as of :func:`search.desks.choice.choose`."""
    features = features_of(question, room, areas, rarity, nearness)
    rated = _rated(question, room, features, [weights.certainty(each) for each in features])
    sure = _least(rated) if question.wants_desk else _CERTAIN
    found = [
        each
        for each in rated
        if each.literal  # who names a desk gets it
        or each.certainty >= sure
        or (question.wants_desk and each.certainty >= _ASKED_BACK and is_divided(areas.get(each.desk.id, ())))
    ]
    told = _each_once(sorted(_typed_most(found, room.plans, question.wanted.said), key=_before))
    return Meant(told, _nearest(rated) if question.wants_desk else ())


def _rated(question: Question, room: Room, features: Sequence[Features], certainties: Sequence[float]) -> list[Found]:
    """Every desk of ``room``, in its order."""
    best = sorted(zip(certainties, room.desks, strict=True), key=itemgetter(0), reverse=True)
    rated = []
    for desk, own, certainty in zip(room.desks, features, certainties, strict=True):
        beside = own.beside > 0
        literal = beside or (own.literal > 0 and not _is_of_many(desk, room, question.wanted.said))
        ahead = certainty - next((each for each, other in best if _is_another(other, desk)), -math.inf)
        spoken_of = max(own.first, own.article, own.sounded) > 0 or own.typed > _TYPED
        rated.append(Found(desk, certainty, literal or own.typed > own.turned, literal, beside, ahead, spoken_of))
    return rated


def _nearest(rated: Sequence[Found]) -> list[Desk]:
    """Those with a number that may be meant, by their numbers each once."""
    able = sorted((each for each in rated if each.desk.phone and each.spoken_of), key=lambda each: -each.certainty)
    least = max(_POSSIBLE, able[0].certainty - _BEHIND) if able else 0.0
    numbers = {each.desk.phone: each.desk for each in reversed(able) if each.certainty >= least}
    return list(reversed(numbers.values()))[:_NEAREST]


def _is_another(other: Desk, desk: Desk) -> bool:
    named = other.name != desk.name or other.plan_id != desk.plan_id
    return named and (other.phone != desk.phone or desk.phone is None)


def _is_of_many(desk: Desk, room: Room, said: str) -> bool:
    """Whether what was typed of a desk's name is what others are called too: 保健センター of 西町保健センター."""
    typed = typed_name(desk, room.plans[desk.plan_id], said)
    return any(typed in squeezed(other.name) for other in room.desks if other.name != desk.name and other.phone)


def is_divided(areas: Sequence[Area]) -> bool:
    """Whether a desk serves a part of its municipality only."""
    return bool(areas) and not any(map(is_everywhere, areas))


def _least(rated: Sequence[Found]) -> float:
    """How certain a desk must be that is asked for: less where one alone is far ahead of the others."""
    first = max(rated, key=lambda each: each.certainty, default=None)
    return max(_LEAST, min(_SURE, first.certainty)) if first is not None and first.ahead > _AHEAD else _SURE


def _each_once(found: Sequence[Found]) -> list[Found]:
    """Without the further rows of one desk: a table has one for each of its matters; those for other areas stay."""
    first: dict[tuple[str, str, str | None, tuple[str, ...]], Found] = {}
    for each in found:
        desk = each.desk
        first.setdefault((desk.plan_id, desk.name, desk.phone, desk.areas), each)
    return list(first.values())


def _before(found: Found) -> float:
    """What the found are sorted by: how certain they are, and whether a person checked them."""
    return -found.certainty - (_CHECKED if found.desk.source == DESK_TABLE else 0.0)


def _typed_most(found: Sequence[Found], plans: Mapping[str, PlanEntry], said: str) -> list[Found]:
    """Without the desks of which a part of another's name was typed: デイサービスセンター of デイサービスセンター湯の里."""
    names = [typed_name(each.desk, plans[each.desk.plan_id], said) for each in found]
    longer = [any(name and name != other and name in other for other in names) for name in names]
    return [each for each, outdone in zip(found, longer, strict=True) if not outdone]
