"""Years, terms and dates of a text: 令和6・7年度, 2024（令和6）年度〜2029年度, 第9期, R6.4.1, 4月1日.

A number that goes on with a year takes its era (令和6年度から11年度). Elsewhere a bare 5年 is a year only where an era
was named within ``_REACH`` characters before it and gives a year within ``_NEAR`` of the one named last, or where the
caller names an era; 3年以内, 3年ごと, 小学3年生 and 1年 are durations or grades always. Looked through on 97 plans and pages:
of 78 bare 年, 3 had a month and an era (all dates), 4 went on with a year (平成24~28年), 71 were durations or grades, of
which one (令和7年度まで2年延長) was read as a year until 延長 was listed. Where no era is near, all are durations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from .dates import HEAD, Moment, era_begun, era_in, era_mentioned, moment_at, western
from .figure import Date, Run, Taken, Years
from .numerals import whole
from .units import unit_at

_REACH: Final = 120  # characters from an era's last year to a bare one
_NEAR: Final = 10  # years between them
_SPAN_MAX: Final = 60  # years of a range
_RANGE: Final = re.compile(r" *(?:末|当初|から|より|[~ー→-]|[-~]{2}) *(?:同)? *")
_AND: Final = re.compile(r" *(?:・|、|,|と|及び|および|並びに|又は|または|や) *")
_NOT_YEAR: Final = (
    r"(?:[間生代齢目前後毎程余超連半計制物保も]|未満|以[上下内]|ごと|を(?:超|経|1|一)|にわた|"
    r"に(?:1|一)[回度]|か月|[0-9]か月|近く|ほど|くらい|ぐらい|おき|置き|ぶり|分|延|経過|継続|"
    r"猶予|保[存管]|有効|遡)"
)
_GOES_ON: Final = re.compile(
    rf"(?P<number>[0-9]{{1,2}}|元|[一二三四五六七八九十]{{1,3}})(?=(?: *[・、,~] *[0-9]{{1,2}}){{0,8}}(?: ?\([0-9]{{4}}年?度?\))? ?年(?!{_NOT_YEAR}))(?: ?\([0-9]{{4}}年?度?\))? ?(?P<nen>年(?P<do> ?度(?![合外]|"
    rf"目(?!標|的)))?)?"
)
_WEST_ON: Final = re.compile(r"(?P<number>[0-9]{2})(?![0-9]) ?(?P<nen>年(?P<do>度)?)?")
_BARE_YEAR: Final = re.compile(rf" ?年(?:度|(?!{_NOT_YEAR}))")
_BEFORE_DURATION: Final = re.compile(
    r"(?:約|過去|今後|最[長大短低]|満|任期は?|期間[はを:]? ?|[小中]学校?|高校|大学|第|各|毎|"
    r"ここ|この|丸|平均|勤続|築|生後|おおむね|概ね|およそ|少なくとも|以来|前|から|まで|後|\()\Z"
)
_LASTS: Final = re.compile(
    r"を(?:初年度|始期|起点|初年)と(?:する|して|し、?)[^0-9。\n\0]{0,8}(?P<count>[0-9]{1,2}) ?(?:[かカヵヶケ箇]年(?:間|"
    r"計画)?|年間)"
)
_DAYS_ON: Final = re.compile(
    r"(?: ?(?:\([月火水木金土日](?:曜日?|・祝)?\))? ?(?:から|[~・、,-]|及び|と) ?)(?P<day>[0-9]{1,2}) ?日(?![間以程目前後])"
)
_NOT_COUNTED: Final = re.compile(r" ?(?:以[上下]|未満|を?超|余|程度|分の)")
_YEAR_BEFORE: Final = re.compile(r"(?:19|20)[0-9]{2}(?:年度?)? ?- ?\Z")
_OWN: Final = re.compile(r"[令平昭大明㋿㍻㍼㍽㍾RHSTM]|[0-9]{4}")
_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(slots=True)
class _Known:
    """The era and the year that were named last, and where; at first those that the caller gives."""

    era: str | None
    year: int | None
    place: int | None = None


def read_years(flat: str, *, era_of: str = "", year: int | None = None, counted: bool = False) -> Iterator[Taken]:
    """Years, terms and dates, in order; ``counted``: a bare 2024 is a value of the table's unit and no year."""
    known = _Known((era_mentioned(era_of) if era_of else None) or (era_in(year) if year is not None else None), year)
    waiting: Years | None = None
    for moment in _moments(flat, known, counted):
        taken = _years(flat, moment) if not moment.months else None
        if taken is not None and waiting is not None and (joined := _joined(flat, waiting, taken)) is not None:
            waiting = joined
            continue
        if waiting is not None:
            yield Taken(waiting.start, waiting.end, waiting)
            waiting = None
        if taken is not None and taken.term is None:
            waiting = taken
        elif taken is not None:
            yield Taken(taken.start, taken.end, taken)
        else:
            yield from _dates(moment)
    if waiting is not None:
        yield Taken(waiting.start, waiting.end, waiting)


def _moments(flat: str, known: _Known, counted: bool) -> Iterator[Moment]:
    """What ``HEAD`` finds, years that go on with one before, days that go on with a date."""
    place = 0
    last: Moment | None = None
    while (match := HEAD.search(flat, place)) is not None:
        moment = moment_at(match)
        if moment is not None and moment.count is not None:
            moment = _dated(flat, moment, known)
        if moment is None or not _is_meant(match, moment, counted):
            place = match.end() if match["west"] or match["slash"] else match.start() + 1
            continue
        moment = _with_year_before(flat, moment, last)
        if moment.possible and moment.year is not None and (moment.era or not moment.months):
            known.era, known.year, known.place = moment.era or known.era, moment.year, moment.end
        last = moment
        yield moment
        for last in _following(flat, moment):
            yield last
        place = last.end


def _dated(flat: str, moment: Moment, known: _Known) -> Moment | None:
    """A bare 4年度 or 5年 with the year that it takes from the era named last; None where it is a duration."""
    count = moment.count or 0
    behind = flat[moment.start : moment.end]
    if known.era is None:
        return replace(moment, count=None, year=None) if moment.months else None
    first = behind.startswith("元")
    era = era_begun(known.year) if first and known.year is not None else known.era
    year = western(era, count)
    if year is None or (moment.decade and count < 10):
        return None
    if moment.fiscal or moment.months or first:
        return replace(moment, year=year, era=era)
    near = known.year is None or abs(year - known.year) <= _NEAR
    reached = known.place is None or moment.start - known.place <= _REACH
    bare = _BARE_YEAR.match(flat, moment.start + len(str(count))) is not None or " " in behind
    meant = bare and count > 1 and not _BEFORE_DURATION.search(flat, max(0, moment.start - 6), moment.start)
    return replace(moment, year=year, era=known.era) if near and reached and meant else None


def _is_meant(match: re.Match[str], moment: Moment, counted: bool) -> bool:
    """Whether a sign that may be another thing is a year: a bare 2024, S3, T1."""
    flat = match.string
    if match["letter"] is not None:
        return match["letter"] in "RH" or moment.marked or bool(moment.months)
    if match["west"] is None:
        return True
    if moment.marked or moment.months or moment.decade:
        return True
    on = _RANGE.match(flat, moment.end)
    if on is not None and _WEST_ON.match(flat, on.end()) and re.match("[0-9]{2} ?年", flat[on.end() : on.end() + 4]):
        return True  # 2019-21年度
    if on is not None and re.match(r"(?:19|20)[0-9]{2}(?![0-9])", flat[on.end() : on.end() + 5]):
        return unit_at(flat, on.end() + 4) is None or flat.startswith("年", on.end() + 4)
    following = flat[moment.end : moment.end + 1]
    alone = not re.match(r"[万千億百,.%A-Za-z0-9/:-]", following) and not _NOT_COUNTED.match(flat, moment.end)
    near = flat[max(0, match.start() - 1) : match.start()]
    near = "" if _YEAR_BEFORE.search(flat, max(0, match.start() - 9), match.start()) else near
    spot = moment.end + (following == " ")
    return (
        alone
        and not counted
        and 1950 <= (moment.year or 0) <= 2060
        and near not in tuple("約全第計-▲△/:#")
        and unit_at(flat, spot) is None
    )


def _with_year_before(flat: str, moment: Moment, last: Moment | None) -> Moment:
    """4月〜9月 behind a year: the second month's year is the first one's, or the next one's if it is an earlier month."""
    if last is None or moment.year is not None or not moment.months or last.year is None or not last.months:
        return moment
    between = flat[last.end : moment.start]
    if not (_RANGE.fullmatch(between) or _AND.fullmatch(between)) or "," in between:
        return moment
    return replace(moment, year=last.year + (moment.months[0][0] < last.months[-1][0]))


def _following(flat: str, moment: Moment) -> Iterator[Moment]:
    """Years and days behind a moment that are printed without what is the same as before: 6・7年度, から11年度, 〜30日."""
    if moment.days:
        yield from _more_days(flat, moment)
    elif moment.year is not None and not moment.months and not moment.decade and moment.term is None:
        yield from _more_years(flat, moment)


def _more_days(flat: str, moment: Moment) -> Iterator[Moment]:
    end = moment.end
    while (match := _DAYS_ON.match(flat, end)) is not None:
        end = match.end()
        yield replace(moment, start=match.start("day"), end=end, days=((int(match["day"]), end),))


def _more_years(flat: str, moment: Moment) -> Iterator[Moment]:
    end, era, last = moment.end, moment.era, moment.year or 0
    while (sign := _RANGE.match(flat, end) or _AND.match(flat, end)) is not None:
        match = (_GOES_ON if era else _WEST_ON).match(flat, sign.end())
        if match is None or (era is None and not (_RANGE.fullmatch(sign[0]) and match["nen"])):
            return
        number = whole(match["number"]) or 0
        if match["number"] == "元":
            era = era_begun(last)
        year = western(era, number) if era else (moment.year or 0) // 100 * 100 + number
        if year is None:
            return
        end, last = match.end(), year
        yield Moment(match.start(), end, era, year, fiscal=match["do"] is not None, marked=match["nen"] is not None)


def joins_years(between: str) -> bool:
    """Whether what stands between two years or dates makes them the ends of a span: から, a wave."""
    return _RANGE.fullmatch(between) is not None


def _years(flat: str, moment: Moment) -> Years | None:
    """The years that a moment without months names; None where it cannot be."""
    if moment.term is not None:
        return Years(moment.start, moment.end, (), False, moment.term)
    if moment.year is None:
        return None
    if moment.decade:
        return Years(moment.start, moment.end, tuple(range(moment.year, moment.year + 10)), False, None)
    lasts = _LASTS.match(flat, moment.end)
    if lasts is not None and 2 <= int(lasts["count"]) <= _SPAN_MAX:
        years = tuple(range(moment.year, moment.year + int(lasts["count"])))
        return Years(moment.start, lasts.end(), years, moment.fiscal, None, Run.LASTING)
    return Years(moment.start, moment.end, (moment.year,), moment.fiscal, None)


def _joined(flat: str, first: Years, second: Years) -> Years | None:
    """Two years with から or a wave between them, or with 、 or a dot where one lacks its era or its 年."""
    between = flat[first.end : second.start]
    if not first.years or not second.years:
        return None
    if (
        _RANGE.fullmatch(between)
        and first.years[-1] < second.years[0] <= first.years[-1] + _SPAN_MAX
        and len(second.years) == 1
    ):
        years = (*first.years, *range(first.years[-1] + 1, second.years[0] + 1))
        run = Run.FROM_TO if len(first.years) == 1 else first.run
    elif _AND.fullmatch(between) and (not _OWN.match(flat, second.start) or flat[first.end - 1].isdigit()):
        years, run = tuple(sorted({*first.years, *second.years})), Run.LISTED
    else:
        return None
    return Years(first.start, second.end, years, first.fiscal or second.fiscal, None, run)


def _dates(moment: Moment) -> Iterator[Taken]:
    """A record for each month or, where days are printed, for each day of the last month."""
    if not moment.months or not moment.possible:
        yield Taken(moment.start, moment.end, None)
        return
    start = moment.start
    dates: list[Date] = []
    *earlier, (month, _) = moment.months
    for number, end in earlier:
        dates.append(Date(start, end, moment.year, number, None))
        start = end + 1
    days: tuple[tuple[int | None, int], ...] = moment.days or ((None, moment.end),)
    for place, (day, end) in enumerate(days):
        dates.append(Date(start, moment.end if place == len(days) - 1 else end, moment.year, month, day))
        start = end + 1
    fits = all(_can_be(date) for date in dates) and all(one.end <= two.start for one, two in pairwise(dates))
    if not fits:
        yield Taken(moment.start, moment.end, None)
        return
    for date in dates:
        yield Taken(date.start, date.end, date)


def _can_be(date: Date) -> bool:
    if not 1 <= date.month <= 12:
        return False
    leap = date.year is None or (date.year % 4 == 0 and (date.year % 100 != 0 or date.year % 400 == 0))
    most = 28 if date.month == 2 and not leap else _MONTH_DAYS[date.month - 1]
    return date.day is None or 1 <= date.day <= most
