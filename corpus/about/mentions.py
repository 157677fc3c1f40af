"""Every place where a text names a municipality in full, and what stands around the name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from .gazetteer import municipalities, owners_by_name

_END: Final = re.compile(r"(?<=[ぁ-んァ-ヶ一-龠々])[市町村区]")
_RUN: Final = re.compile(r"[ぁ-んァ-ヶー一-龠々]{1,7}$")  # the longest names (かすみがうら市) have 7 characters
_WORD: Final = re.compile(r"[ァ-ヶー一-龠々]")
_BEFORE: Final = 10  # characters read for what a name stands behind; 鹿児島県 and a county (西諸県郡) fit
_COUNTY: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々]{1,5}郡$")
_FORMER: Final = re.compile(r"(?:旧|元の|合併前の)$")
# Behind these a name begins: 令和6年度鎌倉市, 第2期中津市, 改訂版鶴岡市.
_BEGINS: Final = re.compile(r"[度期次版訂編号年月巻章節案人部会道都府県]$")
_TOWN_INSIDE: Final = re.compile(r"[市区町村]$")
_NUMBER: Final = re.compile(r"\s*(?:大字|字)?\s*(?:[0-9０-９]|[一二三四五六七八九十]+(?:丁目|番|条))")
_STREET: Final = re.compile(
    r"[ 　]?[ぁ-んァ-ヶー一-龠々]{1,12}?\s*(?:[0-9０-９]+|[一二三四五六七八九十]+)\s*(?:丁目|番|[-－‐−ー―][0-9０-９])"
)
# What an office says of its own: its head, hall, assembly, board, council of welfare, divisions and plans.
_OFFICE: Final = re.compile(
    r"長(?![一-龠])|役所|役場|議会|教育委員会|社会福祉協議会|社協|福祉事務所|保健所|公式|ホームページ|条例|規則|要綱|"
    r"立[一-龠ぁ-ん]|[一-龠ぁ-んァ-ヶー]{2,8}[課部局室](?![一-龠])"
)
_PLAN: Final = re.compile(
    r"[^\s。、」』]{0,24}?(?:計画|プラン|ビジョン|戦略|指針|大綱|ガイド|ハンドブック|マップ|一覧)"
)
_SPEAKS: Final = re.compile(r"(?:では|は[、,]|において(?:は|も)|としては|が(?:実施|行|設置))")
_CENTRAL: Final = re.compile(
    r"中央市[民場立]"
)  # 中央市民センター, 中央市場: the one name that is a common word before 市
_PEOPLE: Final = re.compile(r"[民内]")
_AND: Final = r"\s*(?:[、,・･／/]|及び|並びに|や|と)\s*"
_LIST_GOES_ON: Final = re.compile(_AND + r"[ぁ-んァ-ヶ一-龠々]{1,6}[市町村区]")
_LIST_BEFORE: Final = re.compile(r"[市町村区]" + _AND + "$")
_EXAMPLE: Final = re.compile(r"(?:の事例|の例|の取組を参考|を視察|など(?:の|他))")


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming: ``text[start:end]``; ``codes`` are those of every municipality of the name, or with such a ward."""

    name: str
    codes: tuple[str, ...]
    start: int
    end: int
    prefecture: str | None  # that stands right before it
    says: str | None  # what makes it speak of itself: 市長, では, a plan's name
    address: bool  # a place within it follows: 逗子市逗子5丁目
    weight: float  # of the naming itself: a list of cities, a neighbour's example and 〇〇市民 count less


def mentions(text: str) -> list[Mention]:
    """The namings of ``text`` in order; towns within a city (高松市朝日町), bare street addresses (朝日町1番地) and
    former municipalities (旧〇〇町) are none.
    """
    found: list[Mention] = []
    for name, start, end in _names(text):
        before, behind = text[max(0, start - _BEFORE) : start], text[end : end + 40]
        prefecture = next((each for each in _prefectures() if before.endswith(each)), None)
        county = _COUNTY.search(before) is not None
        if not _stands(name, before, behind, placed=prefecture is not None or county):
            continue
        listed = bool(_LIST_GOES_ON.match(behind) or _LIST_BEFORE.search(before))
        says = _says(behind)
        found.append(
            Mention(
                name=name,
                codes=owners_by_name()[name],
                start=start,
                end=end,
                prefecture=prefecture or (_prefecture_of_county(text, start) if county else None),
                says=says,
                address=_NUMBER.match(behind) is not None or _STREET.match(behind) is not None,
                weight=_weight(name, behind, says, listed=listed, placed=prefecture is not None or county),
            )
        )
    return found


def _names(text: str) -> Iterator[tuple[str, int, int]]:
    """Full names in ``text``, the longest at each end, none inside another (津市 of 大津市, 東村 of 東村山市)."""
    known = owners_by_name()
    last = -1
    spans: list[tuple[int, int]] = []
    for mark in _END.finditer(text):
        end = mark.end()
        run = _RUN.search(text, max(0, end - 8), end - 1)
        starts = range(run.start(), end - 1) if run else range(0)
        start = next((at for at in starts if text[at:end] in known), None)
        if start is not None:
            spans.append((start, end))
    for at, (start, end) in enumerate(spans):
        inside = any(other <= start and end < stop for other, stop in spans[at + 1 : at + 7])
        if not inside and start >= last:
            last = end
            yield text[start:end], start, end


def _stands(name: str, before: str, behind: str, *, placed: bool) -> bool:
    """Whether a name stands for the municipality and is no piece of a longer word or address."""
    if placed:
        return True
    if _FORMER.search(before) or _CENTRAL.match(name + behind[:1]):
        return False
    if name[-1] != "市" and (_TOWN_INSIDE.search(before) or _NUMBER.match(behind)):
        return False
    glued = bool(_WORD.search(before[-1:])) and bool(_WORD.match(name)) and not _BEGINS.search(before)
    if not glued:
        return True
    return name[-1] == "市" and len(name) > 2 and not _PEOPLE.match(behind)


def _says(behind: str) -> str | None:
    for pattern in (_OFFICE, _SPEAKS, _PLAN):
        if match := pattern.match(behind):
            return "計画" if pattern is _PLAN else match[0]
    return None


def _weight(name: str, behind: str, says: str | None, *, listed: bool, placed: bool) -> float:
    """What a naming counts: arbitrary shares, kept apart from the scores of :mod:`corpus.about.owner`."""
    if listed or _EXAMPLE.match(behind):
        return 0.3
    if _PEOPLE.match(behind):
        return 0.6
    if name[-1] in "町村" and says is None and not placed:  # the name of a street as often as of a town
        return 0.4
    return 1.0


def _prefecture_of_county(text: str, start: int) -> str | None:
    before = text[max(0, start - 14) : start]
    return next((each for each in _prefectures() if each in before), None)


@cache
def _prefectures() -> tuple[str, ...]:
    return tuple(sorted({each.prefecture for each in municipalities()}))
