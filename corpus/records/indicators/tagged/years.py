"""Which of the years around a value it is of: a logistic regression over each year's signs."""

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from ....figures import Years
from ...tagging.laid import Laid
from ...tagging.pieces import Piece, Sort
from ..roles import RoleWord
from ..running.atoms import Atom, Read
from ..running.headers import Header
from ..values import year_named
from .rows import Part, Row

_ABOVE: Final = 90  # lines from a year to its value; further up it is of another table (arbitrary)
_BELOW: Final = 40  # a legend may stand at the foot of the page
_RUN: Final = 3  # pieces from one year of a run to the next (arbitrary)
# Log-odds: from which a year is believed, and what a baseline costs that is no earlier than the target. Of years by hands left
# out .860 are right at -2 without cost, .868 at -3 with 2.
_LEAST: Final = -3.0
_LATE: Final = 2.0
_NEVER, _EVER = 0, 9999  # years that none is, before and behind all
# Words in the clause of a year that say what its values are.
_CLAUSE: Final = (
    *(
        "目標",
        "基準",
        "現状",
        "左",
        "右",
        "調査",
        "計画",
        "期間",
        "中間",
        "最終",
        "策定",
        "実績",
        "見込",
        "比べ",
        "推移",
    ),
    *("今回", "前回", "改定", "評価", "開始", "完了", "終了", "発行", "更新", "国", "県"),
)
_CLAUSE_REACH: Final = 14  # characters on either side (arbitrary)
_CLAUSE_ENDS: Final = re.compile(r"[\n。、・|()\t]|\s{2}")
_BEHIND: Final = ("まで", "末", "現在", "時点", "を基準", "目標", "実績", "の", ")", "に", "から", "度")
CONSTANT: Final = "b"


@dataclass(frozen=True)
class YearsAround:
    """A text with its pieces and headers, in which the year of a value is looked for."""

    text: Read
    pieces: Sequence[Piece]
    heads: Sequence[Header]
    rows: Sequence[
        tuple[int, int]
    ]  # of each value its place in its run of values, and the run's length; -1 and 0 of others
    listed: Mapping[
        int, tuple[int, int, int]
    ]  # of each year which run of years it is in, its place there, the run's length
    places: Sequence[int]  # of the years among the pieces,
    years: Sequence[int]  # and which they are
    beside: Sequence[Sequence[str]]  # what each says by itself

    @classmethod
    def of_text(cls, laid: Laid) -> "YearsAround":
        """Read the years once."""
        text, pieces = laid.text, laid.pieces
        named = {place: year for place, piece in enumerate(pieces) if (year := _year(piece)) is not None}
        beside = [tuple(_beside(text.flat, pieces, place)) for place in named]
        runs = _runs_of_years(pieces, list(named))
        nth, lengths = (each.tolist() for each in laid.runs)
        rows = [(place if length else -1, length) for place, length in zip(nth, lengths, strict=True)]
        return cls(text, pieces, laid.heads, rows, runs, list(named), list(named.values()), beside)

    def years_of(self, row: Row) -> tuple[int | None, int | None]:
        """The fiscal years of a row's baseline and target; None where no year around is likely enough."""
        bases, targets = (self._likely(row, part) for part in (Part.BASELINE, Part.TARGET))
        ways = ((one + two - _LATE * (base >= target), base, target)
                for base, one in bases.items() for target, two in targets.items())  # fmt: skip
        _, base, target = max(ways)
        return base if base > _NEVER else None, target if target < _EVER else None

    def _likely(self, row: Row, part: Part) -> dict[int, float]:
        """The log-odds of every year around a value, and the least at which one is believed, which stands for no year."""
        of_any, of_part = _weights(), _weights_of(part)
        none = _NEVER if part is Part.BASELINE else _EVER
        best = {none: _LEAST}
        if not row.of(part):
            return best
        for year, signs in self._around(row, part):
            told = sum([of_any.get(sign, 0.0) for sign in signs])
            score = of_any.get(CONSTANT, 0.0) + sum([of_part.get(sign, 0.0) for sign in signs], told)
            best[year] = max(score, best.get(year, score))
        held = self.pieces[row.of(part)[0]].held
        own = held.value.year if isinstance(held, Atom) and held.value else None
        return best if own is None else {own: 0.0}

    def signs_of(self, row: Row, part: Part) -> Iterator[tuple[int, list[str]]]:
        """Every year around a row's value, with what speaks for or against it; one may come several times.

        Each sign tells of any value, and behind the name of the part once more of a value of that.
        """
        for year, signs in self._around(row, part):
            yield year, [*signs, *(part.value + sign for sign in signs)]

    def _around(self, row: Row, part: Part) -> Iterator[tuple[int, list[str]]]:
        pieces, value = self.pieces, row.of(part)[0]
        line = pieces[value].line
        low = bisect_left(self.places, bisect_right(pieces, line - _ABOVE - 1, key=_line))
        high = bisect_left(self.places, bisect_right(pieces, line + _BELOW, key=_line))
        if low == high:
            return
        near = self.places[low:high]
        spans = {(first, last) for place in near for first, last in _span(pieces[place])}
        known = sorted(
            {year for place, year in zip(near, self.years[low:high], strict=True) if pieces[place].line <= line}
        )
        many = "one" if len(known) == 1 else "two" if len(known) == 2 else "many"
        here = bisect_left(near, value)
        run_before = self.listed[near[here - 1]][0] if here else -1
        at = bisect_right(self.heads, pieces[value].start, key=_end) - 1
        column = _column_of(pieces, value) if at >= 0 else 0
        in_spans = {year: _in_spans(year, spans) for year in set(self.years[low:high])}
        for nth in range(low, high):
            place, year = self.places[nth], self.years[nth]
            between = here - (nth - low) - 1 if place < value else nth - low - here
            signs = [
                *_where(pieces, place, value, row.name[0]),
                *self.beside[nth],
                *self._in_order(place, value, run_before),
                *(_of_header(self.heads[at], pieces[place].start, year, column) if at >= 0 else ()),
                f"btw:{min(between, 4)}",
                many,
                *in_spans[year],
            ]
            signs += ["min"] if known and year == known[0] else []
            signs += ["max"] if known and year == known[-1] else []
            yield year, signs

    def _in_order(self, place: int, value: int, last: int) -> Iterator[str]:
        """Whether a year has the place among the years beside it that the value has among the values beside it.

        ``last`` is the last run of years before the value.
        """
        run, nth, length = self.listed[place]
        row, values = self.rows[value]
        yield f"run:{'last' if run == last else 'before' if run < last else 'behind'}"
        if length > 1:
            same = "=" if length == values else ""
            yield f"ord:{nth == row}{same}"
            yield f"back:{length - nth == values - row}{same}"


def _runs_of_years(pieces: Sequence[Piece], places: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """Years, which stand at ``places``, with at most two pieces that are no values between them belong to one run."""
    runs: list[list[int]] = []
    for place in places:
        near = bool(runs) and place - runs[-1][-1] <= _RUN
        if near and not any(each.sort is Sort.VALUE for each in pieces[runs[-1][-1] : place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return {place: (nth, where, len(run)) for nth, run in enumerate(runs) for where, place in enumerate(run)}


def _line(piece: Piece) -> int:
    return piece.line


def _end(head: Header) -> int:
    return head.end


def _year(piece: Piece) -> int | None:
    """The year that a piece names; of a span of years (令和6年度から令和11年度) the last."""
    if piece.sort is not Sort.YEAR:
        return None
    held = piece.held
    return held.years[-1] if isinstance(held, Years) and held.years else year_named(held)  # type: ignore[arg-type]


def _span(piece: Piece) -> Iterator[tuple[int, int]]:
    """The first and last year of a span, as a plan's period is."""
    if isinstance(piece.held, Years) and len(piece.held.years) > 1:
        yield piece.held.years[0], piece.held.years[-1]


def _in_spans(year: int, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Where a year is to the spans around: the last of one is often that of all targets."""
    found = {"last" if year == last else "first" if year == first else "" for first, last in spans}
    found |= {"before" if first - 3 <= year < first else "past" if year > last else "" for first, last in spans}
    return [f"period:{each}" for each in sorted(found) if each]


def _where(pieces: Sequence[Piece], place: int, value: int, name: int) -> Iterator[str]:
    jump = pieces[value].line - pieces[place].line
    where = (
        "after"
        if jump < 0
        else "same"
        if jump == 0
        else "1"
        if jump == 1
        else "2"
        if jump <= 4
        else "5"
        if jump <= 12
        else "far"
    )
    side = "b" if place < value else "a"
    yield f"w:{where}{side}"
    if name <= place < value:
        yield "inside"
    if jump == 0 and abs(place - value) <= 2:
        yield f"next{abs(place - value)}{side}"


def _beside(flat: str, pieces: Sequence[Piece], place: int) -> Iterator[str]:
    """The words for roles next to a year, and the letters."""
    roles = set()
    for by in (-2, -1, 1, 2):
        other = pieces[place + by] if 0 <= place + by < len(pieces) else None
        if other is not None and isinstance(other.held, RoleWord) and abs(other.line - pieces[place].line) <= 1:
            near = "=" if other.line == pieces[place].line else "/"
            yield f"r{by}{near}{other.held.role.name}"
            roles.add(other.held.role.name)
    yield "rs:" + ",".join(sorted(roles))
    piece = pieces[place]
    if isinstance(piece.held, Years) and len(piece.held.years) > 1:
        yield "span"
    yield from (f"aft:{word}" for word in _BEHIND if flat.startswith(word, piece.end))
    yield f"bef:{flat[max(0, piece.start - 1) : piece.start].strip()}"
    before = _CLAUSE_ENDS.split(flat[max(0, piece.start - _CLAUSE_REACH) : piece.start])[-1]
    behind = _CLAUSE_ENDS.split(flat[piece.end : piece.end + _CLAUSE_REACH])[0]
    yield from (f"cb:{word}" for word in _CLAUSE if word in before)
    yield from (f"ca:{word}" for word in _CLAUSE if word in behind)


def _column_of(pieces: Sequence[Piece], value: int) -> int:
    """How many values stand before one in its row, no words between."""
    nth, other = 0, value - 1
    while other >= 0 and pieces[other].line == pieces[value].line and pieces[other].sort is not Sort.WORDS:
        nth += pieces[other].sort is Sort.VALUE
        other -= 1
    return nth


def _of_header(head: Header, start: int, year: int, nth: int) -> Iterator[str]:
    """What the last header says of the year at ``start``, and of the value's place in its row."""
    yield from (f"hdr:{column.role.name if column.role else 'Y'}" for column in head.columns if column.year == year)
    if nth < len(head.columns) and head.columns[nth].year == year:
        yield "col"
    if head.start <= start < head.end:
        yield "inhead"


@cache
def _weights() -> Mapping[str, float]:
    table = resources.files(__package__).joinpath("years.tsv").read_text(encoding="utf-8")
    return {sign: float(weight) for sign, weight in csv.reader(table.splitlines(), delimiter="\t")}


@cache
def _weights_of(part: Part) -> Mapping[str, float]:
    """The weights of signs behind the name of a part, without it."""
    name = part.value
    return {sign[len(name) :]: weight for sign, weight in _weights().items() if sign.startswith(name)}
