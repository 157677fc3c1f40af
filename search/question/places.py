"""Which municipality a question names: 鎌倉市, 鎌倉, かまくら市, or a ward of one (高津区)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.about.gazetteer import municipalities
from index.catalog import PlanEntry

from .words import names
from .words.rule import any_of

_SUFFIX: Final = any_of(names.SUFFIX)
_KANA_SUFFIX: Final = any_of(names.KANA_SUFFIX)
_READING_STARTS: Final = any_of(names.READING_STARTS)
_WARD_STARTS: Final = any_of(names.WARD_STARTS)
_CITY_STARTS: Final = any_of(names.CITY_STARTS)
_CITY_FOLLOWS: Final = any_of(names.CITY_FOLLOWS)
_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_READING_FEWEST: Final = 3  # of a reading without 市; two are a piece of too many words


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that a question names. ``indexed`` says whether any plan of it is in the index."""

    name: str
    codes: tuple[str, ...]  # several where municipalities share the name
    indexed: bool
    said: tuple[str, ...] = ()  # the words of the question that name it; a ward's name is not among them


def named_places(question: str, plans: Sequence[PlanEntry]) -> tuple[Place, ...]:
    """The municipalities that ``question`` names, in the order of the question.

    Municipalities with a plan are recognised by their full name, without 市 and the like, by their reading and
    by their wards; others by their full name only, and only where no indexed one is named: 葉山町 may be a part
    of a town. Misses: a bare name that is also a common word is taken for the place.
    """
    text = unicodedata.normalize("NFKC", question)
    codes: dict[str, set[str]] = {}
    for plan in plans:
        if plan.municipality and plan.municipality_code:
            codes.setdefault(plan.municipality, set()).add(plan.municipality_code)
    found = []
    for name, known in codes.items():
        own = _without_others(text, name)
        said = _said(own, name, known)
        wards = [place for ward in _wards(name) for place in _standing(ward, text, _WARD_STARTS)]
        if said or wards:
            first = min([*wards, *(own.find(form) for form in said)])
            found.append((first, Place(name, tuple(sorted(known)), True, said)))
    if found:
        return tuple(place for _, place in sorted(found, key=lambda pair: pair[0]))
    return _elsewhere(text)


def named_prefecture(text: str, plans: Sequence[PlanEntry]) -> str | None:
    """A prefecture that ``text`` names and no plan is of; the first by name where there are several."""
    own = {plan.prefecture for plan in plans}
    return next((name for name in _prefectures() if name in text and name not in own), None)


@cache
def _prefectures() -> tuple[str, ...]:
    return tuple(sorted({each.prefecture for each in municipalities()}))


def _without_others(text: str, name: str) -> str:
    """``text``, as long as before, without the names that merely hold this one: 北秋田市 and 秋田県 for 秋田市."""
    for other in _holding(name):
        text = text.replace(other, "・" * len(other))
    return text


@cache
def _holding(name: str) -> list[str]:
    bare = _SUFFIX.sub("", name)
    known = {known for entry in municipalities() for known in (entry.name, entry.prefecture)}
    return sorted((other for other in known if bare in other and other != name), key=lambda other: (-len(other), other))


def _said(text: str, name: str, codes: set[str]) -> tuple[str, ...]:
    """Every form of the municipality's own name that stands in ``text``, as it stands there, longest first."""
    bare = _SUFFIX.sub("", name)
    forms = {form for form in (name, bare) if len(form) >= 2 and form in text}
    sounds = text.translate(_TO_HIRAGANA)
    readings, before_city = _readings(frozenset(codes))
    found = [(place, form) for form in readings for place in _standing(form, sounds, _READING_STARTS)[:1]]
    found += [
        (place, form)
        for form in before_city
        for place in _standing(form, sounds, _READING_STARTS)
        if _CITY_FOLLOWS.match(sounds[place + len(form) :])
    ][:1]
    forms |= {text[place : place + len(form)] for place, form in found}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _standing(name: str, text: str, starts: re.Pattern[str]) -> list[int]:
    """Where ``name`` stands in ``text`` behind what ``starts`` allows."""
    places = (match.start() for match in re.finditer(re.escape(name), text))
    return [place for place in places if starts.search(text[:place])]


@cache
def _readings(codes: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the municipalities' names are written in hiragana: かまくらし and かまくら; and what 市 has to follow (いが市)."""
    kana = {entry.kana for entry in municipalities() if entry.code in codes and entry.ward is None}
    shorts = {_KANA_SUFFIX.sub("", form) for form in kana}
    return tuple(form for form in sorted(kana | shorts) if len(form) >= _READING_FEWEST), tuple(sorted(shorts))


@cache
def _wards(name: str) -> tuple[str, ...]:
    return tuple(entry.ward for entry in municipalities() if entry.name == name and entry.ward)


def _elsewhere(text: str) -> tuple[Place, ...]:
    """Municipalities without a plan, by full name; 北秋田市 does not name 秋田市, 秋田県秋田市 does."""
    by_name: dict[str, list[str]] = {}
    for entry in municipalities():
        if entry.ward is None and _standing(entry.name, text, _CITY_STARTS):
            by_name.setdefault(entry.name, []).append(entry.code)
    return tuple(Place(name, tuple(by_name[name]), False, (name,)) for name in sorted(by_name, key=text.find))
