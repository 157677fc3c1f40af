"""``ask``'s JSON (a contract: other programs rely on every name)."""

from datetime import date

from typing_extensions import TypedDict

from search.answers.answer import Answer, Certainty, Reason
from search.citation import Citation, lines_of
from search.desks.chosen import Choice
from search.question.audience import Audience
from search.question.intent import Intent

from .records import DeskJson, desk_json
from .search import (
    ExpansionJson,
    LocatorJson,
    PlanJson,
    ResultJson,
    expansions_json,
    locator_json,
    plan_json,
    result_json,
)


class SentenceJson(TypedDict):
    """A sentence of an answer, and the numbers of the citations it rests on."""

    text: str
    citations: list[int]


class CitationJson(TypedDict):
    """A span of a plan; ``quote`` is the plan's text from ``start`` to ``end``."""

    n: int
    passage_id: str
    quote: str
    start: int
    end: int
    plan: PlanJson
    locator: LocatorJson
    ocr: float | None


class ChosenDeskJson(DeskJson):
    """A desk, and why this one."""

    why: str
    plan: PlanJson


class HelplineJson(TypedDict):
    """Whom to call where somebody may be in danger."""

    name: str
    phone: str
    hours: str
    url: str


class ClarifyJson(TypedDict):
    """A question back; each option can be asked as it stands."""

    question: str
    options: list[str]


class UnderstoodJson(TypedDict):
    """How the question was read."""

    intent: Intent
    audiences: list[Audience]
    district: str | None
    years: list[int]


class AskJson(TypedDict):
    """What ``fukushi ask --json`` prints."""

    query: str
    answered: bool
    certainty: Certainty
    reason: Reason | None
    message: str | None
    sentences: list[SentenceJson]
    citations: list[CitationJson]
    desks: list[ChosenDeskJson]
    urgent: list[HelplineJson]
    clarify: ClarifyJson | None
    understood: UnderstoodJson
    expansions: list[ExpansionJson]
    results: list[ResultJson]


class DesksJson(TypedDict):
    """What an answer says of desks, alone."""

    query: str
    certainty: Certainty
    message: str | None
    desks: list[ChosenDeskJson]
    urgent: list[HelplineJson]
    clarify: ClarifyJson | None


def desks_json(answer: Answer) -> DesksJson:
    """The part of ``ask``'s JSON that is about desks."""
    whole = answer_json(answer)
    return {
        "query": whole["query"],
        "certainty": whole["certainty"],
        "message": whole["message"],
        "desks": whole["desks"],
        "urgent": whole["urgent"],
        "clarify": whole["clarify"],
    }


def answer_json(answer: Answer) -> AskJson:
    """``ask``'s JSON."""
    today = answer.question.today
    return {
        "query": answer.question.typed,
        "answered": answer.answered,
        "certainty": answer.certainty,
        "reason": answer.reason,
        "message": "".join(filter(None, (answer.city_note, answer.message))) or None,
        "sentences": [{"text": each.text, "citations": list(each.citations)} for each in answer.sentences],
        "citations": [citation_json(each, today) for each in answer.citations],
        "desks": [_choice(each, today) for each in answer.desks],
        "urgent": [
            {"name": line.name, "phone": line.phone, "hours": line.hours, "url": line.url}
            for line in (answer.urgent.helplines if answer.urgent else ())
        ],
        "clarify": {"question": answer.clarify.question, "options": list(answer.clarify.options)}
        if answer.clarify
        else None,
        "understood": {
            "intent": answer.question.asked.intent,
            "audiences": sorted(answer.question.audiences),
            "district": answer.question.district.address if answer.question.district else None,
            "years": list(answer.question.asked.years),
        },
        "expansions": expansions_json(answer.question),
        "results": [result_json(result, today) for result in answer.reply.results],
    }


def citation_json(citation: Citation, today: date) -> CitationJson:
    """A span of a plan and where it stands."""
    passage = citation.passage
    return {
        "n": citation.n,
        "passage_id": passage.id,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "plan": plan_json(citation.plan, today),
        "locator": locator_json(
            passage, citation.start, citation.end, *lines_of(passage, citation.start, citation.end)
        ),
        "ocr": passage.ocr,
    }


def _choice(choice: Choice, today: date) -> ChosenDeskJson:
    return {**desk_json(choice.desk), "why": choice.why, "plan": plan_json(choice.plan, today)}
