"""Counts by year in running text: 配布部数 H28：1,000 H29：7,700, in brackets or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ...figures import year_of
from ..found import Found, found_series
from .indicator import Value, ValueStatus
from .values import FIGURE, UNIT, Reading, number_of, plain

# H28：, H28年：, 平成28年度:, and H28 with no colon where a figure with its unit follows.
_MARK: Final = re.compile(
    rf"(?<![A-Za-z\d])(?P<year>(?:[HR]|平成|令和)\s?(?:元|\d{{1,2}}))\s?(?:年度|年)?(?:\s?:\s?|\s(?=\d[\d,.]*\s?{UNIT}))"
)
# A figure of a year, after a few words at most (肺がん 45.5%); longer words make it a description with a figure in it.
_SLOT: Final = re.compile(
    rf"\s?[、,・/]?\s?(?!前年|対前|前回|うち)(?P<label>[^\d\s()、。・:;を\"]{{0,9}}?)(?<!第)\s?{FIGURE}(?![\d年月次期章号条つ])"
    r"(?P<note>\([^()]{1,20}\))?"
)
_MEASURE: Final = re.compile(r"(?:数|率|割合|額|量|回数|人数|件数|実績)$")
_ITEM: Final = re.compile(r"(?:^|\s)[・◎○●◆◇]|(?:^|\s)-\s")
_CIRCLED: Final = re.compile(r"[①-⑳]")
_STATED: Final = re.compile(
    rf"(?:は|が|を)?\s?(?:延べ|約|計)?\s?\d[\d,.]*\s?{UNIT}$"
)  # 相談件数は延べ528件(令和5年度 461件)
_NAME_MAX: Final = 60
_ITEM_NAME_MAX: Final = 40  # characters; in a longer item only its last words name the count
_REACH: Final = 300  # characters before a year in which its name is looked for
_BARE: Final = 4  # characters; a shorter name (認証数) takes the word before it


@dataclass(slots=True)
class _Run:
    """One name and its years, while they are being collected."""

    name: str
    stem: str  # 開催数・参加者数 of 開催数・参加者数 川崎病院, which 井田病院 after it means too
    start: int
    end: int
    years: list[int] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def counts_by_year(text: str, start: int, end: int) -> Iterator[Found]:
    """Every count in ``text[start:end]`` that is stated for a year, years of one name together.

    A name is what stands in the bracket before the first year; where nothing does, the item that the bracket belongs
    to; outside brackets, the words after the last item mark. Misses: years without a colon and a unit, and a name that
    stands in another cell than its figures.
    """
    raw = text[start:end]
    flat = plain(raw)
    run: _Run | None = None
    for mark in _MARK.finditer(flat):
        year = year_of(mark["year"])
        slot_end = _slot_end(flat, mark.end())
        if year is None or slot_end is None:
            continue
        if run and not flat[run.end : min(mark.start(), run.end + _REACH)].strip(" 、,・/→⇒~") and year > run.years[-1]:
            _add(run, text, start, flat, mark, slot_end, year)
            continue
        if run:
            yield _found(run, start)
        run = _named(run, raw, flat, mark.start())
        if run:
            _add(run, text, start, flat, mark, slot_end, year)
    if run:
        yield _found(run, start)


def _found(run: _Run, start: int) -> Found:
    return found_series(run.name, run.readings, start + run.start, start + run.end)


def _add(run: _Run, text: str, start: int, flat: str, mark: re.Match[str], slot_end: int, year: int) -> None:
    first = _SLOT.match(flat, mark.end())
    if first is None:  # slot_end was found by the same pattern
        return
    printed = text[start + mark.end() : start + slot_end].strip()
    run.readings.append(Reading(Value(number_of(first), year, ValueStatus.FIGURE, printed), first["unit"]))
    run.years.append(year)
    run.end = slot_end


def _slot_end(flat: str, start: int) -> int | None:
    """Behind the last figure of the year that begins at ``start``; None where the year has no figure."""
    end = None
    following = _MARK.search(flat, start)
    limit = following.start() if following else len(flat)
    while (slot := _SLOT.match(flat, start, limit)) is not None:
        if end is not None and not slot["unit"] and slot["label"]:
            break
        end = start = slot.end()
    return end


def _named(before: _Run | None, raw: str, flat: str, end: int) -> _Run | None:
    """A run for the figures that begin at ``end``; None where nothing names them."""
    left = max(before.end if before else 0, end - _REACH)
    first = end
    start, bracket = _name_start(flat, left, end)
    outside = bracket and not flat[start:end].strip(" :、")
    if outside:
        end = start - 1
        start, bracket = _name_start(flat, left, end)
    begin = _trimmed(flat, start, end, inside=bracket)
    if outside and (figure := _STATED.search(flat, begin, end)) is not None:
        end = figure.start()
    name = raw[begin:end].strip(" \u3000:：、・")
    if not name or len(name) > _NAME_MAX:
        return None
    parts = [part.strip(" ・") for part in (_CIRCLED.split(name) if _CIRCLED.search(name) else name.split())]
    shown, stem = name, " ".join(part for part in parts[:-1] if part)
    if _CIRCLED.search(name):
        shown = f"{stem} {parts[-1]}".strip()
    if before and before.stem and not stem and start == left and (shown != name or not _MEASURE.search(name)):
        shown, stem = f"{before.stem} {parts[-1]}", before.stem
    return _Run(shown, stem, first if outside else begin, first)


def _name_start(flat: str, left: int, end: int) -> tuple[int, bool]:
    """Where the words that may name a count begin, and whether that is behind an open bracket."""
    depth = 0
    for place in range(end - 1, left - 1, -1):
        if flat[place] == ")":
            depth += 1
        elif flat[place] == "(":
            if depth == 0:
                return place + 1, True
            depth -= 1
        elif depth == 0 and flat[place] in "\t\n。":
            return place + 1, False
    return left, False


def _trimmed(flat: str, start: int, end: int, *, inside: bool) -> int:
    """Past the last item mark; in a long item, or where none is marked, to the last words that name a count."""
    if inside:
        return start
    items = [match for match in _ITEM.finditer(flat, start, end) if match.end() < end]
    if items:
        start = items[-1].end()
    if end - start <= _ITEM_NAME_MAX and (items or start == 0 or flat[start - 1] != " "):
        words = flat[start:end].split()
        if items or len(words) <= 2:
            return start
    tokens = list(re.finditer(r"\S+", flat[start:end]))
    if not tokens:
        return start
    last = tokens[-1][0].strip(":")
    earlier = tokens[-2] if len(tokens) > 1 else tokens[-1]
    joined = len(last) <= _BARE if _MEASURE.search(last) else bool(_MEASURE.search(earlier[0]))
    return start + (earlier if joined else tokens[-1]).start()
