"""Times of day and spans of them: 8時30分, 8:30〜17:15, 午後1時から4時半, 正午, 26時.

A closing time without 午前 or 午後 is taken later than the opening one: 午後1時〜4時 ends at 16:00, 午前8時半〜5時15分 at
17:15, 22:00〜6:00 on the next day (1800). 一時 alone is a word (一時保護) and 8時間 a duration.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..figure import Clock, Taken
from ..numerals import whole

_NEXT_DAY: Final = 24 * 60
_LATEST: Final = 30 * 60  # 26時, 29:30: minutes after midnight up to which programmes and shifts count on
_HALF: Final = "午前|午後|AM|PM|am|pm|早朝|朝|夕方|夜間?|深夜|未明|昼"
_AFTERNOON: Final = ("午後", "PM", "pm", "夕方", "夜", "夜間")
_FIGURE: Final = "[一二三四五六七八九十]"
_TIME: Final = (
    rf"(?:(?P<half>{_HALF})の?\s?)?+(?:(?P<hour>[0-9]{{1,2}}(?![0-9])|{_FIGURE}{{1,3}}) ?時(?![間期点代限給短効価事刻制])"
    rf"(?:\s?(?P<minute>[0-9]{{1,2}}(?![0-9])|{_FIGURE}{{1,3}}) ?分(?!の[0-9一-九]|間)|(?P<part>半)(?![数分期年]))?+"
    rf"|(?P<colon>[0-9]{{1,2}}) ?: ?(?P<past>[0-5][0-9])(?![0-9:])(?:[AaPp][Mm])?)"
    rf"|(?P<noon>正午)(?![一-龠])"
)
_OPENS: Final = re.compile(
    rf"(?=[0-9一二三四五六七八九十午正APap早朝夕夜深未昼])(?<![0-9.,])(?<![0-9]:)(?:{_TIME}|(?P<bare_half>{_HALF})? ?(?P<bare>[0-9]{{1,2}})(?= ?[~-] ?[0-9]{{1,2}} ?時(?!間)))"
)
_CLOSES: Final = re.compile(rf" *(?:[~→-]{{1,2}}|ー(?=[0-9午正])|から|より) *(?P<next>翌(?:日|朝)?の?)?(?:{_TIME})")
_EVIDENCE: Final = re.compile(r" ?(?:から|まで|より|以降|以前|[ごこ]ろ|頃|[~-]|に|、|。|開|閉|半)")


@dataclass(frozen=True, slots=True)
class _Time:
    minutes: int
    half: str  # 午前, 午後 or another word for a part of the day; "" without


def read_clock(flat: str) -> Iterator[Taken]:
    """Every time of a folded text, in order; one that cannot be (31時, 8時75分) is none."""
    place = 0
    while (match := _OPENS.search(flat, place)) is not None:
        place = match.end()
        if not _is_meant(match):
            continue
        opens = _time(match)
        if opens is None:
            yield Taken(match.start(), match.end(), None)
            continue
        closing = _CLOSES.match(flat, match.end())
        closes = _time(closing) if closing is not None else None
        if closing is None or closes is None:
            yield Taken(match.start(), match.end(), Clock(match.start(), match.end(), opens.minutes, None))
            continue
        place = closing.end()
        minutes = _later(opens, closes, bool(closing["next"]))
        yield Taken(match.start(), place, Clock(match.start(), place, opens.minutes, minutes))


def _is_meant(match: re.Match[str]) -> bool:
    """一時 and 三時 are words where neither 午前 nor minutes nor a span tells."""
    hour = match["hour"]
    if hour is None or hour[0].isascii() or match["half"] or match["minute"] or match["part"]:
        return True
    return hour != "一" and _EVIDENCE.match(match.string, match.end()) is not None


def _time(match: re.Match[str]) -> _Time | None:
    if match["noon"] is not None:
        return _Time(12 * 60, "正午")
    bare = match["bare"] if "bare" in match.re.groupindex else None
    half = match["half"] or (match["bare_half"] if bare else None) or ""
    hour = whole(match["hour"] or match["colon"] or bare or "")
    minute = 30 if match["part"] else whole(match["minute"] or match["past"] or "0")
    if hour is None or minute is None or minute > 59:
        return None
    if half in _AFTERNOON and hour < 12 and not (half.startswith("夜") and hour < 5):
        hour += 12
    minutes = hour * 60 + minute
    return _Time(minutes, half) if minutes <= _LATEST else None


def _later(opens: _Time, closes: _Time, next_day: bool) -> int:
    """The closing time in minutes after the midnight before the opening one."""
    minutes = closes.minutes
    if next_day:
        return minutes + _NEXT_DAY
    if (
        not closes.half
        and minutes <= opens.minutes
        and minutes < _NEXT_DAY // 2
        and opens.half
        and minutes + _NEXT_DAY // 2 > opens.minutes
    ):
        return minutes + _NEXT_DAY // 2
    if (
        not closes.half
        and opens.half in _AFTERNOON
        and minutes < _NEXT_DAY // 2
        and minutes + _NEXT_DAY // 2 > opens.minutes
    ):
        return minutes + _NEXT_DAY // 2
    return minutes if minutes > opens.minutes else minutes + _NEXT_DAY
