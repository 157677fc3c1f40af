"""``similar``'s JSON (a contract: other programs rely on every name)."""

from collections.abc import Sequence
from datetime import date

from typing_extensions import TypedDict

from search.report.report import Item, Likeness, Match

from .records import MeasureJson, fields_json
from .search import PlanJson, plan_json

MatchJson = TypedDict(
    "MatchJson",
    {
        "measure": MeasureJson,
        "plan": PlanJson,
        "wording": float,
        "meaning": float,
        "class": Likeness,
        "sure": float,
        "shared": list[list[int]],
    },
)


class SimilarJson(TypedDict):
    """What ``fukushi similar --json`` prints: ``wording`` and ``meaning`` in [0, 1], ``class`` in Japanese."""

    measure: MeasureJson
    matches: list[MatchJson]


def similar_json(item: Item, matches: Sequence[Match], today: date) -> SimilarJson:
    """``similar``'s JSON."""
    return {
        "measure": _measure_json(item),
        "matches": [
            {
                "measure": _measure_json(match.theirs),
                "plan": plan_json(match.theirs.plan, today),
                "wording": round(match.wording, 4),
                "meaning": round(match.meaning, 4),
                "class": match.likeness,
                "sure": round(match.sure, 4),
                "shared": [list(span) for span in match.shared],
            }
            for match in matches
        ],
    }


def _measure_json(item: Item) -> MeasureJson:
    """``MEASURE``, as ``records measures`` has it."""
    return {
        "id": item.id,
        "plan_id": item.plan.id,
        "number": item.number,
        "title": item.title,
        "fields": fields_json(item.fields),
        "passage_ids": list(item.passage_ids),
        "ocr": item.ocr,
    }
