"""The facets of measures and indicators: which values each has, how many pass, and what is wrong with a filter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.about.title import plan_kind
from corpus.about.versions import said_status
from index.catalog import PlanEntry
from search.measures.shelf import Gauge, Listed
from search.report.items import municipality

from .asked import FACETS, Asked


@dataclass(frozen=True, slots=True)
class Holder:
    """A municipality that has a plan, by the first of its plans: what the facets of place count in a table of them."""

    plan: PlanEntry


Thing = Listed | Gauge | Holder
PLACES: Final = ("prefecture", "municipality")
UNSAID: Final = "記載なし"
_WITH: Final = "指標あり"
_WITHOUT: Final = "指標なし"
_AT_ONCE: Final = 8  # values of a facet that are shown at once; the others are folded (arbitrary)
_YEARS_MOST: Final = 30  # of one plan: a period of more is misread


@dataclass(frozen=True, slots=True)
class Option:
    """One value: how many would be shown with it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as it is shown: its first values, and the others."""

    key: str
    label: str
    options: tuple[Option, ...]
    others: tuple[Option, ...]

    @property
    def chosen(self) -> int:
        """How many of its values are chosen."""
        return sum(each.chosen for each in (*self.options, *self.others))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and what removes it."""

    label: str
    drop: str


def passing(things: Sequence[Thing], asked: Asked, but: str = "") -> list[int]:
    """The places of the things that pass every facet but ``but``: any of a facet's values, each of the facets."""
    wanted = [(name, frozenset(asked.values(name))) for name, _ in FACETS if name != but and asked.values(name)]
    return [
        place
        for place, thing in enumerate(things)
        if all(not values.isdisjoint(_values(thing, name)) for name, values in wanted)
    ]


def holders(plans: Sequence[PlanEntry]) -> tuple[Holder, ...]:
    """Every municipality of the index."""
    return tuple({municipality(plan): Holder(plan) for plan in reversed(plans) if plan.placed}.values())[::-1]


def unknown(things: Sequence[Thing], asked: Asked) -> tuple[str, ...]:
    """A sentence for each filter whose value none of ``things`` has: all that there are, shown or not."""
    known = {
        (name, value)
        for thing in things
        for name, _ in FACETS
        if name in PLACES or not isinstance(thing, Holder)
        for value in _values(thing, name)
    }
    labels = dict(FACETS)
    return tuple(
        f"{labels[name]}の「{value}」は、いまの計画の中にありません。この条件を外すと、ほかの条件でさがせます。"
        for name, value in asked.filters
        if (name, value) not in known
    )


def facet_views(things: Sequence[Thing], asked: Asked, matching: frozenset[int]) -> tuple[FacetView, ...]:
    """Every facet with its values: each counted among what is ``matching`` and passes the other facets."""
    return tuple(_facet(name, label, things, asked, matching) for name, label in FACETS)


def place_facets(things: Sequence[Holder], asked: Asked) -> tuple[FacetView, ...]:
    """The facets of place, counted in municipalities; what else is chosen stays chosen, and counts nothing there."""
    placed = replace(asked, filters=tuple(each for each in asked.filters if each[0] in PLACES))
    everybody = frozenset(range(len(things)))
    return tuple(_facet(name, label, things, placed, everybody) for name, label in FACETS if name in PLACES)


def chips(asked: Asked) -> tuple[Chip, ...]:
    """The filters that are on."""
    labels = dict(FACETS)
    return tuple(Chip(f"{labels[name]}: {_label(name, value)}", f"{name}:{value}") for name, value in asked.filters)


def status_of(plan: PlanEntry) -> str:
    """What a plan says of itself: 確定, 案, 改定前."""
    return said_status(plan) or UNSAID


def years_of(plan: PlanEntry) -> tuple[int, ...]:
    """The fiscal years of a plan's period; of one of which only one end is known, that year alone."""
    start, end = plan.period_start or plan.period_end, plan.period_end or plan.period_start
    if start is None or end is None or not 0 <= end - start <= _YEARS_MOST:
        return ()
    return tuple(range(start, end + 1))


def _values(thing: Thing, facet: str) -> tuple[str, ...]:
    plan = thing.plan
    match facet:
        case "prefecture":
            return (plan.prefecture or UNSAID,)
        case "municipality":
            return (municipality(plan),)
        case "kind":
            return (plan_kind(plan.kind, plan.title) or plan.kind or UNSAID,)
        case "status":
            return (status_of(plan),)
        case "year":
            return tuple(map(str, years_of(plan))) or (UNSAID,)
        case "theme":
            return () if isinstance(thing, Holder) else thing.themes or (UNSAID,)
        case _:
            return () if isinstance(thing, Holder) else (_WITH if _has_figures(thing) else _WITHOUT,)


def _has_figures(thing: Listed | Gauge) -> bool:
    return isinstance(thing, Gauge) or thing.figures


def _facet(name: str, label: str, things: Sequence[Thing], asked: Asked, matching: frozenset[int]) -> FacetView:
    chosen = asked.values(name)
    counts = Counter(
        value
        for place in passing(things, asked, but=name)
        if place in matching
        for value in _values(things[place], name)
    )
    codes = {value: thing.plan.municipality_code or "~" for thing in things for value in _values(thing, name)}
    values = sorted({*counts, *chosen}, key=lambda value: _order(name, value, counts[value], codes.get(value, "")))
    options = tuple(Option(value, _label(name, value), counts[value], value in chosen) for value in values)
    first = tuple(each for place, each in enumerate(options) if place < _AT_ONCE or each.chosen)
    return FacetView(name, label, first, tuple(each for each in options if each not in first))


def _order(name: str, value: str, count: int, code: str) -> tuple[bool, float, str, str]:
    """Years from the latest, else what there is most of, places from north to south; what is not said comes last."""
    weight = -float(value) if name == "year" and value.isdecimal() else -count
    return value == UNSAID, weight, code if name in PLACES else "", value


def _label(name: str, value: str) -> str:
    return f"{value}年度" if name == "year" and value != UNSAID else value
