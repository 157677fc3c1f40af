"""City by city: what each one's plans say to one question, or that they say nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from corpus.about.standing import Standing, standing
from corpus.about.title import kinds_named, plan_kind
from index.catalog import PlanEntry

from .answerer import Answerer
from .answers.answer import Answer, Certainty
from .citation import Citation
from .coverage import lacks, plans_of
from .evidence.named import names_it
from .question.filters import city_named
from .question.places import Place, asked_of_each, indexed_places, named_places

_UNREAD: Final = (
    200  # characters of all of a city's plans together, below which nothing can be said of them (arbitrary)
)


class State(StrEnum):
    """What is known of one city's answer."""

    STATED = "stated"
    NEAR = "near"
    NONE = "none"
    UNREADABLE = "unreadable"
    NOT_INDEXED = "not_indexed"


@dataclass(frozen=True, slots=True)
class CityView:
    """One city's line: ``text`` is the best sentence of its plans, None where there is none to tell.

    ``standing`` is DRAFT or EXPIRED where that is all that can be said of the plans that the sentence stands in, or,
    without one, of all the plans that the city has; else None.
    """

    municipality: str
    municipality_code: str | None
    state: State
    text: str | None
    citations: tuple[Citation, ...]
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question and what each city says to it, in the order asked for."""

    query: str
    cities: tuple[CityView, ...]


def compare(answerer: Answerer, question: str, cities: Sequence[str] = ()) -> Comparison:
    """Ask each of ``cities`` (names or codes); without any those that the question names, else all of the index.

    Raises: as :meth:`Answerer.ask`; UnknownMunicipality where a name or code is none.
    """
    plans = answerer.searcher.index.catalog.plans
    named = named_places(question, plans)
    places = [city_named(city, plans) for city in cities] or list(named) or indexed_places(plans)
    each = asked_of_each(question, named)
    return Comparison(question, tuple(_view(answerer, place, each) for place in places))


def _view(answerer: Answerer, place: Place, question: str) -> CityView:
    code = place.codes[0] if len(place.codes) == 1 else None
    if not place.indexed:
        return CityView(place.name, code, State.NOT_INDEXED, None, ())
    answer = answerer.ask_of(place, question)
    own = plans_of(place, answerer.searcher.index.catalog.plans)
    kinds = kinds_named(question)
    if lacks(own, kinds) and not (answer.answered if kinds else answer.sentences):
        return CityView(place.name, code, State.NOT_INDEXED, None, ())  # nobody loaded the plan that might say it
    if not answer.sentences:
        state = State.UNREADABLE if _is_unread(answerer, own) else _STATES[answer.certainty]
        return CityView(place.name, code, state, None, (), _short_of_force(own, answer.question.today))
    first = answer.sentences[0]
    citations = tuple(answer.citations[n - 1] for n in first.citations)
    state = _STATES[answer.certainty] if _names_the_thing(answer) else State.NEAR
    lapsed = _short_of_force([cited.plan for cited in citations], answer.question.today)
    return CityView(place.name, code, state, first.text, citations, lapsed)


def _short_of_force(plans: Sequence[PlanEntry], today: date) -> Standing | None:
    """What all of the plans are where none of them is in force: expired if one ever was, else drafts."""
    standings = {standing(plan, today) for plan in plans if plan_kind(plan.kind, plan.title) is not None}
    if not standings or Standing.IN_FORCE in standings:
        return None
    return Standing.EXPIRED if Standing.EXPIRED in standings else Standing.DRAFT


def _names_the_thing(answer: Answer) -> bool:
    return names_it(answer.question.wanted, [each.passage for each in answer.citations])


_STATES: Final = {
    Certainty.STATED: State.STATED, Certainty.NEAR: State.NEAR, Certainty.NONE: State.NONE
}  # fmt: skip


def _is_unread(answerer: Answerer, own: Sequence[PlanEntry]) -> bool:
    """Whether hardly a word of a place's own plans could be read."""
    readability = answerer.searcher.index.records.readability()
    return sum(readability[plan.id].characters for plan in own) < _UNREAD
