"""Tables of 基準値 and 目標値 whose rows an extraction tore apart: all on one line, or a cell a line.

The words over the columns are still there in their order, each with its year; behind them come names, each before as
many values as there are columns. Where a row has one value for each of several groups (男子, 女子) each is an
indicator; a target that stands once is for all of them. A row with another number of values is left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ...figures import Figure, Kind, Quantity, read
from ...text.folding import fold
from ..found import Found
from .indicator import Value, ValueStatus
from .values import TREND, reading, year_named

_COLUMN: Final = re.compile(
    r"(?P<target>(?<!数値)(?:最終|中間)?目標値(?!の)|(?<![一-龠])(?:最終|中間)?目標(?![一-龠ぁ-ん0-9])|目指す値|めざす値)|"
    r"(?P<past>(?:計画)?(?:策定時|基準|(?P<now>現状|現況|直近|最新)|当初|中間評価|中間|実績)の?(?:値|年)?)(?![一-龠]|の)"
)
_BETWEEN: Final = re.compile(
    r"(?:[\s|・:()\[\]<>※*\-]|指標|項目|対象|単位|区分|番号|年度?|時点|[Nn][Oo]\.?|\0|値){0,60}"
)  # what stands between two columns, years taken out
_TORN_REACH: Final = 60  # characters from one column to the next
_GAP: Final = re.compile(
    r"[\s|、,/・→~\-]*(?P<subject>[①-⑳]?[一-龠ぁ-んァ-ヶー]{0,4})[:\s|]*"
)  # between two values of a row
_DASH: Final = re.compile(r"(?<=[\s|])[-―ー](?=[\s|]|$)")
_BEHIND: Final = re.compile(r"(?=[\s(|、,/※*△○◎×→~\n]|$)")
_CHANGE: Final = re.compile(r"の?(?:増加|減少|増|減|向上|上昇|低下|削減)(?![一-龠])")  # 52.0%増加
_YEAR: Final = re.compile(r"\s?\(?\s?\Z")
_COLUMNS_MAX: Final = 12  # more words in a row are no header (arbitrary)
_YEAR_BEHIND: Final = 12  # characters from the last column's word to its year
_MARK: Final = re.compile(r"[①-⑳●○◎△×◆■▲※|\n]|\([0-9]{1,2}\)|(?<=\s)-(?=\s)")
_TORN_NAME_MIN: Final = 8  # characters; a shorter piece behind a name is its group (小学生)
_TORN_NAME_MAX: Final = 120  # characters between two rows; more is text behind the table
_TRENDS: Final = re.compile(rf"(?<=[\s|])(?:{TREND})(?=[\s|]|$)")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: a target, or what was; ``now`` where it says that it is where things stand."""

    target: bool
    year: int | None
    now: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value as printed; ``value`` is None of a dash."""

    start: int
    end: int  # behind its year in brackets
    value: Value | None
    unit: str | None


def torn_tables(text: str, start: int, end: int) -> Iterator[Found]:
    """The indicators of every torn table in ``text[start:end]``, which holds no rows of a whole one."""
    raw = text[start:end]
    if "目標" not in raw:
        return
    flat, figures = fold(raw), read(raw)
    heads = list(_heads(flat, figures))
    for (begin, columns), following in zip(heads, [*heads[1:], None], strict=False):
        limit = following[0] if following else len(flat)
        cells = list(_cells(raw, flat, figures, begin, limit))
        for found in _rows(raw, flat, columns, cells, begin):
            yield Found(
                found.name,
                found.unit,
                found.baseline,
                found.target,
                found.series,
                start + found.start,
                start + found.end,
            )


def _heads(flat: str, figures: Sequence[Figure]) -> Iterator[tuple[int, list[_Column]]]:
    """Where each header ends, and its columns: one for the past and one to come at least."""
    blank = list(flat)
    for figure in figures:
        if year_named(figure) is not None:
            blank[figure.start : figure.end] = "\0" * (figure.end - figure.start)
    bare = "".join(blank)
    words = list(_COLUMN.finditer(bare))
    place = 0
    while place < len(words):
        last = place
        while last + 1 < len(words) and _joined(bare, words[last].end(), words[last + 1].start()):
            last += 1
        run = words[place : last + 1]
        few = len(run) <= _COLUMNS_MAX
        if few and any(word["target"] for word in run) and any(word["past"] for word in run):
            yield _columns(bare, figures, run)
        place = last + 1


def _joined(bare: str, left: int, right: int) -> bool:
    return right - left <= _TORN_REACH and _BETWEEN.fullmatch(re.sub("\0+", "\0", bare[left:right])) is not None


def _columns(bare: str, figures: Sequence[Figure], run: Sequence[re.Match[str]]) -> tuple[int, list[_Column]]:
    """The columns of a header; a year stands behind each word or, where the first stands before, before each."""
    first, last = run[0].start(), run[-1].end()
    low = max(
        first - 2 * _TORN_REACH,
        *(bare.rfind(word, max(0, first - 2 * _TORN_REACH), first) for word in ("指標", "項目", "対象", "区分")),
    )
    years = [each for each in _within(figures, low + 1, last + _TORN_REACH) if year_named(each) is not None]
    twice = [one for one, two in pairwise(years) if year_named(one) == year_named(two) and two.start - one.end < 4]
    years = [each for each in years if each not in twice]  # 平成28年度 (2016年度) on two lines
    before = [each for each in years if each.end <= first]
    if before and any(run[-2].end() <= each.start < run[-1].start() for each in years):
        heads = [*before, *(each for each in years if first < each.start < last)]
        columns = []
        for year, after in pairwise([*heads, None]):
            word = next((word for word in run if year.end <= word.start() < (after.start if after else last)), None)  # type: ignore[union-attr]
            columns.append(_column(word, year))
        return last, columns
    columns, end = [], last
    for place, word in enumerate(run):
        closing = place + 1 == len(run)
        limit = last + _YEAR_BEHIND if closing else run[place + 1].start()
        own = next((each for each in years if word.end() <= each.start < limit), None)
        if own is not None and closing and _YEAR.match(bare[word.end() : own.start]) is None:
            own = None
        columns.append(_column(word, own))
        end = max(end, own.end) if own else end
    return end, columns


def _column(word: re.Match[str] | None, year: Figure | None) -> _Column:
    return _Column(bool(word and word["target"]), year_named(year) if year else None, bool(word and word["now"]))


def _within(figures: Sequence[Figure], start: int, end: int) -> Sequence[Figure]:
    """The figures that begin in a span."""
    low = bisect_left(figures, start, key=_start)
    return figures[low : bisect_left(figures, end, low, key=_start)]


def _start(figure: Figure) -> int:
    return figure.start


def _cells(raw: str, flat: str, figures: Sequence[Figure], begin: int, limit: int) -> Iterator[_Cell]:
    """The values behind a header, in order: quantities that stand by themselves, trends and dashes."""
    found: list[_Cell] = []
    for figure, following in pairwise([*_within(figures, begin, limit), None]):
        if not isinstance(figure, Quantity) or not _is_value(flat, figure):
            continue
        change = _CHANGE.match(flat, figure.end)
        printed = end = change.end() if change else figure.end
        year = None
        if following is not None and year_named(following) is not None:
            opened = re.fullmatch(r"\s?\(\s?", flat[end : following.start])
            closed = re.match(r"[^()0-9]{0,6}\)", flat[following.end :])
            if opened and closed:
                year, end = year_named(following), following.end + closed.end()
        value = reading(figure, year, raw[figure.start : printed])
        found.append(_Cell(figure.start, end, value.value, value.unit))
    for match in _TRENDS.finditer(flat, begin, limit):
        found.append(_Cell(match.start(), match.end(), Value(None, None, ValueStatus.TREND, match[0]), None))
    found += [_Cell(match.start(), match.end(), None, None) for match in _DASH.finditer(flat, begin, limit)]
    yield from sorted(found, key=lambda cell: cell.start)


def _is_value(flat: str, figure: Quantity) -> bool:
    """Whether a quantity stands in a cell of its own and is no group of ages (18歳以上) and no place in an order."""
    if figure.kind is Kind.ORDER or (figure.kind is Kind.AGE and figure.low == figure.low.to_integral_value()):
        return False
    change = _CHANGE.match(flat, figure.end)
    alone = _BEHIND.match(flat, change.end() if change else figure.end) is not None
    return alone and bool(figure.unit or "." in flat[figure.start : figure.end])


def _rows(raw: str, flat: str, columns: Sequence[_Column], cells: Sequence[_Cell], begin: int) -> Iterator[Found]:
    """The rows of one table, up to a name that is none."""
    place, left = 0, begin
    while place < len(cells):
        last = place
        subjects = [""]
        while last + 1 < len(cells) and (gap := _GAP.fullmatch(flat, cells[last].end, cells[last + 1].start)):
            if gap["subject"] and len(subjects) >= len(columns) and not any(subjects):
                break  # the next row's short name
            subjects.append(gap["subject"])
            last += 1
        row = cells[place : last + 1]
        chunk = flat[left : row[0].start]
        if "。" in chunk or "\t" in chunk or len(chunk) > 2 * _TORN_NAME_MAX:
            return
        named = _torn_name(chunk)
        if named is not None:
            span = (left + named[0], left + named[1])
            name = " ".join(raw[slice(*span)].split())
            yield from _of_torn(name, columns, row, flat[span[1] : row[0].start], subjects, (span[0], row[-1].end))
        left, place = row[-1].end, last + 1


def _torn_name(chunk: str) -> tuple[int, int] | None:
    """The words in front of a row's values that name it: the last piece between marks that is long enough."""
    edges = [(0, 0), *(match.span() for match in _MARK.finditer(chunk)), (len(chunk), len(chunk))]
    pieces = [(left[1], right[0]) for left, right in pairwise(edges) if chunk[left[1] : right[0]].strip()]
    long = [piece for piece in pieces if len(chunk[slice(*piece)].strip()) >= _TORN_NAME_MIN]
    best = long[-1] if long else max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
    if best is None:
        return None
    start, end = best
    for figure in read(chunk[start:end]):  # 18歳以上 and 男子 behind a name are its group
        if isinstance(figure, Quantity) and figure.kind is Kind.AGE and not chunk[start + figure.end : end].strip():
            end = start + figure.start
    words = chunk[start:end]
    lead, body = len(words) - len(words.lstrip()), words.strip()
    return (start + lead, start + lead + len(body)) if 2 <= len(body) <= _TORN_NAME_MAX else None


def _of_torn(
    name: str,
    columns: Sequence[_Column],
    row: Sequence[_Cell],
    between: str,
    subjects: list[str],
    span: tuple[int, int],
) -> Iterator[Found]:
    """One indicator, or one for each group that the row has values of."""
    count, wide = len(row), len(columns)
    groups = max(len({each for each in subjects[1:] if each}), len(re.findall("[①-⑳]", between)))
    lists: list[list[_Cell]] = []
    if count == wide:
        lists = [list(row)]
    elif groups > 1 and count == groups * wide:
        lists = [list(row[group::groups]) for group in range(groups)]
    elif groups > 1 and count == groups * (wide - 1) + 1:
        lists = [[*row[group:-1:groups], row[-1]] for group in range(groups)]
    for each in lists:
        values = [_dated(cell, column) for cell, column in zip(each, columns, strict=True)]
        told = [(value, column) for value, column in zip(values, columns, strict=True) if value]
        past = [value for value, column in told if not column.target]
        now = [value for value, column in told if column.now]
        ahead = [value for value, column in told if column.target]
        stated = [value for value, _ in told]
        unit = next((cell.unit for cell in each if cell.unit), None)
        if not ahead:
            continue
        baseline = next(iter([*now, *past]), None)
        series = tuple(stated) if len(stated) > 2 else ()
        yield Found(name, unit, baseline, ahead[-1], series, *span)


def _dated(cell: _Cell, column: _Column) -> Value | None:
    if cell.value is None:
        return None
    year = cell.value.year if cell.value.year is not None else column.year
    return Value(cell.value.value, year, cell.value.status, cell.value.text)
