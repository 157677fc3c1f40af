"""Of which municipality an answer tells, and the same question put to others, each to be asked as it stands."""

from collections.abc import Iterable
from typing import Final

from ..desks.chosen import Clarify
from ..question.intent import Intent
from ..question.places import asked_of
from ..question.query import QUESTION_MAX
from ..question.question import Question
from .messages import sites

_SEVERAL: Final = 2
_CITIES: Final = 10  # offered; more is a list to read through, and the page has one of all of them


def told_of(question: Question) -> str | None:
    """Which municipality was searched where the filter and the question name different ones, or a town alone says it."""
    applied = question.applied
    if (said := applied.disagreement) is None:
        name = "・".join(place.name for place in applied.places)
        return f"「{question.town.name}」は{name}の地名なので、{name}の計画を調べました。" if question.town else None
    return said + sites([place for place in applied.outdone if not place.indexed and not applied.from_question])


def the_other(question: Question) -> Clarify | None:
    """The question put to what the filter asks for, where the question itself named another place."""
    applied = question.applied
    others = [place.name for place in applied.outdone if place.indexed]
    return _offer(f"{'・'.join(others)}については、こうお尋ねください。", question, others) if others else None


def whose(question: Question, told: Iterable[str | None] = ()) -> Clarify | None:
    """The question put to each municipality that may be meant, those of which something is ``told`` before others.

    None where there is nothing to choose: what is done, told of one municipality alone.
    """
    known = list(dict.fromkeys(city for city in told if city in question.cities))
    if not question.cities or (len(known) < _SEVERAL and not question.is_local):
        return None
    wanted = "窓口をご案内できます" if question.asked.intent is Intent.DESK else "そこのことをお答えできます"
    return _offer(
        f"お住まいの市区町村を教えていただくと、{wanted}。", question, [*dict.fromkeys((*known, *question.cities))]
    )


def _offer(said: str, question: Question, cities: list[str]) -> Clarify | None:
    district = question.district.address if question.district else question.town.name if question.town else ""
    texts = (asked_of(city, question.text, question.applied.places, district) for city in cities[:_CITIES])
    options = tuple(text for text in texts if len(text) <= QUESTION_MAX)
    return Clarify(said, options) if options else None
