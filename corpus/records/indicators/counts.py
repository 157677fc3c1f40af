"""Counts by year in running text: 配布部数 H28：1,000 H29：7,700, in brackets or not."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from ...figures import Figure, Kind, Quantity, Years, dates, read
from ...text.folding import fold
from ..found import Found, found_series
from .values import Reading, reading, year_named

# What makes a year the head of its figures (H28：, H28年度 : 1,000); without a colon a figure with a unit must follow.
_COLON: Final = re.compile(r"\s?:\s?")
# A figure of a year, after a few words at most (肺がん 45.5%); longer words make it a description with a figure in it.
_LABEL: Final = re.compile(r"\s?[、,・/]?\s?(?!前年|対前|前回|うち)(?P<label>[^\d\s()、。・:;を\"]{0,9}?)(?<!第)\s?")
_NOTE: Final = re.compile(r"\([^()]{1,20}\)")
_MEASURE: Final = re.compile(r"(?:数|率|割合|額|量|回数|人数|件数|実績)$")
_ITEM: Final = re.compile(r"(?:^|\s)[・◎○●◆◇]|(?:^|\s)-\s")
_CIRCLED: Final = re.compile(r"[①-⑳]")
_STATED: Final = re.compile(r"(?:は|が|を)?\s?(?:延べ|計)?\s?$")  # 相談件数は延べ before a figure
_SLOTS: Final = 20  # figures of one year (arbitrary; five kinds of check-up are the most that was met)
_NAME_MAX: Final = 60
_ITEM_NAME_MAX: Final = 40  # characters; in a longer item only its last words name the count
_NAME_REACH: Final = 300  # characters before a year in which its name is looked for
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


@dataclass(frozen=True, slots=True)
class _Slot:
    """The figures that stand for one year: ``start`` is where its name would end, ``begin`` where they begin."""

    start: int
    begin: int
    end: int
    year: int
    first: Quantity


def counts_by_year(text: str, start: int, end: int) -> Iterator[Found]:
    """Every count in ``text[start:end]`` that is stated for a year, years of one name together.

    A name is what stands in the bracket before the first year; where nothing does, the item that the bracket belongs
    to; outside brackets, the words after the last item mark. Misses: years without a colon and a unit, and a name that
    stands in another cell than its figures.
    """
    raw = text[start:end]
    flat = fold(raw)
    if not (":" in flat or " " in flat) or not any(_heads(flat, each) for each in dates(raw)):
        return  # told without reading the other figures, which takes long
    figures = read(raw)
    counted = {each.end: each for each in figures if isinstance(each, Quantity) and each.unit}
    run: _Run | None = None
    for slot in _slots(flat, figures):
        if (
            run
            and not flat[run.end : min(slot.start, run.end + _NAME_REACH)].strip(" 、,・/→~")
            and slot.year > run.years[-1]
        ):
            _add(run, raw, slot)
            continue
        if run:
            yield _of_run(run, start)
        run = _named(run, raw, flat, slot.start, counted)
        if run:
            _add(run, raw, slot)
    if run:
        yield _of_run(run, start)


def _of_run(run: _Run, start: int) -> Found:
    return found_series(run.name, run.readings, start + run.start, start + run.end)


def _add(run: _Run, raw: str, slot: _Slot) -> None:
    run.readings.append(reading(slot.first, slot.year, raw[slot.begin : slot.end].strip()))
    run.years.append(slot.year)
    run.end = slot.end


def _heads(flat: str, figure: Figure) -> bool:
    """Whether a year may be the head of figures: a colon stands behind it, or a blank."""
    return isinstance(figure, Years) and (
        flat.startswith(" ", figure.end) or _COLON.match(flat, figure.end) is not None
    )


def _slots(flat: str, figures: Sequence[Figure]) -> Iterator[_Slot]:
    """Every year that has figures."""
    for place, figure in enumerate(figures):
        year = year_named(figure) if isinstance(figure, Years) else None
        if year is None:
            continue
        colon, following = _COLON.match(flat, figure.end), figures[place + 1 : place + 2]
        counted = bool(following) and isinstance(following[0], Quantity) and bool(following[0].unit)
        if colon is None and not (counted and flat[figure.end : following[0].start] == " "):
            continue
        begin = colon.end() if colon else figure.end + 1
        found = list(_counted(flat, begin, islice(figures, place + 1, place + 1 + _SLOTS)))
        if found:
            note = _NOTE.match(flat, found[-1].end)
            yield _Slot(figure.start, begin, note.end() if note else found[-1].end, year, found[0])


def _counted(flat: str, place: int, figures: Iterable[Figure]) -> Iterator[Quantity]:
    """The quantities of a year that begin at ``place``, up to the next year or to words that are no label."""
    begun = False
    for figure in figures:
        label = _LABEL.fullmatch(flat, place, figure.start) if isinstance(figure, Quantity) else None
        if not isinstance(figure, Quantity) or label is None or figure.kind is Kind.ORDER:
            return
        if begun and not figure.unit and label["label"]:
            return
        yield figure
        begun = True
        note = _NOTE.match(flat, figure.end)
        place = note.end() if note else figure.end


def _named(before: _Run | None, raw: str, flat: str, end: int, counted: Mapping[int, Quantity]) -> _Run | None:
    """A run for the figures that begin at ``end``; None where nothing names them."""
    left = max(before.end if before else 0, end - _NAME_REACH)
    first = end
    start, bracket = _name_start(flat, left, end)
    outside = bracket and not flat[start:end].strip(" :、")
    if outside:
        end = start - 1
        start, bracket = _name_start(flat, left, end)
    begin = _trimmed(flat, start, end, inside=bracket)
    stated = counted.get(end)
    if outside and stated is not None and (words := _STATED.search(flat, begin, max(begin, stated.start))) is not None:
        end = words.start()
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
