"""The values of a text that may belong to an indicator, each with the year that stands in brackets beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeVar

from ....figures import Date, Figure, Kind, Quantity, Years, read
from ....frozen import frozen
from ....text.folding import fold
from ..indicator import Value, ValueStatus
from ..values import CHANGE, TREND, ZERO, reading, year_named

_APART: Final = r"(?:^|(?<=[\s|:、「『(→】\])>=]))"
_ENDS: Final = r"(?=[\s|、。,)」』(→※]|$)"
_TREND: Final = re.compile(rf"{_APART}(?:{TREND}){_ENDS}")
_ZERO: Final = re.compile(rf"{ZERO}{_ENDS}")
_DASH: Final = re.compile(r"(?<=[\s|])(?:[-―ー]|…|‐|未実施|なし|調査なし|未調査|未把握)(?=[\s|]|$)")
_BEHIND: Final = re.compile(r"(?=[\s(|、。,/・※*△○◎×x→~↑↓↗↘⇨➜」』)\]】=-]|[ぁ-ん]|$)")
_ALONE: Final = re.compile(r"(?=[\s(|、,/・※*△○◎×x→~↑↓↗↘⇨➜=-]|$)")
_BEFORE: Final = re.compile(r"[0-9A-Za-z第.\-]$")
_OPENED: Final = re.compile(r"\s?[(\[【]\s?(?:※)?(?:対象|調査)?")
_CLOSED: Final = re.compile(r"[^()\[\]【】]{0,12}[)\]】]")
_SKIPPED: Final = (Kind.ORDER, Kind.STORAGE, Kind.ENERGY, Kind.TEMPERATURE, Kind.SPEED)


@frozen
class Atom:
    """A value as printed; ``value`` is None of a dash. ``bare``: a whole number that prints no unit."""

    start: int
    end: int  # behind its year in brackets
    value: Value | None
    unit: str | None
    bare: bool = False
    age: bool = False  # 18歳以上 is whom a value is told of more often than it is one
    alone: bool = True  # no words follow in its cell

    @property
    def worded(self) -> bool:
        """Whether it says only a direction."""
        return self.value is not None and self.value.status is ValueStatus.TREND

    def back(self, by: int) -> "Atom":
        """The atom so many places further to the front."""
        return Atom(self.start - by, self.end - by, self.value, self.unit, self.bare, self.age, self.alone)


@dataclass(frozen=True)
class Read:
    """A text as given and folded, with the years and the values that it prints, in order."""

    raw: str
    flat: str
    years: tuple[Figure, ...]
    atoms: tuple[Atom, ...]

    def part(self, start: int, end: int) -> "Read":
        """Some whole lines of the text, as if read by themselves."""
        years, atoms = self.years_in(start, end), self.between(start, end)
        return Read(
            self.raw[start:end],
            self.flat[start:end],
            tuple([replace(each, start=each.start - start, end=each.end - start) for each in years]),
            tuple([each.back(start) for each in atoms]),
        )

    def between(self, start: int, end: int) -> Sequence[Atom]:
        """The atoms that begin in a span."""
        return _within(self.atoms, self._atom_starts, start, end)

    def years_in(self, start: int, end: int) -> Sequence[Figure]:
        """The years that begin in a span."""
        return _within(self.years, self._year_starts, start, end)

    @cached_property
    def _atom_starts(self) -> list[int]:
        return [each.start for each in self.atoms]

    @cached_property
    def _year_starts(self) -> list[int]:
        return [each.start for each in self.years]


def atoms_of(raw: str) -> Read:
    """Read a text once for all finders."""
    flat, figures = fold(raw), read(raw)
    years = tuple(each for each in figures if is_year(each))
    found = [*_figures(raw, flat, figures, years)]
    spans = [(atom.start, atom.end) for atom in found]
    found += [atom for atom in _words(raw, flat, years) if not _inside(atom, spans)]
    return Read(raw, flat, years, tuple(sorted(found, key=lambda atom: atom.start)))


def is_year(figure: Figure) -> bool:
    """Whether a figure names a year or a span of them."""
    return (isinstance(figure, Years) and bool(figure.years)) or (isinstance(figure, Date) and figure.year is not None)


def _start(printed: "Figure | Atom") -> int:
    return printed.start


_Printed = TypeVar("_Printed", Figure, Atom)


def _within(printed: Sequence[_Printed], starts: Sequence[int], start: int, end: int) -> Sequence[_Printed]:
    low = bisect_left(starts, start)
    return printed[low : bisect_left(starts, end, low)]


def _figures(raw: str, flat: str, figures: Sequence[Figure], years: Sequence[Figure]) -> Iterator[Atom]:
    last = 0
    for figure in figures:
        if (
            figure.start < last
            or not isinstance(figure, Quantity)
            or figure.kind in _SKIPPED
            or _BEFORE.search(flat, max(0, figure.start - 1), figure.start)
        ):
            continue
        change = CHANGE.match(flat, figure.end)
        printed = change.end() if change else figure.end
        if not _BEHIND.match(flat, printed):
            continue
        year, end = _bracket(flat, printed, years)
        value = reading(figure, year, raw[figure.start : printed])
        if change and not change[0].endswith(("維持", "継続")):  # 20%以上の減少 is no level
            value = replace(value, value=Value(None, year, ValueStatus.TREND, value.value.text))
        whole = figure.low == figure.low.to_integral_value()
        last = end
        bare = not figure.unit and "." not in flat[figure.start : figure.end] and not change
        yield Atom(
            figure.start,
            end,
            value.value,
            value.unit,
            bare,
            figure.kind is Kind.AGE and whole,
            _ALONE.match(flat, end) is not None,
        )


def _bracket(flat: str, end: int, years: Sequence[Figure]) -> tuple[int | None, int]:
    """The year in brackets behind a value that ends at ``end``, and where those close."""
    opened = _OPENED.match(flat, end)
    if opened is None:
        return None, end
    place = bisect_left(years, opened.end(), key=_start)
    if place == len(years) or years[place].start != opened.end():
        return None, end
    closed = _CLOSED.match(flat, years[place].end)
    if closed is None:
        return None, end
    summed = "年間" in flat[opened.end() : closed.end()]  # of 平成24~28年の5年間 no one year is told
    return None if summed else _last(years[place]), closed.end()


def _last(figure: Figure) -> int | None:
    """The year of a value that is told of several (平成30年～令和4年平均): the last."""
    return figure.years[-1] if isinstance(figure, Years) and figure.years else year_named(figure)


def _words(raw: str, flat: str, years: Sequence[Figure]) -> Iterator[Atom]:
    for pattern in (_TREND, _ZERO):
        for match in pattern.finditer(flat):
            year, end = _bracket(flat, match.end(), years)
            value = Value(None, year, ValueStatus.TREND, raw[slice(*match.span())])
            yield Atom(match.start(), end, value, None)
    for match in _DASH.finditer(flat):
        yield Atom(match.start(), match.end(), None, None)


def _inside(atom: Atom, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(spans, (atom.start + 1, 0))
    return place > 0 and spans[place - 1][1] > atom.start


def dated(atom: Atom, year: int | None, kind: str | None = None) -> Value | None:
    """An atom's value with its column's year and kind."""
    if atom.value is None:
        return None
    return replace(atom.value, year=atom.value.year if atom.value.year is not None else year, kind=kind)
