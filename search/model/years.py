"""Which year a figure is of: the one in brackets after it, else the last one before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .figures import Figure

_YEAR_AFTER: Final = re.compile(r"[ぁ-ゖ]{0,6}\(")
_RANGE: Final = re.compile(r"(?:年度?)?(?:末)?(?:\(|\)|年度?|から|~|-|及び|と|、|・)*")


@dataclass(frozen=True, slots=True)
class YearSpan:
    """Years that stand side by side, as 令和6年度から令和11年度 or 2024(令和6)年度: where, and which."""

    start: int
    end: int
    years: frozenset[int]


def year_spans(text: str, years: Sequence[Figure]) -> list[YearSpan]:
    """The years of ``text``, those side by side as one, in order."""
    spans: list[YearSpan] = []
    for year in years:
        own = frozenset({int(year.value)})
        last = spans[-1] if spans else None
        if last and (year.start < last.end or _RANGE.fullmatch(text, last.end, year.start)):
            spans[-1] = YearSpan(last.start, max(year.end, last.end), last.years | own)
        else:
            spans.append(YearSpan(year.start, year.end, own))
    return spans


def governing_years(text: str, figure: Figure, spans: Sequence[YearSpan], start: int) -> frozenset[int]:
    """The years of the brackets after a figure, else the last ones between ``start`` and it; a year's own span's."""
    if figure.kind == "year":
        return next((span.years for span in spans if span.start <= figure.start < span.end), frozenset())
    bracket = _YEAR_AFTER.match(text, figure.end)
    inside = [span.years for span in spans if bracket and span.start == bracket.end()]
    before = [span.years for span in spans if start <= span.start and span.end <= figure.start]
    return next(iter((*inside, *before[::-1])), frozenset())
