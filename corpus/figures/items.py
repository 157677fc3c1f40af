"""One numeral with its unit and what goes on with it: 1万2千人, 8割5分, 1時間30分, 1歳6か月, 1年半, 3分の1."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ..frozen import frozen
from .figure import Bound, Kind
from .numerals import RUN, is_kanji, is_long, rounded, value_of
from .units import Row, unit_behind

FRACTION: Final = Row("", Kind.RATE, Decimal(1), (), (), True, False, "", "")  # the unit of 3分の1
_PART_OF: Final = re.compile(rf" ?分の ?(?P<count>{RUN.pattern})")
_HALF: Final = re.compile(r"半(?![数分額径角面端減島日]|年(?!間))")
# What a unit goes on with and how many of it make one: 1時間30分 is 90分, 1歳6か月 18か月 of age, 5円50銭 5.5円.
_STEPS: Final = {
    "時間": (("分",), 60), "年": (("か月",), 12), "歳": (("か月",), 12), "分": (("秒",), 60), "m": (("cm",), 100),
    "円": (("銭",), 100), "kg": (("g",), 1000), "km": (("m",), 1000),
}  # fmt: skip
_TENTHS: Final = re.compile(r"(?P<count>[0-9一二三四五六七八九]) ?分(?!の[0-9一二三四五六七八九]|か)")
_MONTH_MARKS: Final = tuple(mark + "月" for mark in "かカヵヶケ箇個")
_LASTING: Final = re.compile(r"以内|以上|を超|未満|当たり|あたり|につき|に付き")
_OR: Final = re.compile("[一二三四五六七八][、・][二三四五六七八九](?![一二三四五六七八九十百千万])")


@frozen
class Item:
    """A numeral with its unit."""

    start: int
    end: int  # behind the unit
    value: Decimal
    row: Row | None
    raw: Decimal  # the value without its scale and factor, for 1〜2万円
    run: str
    bound: Bound = Bound.EXACT

    @property
    def unit(self) -> str:
        """The canonical name of its unit."""
        return self.row.name if self.row else ""


def with_unit(flat: str, run: re.Match[str]) -> Item | None:
    """The item that a run of numerals begins; None where the run has no value or is a word's (五十嵐)."""
    text, end = run[0], run.end()
    value = value_of(text)
    if value is None:
        return None
    part = _PART_OF.match(flat, end)
    if part is not None and value:
        count = value_of(part["count"])
        return None if count is None else Item(run.start(), part.end(), rounded(count / value), FRACTION, count, text)
    bound = Bound.EXACT
    if flat.startswith("余", end) and not flat.startswith(("余り", "余裕", "余地"), end):
        end, bound = end + 1, Bound.ABOUT
    kanji = is_kanji(text)
    found = unit_behind(flat, end, in_kanji=kanji)
    if found is not None and not _fits(flat, value, *found):
        found = None
    if found is None:
        if kanji and not is_long(text) and not _OR.match(flat, run.start()):
            return None
        return Item(run.start(), end, value, None, _raw(text), text, bound)
    row, end = found
    return _going_on(flat, Item(run.start(), end, value * row.factor, row, _raw(text), text, bound))


def _fits(flat: str, value: Decimal, row: Row, end: int) -> bool:
    """Whether a unit may have the value before it: 60代 but not 3代, 三月以内 but not 三月."""
    if row.name == "歳代":
        return value % 10 == 0 and 10 <= value <= 100
    if row.name == "か月" and flat.startswith("月", end - 1) and not flat.startswith(_MONTH_MARKS, end - 2):
        return _LASTING.match(flat, end) is not None
    return True


def _going_on(flat: str, item: Item) -> Item:
    """``item`` with what it goes on with: 8割5分, 1時間30分, 1年半."""
    row, value, end = item.row, item.value, item.end
    assert row is not None
    half = _HALF.match(flat, end)
    if row.kind is Kind.DURATION and half is not None:
        return Item(item.start, half.end(), value + Decimal("0.5"), row, item.raw, item.run, item.bound)
    tenths = _TENTHS.match(flat, end) if row.name == "%" and row.factor == 10 else None
    if tenths is not None:
        value += value_of(tenths["count"]) or 0
        return Item(item.start, tenths.end(), value, row, item.raw, item.run, item.bound)
    if row.name not in _STEPS or (row.name == "年" and flat.startswith("間", end - 1)):
        return item
    names, parts = _STEPS[row.name]
    run = RUN.match(flat, end + flat.startswith(" ", end))
    smaller = value_of(run[0]) if run is not None else None
    if run is None or smaller is None or not 0 < smaller < parts:
        return item
    found = unit_behind(flat, run.end(), in_kanji=is_kanji(run[0]))
    if found is None or found[0].name not in names:
        return item
    if row.kind in (Kind.DURATION, Kind.AGE):
        whole = Row(found[0].name, row.kind, Decimal(1), (), (), True, False, "", "")
        return Item(item.start, found[1], rounded(value * parts + smaller), whole, item.raw, item.run, item.bound)
    return Item(item.start, found[1], rounded(value + smaller / parts), row, item.raw, item.run, item.bound)


@lru_cache(maxsize=4096)  # as in numerals.py
def _raw(run: str) -> Decimal:
    """The number before a single scale behind it: 2 of 2万; else the value."""
    bare = run.rstrip("万億兆千 ") if not is_kanji(run) else run
    return value_of(bare) or value_of(run) or Decimal(0)
