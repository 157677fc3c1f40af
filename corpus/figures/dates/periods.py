"""Years and spans of years that a text names, and how else they are spelt: 令和6年度～11年度 -> 2024 to 2029; 2016年 -> 平成28年, H28."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Final

from ...text.folding import fold
from ..figure import Date, Kind, Quantity, Run, Years
from ..read import dates, read, years
from ..years import joins_years
from .eras import spellings

_LONGEST: Final = 30  # years; no plan lasts longer (arbitrary)
_FROM_ON: Final = re.compile(r"(?:から|より|以降)[^0-9。\n]{0,8}")


def year_of(text: str) -> int | None:
    """The first year that ``text`` names; None where there is none or it never was (令和0年, 平成50年)."""
    return next(iter(years(text)), None)


def period_of(text: str) -> tuple[int, int] | None:
    """The first span in ``text`` that is printed with its first and its last year, in fiscal years.

    January to March belong to the year before: 令和6年4月から令和12年3月まで -> 2024, 2029.
    """
    return next(_spans(text, Run.FROM_TO), None)


def planned_years(text: str) -> tuple[int, int] | None:
    """The span that a statement of 計画期間 gives, also as a first year and a number: 令和6年度を初年度とする6年間.

    Elsewhere a number of years may be a grant's or a survey's: there ``period_of`` is the one to ask.
    """
    return period_of(text) or next(chain(_spans(text, Run.LASTING), _lasting(text)), None)


def spelt_otherwise(text: str) -> list[str]:
    """The years printed in ``text`` as plans may write them instead: 令和6年度 -> 2024年, R6; 2016年 -> 平成28年, H28."""
    found: list[str] = []
    for figure in dates(text):
        printed = fold(text[figure.start : figure.end])
        for year in _ends(figure):
            found += [form for form in (f"{year}年", *spellings(year)) if form.removesuffix("年") not in printed]
    return found


def _ends(figure: Years | Date) -> tuple[int, ...]:
    """The years that a figure prints, not those between."""
    if isinstance(figure, Date):
        return (figure.year,) if figure.year is not None else ()
    if figure.run is Run.FROM_TO:
        return (figure.years[0], figure.years[-1])
    return figure.years[:1] if figure.run is Run.LASTING else figure.years


def _spans(text: str, run: Run) -> Iterator[tuple[int, int]]:
    """The spans of years of one kind of print, in order, each in the order of time and of a plan's length."""
    flat, found = fold(text), dates(text)
    spans = [
        (each.start, each.years[0], each.years[-1]) for each in found if isinstance(each, Years) and each.run is run
    ]
    if run is Run.FROM_TO:
        for one, two in pairwise(found):
            first, last = _fiscal(one), _fiscal(two)
            if first is not None and last is not None and joins_years(flat[one.end : two.start]):
                spans.append((one.start, first, last))
    yield from ((first, last) for _, first, last in sorted(spans) if first < last <= first + _LONGEST)


def _lasting(text: str) -> Iterator[tuple[int, int]]:
    """令和6年度から6年間: a year and a number of years that count from it."""
    for first, lasts in pairwise(read(text)):
        if not isinstance(first, Years | Date) or not isinstance(lasts, Quantity) or lasts.kind is not Kind.DURATION:
            continue
        year, count = _fiscal(first), int(lasts.low)
        counts = lasts.unit == "年" and lasts.low == lasts.high == count and 1 < count <= _LONGEST
        if year is not None and counts and _FROM_ON.fullmatch(text[first.end : lasts.start]):
            yield year, year + count - 1


def _fiscal(figure: Years | Date) -> int | None:
    if isinstance(figure, Date):
        return figure.fiscal_year
    return figure.years[0] if len(figure.years) == 1 else None
