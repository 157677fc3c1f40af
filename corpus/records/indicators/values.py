"""One printed value (4,726回, （検討中）%, 80%以上, 23人 (R4)) -> number, unit, year and what kind of value it is."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ...figures import year_of
from .indicator import Value, ValueStatus

# What plans count in, longer names before those they begin with. 千円 and 百万円 are units as printed.
UNIT: Final = (
    r"(?:%|ポイント|人日|人分|人|名|件|回|[かカヵヶケ箇個]所|世帯|百万円|千円|円|時間|分(?!の)|日|[かカヵヶケ箇個]月|"
    r"講座|会場|地区|集落|事業所|施設|団体|クラブ|サロン|グループ|製品|校区|校|園|社|組|部(?!会)|冊|枚|台|戸|床|室|店|"
    r"点|倍|トン|kg|種類|項目|本(?!人)|軒|隊|班|個|路線|便|割(?!合)|歳|年(?![度生]))"
)
NUMBER: Final = r"[▲△-]?(?:\d(?: \d)+(?![\d.,])|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"  # 5 6 社 is 56
_SCALE: Final = {"億": 10**8, "万": 10**4, "千": 10**3}
_SCALED: Final = r"(?:\s?[億万千](?!円)|\s?[億万](?=円))?"
FIGURE: Final = (
    rf"(?P<number>{NUMBER})(?P<scale>{_SCALED})(?P<rest>\d{{1,4}}千?(?=\s?(?:人|円|世帯|件)))?\s?(?P<unit>{UNIT})?"
)
_FIGURE: Final = re.compile(rf"(?<![\d.,第A-Za-z]){FIGURE}(?!\d)")
_NO_VALUE: Final = re.compile(r"\d{1,2}年(?:度|生|間)|\d{1,2}月\d|[一-龠]\d+次|\d+(?:次|期|章|号|条|学年|丁目|つの)")
_LESS_LIKELY: Final = frozenset(("歳", "年"))  # 65歳以上の割合 30% is 30%; 79.5歳 alone is years of age
_PENDING: Final = re.compile(rf"(?:検討中|未定|調整中|設定中|集計中|調査中)[)〕\]]?\s*({UNIT})?")
_TREND: Final = re.compile(
    r"(?:現状)?(?:より|の)?(?:の)?(?:増加?|減少?|上昇|低下|向上|維持|拡大|縮小|改善|充実|継続|増やす|減らす|現状維持)"
    r"(?:傾向|させる|を目指す|をめざす|・維持|又は維持)?"
)
_YEAR: Final = re.compile(r"\(\s*((?:令和|平成|[RH])\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年?度?[^()\d%]{0,8}\)")
_EMPTY: Final = re.compile(r"[\s\-－―–—ー・/／…‥()]*|なし|未実施|調査なし|該当なし")
_CIRCLED: Final = re.compile(r"[①-⑳]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and the unit printed with it."""

    value: Value
    unit: str | None


def plain(text: str) -> str:
    """``text`` in NFKC, character by character, so that offsets stay; circled numbers stay what they are."""
    return "".join(map(_plain, text))


@cache
def _plain(character: str) -> str:
    if character.isascii() or _CIRCLED.match(character):
        return character
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character


def parse_value(text: str, year: int | None = None) -> Reading | None:
    """Read one cell; of several figures the first counts, one with a unit before one without.

    Args:
        text: the cell as printed.
        year: the year of the column, which a year in brackets in the cell overrides.
    Returns: None where the cell is empty, a dash or words that are no value.
    """
    flat = plain(text).strip()
    if (own := _YEAR.search(flat)) is not None:
        year = year_of(own[1]) or year
    pending = _PENDING.search(flat)
    if pending is not None:
        return Reading(Value(None, year, ValueStatus.PENDING, text.strip()), pending[1])
    if _EMPTY.fullmatch(flat):
        return None
    if _TREND.fullmatch(flat.strip("()。 ")):
        return Reading(Value(None, year, ValueStatus.TREND, text.strip()), None)
    found = _best(_YEAR.sub(lambda match: " " * len(match[0]), flat))
    if found is None:
        return None
    return Reading(Value(number_of(found), year, ValueStatus.FIGURE, text.strip()), found["unit"])


def parse_series(text: str, year: int | None = None) -> tuple[Reading, ...]:
    """Read a cell that gives several years (61人 (R4) 68人 (R5)): one reading for each year, in order."""
    flat = plain(text)
    ends = [match.end() for match in _YEAR.finditer(flat)]
    if len(ends) < 2 or flat[ends[-1] :].strip():
        reading = parse_value(text, year)
        return (reading,) if reading else ()
    starts = [0, *ends[:-1]]
    readings = (parse_value(text[start:end], year) for start, end in zip(starts, ends, strict=True))
    return tuple(reading for reading in readings if reading is not None)


def figures(flat: str) -> Iterator[re.Match[str]]:
    """Every figure in ``flat`` (as ``plain`` makes it) that is no date, ordinal or school year."""
    for match in _FIGURE.finditer(flat):
        if not _NO_VALUE.match(flat, match.start("number")) and flat[match.start() - 1 : match.start()] != "第":
            yield match


def number_of(match: re.Match[str]) -> float:
    """The number of a ``FIGURE`` match: 1,409 -> 1409, 500万 -> 5000000, 6万2千 -> 62000, ▲3 -> -3."""
    text = match["number"].replace(",", "").replace(" ", "")
    number = -float(text[1:]) if text[0] in "▲△-" else float(text)
    scale = _SCALE.get((match["scale"] or "").strip(), 1)
    rest = match["rest"] or ""
    more = (float(rest[:-1]) * 1000 if rest.endswith("千") else float(rest)) if rest and scale > 1 else 0.0
    return round(number * scale + more, 6)


def _best(flat: str) -> re.Match[str] | None:
    found = list(figures(flat))
    counted = [match for match in found if match["unit"] and match["unit"] not in _LESS_LIKELY]
    return next(iter([*counted, *(match for match in found if match["unit"]), *found]), None)
