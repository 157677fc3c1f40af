"""Districts that desks serve (池子, 新宿4丁目): which one a question names, and so whose it is."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.records.area import Area
from corpus.records.desk import Desk
from index.catalog import PlanEntry

_NUMBER: Final = r"(?:\s*(?:[0-9]+|[一二三四五六七八九十]+)\s*丁目)?(?:\s*の?\s*[0-9]+\s*(?:番地?|-))?(?:\s*の?\s*[0-9]+\s*(?:号|-[0-9]+)?)?"
_BEFORE: Final = r"(?:(?<![一-龠々ァ-ヶ])|(?<=[都道府県市郡区町村字]))"  # no part of another name, but behind 汐見原市
# 中央 of 中央地区 stands in 中央図書館 too.
_COMMON: Final = frozenset(["中央", "中部", "東部", "西部", "南部", "北部"])
_NUMBERED: Final = r"(?=\s*(?:[0-9]+|[一二三四五六七八九十]+)\s*(?:丁目|番|-))"
_FEWEST: Final = 2  # characters of a district's name


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
        for desk in desks:
            plan = plans.get(desk.plan_id)
            if plan is None or plan.municipality_code is None:
                continue
            for name in _names(self.areas.get(desk.id, ())):
                names.setdefault(name, set()).add(plan.municipality_code)
                if name == (plan.municipality or "")[:-1]:
                    self._cities.add(name)
        self._names = dict(sorted(names.items(), key=lambda item: -len(item[0])))

    def named(self, question: str, codes: Sequence[str]) -> District | None:
        """The district that ``question`` names, of the municipalities ``codes``; of any where there are none.

        A name that districts of several municipalities share says nothing by itself.
        """
        text = unicodedata.normalize("NFKC", question)
        for name, owners in self._names.items():
            own = owners & set(codes) if codes else owners
            behind = r"(?=地区|地域(?!包括))" if name in _COMMON else _NUMBER
            if name in self._cities:
                behind = _NUMBERED + behind
            said = rf"{_BEFORE}{re.escape(name)}{behind}"
            if len(own) != 1 or not (match := re.search(said, text)):
                continue
            return District(name, match[0].strip(), next(iter(own)))
        return None


def _names(areas: Iterable[Area]) -> set[str]:
    parts = [part for area in areas for part in area.parts]
    parts += [inner for part in parts for inner in part.exclusions]
    found = {name for part in parts for name in (part.town, part.place) if name}
    return {name for name in found if len(name) >= _FEWEST and not any(mark.isdigit() for mark in name)}
