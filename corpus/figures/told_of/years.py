"""The year that a figure is of."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ..figure import Date, Figure, Quantity, Years
from ..read import read
from ..taken import GONE
from .cells import Cell
from .page import CUT, Page, page_of, tells

_GLOSS: Final = re.compile(r"\s?(?:です|でした|となりました|となっています|います|あります)?。?\s?[(（]\s?")
_CLOSES: Final = re.compile(r"(?:末|現在|度末|実績|時点|見込み?|目標|分|の実績)?\s?[)）]")


def governing(page: Page, figure: Figure, cell: Cell | None, headings: Sequence[str]) -> tuple[int, ...]:
    """The years that govern a figure; a date's own are its."""
    if not isinstance(figure, Quantity):
        return _of(figure)
    if cell is not None:
        inside = [each for each in page.figures if cell.start <= each.start and each.end <= cell.end and _of(each)]
        if (own := _in_sentence(page, figure, inside, cell.start)) != ():
            return own
        for name in (cell.over, *reversed(cell.label)):
            if found := _named_years(name):
                return found
        return _above_years(headings)
    line = page.text.rfind("\n", 0, figure.start) + 1
    named = [each for each in page.figures if _of(each)]
    start = max(page.text.rfind("。", 0, figure.start) + 1, line)
    if (own := _in_sentence(page, figure, named, start)) != ():
        return own
    before = [each for each in named if line <= each.start < start]
    return _of(before[-1]) if before else _above_years(headings)


def _in_sentence(page: Page, figure: Figure, named: Sequence[Figure], start: int) -> tuple[int, ...]:
    """The year that governs a figure in its sentence: in brackets behind it, before it, or next in its clause."""
    following = next((each for each in named if each.start >= figure.end), None)
    gloss = following is not None and _GLOSS.fullmatch(page.flat, figure.end, following.start)
    if following is not None and gloss and _CLOSES.match(page.flat, following.end):
        return _of(following)
    before = [each for each in named if start <= each.start < figure.start and not _is_gloss(page, each)]
    if before:
        return _of(before[-1])
    if following is not None and not CUT.search(page.flat, figure.end, following.start):
        after = next((each for each in page.figures if each.start >= following.end), None)
        clause = CUT.search(page.flat.replace(GONE, " "), following.end)
        if not isinstance(after, Quantity) or (clause is not None and clause.start() < after.start):
            return _of(following)
    return ()


def _is_gloss(page: Page, year: Figure) -> bool:
    """Whether a year stands in brackets behind another figure, which it is the year of."""
    opening = page.flat.rfind("(", 0, year.start)
    opened = opening >= 0 and not page.flat[opening + 1 : year.start].strip()
    return opened and page.flat.startswith(GONE, opening - 1) and bool(_CLOSES.match(page.flat, year.end))


def _of(figure: Figure) -> tuple[int, ...]:
    if isinstance(figure, Years):
        return figure.years
    if isinstance(figure, Date) and figure.year is not None:
        return tuple(dict.fromkeys((figure.year, figure.fiscal_year or figure.year)))
    return ()


@lru_cache(maxsize=4096)
def _named_years(name: str) -> tuple[int, ...]:
    return next((_of(each) for each in read(name) if _of(each)), ())


def _above_years(headings: Sequence[str]) -> tuple[int, ...]:
    return next((found for heading in reversed(headings) if (found := _named_years(heading))), ())


@lru_cache(maxsize=4096)
def is_year(name: str) -> bool:
    """Whether a cell names a year and nothing else."""
    return any(isinstance(each, Years | Date) for each in read(name)) and not tells(
        page_of(name).flat.replace(GONE, " ")
    )
