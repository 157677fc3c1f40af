"""Districts that desks serve (池子, 新宿4丁目): which one a question names, and so whose it is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from corpus.records.desks.area import Area
from corpus.records.desks.desk import Desk
from corpus.text.readings import sound
from index.catalog import PlanEntry

from .places.finder import Finder

_NUMERALS: Final = "[〇一二三四五六七八九十百]+"
_CHOME: Final = rf"(?:[0-9]+|{_NUMERALS})\s*丁目"
# 五丁目三十八番 and 十五番地; but 一番近い and 六番町 are no numbers. 36歳 behind a district is none either.
_BAN: Final = (
    rf"(?:[0-9]+\s*(?:番地?|-)|{_NUMERALS}番(?:地|(?=\s*の?\s*(?:[0-9]+|{_NUMERALS})\s*号))|"
    rf"(?:(?<=丁目)|(?<=丁目の)){_NUMERALS}番(?![町丁街]))"
)
_GO: Final = (
    rf"(?:[0-9]+(?![0-9])\s*(?:号|-[0-9]+|(?![歳才代人名年月日時分回円件個つ週%かヶヵ世台本丁・~〜]))|"
    rf"{_NUMERALS}号(?![室館棟線車]))"
)
_NUMBER: Final = rf"(?:\s*の?\s*{_CHOME})?(?:\s*の?\s*{_BAN})?(?:\s*の?\s*{_GO})?"
_NUMBERED: Final = rf"(?=\s*(?:{_CHOME}|[0-9]+\s*(?:番|-)|{_NUMERALS}番地))"
# Of 桜山は丁目で分かれていて、うちは3丁目; not of 3・4丁目, nor of another town's 新宿3丁目.
_APART: Final = re.compile(rf"(?<![0-9一-龠々ァ-ヶ・~〜])(?={_CHOME}){_NUMBER}")
_BEHIND: Final = re.compile(_NUMBER)
_BEHIND_COMMON: Final = re.compile(r"(?=地区|地域(?!包括))")
_WITH_NUMBER: Final = re.compile(_NUMBERED)
# No part of another name, but behind 汐見原市.
_BEFORE: Final = re.compile(r"(?<![一-龠々ァ-ヶ])|(?<=[都道府県市郡区町村字])")
# 中央 of 中央地区 stands in 中央図書館 too.
_COMMON: Final = frozenset(["中央", "中部", "東部", "西部", "南部", "北部"])
_FEWEST: Final = 2  # characters of a district's name
_KANA: Final = re.compile(
    r"(?:(?<![ぁ-ゖァ-ヶー一-龠々])|(?<=[市町村区県郡])|(?<=[一-龠々]の))(?:[ぁ-ゖ]{3,}|[ァ-ヶー]{3,})"
)
_KANA_FEWEST: Final = 3  # two are a piece of too many words
_BEHIND_KANA: Final = re.compile(
    r"$|[^ぁ-ゖァ-ヶー一-龠々]|[一二三四五六七八九十]+丁目|在住|付近|周辺|地区|地域|住[みまんむ]|"
    r"[のにでをがはへ]|から|まで|です|って|だけど|なんだ|ちょうめ"
)


@dataclass(frozen=True, slots=True)
class District:
    """A district as a question says it: ``address`` with the numbers behind it; ``name`` without."""

    name: str
    address: str
    municipality_code: str


class Districts:
    """The names of all districts that desks state, by municipality."""

    def __init__(self, desks: Iterable[Desk], plans: Mapping[str, PlanEntry]) -> None:
        self.areas: dict[str, tuple[Area, ...]] = {
            desk.id: tuple(Area.parse(area) for area in desk.areas) for desk in desks if desk.areas
        }
        names: dict[str, set[str]] = {}
        self._cities: set[str] = set()  # 逗子 of 逗子市 is a town too, but only with a number behind it
        self._short: dict[str, str] = {}  # 逗子, by the code of 逗子市
        for desk in desks:
            plan = plans.get(desk.plan_id)
            if plan is None or plan.municipality_code is None:
                continue
            self._short[plan.municipality_code] = (plan.municipality or "")[:-1]
            for name in _names(self.areas.get(desk.id, ())):
                names.setdefault(name, set()).add(plan.municipality_code)
                if name == (plan.municipality or "")[:-1]:
                    self._cities.add(name)
        self._names = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        self._listed = tuple(self._names.items())
        self._finder = Finder((name, place) for place, name in enumerate(self._names))

    def named(self, question: str, codes: Sequence[str]) -> District | None:
        """The district that ``question`` names, of the municipalities ``codes``; of any where there are none.

        One with a number is taken before one without, then the longest; one typed in kana where none is typed in
        kanji. A 丁目 that stands apart from its town counts where it is the only one. A name that districts of several
        municipalities share says nothing by itself.
        """
        text = unicodedata.normalize("NFKC", question)
        found = list(self._written(text, codes)) or list(self._spelt(text, codes))
        if not found:
            return None
        best = min(found, key=lambda district: (district.address == district.name, -len(district.name)))
        if best.address != best.name or best.name in _COMMON:
            return best
        apart = {match[0].strip() for match in _APART.finditer(text)}
        address = best.name + apart.pop() if len(apart) == 1 else best.address
        return District(best.name, address, best.municipality_code)

    def _written(self, text: str, codes: Sequence[str]) -> Iterator[District]:
        for place in self._finder.within(text):
            name, owners = self._listed[place]
            own = owners & set(codes) if codes else owners
            if len(own) != 1:
                continue
            code = next(iter(own))
            if address := self._address(text, name, code):
                yield District(name, address, code)

    def _address(self, text: str, name: str, code: str) -> str:
        """The first place where ``text`` names a district, with the numbers behind it; "" where it does not."""
        behind, city = _BEHIND_COMMON if name in _COMMON else _BEHIND, self._short[code]
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            apart = _BEFORE.match(text, start) or (city and text.endswith(city, 0, start))
            fits = apart and (name not in self._cities or _WITH_NUMBER.match(text, end))
            if fits and (match := behind.match(text, end)):
                return text[start : match.end()].strip()
            start = text.find(name, start + 1)
        return ""

    def _spelt(self, text: str, codes: Sequence[str]) -> Iterator[District]:
        """Districts by their sound, as こつぼ: never a piece of a word (死ぬまま)."""
        for run in _KANA.finditer(text):
            for end in range(run.end(), run.start() + _KANA_FEWEST - 1, -1):
                if not _BEHIND_KANA.match(text, end):
                    continue
                owners = self._by_sound.get(_unvoiced(text[run.start() : end]), ())
                own = [(name, code) for name, code in owners if not codes or code in codes]
                if len(own) == 1:
                    number = _BEHIND.match(text, end)
                    yield District(own[0][0], own[0][0] + (number[0].strip() if number else ""), own[0][1])
                    break

    @cached_property
    def _by_sound(self) -> dict[str, list[tuple[str, str]]]:
        """Names of districts and their municipalities, by how the dictionary reads them."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, owners in self._names.items():
            kana = _unvoiced(name)
            if len(kana) >= _KANA_FEWEST and " " not in kana and name not in _COMMON and name not in self._cities:
                found.setdefault(kana, []).extend((name, code) for code in sorted(owners))
        return found


def _unvoiced(text: str) -> str:
    """Its sound, ガ as カ: where names change a sound (ヒサギ, ヒサキ) the dictionary is not always right."""
    letters = unicodedata.normalize("NFD", sound(text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _names(areas: Iterable[Area]) -> set[str]:
    parts = [part for area in areas for part in area.parts]
    parts += [inner for part in parts for inner in part.exclusions]
    found = {name for part in parts for name in (part.town, part.place) if name}
    return {name for name in found if len(name) >= _FEWEST and not any(mark.isdigit() for mark in name)}
