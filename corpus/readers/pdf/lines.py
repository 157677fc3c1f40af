"""Glyphs of a page -> lines of text, each character with its box; ruled tables row by row."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Final

from .page import Box, Glyph, RawPage
from .writing import SIDE

_GAP: Final = 1.1  # of the type size: a wider gap parts cells or columns
_SPACE: Final = 0.5  # of the type size: a wider gap is a blank, whatever stands beside it
_WORD_GAP: Final = 0.15  # the same between Latin letters
_LETTER_GAP: Final = 0.2  # the same after brackets, and between digits more than the others are set apart
_TYPICAL: Final = 4  # gaps; from fewer nothing is usual
_NO_GAP: Final = 0.1  # of the type size; a narrower one is none, or the rounding of the file
_HABIT: Final = 0.6  # of the places where a page could leave a gap; a program leaves one at all, a writer at few
# A number that opens a heading stands before a blank, which is as wide as the gap that programs leave.
_NUMERAL: Final = re.compile(r"[0-9]{1,2}|[IVX]{1,4}")
_COUNTERS: Final = frozenset("年月日歳人万千億円割回件名時かカヶ箇つ")
_HEADING: Final = 40  # characters
_STOPS: Final = frozenset("、。，．・：；「」『』（）〔〕【】〈〉《》！？…")
_READING: Final = 1.5  # how much larger type is than the reading over it; half the size is usual
# What opens an item, a heading or a caption; a line that begins with it goes on with no other.
MARKED: Final = re.compile(
    r"[・･•●○◇◆■□※☆★▶→◎▼▲‣⇒\-–*＊【《〈]|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．](?![0-9０-９])|[(（][ア-ンa-zⅠ-Ⅹ][)）]|"
    r"第[0-9０-９一二三四五六七八九十]+[章編部節項]|[0-9０-９]{1,2}[-－][0-9０-９]|(?:図表?|表|資料)[0-9０-９]"
)
_WORD: Final = re.compile(r"[A-Za-z0-9,.;:)]")
_DIGITS: Final = re.compile(r"[0-9０-９]")
_READING_GAP: Final = 0.75  # of the larger size, at most, between the two; LibreOffice leaves 0.67, Word a third
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")
_KANJI: Final = re.compile(r"[一-鿿々〆ヶ㐀-䶿豈-﫿]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and, for each of its characters, where it is printed; None for one that joins others."""

    text: str
    boxes: tuple[Box | None, ...]
    box: Box
    size: float


def runs_of(glyphs: Sequence[Glyph], page: RawPage, *, margins: bool = True) -> list[Line]:
    """Glyphs that follow each other on one line, as the file draws them, then neighbours put together.

    Upright stacks of characters and text on its side are running heads where they stand in a margin, and are
    dropped there; elsewhere (a group's name beside a table) each is a run of its own.
    """
    level: list[list[Glyph]] = []
    side: list[list[Glyph]] = []
    for glyph in glyphs:
        target = side if glyph.sideways else level
        if target and (_follows_down if glyph.sideways else _follows)(target[-1][-1], glyph):
            target[-1].append(glyph)
        else:
            target.append([glyph])
    stacks, level = _stacks(level)
    upright = [_line(run, page.mixed_gap) for run in (*side, *stacks)]
    if margins:
        upright = [
            line
            for line in upright
            if SIDE * page.width < (line.box.left + line.box.right) / 2 < (1 - SIDE) * page.width
        ]
    lines = [
        _line(run, page.mixed_gap, headings=margins) for run in level if any(not glyph.text.isspace() for glyph in run)
    ]
    return _without_readings([line for line in (*_merged(lines), *upright) if line.text.strip()])


def middle(line: Line) -> float:
    """The height at which ``line`` stands, half-way between its top and its bottom."""
    return (line.box.top + line.box.bottom) / 2


def _size(glyph: Glyph) -> float:
    return max(glyph.box.bottom - glyph.box.top, 1.0)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = min(_size(last), _size(glyph))
    level = abs((last.box.top + last.box.bottom) - (glyph.box.top + glyph.box.bottom)) / 2 < 0.4 * size
    return level and -0.5 * size < glyph.box.left - last.box.right < _GAP * size


def _follows_down(last: Glyph, glyph: Glyph) -> bool:
    width = max(last.box.right - last.box.left, glyph.box.right - glyph.box.left, 1.0)
    aligned = abs((last.box.left + last.box.right) - (glyph.box.left + glyph.box.right)) / 2 < 0.5 * width
    gap = max(glyph.box.top - last.box.bottom, last.box.top - glyph.box.bottom)
    return aligned and gap < width


def _stacks(runs: list[list[Glyph]]) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    """Three single characters or more, drawn one under the other, apart from the runs that are none."""
    stacks: list[list[Glyph]] = []
    kept: list[list[Glyph]] = []
    place = 0
    while place < len(runs):
        end = place + 1
        while end < len(runs) and _stands_under(runs[end - 1], runs[end]):
            end += 1
        if end - place >= 3:
            stacks.append([glyph for run in runs[place:end] for glyph in run])
        else:
            kept.extend(runs[place:end])
        place = end
    return stacks, kept


def _stands_under(upper: list[Glyph], lower: list[Glyph]) -> bool:
    if len(upper) != 1 or len(lower) != 1 or (_DIGITS.match(upper[0].text) and _DIGITS.match(lower[0].text)):
        return False
    one, other = upper[0].box, lower[0].box
    width = max(one.right - one.left, 1.0)
    step = (other.top - one.top) / max(one.bottom - one.top, 1.0)
    return abs((one.left + one.right) - (other.left + other.right)) / 2 < 0.3 * width and 0.6 <= step <= 1.6


def _line(glyphs: Sequence[Glyph], mixed: float, *, headings: bool = False) -> Line:
    """Glyphs as a line; where a gap parts words and the file draws no blank, one is put in."""
    text = ""
    boxes: list[Box | None] = []
    last: Glyph | None = None
    gaps = _gaps(glyphs, mixed)
    headed = headings and len(glyphs) <= _HEADING and glyphs[-1].text != "。"
    for glyph in glyphs:
        numbered = headed and _NUMERAL.fullmatch(text) and glyph.text not in _COUNTERS
        if last is not None and (
            gaps.parts(last, glyph) or (numbered and _are_mixed(last, glyph) and _gap(last, glyph) > _NO_GAP)
        ):
            text += " "
            boxes.append(None)
        text += glyph.text
        boxes.extend([glyph.box] * len(glyph.text))
        last = glyph
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start < end:
        text, boxes = text[start:end], boxes[start:end]
    return Line(text, tuple(boxes), around(boxes), median(_size(glyph) for glyph in glyphs))


@dataclass(frozen=True, slots=True)
class _Gaps:
    """What stands for a blank in a line, of the type size: more than it leaves between most of its characters."""

    usual: float
    digits: float  # the same between two digits, which alone may be set apart
    mixed: float  # the same between a Japanese character and a Latin letter or a digit, on the whole page

    def parts(self, last: Glyph, glyph: Glyph) -> bool:
        """Whether a blank stands between two characters that the file does not draw."""
        if last.sideways or last.text.isspace() or glyph.text.isspace() or glyph.box.top >= last.box.bottom:
            return False
        if _are_digits(last, glyph):
            needed = max(_WORD_GAP, min(self.digits + _LETTER_GAP, _SPACE))
        elif _narrow(last) and _narrow(glyph):
            needed = self.usual + _WORD_GAP
        elif _are_mixed(last, glyph):
            needed = max(self.usual, self.mixed) + _WORD_GAP
        elif last.text in _STOPS or glyph.text in _STOPS:
            needed = max(_SPACE, self.usual + _LETTER_GAP)  # where lines are spread first
        else:
            needed = self.usual + _LETTER_GAP
        return _gap(last, glyph) > needed


def mixed_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap, of the type size, that a page leaves between Japanese characters and Latin letters or digits.

    0 where it leaves none, and each that there is stands for a blank.
    """
    gaps = [_gap(one, other) for one, other in pairwise(glyphs) if _are_mixed(one, other) and _follows(one, other)]
    left = [gap for gap in gaps if _NO_GAP < gap < _SPACE]
    return median(left) if len(left) >= _TYPICAL and len(left) > _HABIT * len(gaps) else 0.0


def _gaps(glyphs: Sequence[Glyph], mixed: float) -> _Gaps:
    pairs = [(one, other) for one, other in pairwise(glyphs) if not one.text.isspace() and not other.text.isspace()]
    digits = [_gap(one, other) for one, other in pairs if _are_digits(one, other)]
    usual = max(median(_gap(one, other) for one, other in pairs), 0.0) if len(pairs) >= _TYPICAL else 0.0
    return _Gaps(usual, median(digits) if digits else 0.0, mixed)


def _are_digits(one: Glyph, other: Glyph) -> bool:
    return one.text.isdigit() and other.text.isdigit() and _narrow(one) and _narrow(other)


def _are_mixed(one: Glyph, other: Glyph) -> bool:
    first = _narrow(one)
    if first is _narrow(other):
        return False
    narrow, wide = (one.text, other.text) if first else (other.text, one.text)
    return not wide.isspace() and (narrow.isalnum() or narrow == "%") and wide not in _STOPS


def _gap(last: Glyph, glyph: Glyph) -> float:
    return (glyph.box.left - last.box.right) / min(_size(last), _size(glyph))


def _narrow(glyph: Glyph) -> bool:
    return _is_narrow(glyph.text)


@lru_cache(maxsize=8192)  # a page is asked about each of its characters many times
def _is_narrow(text: str) -> bool:
    return not text.isspace() and unicodedata.east_asian_width(text[0]) in ("Na", "N", "H")


def _without_readings(runs: list[Line]) -> list[Line]:
    """Runs without furigana: kana in small type right over kanji of a larger line."""
    kept = []
    for run in runs:
        small = [base for base in runs if base.size >= _READING * run.size] if _KANA.fullmatch(run.text) else []
        if not any(_reads(run, base) for base in small):
            kept.append(run)
    return kept


def _reads(run: Line, base: Line) -> bool:
    over = run.box.bottom - base.box.top
    if not -_READING_GAP * base.size < over < 0.8 * run.size:
        return False
    under = [
        character
        for character, box in zip(base.text, base.boxes, strict=True)
        if box is not None and run.box.left < (box.left + box.right) / 2 < run.box.right
    ]
    kanji = sum(bool(_KANJI.match(character)) for character in under)
    return kanji > 0 and 2 * kanji >= len(under)


def around(boxes: Iterable[Box | None]) -> Box:
    """The smallest box around all ``boxes`` that are not None."""
    real = [box for box in boxes if box is not None]
    return Box(
        min(box.left for box in real),
        min(box.top for box in real),
        max(box.right for box in real),
        max(box.bottom for box in real),
    )


def _merged(runs: list[Line]) -> list[Line]:
    """Runs that stand right beside each other on one line are one, in whatever order the file draws them."""
    merged: list[Line] = []
    for row in rows_of_runs(runs):
        current = row[0]
        for run in row[1:]:
            size = min(current.size, run.size)
            if run.box.left - current.box.right < _GAP * size:
                space = " " if run.box.left - current.box.right > _SPACE * size else ""
                current = joined([current, run], space) or current
            else:
                merged.append(current)
                current = run
        merged.append(current)
    return merged


def rows_of_runs(runs: Iterable[Line]) -> list[list[Line]]:
    """Runs on one base line, from left to right; rows from top to bottom."""
    rows: list[list[Line]] = []
    for run in sorted(runs, key=middle):
        for row in reversed(rows[-3:]):
            if abs(middle(run) - middle(row[0])) < 0.4 * min(run.size, row[0].size):
                row.append(run)
                break
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.box.left)
    return rows


def joined(lines: Sequence[Line | None], between: str) -> Line | None:
    """Lines one after the other; None stands for an empty cell, and empty cells at the end are left out."""
    kept = list(lines)
    while kept and kept[-1] is None:
        kept.pop()
    real = [line for line in kept if line is not None]
    if not real:
        return None
    text = between.join(line.text if line else "" for line in kept)
    gap: tuple[Box | None, ...] = (None,) * len(between)
    boxes: tuple[Box | None, ...] = ()
    for place, line in enumerate(kept):
        boxes += (gap if place else ()) + (line.boxes if line else ())
    return Line(text, boxes, around(line.box for line in real), real[0].size)


def glued(line: Line, following: Line) -> Line:
    """``line`` with ``following`` put behind it, and a blank between two words in Latin letters.

    Figures are put together: a number that a narrow cell breaks is one number.
    """
    figures = line.text[-1].isdigit() and following.text[0].isdigit()
    words = not figures and _WORD.match(line.text[-1]) and _WORD.match(following.text[0])
    return joined([line, following], " " if words else "") or line
