"""What an answer ends in: a number to call, what plans are drafts or over, other municipalities, other words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from index.catalog import Catalog, PlanEntry, kept

from ..answers.answer import Answer, Certainty, Reason
from ..answers.messages import compared, short_of
from ..answers.side_by_side import with_first_of_each
from ..coverage import shortfalls
from ..desks.checked import Checked, old_note, site_of, switchboard_why
from ..desks.chosen import Choice
from ..model.language_model import LanguageModel, ModelFailed
from ..question.places import Place, asked_of_each, indexed_places, wants_each

_COMPARED: Final = 10  # municipalities side by side in an answer; `compare` takes any number


def never_ending(answer: Answer, checked: Checked, catalog: Catalog) -> Answer:
    """``answer``; where it tells no number to call, or nothing at all, with the municipality's own number and its site."""
    question, first = answer.question, next(iter(answer.desks), None)
    nothing = answer.reason is Reason.NOT_IN_PLANS and not answer.sentences
    lost = (question.wants_desk or question.asked.phone or nothing) and not question.calling.whose_number
    if answer.helplines_alone or answer.clarify or (first.desk.phone if first else answer.answered or not lost):
        return answer
    plan = first.plan if first else kept(question.applied.plans, _of_the_one)
    if plan is None:
        return answer
    number, site = checked.switchboard_of(plan), site_of(plan)
    desks = answer.desks
    if number is not None and number not in [each.desk for each in desks]:
        told = Choice(number, catalog.plan_by_id[number.plan_id], switchboard_why(first))
        desks = (*desks, told)
        site = old_note((told,), question.today) + site
    return replace(answer, desks=desks, message="".join(filter(None, (answer.message, site))) or None)


def _of_the_one(plans: Sequence[PlanEntry]) -> PlanEntry | None:
    """The first of ``plans`` of which the municipality is known, where that of all is the same."""
    placed = [plan for plan in plans if plan.placed]
    return placed[0] if len({plan.municipality_code or plan.municipality for plan in placed}) == 1 else None


def with_standing(answer: Answer, catalog: Catalog) -> Answer:
    """``answer``, with a word on plans of the municipalities asked about that are drafts, are over or not in the index."""
    question, plans = answer.question, catalog.plans
    places = [place for place in question.applied.places if place.indexed]
    if answer.reason is Reason.AREA_NEEDED or not places:
        return answer
    quoted = [cited.plan for cited in answer.citations]
    said = short_of(shortfalls(question.text, places, quoted, plans, question.today))
    return replace(answer, message="".join(filter(None, (answer.message, said))) or None)


def with_the_others(answer: Answer, ask_of: Callable[[Place, str], Answer]) -> Answer:
    """A comparison, with what the plans of the municipalities of which it tells nothing say by themselves, or that it is nothing.

    ``ask_of`` puts a question to one of them.
    """
    question = answer.question
    named = [place for place in question.applied.places if place.indexed]
    places = named or indexed_places(question.applied.plans)
    told = {cited.plan.municipality for cited in answer.citations}
    if len(places) > _COMPARED:
        return answer
    each = asked_of_each(question.text, question.applied.places)
    own = {place.name: ask_of(place, each) for place in places if place.name not in told}
    silent = [name for name, said in own.items() if said.certainty is Certainty.NONE]
    near = [name for name, said in own.items() if said.certainty is Certainty.NEAR]
    lines = [said for said in own.values() if said.certainty is Certainty.STATED]
    asked = bool(named) or wants_each(question.text)
    return replace(with_first_of_each(answer, lines) if asked else answer, message=compared(silent, near))


def rephrased(answer: Answer, model: LanguageModel | None) -> Answer:
    """``answer`` in the words of a language model, where there is one and something is cited."""
    if model is None or not answer.answered or not answer.citations:
        return answer
    try:
        return replace(answer, sentences=model.rephrase(answer.question.text, answer.citations))
    except ModelFailed as error:
        return replace(answer, model_note=str(error))
