"""Whose document a text is: every municipality that it names is weighed by where and how it is named."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log2
from typing import Final

from ..text.plain_forms import nfkc
from .gazetteer import Municipality, by_code, municipalities, owners_by_name
from .hosts import hosts
from .mentions import Mention, mentions
from .romaji import codes_by_spelling, folded

# Scores of independent evidence. Set by hand and looked at on real documents of sixty municipalities, on which none but
# the sum decides: what is settled needs strong evidence (a title, an own domain) or two weak pieces of unlike kind.
_TITLE: Final = 3.0
_OPENING: Final = 1.0
_FOOT: Final = 0.8
_SAYS: Final = 0.8  # for each way in which it speaks of itself, up to three
_SHARE: Final = 2.0  # of all namings, times how many they are
_OFTEN: Final = 7  # namings from which on more say no more
_ALONE: Final = 0.8  # no other municipality is named
_PLACED: Final = 0.7  # written behind its prefecture
_OWN_HOST: Final = 2.5  # the page's own address, or an e-mail address and a link; of all of municipalities, their share
_HOSTS: Final = 3  # a link alone may lead anywhere
_FILE: Final = 2.5  # the full name in the name of the file or a folder
_BARE: Final = 1.0  # a name without 市 in a title or a file's name, in kanji, kana or Latin letters
_SPECIAL_WARD: Final = 1.0  # 港区 where no city with such a ward is named
_PREFECTURE: Final = 1.5  # of two of one name: the prefecture and neighbours that the text names
_SETTLED: Final = 2.0
_MARGIN: Final = 0.9
_LIKELY: Final = 0.8  # of what is not settled: worth looking at when a question names it
_MOST: Final = 5  # of those
_FIRST_LINES: Final = 15
_FOOT_LINES: Final = 8
_FILLED: Final = re.compile(r"\S")
_KANA: Final = re.compile(r"[ぁ-ん]{3,}|[ァ-ヶー]{3,}")
_KANJI: Final = re.compile(r"[ァ-ヶ一-龠々]{2,}")
_NAME_TAIL: Final = re.compile(r"(?<=..)[市町村区]$")
_KANA_TAIL: Final = re.compile(r"(?:し|ちょう|まち|むら|そん|く)$")


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of a document besides its text."""

    titles: tuple[str, ...] = ()  # its title, and what a page or its properties call it
    names: tuple[str, ...] = ()  # of its file and folders
    addresses: tuple[str, ...] = ()  # the page's own address


@dataclass(frozen=True, slots=True)
class Owner:
    """``municipality`` where the evidence settles it; else ``likely``: the codes that it points to, best first."""

    municipality: Municipality | None
    likely: tuple[str, ...]


@dataclass(slots=True)
class _Scores:
    """The evidence for each name, and what tells those of one name apart."""

    by_code: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, codes: Iterable[str], worth: float) -> None:
        for code in codes:
            self.by_code[code] += worth


def find_owner(text: str, clues: Clues = Clues()) -> Owner:
    """The municipality whose document it is; unknown where the best is weak or another is nearly as good.

    A ward's mentions are its city's where the city is named. Two of one name (府中市 in 東京都 and in 広島県) are told
    apart by prefecture, neighbours, domain or file; without these it stays open. Misses: a document that names only
    another municipality is given to that one.
    """
    plain = nfkc(text)
    found = _owned(mentions(plain))
    scores = _Scores()
    _weigh_mentions(scores, plain, found)
    _weigh_titles(scores, clues)
    _weigh_files(scores, clues.names)
    _weigh_hosts(scores, plain, clues.addresses)
    _tell_apart(scores, plain, found)
    ranked = sorted(scores.by_code.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return Owner(None, ())
    best, worth = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if worth >= _SETTLED and worth - second >= _MARGIN:
        return Owner(by_code()[best], ())
    return Owner(None, tuple(code for code, worth in ranked if worth >= _LIKELY)[:_MOST])


def _owned(found: Sequence[Mention]) -> list[tuple[Mention, tuple[str, ...]]]:
    """The mentions, each with the codes it speaks for: a ward's are its city's where the text names the city."""
    named = {each.codes[0] for each in found if len(each.codes) == 1 and by_code()[each.codes[0]].name == each.name}
    kept = []
    for each in found:
        cities = tuple(code for code in each.codes if by_code()[code].name != each.name)
        own = tuple(code for code in cities if code in named)
        codes = own or each.codes
        if each.prefecture is not None:
            codes = tuple(code for code in codes if by_code()[code].prefecture == each.prefecture) or codes
        kept.append((each, codes))
    return kept


def _weigh_mentions(scores: _Scores, text: str, found: Sequence[tuple[Mention, tuple[str, ...]]]) -> None:
    opening, foot = _edges(text)
    counts: Counter[str] = Counter()
    ways: defaultdict[str, set[str]] = defaultdict(set)
    first: set[str] = set()
    last: set[str] = set()
    placed: set[str] = set()
    total = 0.0
    for each, codes in found:
        total += each.weight
        for code in codes:
            counts[code] += each.weight  # type: ignore[assignment]
            if each.says and each.weight == 1.0:
                ways[code].add(each.says)
            if each.weight >= 0.4 and not each.address:
                first |= {code} if each.start < opening else set()
                last |= {code} if each.start >= foot else set()
            if each.prefecture is not None:
                placed.add(code)
    for code, count in counts.items():
        share = count / total
        worth = _SAYS * min(3, len(ways[code])) + _OPENING * (code in first) + _FOOT * (code in last)
        worth = min(1.0, 2 * share) * worth  # of one among many, an office or a place in the text says little
        worth += _SHARE * share * min(1.0, log2(1 + count) / log2(1 + _OFTEN)) + _PLACED * (code in placed)
        worth += _ALONE * (len({each.name for each, _ in found}) == 1)
        scores.add((code,), worth)


def _edges(text: str) -> tuple[int, int]:
    """Where the opening lines end and the last ones begin; a text of a few lines has no foot."""
    opening = 0
    for _ in range(_FIRST_LINES):
        if (mark := _FILLED.search(text, opening)) is None:
            break
        line_end = text.find("\n", mark.start())
        opening = line_end if line_end >= 0 else len(text)
    foot = len(text)
    for _ in range(_FOOT_LINES):
        end = len(text[:foot].rstrip())
        foot = max(0, text.rfind("\n", 0, end))
    return opening, foot if foot > opening else len(text)


def _weigh_titles(scores: _Scores, clues: Clues) -> None:
    titles = unicodedata.normalize("NFKC", "\n".join(clues.titles))
    full: set[str] = set()
    for _, codes in _owned(mentions(titles)):
        full.update(codes)
    scores.add(full, _TITLE)
    scores.add(_bare(titles) - full, _BARE)


def _weigh_hosts(scores: _Scores, text: str, own: Sequence[str]) -> None:
    addresses = hosts(text)
    for code in hosts("\n".join(own)):
        addresses[code] += _HOSTS
    for code, count in addresses.items():
        scores.add((code,), _OWN_HOST * min(1.0, count / _HOSTS) * count / addresses.total())


def _weigh_files(scores: _Scores, names: Sequence[str]) -> None:
    """Names of files and folders: in full, or without 市, or in Latin letters, of which the first word counts."""
    text = unicodedata.normalize("NFKC", "\n".join(names))
    full: set[str] = set()
    for _, codes in _owned(mentions(text)):
        full.update(codes)
    scores.add(full, _FILE)
    spelt: set[str] = set()
    for name in text.split("\n"):
        words = re.findall(r"[a-z]+", name.lower())
        for spelling in ("-".join(words[:2]), *words[:1]):
            if codes := codes_by_spelling().get(folded(spelling), ()):
                spelt.update(codes)
                break
    scores.add((_bare(text) | spelt) - full, _BARE)


def _bare(text: str) -> set[str]:
    """Municipalities that a short text names without 市 and the like: 加古川, かこがわ."""
    words = set(_KANA.findall(text)) | set(_KANJI.findall(text))
    return {code for word in words for code in _codes_by_bare_name().get(word, ())}


@cache
def _codes_by_bare_name() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in municipalities():
        if each.ward is None:
            for name in {_NAME_TAIL.sub("", each.name), _KANA_TAIL.sub("", each.kana)}:
                found[name].append(each.code)
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def _homonyms() -> tuple[tuple[str, ...], ...]:
    """Codes of municipalities that share their full name."""
    owners = owners_by_name().items()
    return tuple(
        codes for name, codes in owners if len(codes) > 1 and {by_code()[code].name for code in codes} == {name}
    )


def _tell_apart(scores: _Scores, text: str, found: Sequence[tuple[Mention, tuple[str, ...]]]) -> None:
    """What speaks for one of several municipalities of one name: its prefecture, and others in it that are named."""
    several = {codes for _, codes in found if len(codes) > 1}
    several |= {codes for codes in _homonyms() if len(scores.by_code.keys() & set(codes)) > 1}
    if not several:
        return
    near: Counter[str] = Counter(by_code()[codes[0]].prefecture for _, codes in found if len(codes) == 1)
    for codes in sorted(several):
        prefectures = {by_code()[code].prefecture for code in codes}
        counts = {each: text.count(each) + near[each] for each in prefectures}
        total = sum(counts.values())
        for code in codes:
            place = by_code()[code]
            if place.name[-1] != "区" and len({by_code()[each].name for each in codes}) > 1:
                continue  # 中央区 alone names no city that has one
            if total:
                scores.add((code,), _PREFECTURE * counts[place.prefecture] / total)
            elif place.name[-1] == "区":
                scores.add((code,), _SPECIAL_WARD)
