"""``search`` and ``show`` as JSON (a contract: other programs rely on every name)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from corpus.about.versions import is_in_force
from corpus.passage import Passage
from index.catalog import PlanEntry
from search.context import Context
from search.question.filters import Applied
from search.results import Reply, Result


def reply_json(reply: Reply) -> dict[str, Any]:
    """``search``'s JSON."""
    return {
        "query": reply.question.typed,
        "filters": filters_json(reply.question.applied),
        "expansions": [
            {"said": each.said, "official": list(each.official)} for each in reply.question.wanted.expansions
        ],
        "total_plans": len(reply.question.applied.plans),
        "results": [result_json(result, reply.question.today) for result in reply.results],
    }


def filters_json(applied: Applied) -> dict[str, Any]:
    """The filters as applied; ``note`` says in words what is not in the index, or why nothing passes."""
    return {
        "municipalities": [{"name": place.name, "codes": list(place.codes)} for place in applied.places],
        "from_question": applied.from_question,
        "kinds": list(applied.kinds),
        "statuses": list(applied.statuses),
        "note": applied.note,
    }


def result_json(result: Result, today: date) -> dict[str, Any]:
    """``RESULT``."""
    passage = result.passage
    record = {} if passage.record_id is None else {"record_id": passage.record_id}
    return {
        "rank": result.rank,
        "score": round(result.score, 6),
        "confidence": result.confidence.value,
        "passage_id": passage.id,
        **record,
        "text": result.text,
        "headings": list(passage.headings),
        "kind": passage.kind.value,
        "plan": plan_json(result.plan, today, passage.url),
        "locator": locator_json(passage, result.start, result.end, result.line_start, result.line_end),
        "ocr": passage.ocr,
        **({} if passage.measure_id is None else {"measure_id": passage.measure_id}),
        "highlights": [list(mark) for mark in result.highlights],
    }


def context_json(context: Context, today: date) -> dict[str, Any]:
    """``show``'s JSON: the passage, and the plan's text before and after it."""
    passage = context.passage
    return {
        "passage_id": passage.id,
        "text": context.span,
        "before": context.before,
        "after": context.after,
        "first_line": context.first_line,
        "headings": list(passage.headings),
        "kind": passage.kind.value,
        "plan": plan_json(context.plan, today, passage.url),
        "locator": locator_json(passage, passage.start, passage.end, passage.line_start, passage.line_end),
        "ocr": passage.ocr,
    }


def plan_json(plan: PlanEntry, today: date, url: str | None = None) -> dict[str, Any]:
    """``PLAN`` as of ``today``; ``url`` is a record's own address, where it has one."""
    return {
        "id": plan.id,
        "title": plan.title,
        "municipality_code": plan.municipality_code,
        "municipality": plan.municipality,
        "prefecture": plan.prefecture,
        "kind": plan.kind,
        "status": plan.status,
        "period_start": plan.period_start,
        "period_end": plan.period_end,
        "published": plan.published,
        "url": url or plan.url,
        "file": plan.file,
        "licence": plan.licence,
        "attribution": plan.attribution,
        "in_force": is_in_force(plan, today),
    }


def locator_json(passage: Passage, start: int, end: int, line_start: int, line_end: int) -> Mapping[str, Any]:
    """Where a span stands: page, printed page and lines from 1, offsets in the plan's text."""
    return {
        "page": passage.page,
        "printed_page": passage.printed_page,
        "line_start": line_start,
        "line_end": line_end,
        "start": start,
        "end": end,
    }
