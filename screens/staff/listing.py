"""The measures that are shown, by municipality, and which municipalities have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.catalog import PlanEntry
from search.measures.shelf import Shelf
from search.report.items import municipality

from .asked import Asked, Sort
from .cards import Card, card

EVERYBODY: Final = "*"  # opened: every municipality is shown
_GROUPS: Final = 20  # municipalities that are shown at once; what is nearest comes first (arbitrary)
_SHOWN: Final = 3  # measures of a municipality that are shown at once, where there are several (arbitrary)
_ALONE: Final = 30  # the same where there is but one


@dataclass(frozen=True, slots=True)
class Matches:
    """How sure it is that measures are meant, by place on the shelf, and the words looked for; empty without a question."""

    sure: Mapping[int, float]
    lemmas: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Group:
    """A municipality's measures that are shown, and how many are not."""

    municipality: str
    prefecture: str
    cards: tuple[Card, ...]
    hidden: int
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The groups; ``lacking`` have measures but none of these, of ``unread`` no measure could be read at all."""

    groups: tuple[Group, ...]
    count: int
    lacking: tuple[str, ...]
    unread: tuple[str, ...]
    headline: str
    others: int  # municipalities that have some and are not shown


def listing(
    shelf: Shelf, plans: Sequence[PlanEntry], places: Sequence[int], matches: Matches, asked: Asked, today: date
) -> Listing:
    """What is shown of the measures in ``places`` of the shelf.

    Args:
        shelf: all measures.
        plans: of the index; the municipalities that the filters of place leave are told of, also without a measure.
        places: of the measures that match and pass.
        matches: what was looked for.
        asked: the order, what is picked, and whose measures are shown whole.
        today: decides what is in force.
    """
    by_city: dict[str, list[int]] = {}
    for place in places:
        by_city.setdefault(municipality(shelf.measures[place].plan), []).append(place)
    ordered = sorted(by_city.items(), key=lambda each: _city_order(shelf, each[1], matches.sure, asked.sort))
    shown = ordered if EVERYBODY in asked.opened or len(ordered) <= _GROUPS + 1 else ordered[:_GROUPS]
    most = _ALONE if len(ordered) == 1 else _SHOWN
    groups = tuple(_group(shelf, own, most, matches, asked, today) for _, own in shown)
    recorded = {municipality(each.plan) for each in shelf.measures}
    told = {municipality(plan) for plan in plans if plan.placed and _left(plan, asked)}
    lacking = tuple(sorted(city for city in told if city in recorded and city not in by_city))
    unread = tuple(sorted(city for city in told if city not in recorded))
    said = headline(list(by_city), lacking, len(places), asked)
    return Listing(groups, len(places), lacking, unread, said, len(ordered) - len(shown))


def headline(found: Sequence[str], lacking: Sequence[str], count: int, asked: Asked) -> str:
    """3市に該当、2市には見当たりません; without anything looked for what there is."""
    if not asked.question and not asked.filters:
        return f"{len(found):,}{unit_of(found)}の施策 {count:,}件"
    if not found:
        return "該当する施策は見当たりません"
    rest = f"、{len(lacking):,}{unit_of(lacking)}には見当たりません" if lacking else ""
    return f"{len(found):,}{unit_of(found)}に該当{rest}"


def unit_of(names: Sequence[str]) -> str:
    """市 where all are 市, else 市区町村."""
    return "市" if names and all(name.split("(")[0].endswith("市") for name in names) else "市区町村"


def _left(plan: PlanEntry, asked: Asked) -> bool:
    """Whether the filters of place leave a plan's municipality."""
    prefectures, cities = asked.values("prefecture"), asked.values("municipality")
    return (not prefectures or plan.prefecture in prefectures) and (not cities or municipality(plan) in cities)


def _city_order(shelf: Shelf, own: Sequence[int], sure: Mapping[int, float], sort: Sort) -> tuple[float, str, str]:
    plans = [shelf.measures[place].plan for place in own]
    code = plans[0].municipality_code or "~"
    first = 0.0
    if sort is Sort.NEAR:
        first = -max(sure.get(place, 0.0) for place in own)
    elif sort is Sort.PERIOD:
        first = -max(map(_latest, plans))
    return first, code, municipality(plans[0])


def _measure_order(shelf: Shelf, place: int, sure: Mapping[int, float], sort: Sort) -> tuple[float, float, int]:
    """The nearest first; where municipalities stand by period, those of the latest plan."""
    period = -_latest(shelf.measures[place].plan) if sort is Sort.PERIOD else 0.0
    return period, -sure.get(place, 0.0), place


def _latest(plan: PlanEntry) -> float:
    """The last year that a plan is known to be of."""
    year = plan.period_end or plan.period_start or (plan.published or "")[:4]
    return float(year) if str(year).isdecimal() else 0.0


def _group(shelf: Shelf, own: Sequence[int], most: int, matches: Matches, asked: Asked, today: date) -> Group:
    ordered = sorted(own, key=lambda place: _measure_order(shelf, place, matches.sure, asked.sort))
    plan = shelf.measures[ordered[0]].plan
    city = municipality(plan)
    shown = ordered if city in asked.opened or len(ordered) <= most + 1 else ordered[:most]
    cards = tuple(card(shelf.measures[place], asked.picked, today, matches.lemmas) for place in shown)
    return Group(city, plan.prefecture or "", cards, len(ordered) - len(shown), len(ordered))
