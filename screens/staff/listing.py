"""The measures that are shown, by municipality, and which municipalities have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.catalog import PlanEntry
from search.measures.shelf import Listed, Shelf
from search.report.items import municipality

from .asked import Asked, Sort
from .cards import Card, cards

_SHOWN: Final = 3  # measures of a municipality that are shown at once, where there are several (arbitrary)
_ALONE: Final = 30  # the same where there is but one


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


def listing(
    shelf: Shelf,
    plans: Sequence[PlanEntry],
    places: Sequence[int],
    sure: Mapping[int, float],
    asked: Asked,
    today: date,
) -> Listing:
    """What is shown of the measures in ``places`` of the shelf.

    Args:
        shelf: all measures.
        plans: of the index; those of the municipalities that filters leave are told of, also where nothing was found.
        places: of the measures that match and pass.
        sure: how sure it is that each is meant; empty where nothing was asked.
        asked: the order, what is picked, and whose measures are shown whole.
        today: decides what is in force.
    """
    by_city: dict[str, list[int]] = {}
    for place in places:
        by_city.setdefault(municipality(shelf.measures[place].plan), []).append(place)
    ordered = sorted(by_city.items(), key=lambda each: _order(shelf, each[1], sure, asked.sort))
    most = _ALONE if len(ordered) == 1 else _SHOWN
    groups = tuple(
        _group(city, [shelf.measures[place] for place in _sorted(shelf, own, sure, asked.sort)], most, asked, today)
        for city, own in ordered
    )
    recorded = {municipality(each.plan) for each in shelf.measures}
    told = [city for plan in plans if (city := municipality(plan)) and _in_question(plan, asked)]
    lacking = tuple(sorted({city for city in told if city in recorded and city not in by_city}))
    unread = tuple(sorted({city for city in told if city not in recorded}))
    return Listing(groups, len(places), lacking, unread, headline(by_city, lacking, len(places), asked))


def headline(found: Mapping[str, object], lacking: Sequence[str], count: int, asked: Asked) -> str:
    """3市に該当、2市には見当たりません; without anything looked for what there is."""
    if not asked.question and not asked.filters:
        return f"{len(found):,}{unit(found)}の施策 {count:,}件"
    if not found:
        return "該当する施策は見当たりません"
    rest = f"、{len(lacking):,}{unit(lacking)}には見当たりません" if lacking else ""
    return f"{len(found):,}{unit(found)}に該当{rest}"


def unit(names: Mapping[str, object] | Sequence[str]) -> str:
    """市 where all are 市, else 市区町村."""
    return "市" if names and all(name.split("(")[0].endswith("市") for name in names) else "市区町村"


def _in_question(plan: PlanEntry, asked: Asked) -> bool:
    """Whether the filters of place leave a plan's municipality."""
    prefectures, cities = asked.values("prefecture"), asked.values("municipality")
    return (not prefectures or plan.prefecture in prefectures) and (not cities or municipality(plan) in cities)


def _order(shelf: Shelf, own: Sequence[int], sure: Mapping[int, float], sort: Sort) -> tuple[float, str, str]:
    plans = [shelf.measures[place].plan for place in own]
    code = plans[0].municipality_code or "~"
    match sort:
        case Sort.NEAR:
            return -max((sure.get(place, 0.0) for place in own), default=0.0), code, municipality(plans[0])
        case Sort.PERIOD:
            return -max(_latest(plan) for plan in plans), code, municipality(plans[0])
        case _:
            return 0.0, code, municipality(plans[0])


def _sorted(shelf: Shelf, own: Sequence[int], sure: Mapping[int, float], sort: Sort) -> list[int]:
    """A municipality's measures: the nearest first, or those of the latest plan."""
    if sort is Sort.PERIOD:
        return sorted(own, key=lambda place: (-_latest(shelf.measures[place].plan), -sure.get(place, 0.0), place))
    return sorted(own, key=lambda place: (-sure.get(place, 0.0), place))


def _latest(plan: PlanEntry) -> float:
    return float(plan.period_end or plan.period_start or (plan.published or "0")[:4])


def _group(city: str, own: Sequence[Listed], most: int, asked: Asked, today: date) -> Group:
    shown = own if city in asked.opened or len(own) <= most + 1 else own[:most]
    return Group(city, own[0].plan.prefecture or "", cards(shown, asked.picked, today), len(own) - len(shown), len(own))
