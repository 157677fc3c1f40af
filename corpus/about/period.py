"""The years that a document says its own plan runs."""

import re
from itertools import islice, pairwise
from typing import Final

from ..figures import Date, Figure, Quantity, Years, dates, period_of, planned_years, read

_NEAR: Final = 160  # characters behind 計画期間 in which it is stated
_PLACES: Final = 60  # that are read for it: a plan states its period early; arbitrary
_LONGEST: Final = 30  # years; no plan lasts longer (arbitrary)
# 期間は alone, where the sentence before it speaks of a plan.
_PERIOD: Final = re.compile(
    r"計画(?:の)?(?:対象)?期間|(?<=を)期間とする(?:[^。\n]{0,12})?計画|(?<=計画)[^。\n]{0,40}。\s*期間は(?=[、,\s])"
)
# Of an earlier plan, or not of its years: 計画期間が終了, 前計画の計画期間.
_PAST: Final = re.compile(r"\s*(?:が|の|も|を|は)?[^。\n]{0,12}(?:終了|満了|終え|経過)")
_OTHERS: Final = re.compile(r"(?:前|旧|従来の?|現行の?|これまでの|上位|国の?|県の?|都の?|府の?|道の?)(?:計画の)?$")
# Behind a year: it is the plan's first, or its last.
_FIRST: Final = re.compile(r"\s*を?(?:計画の)?(?:初年度|開始年度|始期|起点|スタート)")
_LAST: Final = re.compile(r"\s*を?(?:計画の)?(?:目標年度|最終年度|終了年度|終期|目標年次)|\s*まで")
_TURN: Final = re.compile(r"初年度|開始年度|始期")
_UNTIL: Final = re.compile(r"まで\s*の?\s*$")
_TO: Final = re.compile(r"年度?まで")
_AROUND: Final = 80  # characters on either side, of one sentence
_OF_PLAN: Final = re.compile(r"計画|プラン|ビジョン|戦略")
_SETS_OUT: Final = re.compile(r"定め|策定|計画期間|計画の期間|とする計画|にわたる")


def stated_period(text: str) -> tuple[int, int] | None:
    """The span at the first place that states it: behind 計画期間, before it in its sentence, or told by its first year.

    令和6年度を初年度とする6年間; 令和11年度までの6年間を計画期間とする. What is said of a plan that ended is not read.
    """
    for anchor in islice(_PERIOD.finditer(text), _PLACES):
        start, end = _sentence(text, anchor.start(), anchor.end())
        if _PAST.match(text, anchor.end()) or _OTHERS.search(text, max(0, anchor.start() - 8), anchor.start()):
            continue
        behind, whole = text[anchor.end() : end], text[start:end]
        if found := _told(behind) or planned_years(behind) or _told(whole) or planned_years(whole) or _until(whole):
            return found
    for anchor in islice(_TURN.finditer(text), _PLACES):
        start, end = _sentence(text, anchor.start(), anchor.end())
        if found := _told(text[start:end]) or planned_years(text[start:end]):
            return found
    for anchor in _TO.finditer(text):
        nearest = max(text.rfind(mark, max(0, anchor.start() - _AROUND), anchor.start()) for mark in "。\n")
        left = nearest + 1 if nearest >= 0 else max(0, anchor.start() - _AROUND)
        sentence = re.split(r"[。\n]", text[left : anchor.end() + _AROUND], maxsplit=1)[0]
        if _OF_PLAN.search(sentence) and _SETS_OUT.search(sentence) and (found := _until(sentence)):
            return found
    return None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place; it may run on over the lines behind it, as under a heading."""
    left = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    stop = text.find("。", end, end + _NEAR)
    return max(left, start - _NEAR), stop if stop >= 0 else end + _NEAR


def _told(text: str) -> tuple[int, int] | None:
    """A span told by its first year, with its last or with how many there are."""
    found = [(each, year) for each in dates(text) if (year := _year(each)) is not None]
    first = next((year for each, year in found if _FIRST.match(text, each.end)), None)
    if first is None:
        return None
    last = next((year for each, year in found if year > first and _LAST.match(text, each.end)), None)
    if last is None:
        count = next((number for each in read(text) if (number := _count(each)) is not None), None)
        last = first + count - 1 if count else None
    return (first, last) if last is not None and first < last <= first + _LONGEST else None


def _until(text: str) -> tuple[int, int] | None:
    """令和11年度までの6年間: the last year and a number of years, side by side."""
    if period_of(text):
        return None
    figures = read(text)
    for one, two in pairwise(figures):
        last, count = _year(one), _count(two)
        if last is not None and count is not None and _UNTIL.fullmatch(text[one.end : two.start].strip()):
            return last - count + 1, last
    return None


def _year(figure: Figure) -> int | None:
    if isinstance(figure, Date):
        return figure.fiscal_year
    return figure.years[0] if isinstance(figure, Years) and len(figure.years) == 1 else None


def _count(figure: Figure) -> int | None:
    """A number of years: 6年間, 6か年."""
    if not isinstance(figure, Quantity) or figure.unit != "年" or figure.low != figure.high:
        return None
    return int(figure.low) if 1 < figure.low <= _LONGEST else None
