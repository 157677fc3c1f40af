"""``search`` and ``show`` as JSON (a contract: other programs rely on every name)."""

from datetime import date
from typing import NotRequired

from typing_extensions import TypedDict

from corpus.about.versions import is_in_force
from corpus.passage import Kind, Passage
from index.catalog import PlanEntry
from search.context import Context
from search.question.filters import Applied
from search.question.question import Question
from search.results import Confidence, Reply, Result


class PlanJson(TypedDict):
    """A plan as it is listed: whose it is, what it is, from when until when, and where it came from."""

    id: str
    title: str | None
    municipality_code: str | None
    municipality: str | None
    prefecture: str | None
    kind: str | None
    status: str | None
    period_start: int | None
    period_end: int | None
    published: str | None
    url: str | None
    file: str
    licence: str | None
    attribution: str | None
    in_force: bool | None


class LocatorJson(TypedDict):
    """Where a span stands: page, printed page and lines from 1, offsets in the plan's text."""

    page: int | None
    printed_page: int | None
    line_start: int
    line_end: int
    start: int
    end: int


class ResultJson(TypedDict):
    """One excerpt; ``text`` is verbatim, ``highlights`` are offsets in it."""

    rank: int
    score: float
    confidence: Confidence
    passage_id: str
    record_id: NotRequired[str]
    text: str
    headings: list[str]
    kind: Kind
    plan: PlanJson
    locator: LocatorJson
    ocr: float | None
    measure_id: NotRequired[str]
    highlights: list[list[int]]


class PlaceJson(TypedDict):
    """A municipality that was filtered by."""

    name: str
    codes: list[str]


class FiltersJson(TypedDict):
    """The filters as applied; ``note`` says in words what is not in the index, or why nothing passes."""

    municipalities: list[PlaceJson]
    from_question: bool
    kinds: list[str]
    statuses: list[str]
    note: str | None


class ExpansionJson(TypedDict):
    """An everyday word and what plans call it."""

    said: str
    official: list[str]


class SearchJson(TypedDict):
    """What ``fukushi search --json`` prints."""

    query: str
    filters: FiltersJson
    expansions: list[ExpansionJson]
    total_plans: int
    results: list[ResultJson]


class PassageJson(TypedDict):
    """What ``fukushi show --json`` prints: the passage, and the plan's text before and after it."""

    passage_id: str
    text: str
    before: str
    after: str
    first_line: int
    headings: list[str]
    kind: Kind
    plan: PlanJson
    locator: LocatorJson
    ocr: float | None


def reply_json(reply: Reply) -> SearchJson:
    """``search``'s JSON."""
    return {
        "query": reply.question.typed,
        "filters": filters_json(reply.question.applied),
        "expansions": expansions_json(reply.question),
        "total_plans": len(reply.question.applied.plans),
        "results": [result_json(result, reply.question.today) for result in reply.results],
    }


def expansions_json(question: Question) -> list[ExpansionJson]:
    """The everyday words of a question that plans have other words for."""
    return [{"said": each.said, "official": list(each.official)} for each in question.wanted.expansions]


def filters_json(applied: Applied) -> FiltersJson:
    """The filters as they were applied."""
    return {
        "municipalities": [{"name": place.name, "codes": list(place.codes)} for place in applied.places],
        "from_question": applied.from_question,
        "kinds": list(applied.kinds),
        "statuses": list(applied.statuses),
        "note": applied.note,
    }


def result_json(result: Result, today: date) -> ResultJson:
    """``RESULT``."""
    passage = result.passage
    document: ResultJson = {
        "rank": result.rank,
        "score": round(result.score, 6),
        "confidence": result.confidence,
        "passage_id": passage.id,
        "text": result.text,
        "headings": list(passage.headings),
        "kind": passage.kind,
        "plan": plan_json(result.plan, today, passage.url),
        "locator": locator_json(passage, result.start, result.end, result.line_start, result.line_end),
        "ocr": passage.ocr,
        "highlights": [list(mark) for mark in result.highlights],
    }
    if passage.record_id is not None:
        document["record_id"] = passage.record_id
    if passage.measure_id is not None:
        document["measure_id"] = passage.measure_id
    return document


def context_json(context: Context, today: date) -> PassageJson:
    """``show``'s JSON."""
    passage = context.passage
    return {
        "passage_id": passage.id,
        "text": context.span,
        "before": context.before,
        "after": context.after,
        "first_line": context.first_line,
        "headings": list(passage.headings),
        "kind": passage.kind,
        "plan": plan_json(context.plan, today, passage.url),
        "locator": locator_json(passage, passage.start, passage.end, passage.line_start, passage.line_end),
        "ocr": passage.ocr,
    }


def plan_json(plan: PlanEntry, today: date, url: str | None = None) -> PlanJson:
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


def locator_json(passage: Passage, start: int, end: int, line_start: int, line_end: int) -> LocatorJson:
    """Where a span of a passage stands."""
    return {
        "page": passage.page,
        "printed_page": passage.printed_page,
        "line_start": line_start,
        "line_end": line_end,
        "start": start,
        "end": end,
    }
