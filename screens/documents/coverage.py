"""``coverage``'s JSON (a contract: other programs rely on every name)."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from corpus.about.standing import Standing
from search.coverage import Coverage, Held, Municipal


def coverage_json(found: Coverage) -> dict[str, Any]:
    """What ``fukushi coverage --json`` prints."""
    return {
        "as_of": found.as_of.isoformat(),
        "municipalities": [
            {
                "municipality_code": each.code,
                "municipality": each.municipality,
                "prefecture": each.prefecture,
                "plans": [_held(held) for held in each.plans],
                "other_documents": each.other_documents,
            }
            for each in found.municipalities
        ],
        "prefectures": [
            {
                "prefecture": prefecture,
                "municipalities": len(places),
                "in_force": sum(Standing.IN_FORCE in each.states for each in places),
                "only_undated": sum(each.only_undated for each in places),
                "nothing": [each.municipality for each in without_plans(places)],
            }
            for prefecture, places in by_prefecture(found)
        ],
        "unplaced": [plan.id for plan in found.unplaced],
    }


def by_prefecture(found: Coverage) -> list[tuple[str | None, list[Municipal]]]:
    """The municipalities of each prefecture, in order."""
    return [(name, list(group)) for name, group in groupby(found.municipalities, key=lambda each: each.prefecture)]


def without_plans(places: Iterable[Municipal]) -> list[Municipal]:
    """Those of which there is no plan, no draft and nothing that has expired."""
    return [each for each in places if not each.states]


def _held(held: Held) -> dict[str, Any]:
    plan = held.plan
    return {
        "kind": held.kind,
        "state": held.state.value,
        "plan_id": plan.id if plan else None,
        "title": plan.title if plan else None,
        "status": plan.status if plan else None,
        "period_start": plan.period_start if plan else None,
        "period_end": plan.period_end if plan else None,
        "published": plan.published if plan else None,
        "looked_on": held.looked_on,
        "ends_within_a_year": held.ends_soon,
        "other_plan_ids": [each.id for each in held.others],
    }
