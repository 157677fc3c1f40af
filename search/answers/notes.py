"""What is added to an answer that is made: whose it is, what it does not hold, and what is left unsaid."""

from dataclasses import replace

from .answer import Answer, Reason
from .messages import not_here, not_surely_of
from .whose import the_other, told_of


def calm(answer: Answer) -> Answer:
    """Somebody in danger is not told that nothing was found."""
    quiet = answer.helplines_alone and not answer.sentences
    return replace(answer, message=None) if quiet else answer


def for_all(answer: Answer) -> Answer:
    """``answer``, with a word on those of several municipalities asked about that have no plan in the index."""
    absent = [place for place in answer.question.applied.places if not place.indexed]
    if not absent:
        return answer
    return replace(answer, message="".join(filter(None, (answer.message, not_here(absent)))))


def of_its_city(answer: Answer) -> Answer:
    """``answer``, with a word on whose it is and the question for the other side where filter and question disagree."""
    if answer.helplines_alone:
        return answer
    note = None if answer.reason is Reason.MUNICIPALITY_NOT_INDEXED else told_of(answer.question)
    other = None if answer.reason is Reason.OFF_TOPIC else the_other(answer.question)
    if answer.clarify and other:
        other = replace(answer.clarify, options=(*answer.clarify.options, *other.options))
    return replace(answer, city_note=note, clarify=other or answer.clarify)


def placed(answer: Answer) -> Answer:
    """``answer``, with a word on what it tells of documents of which nobody knows whose they are.

    Where nothing else is told to a question that names a place, it is no answer but only near it.
    """
    applied = answer.question.applied
    told = [*(each.plan for each in answer.citations), *(each.plan for each in answer.desks)]
    titles = dict.fromkeys(plan.title or plan.file for plan in told if not plan.placed)
    if not applied.places or not titles:
        return answer
    word = not_surely_of(applied.places, tuple(titles))
    alone = answer.answered and not any(plan.placed for plan in told)
    reason = Reason.NOT_IN_PLANS if alone else answer.reason
    return replace(answer, reason=reason, message="".join(filter(None, (answer.message, word))))
