"""Which municipality a question names: 鎌倉市, 鎌倉, かまくら市, or a ward of one (高津区)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.about.gazetteer import Municipality, by_code, municipalities
from index.catalog import PlanEntry, kept

from ..words import names as shapes
from ..words.rule import any_of
from .finder import Finder
from .residence import residences

_SUFFIX: Final = any_of(shapes.SUFFIX)
_KANA_SUFFIX: Final = any_of(shapes.KANA_SUFFIX)
_READING_STARTS: Final = any_of(shapes.READING_STARTS)
_WARD_STARTS: Final = any_of(shapes.WARD_STARTS)
_CITY_STARTS: Final = any_of(shapes.CITY_STARTS)
_CITY_FOLLOWS: Final = any_of(shapes.CITY_FOLLOWS)
_ONLY_MENTIONED: Final = any_of(shapes.ONLY_MENTIONED)
_NAME_ENDS: Final = any_of(shapes.NAME_ENDS)
_SHORT_NAME_ENDS: Final = any_of(shapes.SHORT_NAME_ENDS)
_KANA_CITY: Final = re.compile(r"(?:^|(?<=[\s、。,・]))[ぁ-ん]{3,}?し(?=[\sのでにはへ、。]|$)")
_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_WRITTEN_FEWEST: Final = 2  # characters of a name without 市
_READING_FEWEST: Final = 3  # of a reading without 市; two are a piece of too many words
_WORD_START: Final = r"(?<![ぁ-んァ-ヶー])"
_STANDS_APART: Final = r"(?<![ぁ-んァ-ヶ一-龠々ー]){}(?![ァ-ヶ一-龠々ー])"
_AND: Final = r"(?:と|や|、|・|,|及び|および)"
_LIST: Final = re.compile(rf"[市区町村]{_AND}")
_LISTED: Final = re.compile(rf"[市区町村]{_AND}\Z")
_GOES_ON: Final = re.compile(rf"{_AND}[一-龠ぁ-んァ-ヶ]{{1,8}}[市区町村]")
_BARE_FEWEST: Final = 4  # of a reading where no document is known to be of the place: さくら and みどり are words


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
    by their wards; others by their full name only, and only where no indexed one is named, 葉山町 may be a part of a
    town, or in a list with it. One that a document of unknown origin may be of is recognised without 市 too, where the name stands
    apart. Misses: a bare name that is also a common word is taken for the place.
    """
    text = unicodedata.normalize("NFKC", question)
    indexed = kept(plans, _indexed)
    found = []
    for place in indexed.finder.within(text, text.translate(_TO_HIRAGANA)):
        name, known = indexed.owners[place]
        own = _without_others(text, name)
        said = _said(own, name, known)
        inside = _wards_in(name, text)
        if said or inside:
            first = min([*inside, *(own.find(form) for form in said)])
            found.append((first, Place(name, tuple(sorted(known)), True, said)))
    found = _by_name_before_ward(found, text)
    if found:
        found += _listed_beside(text, {place.name for _, place in found})
        return tuple(place for _, place in sorted(found, key=lambda pair: pair[0]))
    return _elsewhere(text) or _lived_in(text, plans) or _likely(text, plans)


def _by_name_before_ward(found: list[tuple[int, Place]], text: str) -> list[tuple[int, Place]]:
    """``found`` without the cities that only a ward points to which one that is named has too: 千葉市緑区 is not 相模原市's."""
    own = {ward for _, place in found if place.said for ward in wards(place.name)}
    return [
        (at, place)
        for at, place in found
        if place.said or not any(ward in text and ward in own for ward in wards(place.name))
    ]


def only_mentioned(place: Place, question: str, others: Sequence[Place] = ()) -> bool:
    """Whether ``question`` names ``place`` as where somebody came from or as an example, and not as what it asks about; or
    says a prefecture's name before the one of ``others`` that lies in it: 熊本の菊陽町.
    """
    text = unicodedata.normalize("NFKC", question)
    if any(_holds(place, other, text) for other in others if other is not place):
        return True
    forms = "|".join(map(re.escape, place.said))  # the longest first
    return bool(forms) and all(_ONLY_MENTIONED.match(text[match.end() :]) for match in re.finditer(forms, text))


def _holds(place: Place, other: Place, text: str) -> bool:
    """Whether ``place`` is said as the prefecture that ``other``, right behind it, lies in."""
    if not place.codes or not other.codes or place.codes[0][:2] != other.codes[0][:2]:
        return False
    short = [form for form in place.said if not form.endswith(("市", "区", "町", "村"))]
    return any(f"{form}の{behind}" in text for form in short for behind in other.said)


def indexed_places(plans: Sequence[PlanEntry]) -> list[Place]:
    """The municipalities of ``plans``, in order of code."""
    return kept(plans, _indexed_places)


def _indexed_places(plans: Sequence[PlanEntry]) -> list[Place]:
    known = {(plan.municipality_code, plan.municipality) for plan in plans if plan.municipality_code}
    return [Place(name or code or "", (code,), True) for code, name in sorted(known) if code]


def indexed_names(plans: Sequence[PlanEntry]) -> tuple[str, ...]:
    """The names of the municipalities of ``plans``, in their order."""
    return kept(plans, _indexed_names)


def _indexed_names(plans: Sequence[PlanEntry]) -> tuple[str, ...]:
    return tuple(sorted({plan.municipality for plan in plans if plan.municipality}))


def named_prefecture(text: str, plans: Sequence[PlanEntry]) -> str | None:
    """A prefecture that ``text`` names and no plan is of; the first by name where there are several."""
    own = kept(plans, _prefectures_of)
    return next((name for name in _prefectures() if name in text and name not in own), None)


def _prefectures_of(plans: Sequence[PlanEntry]) -> frozenset[str | None]:
    return frozenset(plan.prefecture for plan in plans)


def codes_of(plans: Sequence[PlanEntry]) -> frozenset[str]:
    """The municipalities of ``plans``."""
    return frozenset(plan.municipality_code for plan in plans if plan.municipality_code)


@dataclass(frozen=True, slots=True)
class _Indexed:
    """The municipalities that have a plan, with their codes, and what finds them by any of their forms."""

    owners: tuple[tuple[str, frozenset[str]], ...]
    finder: Finder


def _indexed(plans: Sequence[PlanEntry]) -> _Indexed:
    codes: dict[str, set[str]] = {}
    for plan in plans:
        if plan.municipality and plan.municipality_code:
            codes.setdefault(plan.municipality, set()).add(plan.municipality_code)
    owners = tuple((name, frozenset(known)) for name, known in codes.items())
    forms = ((form, place) for place, owner in enumerate(owners) for form in _forms(*owner))
    return _Indexed(owners, Finder(forms))


@cache
def _prefectures() -> tuple[str, ...]:
    return tuple(sorted({each.prefecture for each in municipalities()}))


def _forms(name: str, codes: frozenset[str]) -> tuple[str, ...]:
    """All of which one must stand in a question, or in its kana, that names the municipality or a ward of it."""
    written = {form for form in (name, _SUFFIX.sub("", name)) if len(form) >= _WRITTEN_FEWEST}
    spelt = {form for kana in _ward_readings(name) for form in (kana, kana[:-1])}
    return tuple(written.union(*_readings(codes), wards(name), spelt))


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


def _said(text: str, name: str, codes: frozenset[str]) -> tuple[str, ...]:
    """Every form of the municipality's own name that stands in ``text``, as it stands there, longest first."""
    bare = _SUFFIX.sub("", name)
    forms = {form for form in (name, bare) if len(form) >= 2 and form in text}
    sounds = text.translate(_TO_HIRAGANA)
    readings, before_city = _readings(codes)
    found = [(place, form) for form in readings for place in _standing(form, sounds, _READING_STARTS)[:1]]
    found += [
        (place, form)
        for form in before_city
        for place in _standing(form, sounds, _READING_STARTS)
        if _CITY_FOLLOWS.match(sounds[place + len(form) :]) or _is_short_word(form, sounds, place)
    ][:1]
    forms |= {text[place : place + len(form)] for place, form in found}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _is_short_word(form: str, text: str, place: int) -> bool:
    """Whether a reading of two letters stands as a word of its own: いがで ひとりぐらし, ずし みまもり."""
    behind = text[place + len(form) :]
    apart = place == 0 or text[place - 1].isspace()
    return (
        len(form) < _READING_FEWEST
        and apart
        and bool(_SHORT_NAME_ENDS.match(behind) or (not place and behind[:1].isspace()))
    )


def _wards_in(name: str, text: str) -> list[int]:
    """Where ``text`` names a ward of the city ``name``: 高津区, あさお区, たかつくで."""
    found = [place for ward in wards(name) for place in _standing(ward, text, _WARD_STARTS)]
    sounds = text.translate(_TO_HIRAGANA)
    for kana in _ward_readings(name):
        for form, ends in ((kana, _NAME_ENDS), (kana[:-1], _CITY_FOLLOWS)):
            if len(form) > _READING_FEWEST - (ends is _CITY_FOLLOWS):
                places = _standing(form, sounds, _READING_STARTS)
                found += [place for place in places if ends.match(sounds[place + len(form) :])]
    return found


def _ward_readings(name: str) -> tuple[str, ...]:
    return tuple(each.ward_kana for each in _wards_by_city().get(name, ()) if each.ward_kana)


def _standing(name: str, text: str, starts: re.Pattern[str]) -> list[int]:
    """Where ``name`` stands in ``text`` behind what ``starts`` allows."""
    if name not in text:  # of 1,900 names hardly one is
        return []
    places = (match.start() for match in re.finditer(re.escape(name), text))
    return [place for place in places if starts.search(text[:place])]


@cache
def _readings(codes: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the municipalities' names are written in hiragana: かまくらし and かまくら; and what 市 has to follow (いが市)."""
    entries = [by_code()[code] for code in codes if code in by_code()]
    kana = {entry.kana for entry in entries if entry.ward is None}
    shorts = {_KANA_SUFFIX.sub("", form) for form in kana}
    return tuple(form for form in sorted(kana | shorts) if len(form) >= _READING_FEWEST), tuple(sorted(shorts))


def wards(name: str) -> tuple[str, ...]:
    """The names of the wards of the city ``name``."""
    return tuple(entry.ward for entry in _wards_by_city().get(name, ()) if entry.ward)


@cache
def _wards_by_city() -> dict[str, tuple[Municipality, ...]]:
    found: dict[str, tuple[Municipality, ...]] = {}
    for entry in municipalities():
        if entry.ward:
            found[entry.name] = (*found.get(entry.name, ()), entry)
    return found


def _likely(text: str, plans: Sequence[PlanEntry]) -> tuple[Place, ...]:
    """The municipality that documents of unknown origin point to, named without 市 or by its reading."""
    sounds = text.translate(_TO_HIRAGANA)
    found = []
    likely = kept(plans, _likely_indexed)
    for place in likely.finder.within(text, sounds):
        entry = by_code()[code := likely.codes[place]]
        short = _KANA_SUFFIX.sub("", entry.kana)
        kana = [entry.kana, *([short] if len(short) >= _BARE_FEWEST else [])]
        bare = _SUFFIX.sub("", entry.name)
        written = len(bare) >= (_BARE_FEWEST if bare in entry.kana else _WRITTEN_FEWEST)
        marks = [re.search(_STANDS_APART.format(bare), text) if written else None]
        marks += [re.search(_WORD_START + form, sounds) for form in kana if len(form) >= _BARE_FEWEST]
        said = tuple(text[mark.start() : mark.end()] for mark in marks if mark)
        if said:
            found.append((min(mark.start() for mark in marks if mark), Place(entry.name, (code,), False, said)))
    return tuple(place for _, place in sorted(found, key=lambda pair: pair[0])[:1])


@dataclass(frozen=True, slots=True)
class _LikelyIndexed:
    """The municipalities that documents of unknown origin point to, and what finds them by a name or a reading."""

    codes: tuple[str, ...]
    finder: Finder


def _likely_indexed(plans: Sequence[PlanEntry]) -> _LikelyIndexed:
    codes = tuple(sorted({code for plan in plans if not plan.placed for code in plan.likely_codes}))
    entries = [by_code()[code] for code in codes]
    forms = [
        (form, place)
        for place, entry in enumerate(entries)
        for form in (_SUFFIX.sub("", entry.name), _KANA_SUFFIX.sub("", entry.kana))
    ]
    return _LikelyIndexed(codes, Finder(forms))


def _lived_in(text: str, plans: Sequence[PlanEntry]) -> tuple[Place, ...]:
    """Where somebody says to live, by a bare name."""
    indexed = kept(plans, codes_of)
    found = []
    for said, codes in residences(text).items():
        if len(said) < _READING_FEWEST and said[0] <= "ん" and indexed.isdisjoint(codes):
            continue
        names = "・".join(dict.fromkeys(by_code()[code].name for code in codes))
        found.append(Place(names, codes, not indexed.isdisjoint(codes), (said,)))
    return tuple(found)


def _listed_beside(text: str, indexed: set[str]) -> list[tuple[int, Place]]:
    """Where they stand and which the municipalities without a plan are that a list names with others: 鎌倉市と横浜市."""
    if _LIST.search(text) is None:
        return []
    found = ((text.find(place.name), place) for place in _elsewhere(text) if place.name not in indexed)
    return [
        (at, place) for at, place in found if _LISTED.search(text[:at]) or _GOES_ON.match(text[at + len(place.name) :])
    ]


def _elsewhere(text: str) -> tuple[Place, ...]:
    """Municipalities without a plan, by full name; 北秋田市 does not name 秋田市, 秋田県秋田市 does; よこはまし for cities."""
    by_name: dict[str, list[str]] = {}
    for place in _all_names().within(text):
        entry = municipalities()[place]
        if _standing(entry.name, text, _CITY_STARTS):
            by_name.setdefault(entry.name, []).append(entry.code)
    places = [Place(name, tuple(by_name[name]), False, (name,)) for name in sorted(by_name, key=text.find)]
    spelt = [match[0] for match in _KANA_CITY.finditer(text.translate(_TO_HIRAGANA)) if match[0] in _cities_by_kana()]
    places += [_spelt(form) for form in dict.fromkeys(spelt) if not places]
    return tuple(places)


@cache
def _all_names() -> Finder:
    """The full names of all municipalities, by their place in the gazetteer."""
    return Finder((entry.name, place) for place, entry in enumerate(municipalities()) if entry.ward is None)


def _spelt(form: str) -> Place:
    found = _cities_by_kana()[form]
    return Place(
        "・".join(dict.fromkeys(each.name for each in found)), tuple(each.code for each in found), False, (form,)
    )


@cache
def _cities_by_kana() -> dict[str, tuple[Municipality, ...]]:
    found: dict[str, tuple[Municipality, ...]] = {}
    for each in municipalities():
        if each.ward is None and each.name.endswith("市"):
            found[each.kana] = (*found.get(each.kana, ()), each)
    return found
