"""Reads every figure of a text, each once, as the most special thing that it can be.

Addresses of pages and postal codes go first, then telephone numbers, years and dates, weekdays and times are read, each
taken out of the text for the next; what numbers a section, a page or a house and what is an idiom goes before the
quantities are read.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ..text.folding import fold
from .dates.clock import read_clock
from .dates.weekdays import read_days
from .figure import Date, Figure, Phone, Quantity, Taken, Years
from .no_figures import without_codes, without_ordinals
from .numerals import KANJI_DIGITS
from .phones import may_hold_phones, read_phones
from .quantities import read_orders, read_quantities, read_shares
from .taken import without
from .years import read_years

_BRIEF: Final = 400  # characters: cells, lines and passages come again, whole plans are not held in memory
# What any figure has at least, and what a year or a date has: cells and headings are mostly without.
_NUMERALS: Final = f"0-9{KANJI_DIGITS}十百千拾"
_HAS_FIGURES: Final = re.compile(f"[{_NUMERALS}半過正月火水木金土日祝年平毎]")
_HAS_DATES: Final = re.compile(f"[{_NUMERALS}元]")
_READINGS: Final = 4096  # readings of short texts, a few MB (arbitrary)


def read(text: str, *, unit: str = "", era_of: str = "", year: int | None = None) -> tuple[Figure, ...]:
    """Every figure of a text, in order and apart from each other.

    Args:
        text: as given; offsets are code points of it.
        unit: what a table's header gives for quantities that print none: 「(人)」「単位：千円」.
        era_of: a text whose era a bare 「4年度」「5年」 takes where none is named before it: 「令和」「R6」.
        year: a fiscal year whose era it takes where ``era_of`` names none.
    Returns: () where there is none; never raises.
    """
    return (_read_again if len(text) <= _BRIEF else _read)(text, unit, era_of, year)


def _read(text: str, unit: str, era_of: str, year: int | None) -> tuple[Figure, ...]:
    found: list[Figure] = []
    flat = fold(text)
    if _HAS_FIGURES.search(flat) is None:
        return ()
    flat = _without_phones(flat, found)
    flat = _taken(flat, read_years(flat, era_of=era_of, year=year, counted=bool(unit)), found)
    flat = _taken(flat, read_days(flat), found)
    flat = _taken(flat, read_clock(flat), found)
    flat = _taken(flat, read_orders(flat), found)
    flat = _taken(flat, sorted(read_shares(flat), key=lambda taken: taken.start), found)
    found += read_quantities(without_ordinals(flat), unit)
    return tuple(sorted(found, key=lambda figure: figure.start))


_read_again: Final = lru_cache(maxsize=_READINGS)(_read)


def quantities(text: str, *, unit: str = "", era_of: str = "", year: int | None = None) -> tuple[Quantity, ...]:
    """The quantities of :func:`read`."""
    return tuple(each for each in read(text, unit=unit, era_of=era_of, year=year) if isinstance(each, Quantity))


def years(text: str, *, era_of: str = "", year: int | None = None) -> tuple[int, ...]:
    """Every Western year that a text names, in years and dates, each once, in order."""
    return years_among(dates(text, era_of=era_of, year=year))


def years_among(figures: Iterable[Figure]) -> tuple[int, ...]:
    """The same of figures that are read."""
    found: dict[int, None] = {}
    for each in figures:
        if isinstance(each, Years):
            found.update(dict.fromkeys(each.years))
        elif isinstance(each, Date) and each.year is not None:
            found[each.year] = None
    return tuple(found)


def dates(text: str, *, era_of: str = "", year: int | None = None) -> tuple[Years | Date, ...]:
    """The years and dates of :func:`read`, without reading what comes after them."""
    return (_named_dates_again if len(text) <= _BRIEF else _named_dates)(text, era_of, year)


def _named_dates(text: str, era_of: str, year: int | None) -> tuple[Years | Date, ...]:
    flat = fold(text)
    if _HAS_DATES.search(flat) is None:
        return ()
    flat = _without_phones(flat, [])
    readings = (taken.figure for taken in read_years(flat, era_of=era_of, year=year))
    return tuple(each for each in readings if isinstance(each, Years | Date))


_named_dates_again: Final = lru_cache(maxsize=_READINGS)(_named_dates)


def phones(text: str) -> tuple[Phone, ...]:
    """The telephone numbers of :func:`read`, without reading what comes after them."""
    return (_phones if len(text) <= _BRIEF else _phones_again)(text)


def _phones(text: str) -> tuple[Phone, ...]:
    found: list[Figure] = []
    flat = fold(text)
    if may_hold_phones(flat):
        _without_phones(flat, found)
    return tuple(each for each in found if isinstance(each, Phone))


_phones_again: Final = lru_cache(maxsize=1)(_phones)  # of a whole plan, which its passages and its desks ask for


def _without_phones(flat: str, found: list[Figure]) -> str:
    """``flat`` without addresses of pages, postal codes and telephone numbers, which are added to ``found``."""
    flat = without_codes(flat)
    return _taken(flat, read_phones(flat), found)


def _taken(flat: str, readings: Iterable[Taken], found: list[Figure]) -> str:
    """``flat`` without what a reader has taken; its figures are added to ``found``."""
    spans: list[tuple[int, int]] = []
    for taken in readings:
        spans.append((taken.start, taken.end))
        if taken.figure is not None:
            found.append(taken.figure)
    return without(flat, spans) if spans else flat
