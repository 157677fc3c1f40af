"""The eras of the calendar: 令和6 -> 2024, H31 -> 2019."""

from functools import cache
from typing import Final

# First year and last number; 令和 goes on. Plans made before May 2019 count 平成 on to their targets: 平成34年度 is 2022
# (up to 平成42, 2030, the year that the longest of them end with).
_ERAS: Final = {"明治": (1868, 45), "大正": (1912, 15), "昭和": (1926, 64), "平成": (1989, 42), "令和": (2019, 99)}
_NAMES: Final = {
    "M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和",
    "㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和",
}  # fmt: skip


def era_named(sign: str) -> str:
    """The full name of an era: R and ㋿ are 令和."""
    return _NAMES.get(sign, sign)


def western(era: str, count: int) -> int | None:
    """The Western year of an era's year; None where it never was: 令和0年, 平成50年, 昭和70年."""
    first, last = _ERAS[era_named(era)]
    return first + count - 1 if 1 <= count <= last else None


def counted_on(era: str, count: int) -> int:
    """The Western year of an era's year, also of one beyond the era's end: 平成35 beside (2023) is 2023."""
    return _ERAS[era_named(era)][0] + count - 1


@cache
def era_in(year: int) -> str:
    """The era that most of a fiscal year is in."""
    return max(
        (name for name, (first, _) in _ERAS.items() if first <= year), key=lambda name: _ERAS[name][0], default="明治"
    )


def era_begun(year: int) -> str:
    """The era whose first year, 元年, is the nearest to a year: beside 平成30年 it is 令和's."""
    return min(_ERAS, key=lambda name: abs(_ERAS[name][0] - year))


def era_mentioned(text: str) -> str | None:
    """The era that ``text`` names last: 令和, 令和6年度, R6."""
    places = {name: text.rfind(name) for name in (*_ERAS, *_NAMES)}
    name = max(places, key=places.__getitem__)
    return era_named(name) if places[name] >= 0 else None


def spellings(year: int) -> tuple[str, ...]:
    """A Western year in the eras that plans count in: 2016 -> 平成28年, H28."""
    era = era_in(year)
    if era not in ("平成", "令和"):
        return ()
    count = year - _ERAS[era][0] + 1
    letter = next(sign for sign, name in _NAMES.items() if name == era)
    return f"{era}{'元' if count == 1 else count}年", f"{letter}{count}"
