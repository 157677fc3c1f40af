"""``report.json``: the whole report for programs, every item once, the same bytes for the same report."""

import json
from collections.abc import Iterable
from typing import Any

from index.catalog import PlanEntry
from search.report.items import municipality
from search.report.report import Boilerplate, Compared, Gap, Item, Match, Report

from .search import plan_json

_PLACES = 4  # of a likeness


def report_json(report: Report) -> bytes:
    """Items and plans stand once, by id; everything else names them."""
    document = {
        "day": report.day.isoformat(),
        "indexed": report.indexed,
        "ours": [plan.id for plan in report.ours],
        "others": [plan.id for plan in report.others],
        "plans": [plan_json(plan, report.day) for plan in _plans(report)],
        "items": [item_json(item) for item in _items(report)],
        "matches": [match_json(match) for match in report.matches],
        "gaps": [_gap(gap) for gap in report.gaps],
        "boilerplate": [_boilerplate(each) for each in report.boilerplate],
        "unique": [item.id for item in report.unique],
        "versions": [match_json(match) for match in report.versions],
        "new": [item.id for item in report.new],
        "cities": [{"row": c.row, "column": c.column, "value": c.value, "count": c.count} for c in report.cities],
        "chapters": [{"row": c.row, "column": c.column, "value": c.value, "count": c.count} for c in report.chapters],
        "themes": [
            {"name": each.name, "items": [item.id for item in each.items], "municipalities": list(each.municipalities)}
            for each in report.themes
        ],
        "points": [{"item": each.item.id, "x": each.x, "y": each.y, "theme": each.theme} for each in report.points],
        "indicators": [_compared(each) for each in report.indicators],
        "peers": [
            {"municipality": each.municipality, "distances": dict(each.distances), "why": each.why}
            for each in report.peers
        ],
        "method": list(report.method),
        "notes": list(report.notes),
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")


def item_json(item: Item) -> dict[str, Any]:
    """An item with its fields in their order."""
    return {
        "id": item.id,
        "plan_id": item.plan.id,
        "municipality": municipality(item.plan),
        "title": item.title,
        "text": item.text,
        "headings": list(item.headings),
        "passage_id": item.passage_id,
        "page": item.page,
        "fields": [{"name": name, "text": text} for name, text in item.fields],
    }


def match_json(match: Match) -> dict[str, Any]:
    """A match by the ids of its items."""
    return {
        "ours": match.ours.id,
        "theirs": match.theirs.id,
        "wording": _rounded(match.wording),
        "meaning": _rounded(match.meaning),
        "for_whom": _rounded(match.for_whom),
        "done": _rounded(match.done),
        "class": match.likeness.value,
        "sure": _rounded(match.sure),
        "shared": [list(span) for span in match.shared],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "lacking": gap.lacking,
        "name": gap.name,
        "absence": gap.absence.value,
        "sure": _rounded(gap.sure),
        "municipalities": list(gap.municipalities),
        "alikeness": _rounded(gap.alikeness),
        "examples": [item.id for item in gap.examples],
        "nearest": match_json(gap.nearest) if gap.nearest else None,
    }


def _boilerplate(each: Boilerplate) -> dict[str, Any]:
    return {
        "text": each.text,
        "items": [item.id for item in each.items],
        "municipalities": list(each.municipalities),
        "source": each.source.id if each.source else None,
        "law": each.law,
    }


def _compared(each: Compared) -> dict[str, Any]:
    names = ("municipality", "baseline", "baseline_year", "target", "target_year")
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in each.rows]
    directions, counts = each.directions or ("",) * len(rows), each.per_capita or (None,) * len(rows)
    for row, direction, per_capita in zip(rows, directions, counts, strict=True):
        row |= {"direction": direction, "per_capita": per_capita}
    return {"name": each.name, "unit": each.unit, "rows": rows}


def _items(report: Report) -> Iterable[Item]:
    pairs = [*report.matches, *report.versions, *(gap.nearest for gap in report.gaps if gap.nearest)]
    named = [
        *(item for match in pairs for item in (match.ours, match.theirs)),
        *(item for gap in report.gaps for item in gap.examples),
        *(item for each in report.boilerplate for item in each.items),
        *(item for theme in report.themes for item in theme.items),
        *report.unique,
        *report.new,
    ]
    return sorted({item.id: item for item in named}.values(), key=lambda item: item.id)


def _plans(report: Report) -> Iterable[PlanEntry]:
    named = [*report.ours, *report.others, *(item.plan for item in _items(report))]
    named += [each.source for each in report.boilerplate if each.source]
    return sorted({plan.id: plan for plan in named}.values(), key=lambda plan: plan.id)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)
