"""``ask``'s JSON (a contract: other programs rely on every name)."""

from datetime import date
from typing import Any

from search.answerer import Answer
from search.citation import Citation, lines_of
from search.desks.choice import Choice

from .records import desk_json
from .search import locator_json, plan_json, result_json


def answer_json(answer: Answer) -> dict[str, Any]:
    """What ``fukushi ask --json`` prints."""
    today = answer.question.today
    return {
        "query": answer.question.typed,
        "answered": answer.answered,
        "certainty": answer.certainty.value,
        "reason": answer.reason.value if answer.reason else None,
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
            "intent": answer.question.asked.intent.value,
            "audiences": sorted(answer.question.audiences),
            "district": answer.question.district.address if answer.question.district else None,
            "years": list(answer.question.asked.years),
        },
        "expansions": [
            {"said": each.said, "official": list(each.official)} for each in answer.question.wanted.expansions
        ],
        "results": [result_json(result, today) for result in answer.reply.results],
    }


def citation_json(citation: Citation, today: date) -> dict[str, Any]:
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


def _choice(choice: Choice, today: date) -> dict[str, Any]:
    return {**desk_json(choice.desk), "why": choice.why, "plan": plan_json(choice.plan, today)}
