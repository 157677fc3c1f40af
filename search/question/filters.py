"""Municipality, kind and status: which plans are searched, and how the reply says so."""

import unicodedata
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from corpus.about.gazetteer import municipalities
from corpus.about.versions import in_force
from index.catalog import PlanEntry, Plans, kept

from ..errors import UnknownMunicipality
from .places import Place, codes_of

_NAMES_KEPT: Final = 4096  # that are remembered, twice as many as there are municipalities
_CHOICES_KEPT: Final = 128  # of plans that are remembered; each may have as many plans as the index


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
        return kept(self.plans, _unplaced) if self.places else ()

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
    codes = frozenset(code for place in places for code in place.codes) if places else None
    passing, superseded = kept(plans, _Shelf).chosen(
        _Wish(codes, chosen, tuple(filters.kinds), tuple(filters.statuses), filters.all_versions, today)
    )
    return Applied(
        places=places,
        kinds=filters.kinds,
        statuses=filters.statuses,
        from_question=bool(places) and not chosen,
        plans=passing,
        note=_note(places, filters, plans, passing),
        superseded=superseded,
        outdone=outdone,
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    """Which plans shall be searched: those of ``codes`` (None for all), which were ``asked`` for by a filter or not."""

    codes: frozenset[str] | None
    asked: bool
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    all_versions: bool
    today: date


class _Shelf:
    """Plans by municipality, and the choices that were made of them last."""

    def __init__(self, plans: Sequence[PlanEntry]) -> None:
        self._plans = plans
        self._by_code: dict[str, list[int]] = {}
        self._unplaced = [place for place, plan in enumerate(plans) if not plan.placed]
        for place, plan in enumerate(plans):
            if plan.municipality_code is not None:
                self._by_code.setdefault(plan.municipality_code, []).append(place)
        self.chosen = lru_cache(_CHOICES_KEPT)(self._chosen)

    def _chosen(self, wish: _Wish) -> tuple[Plans, int]:
        """The plans that pass, and how many more would if another version of them were not in force."""
        passing = Plans(
            plan
            for plan in self._of(wish)
            if (not wish.kinds or plan.kind in wish.kinds) and (not wish.statuses or plan.status in wish.statuses)
        )
        if wish.statuses or wish.all_versions:
            return passing, 0
        current = in_force(passing, wish.today)
        left = Plans(plan for plan in passing if plan.id in current)
        return (left, len(passing) - len(left)) if len(left) < len(passing) else (passing, 0)

    def _of(self, wish: _Wish) -> Iterable[PlanEntry]:
        """The plans of the municipalities that are wished for, and those that may be theirs, in their order."""
        if wish.codes is None:
            return self._plans
        own = [place for code in wish.codes for place in self._by_code.get(code, ())]
        others = [
            place
            for place in self._unplaced
            if _may_be_own(self._plans[place], wish.codes, asked=wish.asked, own=bool(own))
        ]
        return (self._plans[place] for place in sorted(own + others))


def _unplaced(plans: Sequence[PlanEntry]) -> Plans:
    return Plans(plan for plan in plans if not plan.placed)


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
    return any(place.indexed for place in places) or not codes.isdisjoint(kept(plans, _likely_codes))


def _likely_codes(plans: Sequence[PlanEntry]) -> frozenset[str]:
    return frozenset(code for plan in plans if not plan.placed for code in plan.likely_codes)


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
    if (indexed_so := kept(plans, _places_by_name).get(wanted)) is not None:
        return indexed_so
    names, codes = _in_gazetteer(wanted)
    if not names:
        raise UnknownMunicipality(name, sorted({plan.municipality for plan in plans if plan.municipality}))
    return Place("・".join(names), codes, not kept(plans, codes_of).isdisjoint(codes))


@lru_cache(_NAMES_KEPT)
def _in_gazetteer(wanted: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the codes of the municipalities that may be called ``wanted``, each sorted."""
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
    names = {entry.name for entry in matching}
    # A ward's plans are its city's: the codes of the city itself are added.
    codes = {entry.code for entry in matching} | {
        entry.code
        for entry in municipalities()
        if entry.ward is None and entry.name in names and any(m.ward for m in matching)
    }
    return tuple(sorted(names)), tuple(sorted(codes))


def _places_by_name(plans: Sequence[PlanEntry]) -> dict[str, Place]:
    """The municipality or municipalities that the plans know by each name."""
    found: dict[str, list[PlanEntry]] = {}
    for plan in plans:
        for name in dict.fromkeys(_names_of(plan)) if plan.municipality else ():
            if name is not None:
                found.setdefault(name, []).append(plan)
    return {
        name: Place(
            called[0].municipality or "", tuple(dict.fromkeys(plan.municipality_code or "" for plan in called)), True
        )
        for name, called in found.items()
    }


def _names_of(plan: PlanEntry) -> tuple[str | None, ...]:
    """What the municipality of a plan may be called."""
    known = plan.municipality or ""
    return plan.municipality_code, known, known[:-1], f"{plan.prefecture}{known}"


def _note(places: Sequence[Place], filters: Filters, plans: Sequence[PlanEntry], passing: Plans) -> str | None:
    absent = "、".join(place.name for place in places if not place.indexed)
    unplaced = len(passing.kept(_unplaced)) if places else 0
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
