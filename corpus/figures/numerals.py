"""Numerals as printed (12,345, １万2千, 百二十, 二〇二四, 3.5万, 1 , 2 3 4) and their values."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

KANJI_DIGITS: Final = "〇零一二三四五六七八九壱弐参"
_VALUES: Final = str.maketrans(KANJI_DIGITS, "0012345678912" + "3")
_SMALL: Final = {"十": Decimal(10), "拾": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_BIG: Final = {"万": Decimal(10**4), "億": Decimal(10**8), "兆": Decimal(10**12)}
_LONGEST: Final = 32  # characters; a longer run is a code, a rule of a table or noise
_MOST: Final = Decimal(10**18)  # above any budget; a value has then fewer digits than Decimal keeps
_DECIMALS: Final = Decimal("0.000001")
_DIFFERENT: Final = 4096  # plans print few different numerals, and each is read several times (arbitrary)

# At most six groups of three: a chain of them is read once from each of its starts where its end does not fit.
DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
# A PDF's blanks inside a number, single ones: 5 6, 1 , 2 3 4, 1, 234, 9 5 . 2.
_SPACED: Final = (
    r"(?:[0-9](?: ?[0-9]){0,2}(?: ?, ?[0-9] ?[0-9] ?[0-9]){1,4}+(?! ?[0-9])|"
    r"[0-9](?: [0-9]){0,11}+ \. [0-9](?: [0-9])?+(?! ?[0-9.,])|[0-9](?: [0-9]){1,11}+(?! ?[0-9.,]))"
)
_SCALES: Final = "[十百千拾万億兆]++"
_MORE: Final = rf"(?:{_SCALES}(?:{DIGITS}|[{KANJI_DIGITS}]++)?+| {_SCALES}(?: ?(?:{DIGITS}|[{KANJI_DIGITS}]++))?+)"
_HEAD: Final = rf"(?=[0-9{KANJI_DIGITS}十百千拾])"
RUN: Final = re.compile(rf"{_HEAD}(?:{DIGITS}|[{KANJI_DIGITS}]++|(?=[十百千拾])){_MORE}*+")
SPACED_RUN: Final = re.compile(rf"{_SPACED}{_MORE}*+")
_TOKEN: Final = re.compile(rf"[0-9][0-9., ]*+|[{KANJI_DIGITS}]++|[十百千拾万億兆]")
_KANJI_ONLY: Final = re.compile(rf"[{KANJI_DIGITS}十百千拾万億兆]++")


@lru_cache(maxsize=_DIFFERENT)
def is_kanji(run: str) -> bool:
    """Whether a numeral has no Arabic digit."""
    return _KANJI_ONLY.fullmatch(run) is not None


def is_long(run: str) -> bool:
    """Whether a numeral in kanji can be nothing else: 百二十, 二千三百, 一二〇; 八百 and 七五三 can."""
    places = any(scale in run for scale in "十百千")
    digits = any(digit in run for digit in KANJI_DIGITS)
    return len(run) >= 3 and ((places and digits) or "〇" in run)


@lru_cache(maxsize=_DIFFERENT)
def value_of(run: str) -> Decimal | None:
    """The value of a numeral in folded spelling; None where its parts do not go together (十十, 1万2億, 二三)."""
    if len(run) > _LONGEST or _is_either(run):
        return None
    total, section, number = Decimal(0), Decimal(0), None
    small, big = Decimal(10**4), Decimal(10**16)  # a scale is smaller than the one before it
    for token in _TOKEN.findall(run):
        if (scale := _SMALL.get(token)) is not None:
            if scale >= small or (number is not None and number >= 10 and is_kanji(run)):
                return None
            section, number, small = section + (1 if number is None else number) * scale, None, scale
        elif (scale := _BIG.get(token)) is not None:
            count = section + (number or 0)
            if scale >= big or not count:
                return None
            total, section, number, small, big = total + count * scale, Decimal(0), None, Decimal(10**4), scale
        else:
            number = Decimal(re.sub("[ ,]", "", token.translate(_VALUES)))
    value = total + section + (number or 0)
    return value if value < _MOST else None


@lru_cache(maxsize=_DIFFERENT)
def rounded(value: Decimal) -> Decimal:
    """``value`` to six places, without the zeros behind."""
    short = value.quantize(_DECIMALS).normalize()
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


def whole(run: str) -> int | None:
    """The value of a numeral of a date or a term: 12, 十二, 元."""
    if run == "元":
        return 1
    value = value_of(run)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _is_either(run: str) -> bool:
    """Whether two digits mean one or the other: 二三人 is two or three."""
    pair = run.translate(_VALUES)
    return len(run) == 2 and is_kanji(run) and pair.isdigit() and int(pair[1]) == int(pair[0]) + 1 and pair[0] != "0"
