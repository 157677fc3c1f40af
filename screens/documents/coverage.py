"""``coverage``'s JSON (a contract: other programs rely on every name)."""

from collections.abc import Iterable
from itertools import groupby

from typing_extensions import TypedDict

from corpus.about.standing import Standing
from search.coverage import Coverage, Held, Municipal


class HeldJson(TypedDict):
    """What is indexed of one kind of plan of a municipality."""

    kind: str
    state: Standing
    plan_id: str | None
    title: str | None
    status: str | None
    period_start: int | None
    period_end: int | None
    published: str | None
    looked_on: str | None
    ends_within_a_year: bool
    other_plan_ids: list[str]


class MunicipalJson(TypedDict):
    """One municipality and what is indexed of it."""

    municipality_code: str | None
    municipality: str
    prefecture: str | None
    plans: list[HeldJson]
    other_documents: int


class PrefectureJson(TypedDict):
    """The municipalities of a prefecture, counted."""

    prefecture: str | None
    municipalities: int
    in_force: int
    only_undated: int
    nothing: list[str]


class CoverageJson(TypedDict):
    """What ``fukushi coverage --json`` prints."""

    as_of: str
    municipalities: list[MunicipalJson]
    prefectures: list[PrefectureJson]
    unplaced: list[str]


def coverage_json(found: Coverage) -> CoverageJson:
    """``coverage``'s JSON."""
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


def _held(held: Held) -> HeldJson:
    plan = held.plan
    return {
        "kind": held.kind,
        "state": held.state,
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
