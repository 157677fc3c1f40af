"""Points in time as printed, before it is told what they are: a year with its gloss, its months and days.

令和6（2024）年度, R6.4.1, 2024年4〜9月, 4月1・2日, 5年 (where an era is known), 第9期.
"""

import re
from dataclasses import dataclass
from typing import Final

from ...frozen import frozen
from ..numerals import whole
from .eras import counted_on, western

# Blanks and one end of a line may part an era from its number; 2 8 年 is a PDF's 28年.
_COUNT: Final = r"(?:元|[0-9] [0-9](?= ?年)|[0-9]{1,2}(?![0-9])|[一二三四五六七八九十]{1,3})"
_ERA: Final = r"令和|平成|昭和|大正|明治|[㋿㍻㍼㍽㍾]"
_K: Final = "〇零一二三四五六七八九"
_LIST: Final = r"(?: ?[~・、,-] ?[0-9]{1,2}(?![0-9]))"
HEAD: Final = re.compile(
    rf"(?=[令平昭大明㋿㍻㍼㍽㍾RHSTM0-9一二三四五六七八九十第元])(?:"
    rf"(?P<era>{_ERA}) *+\n? *+(?P<count>{_COUNT})"
    rf"|(?<![A-Za-z0-9.&])(?P<letter>[RHSTM])[. ]?(?P<letters>元|[0-9]{{1,2}}(?![0-9A-Za-z]))"
    rf"|(?<![0-9.,A-Za-z])(?P<west>(?:1[6-9]|20|21)[0-9]{{2}})(?![0-9]|,[0-9]{{3}})"
    rf"|(?P<kanji>[一二][{_K}]{{3}})(?= ?年)"
    rf"|第 ?(?P<term>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}}) ?期(?![生末])"
    rf"|(?<![0-9.,/第+-])(?P<bare>[0-9]{{1,2}}|(?<![ぁ-んァ-ヶー一-龠々])元) ?年"
    rf"|(?<![0-9.,第A-Za-z一二三四五六七八九十])(?P<month>[0-9]{{1,2}}{_LIST}{{0,11}}|[一二三四五六七八九十]{{1,2}}) ?月"
    rf"|(?<![0-9.,/A-Za-z-])(?P<slash>[0-9]{{1,2}}/[0-9]{{1,2}})(?![0-9/.%]))"
)
_GLOSS: Final = (
    rf"\( *(?:(?P<era_>{_ERA}|[RHSTM])\.? *(?P<count_>{_COUNT})|(?:西暦)? *(?P<west_>[0-9]{{4}})) *年?(?P<do_>度)? *\)"
)
_TAIL: Final = re.compile(
    rf"(?: *+{_GLOSS.replace('_>', '1>')})?+(?P<nen> *+年(?![間齢代]|か月)(?: *+(?P<do>度(?![合外]|"
    rf"目(?!標|的))))?+)?+(?: *+{_GLOSS.replace('_>', '2>')})?+(?P<do3>年?度(?![合外]|目(?!標|"
    rf"的)))?+"
)
_DECADE: Final = re.compile(r" ?年代")
_KDAY: Final = "[一二三四五六七八九十]{1,3}"
_MONTH: Final = re.compile(rf" *+(?P<month>[0-9]{{1,2}}{_LIST}{{0,11}}|[一二三四五六七八九十]{{1,2}}) *+月(?![曜額間])")
_AFTER_MONTH: Final = re.compile(r"(?:以内|間|以上|を超|未満|当たり|あたり|につき|に付き|曜|額|目)")
_DAY: Final = re.compile(rf" *+(?P<day>[0-9]{{1,2}}{_LIST}{{0,11}}|{_KDAY}) *+日(?![間目本])")
_DOTS: Final = re.compile(
    r" ?(?P<sign>[./-]) ?(?P<month>[0-9]{1,2})(?:(?P=sign) ?(?P<day>[0-9]{1,2}))?+(?![0-9]|[.,/-][0-9])月?"
)
_ISO: Final = re.compile(r"-(?:[0-9]{1,2}-|(?:0[1-9]|1[0-2])(?![0-9年]))")  # 2024-4-1 and 2021-09, not 2019-21
_SLASH: Final = re.compile(r" *+(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?![0-9/])")
_SLASH_BESIDE: Final = re.compile(r" ?~ ?[0-9]{1,2}/[0-9]{1,2}(?![0-9/])| ?\( ?[月火水木金土日](?:曜日?|・?祝)? ?\)")
_SLASH_BEFORE: Final = re.compile(r"/[0-9]{1,2}(?:\([月火水木金土日]\))? ?~ ?\Z")
_COUNTED: Final = ("%", "人", "件", "円", "万", "千", "億")  # R6.4件 is a count
_NUMBER: Final = re.compile(r"[0-9]++|[一二三四五六七八九十]++")


@frozen
class Moment:
    """A year, a month or a day as printed, with where its parts stand; ``possible`` is False of 2月30日."""

    start: int
    end: int
    era: str | None = None  # as printed; None where the year is Western or bare
    year: int | None = None
    count: int | None = None  # of a bare year
    marked: bool = False  # 年 or a gloss stands behind
    fiscal: bool = False
    decade: bool = False
    term: int | None = None
    months: tuple[tuple[int, int], ...] = ()  # the number and the offset behind it
    days: tuple[tuple[int, int], ...] = ()
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months and days behind a year."""

    end: int
    months: tuple[tuple[int, int], ...]
    days: tuple[tuple[int, int], ...]


def moment_at(match: re.Match[str]) -> Moment | None:
    """The moment that a match of ``HEAD`` begins; None where it is none (3月以内, 1/3)."""
    if match["term"] is not None:
        return Moment(match.start(), match.end(), term=whole(match["term"]))
    if match["month"] is not None:
        return _of_month(match)
    if match["slash"] is not None:
        return _of_slash(match)
    return _of_year(match)


def _of_year(match: re.Match[str]) -> Moment | None:
    flat = match.string
    era = match["era"] or match["letter"]
    run = match["count"] or match["letters"] or match["west"] or match["kanji"] or match["bare"]
    number = whole(run.replace(" ", ""))
    if number is None:
        return None
    year = western(era, number) if era else None if match["bare"] else number
    start, end = match.start(), match.end() if match["bare"] is None else match.end() - 1
    if (decade := _DECADE.match(flat, end)) is not None:
        return Moment(start, decade.end(), era, year, number if match["bare"] else None, decade=True)
    tail = _tail(flat, end, counted_on(era, number) if era else year)
    if year is None and era and (tail["west1"] or tail["west2"]):
        year = counted_on(era, number)  # 平成35(2023)年度: the brackets bear it out
    marked = tail["nen"] is not None or tail["do3"] is not None or tail[0].endswith(")")
    fiscal = any(tail[name] is not None for name in ("do", "do1", "do2", "do3"))
    calendar = None if fiscal else _calendar(flat, tail.end(), marked)
    return Moment(
        start, calendar.end if calendar else tail.end(), era, year, number if match["bare"] else None, marked, fiscal,
        months=calendar.months if calendar else (), days=calendar.days if calendar else (),
        possible=bool(match["bare"]) or year is not None,
    )  # fmt: skip


def _tail(flat: str, place: int, year: int | None) -> re.Match[str]:
    """年, 度 and the same year in the other calendar; brackets with another year are left alone."""
    match = _TAIL.match(flat, place)
    assert match is not None  # every part may be missing
    for number in "12":
        era, other = match["era" + number], match["west" + number]
        if year is None or not (era or other):
            continue
        told = counted_on(era, whole(match["count" + number].replace(" ", "")) or 0) if era else int(other)
        if told != year:
            cut = flat.rfind("(", place, match.start(("era" if era else "west") + number))
            shorter = _TAIL.match(flat, place, cut)
            assert shorter is not None
            return shorter
    return match


def _calendar(flat: str, place: int, marked: bool) -> Calendar | None:
    if not marked:
        match = _DOTS.match(flat, place)
        if (
            match is None
            or (match["sign"] == "-" and not _ISO.match(flat, match.start()))
            or flat.startswith(_COUNTED, match.end())
        ):
            return None
        return Calendar(match.end(), _parts(match, "month"), _parts(match, "day"))
    month = _MONTH.match(flat, place)
    if month is None:
        slash = _SLASH.match(flat, place)
        return Calendar(slash.end(), _parts(slash, "month"), _parts(slash, "day")) if slash else None
    day = _DAY.match(flat, month.end())
    return Calendar(day.end() if day else month.end(), _parts(month, "month"), _parts(day, "day") if day else ())


def _of_month(match: re.Match[str]) -> Moment | None:
    """月 without a year: 4月1日, 4〜9月; 三月以内 and 1月当たり count months."""
    flat, end = match.string, match.end()
    if _AFTER_MONTH.match(flat, end):
        return None
    day = _DAY.match(flat, end)
    if day is None and not match["month"][0].isascii() and match["month"] == "一":
        return None
    return Moment(
        match.start(), day.end() if day else end, months=_parts(match, "month"), days=_parts(day, "day") if day else ()
    )


def _of_slash(match: re.Match[str]) -> Moment | None:
    """4/1 is a day before its weekday, beside another one, or behind a wave; else it may be a fraction."""
    flat, start, end = match.string, match.start(), match.end()
    if not _SLASH_BESIDE.match(flat, end) and not _SLASH_BEFORE.search(flat, max(0, start - 10), start):
        return None
    month, day = match["slash"].split("/")
    return Moment(start, end, months=((int(month), end),), days=((int(day), end),))


def _parts(match: re.Match[str], name: str) -> tuple[tuple[int, int], ...]:
    run, offset = match[name], match.start(name)
    if run is None:
        return ()
    return tuple((whole(part[0]) or 0, offset + part.end()) for part in _NUMBER.finditer(run))
