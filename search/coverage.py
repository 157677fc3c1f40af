"""Whose plan is there: for each municipality and kind of plan what the index holds, and where it holds nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.about.gazetteer import by_code, municipalities, owners_by_name
from corpus.about.sources import Look
from corpus.about.standing import Standing, ends_within_a_year, standing
from corpus.about.title import kind_of, kinds_named, plan_kind, plan_kinds
from index.catalog import PlanEntry, kept

from .errors import UnknownChoice, UnknownPrefecture
from .question.places import Place

# What counts most where there are several of one kind. A plan that has expired was one, a draft never was.
_ORDER: Final = (Standing.IN_FORCE, Standing.EXPIRED, Standing.DRAFT)


@dataclass(frozen=True, slots=True)
class Held:
    """What is indexed of one kind of plan: the plan that counts most, and what else there is of that kind.

    ``looked_on`` is the day on which somebody last looked, also where nothing was found.
    """

    kind: str
    state: Standing
    plan: PlanEntry | None
    others: tuple[PlanEntry, ...]
    looked_on: str | None
    ends_soon: bool  # within a year

    @property
    def has_years(self) -> bool:
        """Whether the plan says when it begins or ends: else it is only taken to be in force."""
        return self.plan is not None and (self.plan.period_start is not None or self.plan.period_end is not None)


@dataclass(frozen=True, slots=True)
class Municipal:
    """One municipality: a ``Held`` for each kind, and how many documents it has that are no plans."""

    code: str | None
    municipality: str
    prefecture: str | None
    plans: tuple[Held, ...]
    other_documents: int

    @property
    def states(self) -> set[Standing]:
        """What there is of any kind."""
        return {each.state for each in self.plans} - {Standing.NONE}

    @property
    def only_undated(self) -> bool:
        """Whether something is taken to be in force, and nothing of that says its years."""
        current = [each for each in self.plans if each.state is Standing.IN_FORCE]
        return bool(current) and not any(each.has_years for each in current)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The municipalities by prefecture and code, as of a day; ``unplaced`` are documents of unknown municipality."""

    as_of: date
    municipalities: tuple[Municipal, ...]
    unplaced: tuple[PlanEntry, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A plan that a question is about and that does not count: of a kind that it names, or one that is quoted.

    ``plan`` is None where the index has none of the kind.
    """

    municipality: str
    what: str  # the kind, or the title in brackets
    state: Standing
    plan: PlanEntry | None


def shortfalls(
    text: str, places: Sequence[Place], quoted: Sequence[PlanEntry], plans: Sequence[PlanEntry], today: date
) -> tuple[Shortfall, ...]:
    """What is to be known of the plans of ``places`` before an answer to ``text`` is trusted.

    Args:
        text: the question; kinds of plan that it names are looked for.
        places: the municipalities that it is about.
        quoted: the plans that the answer quotes.
        plans: all documents of the index.
        today: decides what is in force.
    """
    found: list[Shortfall] = []
    for place in places:
        own = plans_of(place, plans)
        for kind in kinds_named(text):
            held = _held(kind, [each for each in own if plan_kind(each.kind, each.title) == kind], None, today)
            if held.state not in (Standing.IN_FORCE, Standing.NONE) or lacks(own, (kind,)):
                found.append(Shortfall(place.name, kind, held.state, held.plan))
        told = [each for each in dict.fromkeys(quoted) if each in own and plan_kind(each.kind, each.title) is not None]
        standings = {each.id: standing(each, today) for each in told}
        if Standing.IN_FORCE not in standings.values():
            said = {each.plan for each in found}
            found += [
                Shortfall(place.name, f"「{each.title or each.file}」", standings[each.id], each)
                for each in told
                if each not in said
            ]
    return tuple(found)


def plans_of(place: Place, plans: Sequence[PlanEntry]) -> list[PlanEntry]:
    """The documents of one municipality."""
    numbers = kept(plans, _numbers)
    own = {number for name in (*place.codes, place.name) for number in numbers.get(name, ())}
    return [plans[number] for number in sorted(own)]


def _numbers(plans: Sequence[PlanEntry]) -> Mapping[str, Sequence[int]]:
    """Where the documents of each municipality stand in ``plans``: by its code, and by its name."""
    numbers = defaultdict[str, list[int]](list)
    for number, plan in enumerate(plans):
        for name in filter(None, (plan.municipality_code, plan.municipality)):
            numbers[name].append(number)
    return numbers


def lacks(own: Sequence[PlanEntry], kinds: Sequence[str]) -> bool:
    """Whether none of a municipality's documents is a plan of one of ``kinds``, or, without any, a plan at all.

    A document of which nobody knows what it is may be one.
    """
    for each in own:
        kind = plan_kind(each.kind, each.title)
        if kind in kinds or (kind is not None and not kinds) or (each.kind is None and kind_of(each.title) is None):
            return False
    return True


def coverage(
    plans: Sequence[PlanEntry],
    looks: Sequence[Look],
    today: date,
    prefectures: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> Coverage:
    """What is indexed on ``today`` of each municipality.

    Args:
        plans: all documents of the index; what is no plan is only counted.
        looks: where somebody looked and found none.
        today: decides what is in force.
        prefectures: with or without 県; without any, those that the index or a look has something of. Of each of them
            every municipality is told, from the gazetteer.
        kinds: of plan; without any, all that there are.
    Raises: UnknownPrefecture; UnknownChoice where a kind is none.
    """
    by_kind: defaultdict[tuple[str, str], list[PlanEntry]] = defaultdict(list)
    others: defaultdict[str, int] = defaultdict(int)
    for plan in plans:
        if (kind := plan_kind(plan.kind, plan.title)) is not None:
            by_kind[_owner(plan), kind].append(plan)
        else:
            others[_owner(plan)] += 1
    columns = _kinds(kinds, (kind for _, kind in by_kind))
    looked: dict[tuple[str, str | None], str] = {}
    for look in looks:
        at = look.municipality_code, plan_kind(look.kind, None) or look.kind
        looked[at] = max(looked.get(at, ""), look.looked_on)
    found = []
    for code, name, prefecture in _told_of(plans, looks, prefectures):
        key = code or name
        held = [_held(kind, by_kind.get((key, kind), ()), _last_look(looked, key, kind), today) for kind in columns]
        found.append(Municipal(code, name, prefecture, tuple(held), others[key]))
    return Coverage(today, tuple(found), tuple(plan for plan in plans if not plan.placed))


def _owner(each: PlanEntry | Look) -> str:
    """The code of the municipality, its name where nobody knows the code or several have that name; "" without both."""
    name = each.municipality or ""
    codes = [
        code
        for code in owners_by_name().get(name, ())
        if each.prefecture in (None, by_code()[code].prefecture) and by_code()[code].name == name
    ]
    return each.municipality_code or (codes[0] if len(codes) == 1 else name)


def _kinds(wanted: Sequence[str], present: Iterable[str]) -> list[str]:
    """The kinds that are told of: those wanted, else the table's and those that plans have besides."""
    known = list(dict.fromkeys((*plan_kinds(), *sorted(present))))
    if any(kind not in known for kind in wanted):
        raise UnknownChoice(known)
    return list(dict.fromkeys(wanted)) or known


def _last_look(looked: dict[tuple[str, str | None], str], code: str, kind: str) -> str | None:
    return max(looked.get((code, kind), ""), looked.get((code, None), "")) or None


def _held(kind: str, plans: Sequence[PlanEntry], looked_on: str | None, today: date) -> Held:
    """The plan that counts most: in force, then expired, then a draft; of several the latest, then the first by id."""
    if not plans:
        return Held(kind, Standing.NONE, None, (), looked_on, ends_soon=False)
    by_id = sorted(plans, key=lambda plan: plan.id)
    latest = sorted(by_id, key=lambda plan: (plan.period_start or 0, plan.published or ""), reverse=True)
    best, *others = sorted(latest, key=lambda plan: _ORDER.index(standing(plan, today)))
    days = [day for plan in plans if (day := plan.looked_on)]
    last = max([*days, *([looked_on] if looked_on else [])], default=None)
    return Held(kind, standing(best, today), best, tuple(others), last, ends_within_a_year(best, today))


def _told_of(
    plans: Sequence[PlanEntry], looks: Sequence[Look], prefectures: Sequence[str]
) -> list[tuple[str | None, str, str | None]]:
    """Code, name and prefecture of every municipality to tell of; those of the index that Japan does not have too."""
    found: dict[str, tuple[str | None, str, str | None]] = {}
    named: list[PlanEntry | Look] = [*plans, *looks]
    for each in named:
        if owner := _owner(each):
            code = owner if owner != each.municipality else None
            found.setdefault(owner, _named(code, each.municipality, each.prefecture))
    wanted: set[str | None] = {_prefecture(name) for name in prefectures} or {each[2] for each in found.values()}
    for place in municipalities():
        if place.ward is None and place.prefecture in wanted:
            found.setdefault(place.code, (place.code, place.name, place.prefecture))
    order = {prefecture: number for number, prefecture in enumerate(_prefectures())}
    kept = [place for place in found.values() if place[2] in wanted]
    return sorted(
        kept, key=lambda place: (order.get(place[2] or "", len(order)), place[2] or "", place[0] or "", place[1])
    )


def _named(code: str | None, name: str | None, prefecture: str | None) -> tuple[str | None, str, str | None]:
    """As the gazetteer calls it, a ward behind its city; as the plan does, where Japan has no such code."""
    if (place := by_code().get(code or "")) is None:
        return code, name or code or "", prefecture
    return code, f"{place.name}{place.ward or ''}", place.prefecture


def _prefectures() -> list[str]:
    return list(dict.fromkeys(place.prefecture for place in municipalities()))


def _prefecture(name: str) -> str:
    known = _prefectures()
    found = [each for each in known if name in (each, each[:-1])]
    if not found:
        raise UnknownPrefecture(name)
    return found[0]
