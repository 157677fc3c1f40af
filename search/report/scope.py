"""Whose plans are compared with whose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.about.versions import in_force, version_key
from index.catalog import PlanEntry
from search.errors import UnknownMunicipality
from search.question.filters import city_named

from .errors import ComparedWithItself, NothingToCompare, NotIndexed
from .items import municipality

_YEAR: Final = 4  # digits


@dataclass(frozen=True, slots=True)
class Sides:
    """Our plans, the others', other versions of ours, and what was left out, in sentences."""

    ours: tuple[PlanEntry, ...]
    others: tuple[PlanEntry, ...]
    versions: tuple[PlanEntry, ...]
    notes: tuple[str, ...] = ()
    everybody: bool = False  # with everybody: a municipality's own plans are among the others


def sides_of(
    plans: Sequence[PlanEntry], ours: Sequence[str], others: Sequence[str], since: int | None, today: date
) -> Sides:
    """Who is compared with whom; names are of plans or of municipalities, none of ``others`` means everybody else.

    A municipality stands for its plans in force. Raises: NotIndexed, ComparedWithItself, NothingToCompare.
    """
    current = in_force(plans, today)
    own = (
        _unique(plan for name in ours for plan in named_plans(plans, name, current)) if ours else _live(plans, current)
    )
    places = {municipality(plan) for plan in own}
    keys = {version_key(plan) for plan in own}
    if others:
        wanted = _unique(plan for name in others for plan in named_plans(plans, name, current))
        wanted = tuple(plan for plan in wanted if plan not in own)
        if not wanted:
            raise ComparedWithItself(others[0])
        versions = tuple(plan for plan in wanted if version_key(plan) in keys)
        far = tuple(plan for plan in wanted if plan not in versions)
    else:
        versions = tuple(plan for plan in plans if version_key(plan) in keys and plan not in own) if ours else ()
        far = tuple(each for each in _live(plans, current) if not ours or municipality(each) not in places)
    far, notes = _recent(far, since)
    if not far and not versions:
        raise NothingToCompare(f"{since}年度以降のもの" if since else "索引にほかの市区町村のものがない")
    if not ours and len({municipality(plan) for plan in far}) < 2:
        raise NothingToCompare("索引にほかの市区町村のものがない")
    return Sides(own, far, versions, notes, not ours)


def named_plans(plans: Sequence[PlanEntry], name: str, current: set[str]) -> tuple[PlanEntry, ...]:
    """The plan of this id, else those in force of the municipality of this name. Raises: NotIndexed."""
    for plan in plans:
        if plan.id == name:
            return (plan,)
    known = sorted({municipality(plan) for plan in plans})
    try:
        place = city_named(name, plans)
    except UnknownMunicipality as error:
        raise NotIndexed(name, known) from error
    found = tuple(
        plan
        for plan in plans
        if (plan.municipality_code in place.codes if plan.municipality_code else plan.municipality == place.name)
    )
    if not found:
        raise NotIndexed(name, known)
    return tuple(plan for plan in found if plan.id in current) or found


def year_of(plan: PlanEntry) -> int | None:
    """The year that a plan starts in, else that it was published in."""
    if plan.period_start is not None:
        return plan.period_start
    return int(plan.published[:_YEAR]) if plan.published and plan.published[:_YEAR].isdigit() else None


def _recent(plans: tuple[PlanEntry, ...], since: int | None) -> tuple[tuple[PlanEntry, ...], tuple[str, ...]]:
    if since is None:
        return plans, ()
    undated = [plan for plan in plans if year_of(plan) is None]
    kept = tuple(plan for plan in plans if (year_of(plan) or 0) >= since)
    names = "、".join(f"{municipality(plan)}「{plan.title or plan.id}」" for plan in undated[:5])
    more = " など" if len(undated) > 5 else ""
    note = f"年の分からない計画 {len(undated)} 件({names}{more})は、{since}年度以降と言えないので、くらべる相手から除きました。"
    return kept, (note,) if undated else ()


def _live(plans: Sequence[PlanEntry], current: set[str]) -> tuple[PlanEntry, ...]:
    return tuple(plan for plan in plans if plan.id in current and plan.placed)


def _unique(plans: Iterable[PlanEntry]) -> tuple[PlanEntry, ...]:
    return tuple(dict.fromkeys(plans))
