"""Municipality, kind and status: which plans are searched, and how the reply says so."""

import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from corpus.about.gazetteer import municipalities
from corpus.about.versions import in_force
from index.catalog import PlanEntry

from ..errors import UnknownMunicipality
from .places import Place


@dataclass(frozen=True, slots=True)
class Filters:
    """What the caller asked for; empty means no restriction.

    ``read_question`` lets a municipality named in the question count, before those of ``cities``. Of several versions
    of one plan only the one in force is searched, unless ``statuses`` asks for some or ``all_versions`` for all.
    """

    cities: tuple[str, ...] = ()  # names or six-digit codes
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    read_question: bool = True
    all_versions: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """The filters as applied. ``from_question`` says that the places were read from the question itself.

    Where places are named, ``plans`` holds those of unknown municipality too: any of them could be the places' own.
    """

    places: tuple[Place, ...]
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    from_question: bool
    plans: tuple[PlanEntry, ...]  # those that pass
    note: str | None  # what is not in the index, or why nothing passes, for the reader

    superseded: int = 0  # plans left out because another version of them is in force
    outdone: tuple[Place, ...] = ()  # asked for too, by the filter or by the question, and not searched

    @property
    def codes(self) -> frozenset[str]:
        """Those of the places."""
        return frozenset(code for place in self.places for code in place.codes)

    @property
    def disagreement(self) -> str | None:
        """Which side was searched where the filter and the question name different municipalities, in a sentence."""
        if not self.outdone:
            return None
        searched, other = ("・".join(place.name for place in places) for places in (self.places, self.outdone))
        if self.from_question:
            absent = "" if any(place.indexed for place in self.outdone) else f"{other}の計画は索引にありません。"
            return f"選ばれているのは{other}ですが、質問にある{searched}の計画を調べました。{absent}"
        return f"質問にある{other}の計画は索引にないので、選ばれている{searched}の計画を調べました。"

    @property
    def unplaced(self) -> tuple[PlanEntry, ...]:
        """The plans that are searched though nobody knows whether they are the places' own."""
        return tuple(plan for plan in self.plans if not plan.placed) if self.places else ()

    @property
    def restricting(self) -> bool:
        """Whether anything is left out at all."""
        return bool(self.places or self.kinds or self.statuses or self.superseded)


def apply_filters(said: Sequence[Place], filters: Filters, plans: Sequence[PlanEntry], today: date) -> Applied:
    """Choose the plans to search: those of the places ``said`` in the question before those of ``filters``.

    ``today`` decides which of several versions of a plan is in force.

    Raises: UnknownMunicipality where a name or code asked for is none.
    """
    asked = tuple(city_named(name, plans) for name in filters.cities)
    places, outdone = _settled(asked, tuple(said), plans)
    chosen = places is asked
    codes = {code for place in places for code in place.codes}
    own = any(plan.municipality_code in codes for plan in plans)
    passing = tuple(
        plan
        for plan in plans
        if (not places or plan.municipality_code in codes or _may_be_own(plan, codes, asked=chosen, own=own))
        and (not filters.kinds or plan.kind in filters.kinds)
        and (not filters.statuses or plan.status in filters.statuses)
    )
    matching = len(passing)
    if not filters.statuses and not filters.all_versions:
        current = in_force(passing, today)
        passing = tuple(plan for plan in passing if plan.id in current)
    return Applied(
        places=places,
        kinds=filters.kinds,
        statuses=filters.statuses,
        from_question=bool(places) and not chosen,
        plans=passing,
        note=_note(places, filters, plans, passing),
        superseded=matching - len(passing),
        outdone=outdone,
    )


def _settled(
    asked: tuple[Place, ...], said: tuple[Place, ...], plans: Sequence[PlanEntry]
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The places to search, and those of the other side where the filter and the question disagree.

    A person's own words count before a choice that may have been made for an earlier question, unless only the choice
    can be searched.
    """
    if not (asked and said):
        return said or asked, ()
    own, chosen = ({code for place in places for code in place.codes} for places in (said, asked))
    if own & chosen:
        return asked if own == chosen else said, ()
    searched = _findable(said, plans) or not _findable(asked, plans)
    return (said, asked) if searched else (asked, said)


def _findable(places: Sequence[Place], plans: Sequence[PlanEntry]) -> bool:
    """Whether any plan is of one of ``places``, or points to it."""
    codes = {code for place in places for code in place.codes}
    return any(place.indexed for place in places) or any(
        not plan.placed and not codes.isdisjoint(plan.likely_codes) for plan in plans
    )


def _may_be_own(plan: PlanEntry, codes: Set[str], *, asked: bool, own: bool) -> bool:
    """Whether a plan of unknown municipality is searched for the places ``codes``.

    Any is where a question names the place; where it was chosen (``asked``) and has plans of its ``own``, only one
    whose text points to it.
    """
    return not plan.placed and (not (asked and own) or not codes.isdisjoint(plan.likely_codes))


def city_named(name: str, plans: Sequence[PlanEntry]) -> Place:
    """A name (鎌倉市, 鎌倉, 神奈川県鎌倉市, 高津区, 神奈川県川崎市高津区) or a code, as the plans or else the gazetteer know it.

    府中市 alone is each that has plans.
    """
    wanted = unicodedata.normalize("NFKC", name).strip().replace(" ", "")
    indexed_so = [plan for plan in plans if plan.municipality and wanted in _names_of(plan)]
    if indexed_so:
        own = dict.fromkeys(plan.municipality_code or "" for plan in indexed_so)
        return Place(indexed_so[0].municipality or "", tuple(own), True)
    matching = [
        entry
        for entry in municipalities()
        if wanted
        in (
            entry.code,
            entry.name,
            f"{entry.prefecture}{entry.name}",
            entry.ward,
            f"{entry.name}{entry.ward}",
            f"{entry.prefecture}{entry.name}{entry.ward}",
        )
        or (entry.ward is None and wanted == entry.name[:-1])
    ]
    if not matching:
        raise UnknownMunicipality(name, sorted({plan.municipality for plan in plans if plan.municipality}))
    names = {entry.name for entry in matching}
    # A ward's plans are its city's: the codes of the city itself are added.
    codes = {entry.code for entry in matching} | {
        entry.code
        for entry in municipalities()
        if entry.ward is None and entry.name in names and any(m.ward for m in matching)
    }
    indexed = any(plan.municipality_code in codes for plan in plans)
    return Place("・".join(sorted(names)), tuple(sorted(codes)), indexed)


def _names_of(plan: PlanEntry) -> tuple[str | None, ...]:
    """What the municipality of a plan may be called."""
    known = plan.municipality or ""
    return plan.municipality_code, known, known[:-1], f"{plan.prefecture}{known}"


def _note(
    places: Sequence[Place], filters: Filters, plans: Sequence[PlanEntry], passing: Sequence[PlanEntry]
) -> str | None:
    absent = "、".join(place.name for place in places if not place.indexed)
    unplaced = sum(not plan.placed for plan in passing) if places else 0
    if unplaced:
        said = f"{absent}のものと分かる文書は索引にないので、" if absent else ""
        return f"{said}市区町村の分からない文書 {unplaced} 件{'を' if absent else 'も'}探しました。"
    if absent:
        return f"{absent}の計画は索引にありません。"
    if passing:
        return None
    asked = "、".join((*filters.kinds, *filters.statuses))
    known = sorted({value for plan in plans for value in (plan.kind, plan.status) if value})
    return f"条件({asked})に合う計画がありません。選べるのは {'、'.join(known)} です。"
