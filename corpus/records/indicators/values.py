"""One printed value (4,726回, （検討中）%, 80%以上, 23人 (R4)) -> number, unit, year and what kind of value it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...figures import Date, Figure, Kind, Quantity, Years, read, unit_named
from ...frozen import frozen
from ...text.folding import fold
from .indicator import Value, ValueStatus

_LESS_LIKELY: Final = (Kind.AGE, Kind.ORDER)  # 65歳以上の割合 30% is 30%; 79.5歳 alone is years of age
_PENDING: Final = re.compile(r"(?:検討中|未定|調整中|設定中|集計中|調査中)[)〕\]]?\s*(?P<unit>[^\s\d()]*)")
# A target in words, as columns of targets print it.
TREND: Final = (
    r"(?:現状値?|基準値?|毎年度?|前年度?)?(?:より|を|の|から)?(?:の)?"
    r"(?:増加|減少|増|減|上昇|低下|向上|維持|拡大|縮小|改善|充実|継続|増やす|減らす|上回る|下回る|増加に転じる|抑制|UP|アップ|ダウン|現状以上|現状以下)"
    r"(?:傾向|させる|する|へ|を目指す|をめざす|(?:・|又は|または|もしくは)(?:維持|向上|増加|減少))?"
)
ZERO: Final = r"ゼロ(?:の?(?:維持|継続))?"
# What is to happen by a figure, or to it: 52.0%増加, 0人の維持.
CHANGE: Final = re.compile(
    r"(?:の?(?:増加|減少|増|減|向上|上昇|低下|削減|維持|継続|アップ|ダウン)(?![一-龠ァ-ヶ])(?:を維持)?|を(?:維持|継続)(?=[\s(|]|$))"
)
_TREND: Final = re.compile(TREND)
_CLOSED: Final = re.compile(r"[^()\d%]{0,8}\)")  # 23人 (R4年度末)
_EMPTY: Final = re.compile(r"[\s\-ー・/…‥()]*|なし|未実施|調査なし|該当なし")


@frozen
class Reading:
    """A value and its unit, in the canonical name of corpus/figures: 名 is 人, 千円 is 円."""

    value: Value
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A year in brackets behind a value, with the brackets."""

    start: int
    end: int
    year: int


def parse_value(text: str, year: int | None = None, unit: str = "") -> Reading | None:
    """Read one cell; of several figures the first counts, one with a unit before one without.

    Args:
        text: the cell as printed.
        year: the year of the column, which a year in brackets in the cell overrides.
        unit: of values that print none, as the table's header or the row's cell for it says.
    Returns: None where the cell is empty, a dash or words that are no value.
    """
    flat = fold(text).strip()
    figures = read(text, unit=unit)
    year = next((bracket.year for bracket in _brackets(fold(text), figures)), year)
    pending = _PENDING.search(flat)
    if pending is not None:
        counted = unit_named(pending["unit"])
        return Reading(Value(None, year, ValueStatus.PENDING, text.strip()), counted.name if counted else None)
    if _EMPTY.fullmatch(flat):
        return None
    if _TREND.fullmatch(flat.strip("()。 ")):
        return Reading(Value(None, year, ValueStatus.TREND, text.strip()), None)
    found = _best([each for each in figures if isinstance(each, Quantity)])
    return reading(found, year, text.strip()) if found else None


def parse_series(text: str, year: int | None = None, unit: str = "") -> tuple[Reading, ...]:
    """Read a cell that gives several years (61人 (R4) 68人 (R5)): one reading for each year, in order."""
    ends = [bracket.end for bracket in _brackets(fold(text), read(text, unit=unit))]
    if len(ends) < 2 or text[ends[-1] :].strip():
        alone = parse_value(text, year, unit)
        return (alone,) if alone else ()
    starts = [0, *ends[:-1]]
    readings = (parse_value(text[start:end], year, unit) for start, end in zip(starts, ends, strict=True))
    return tuple(each for each in readings if each is not None)


def reading(figure: Quantity, year: int | None, printed: str) -> Reading:
    """A figure as a value; of a range the first end counts."""
    return Reading(Value(float(figure.low), year, ValueStatus.FIGURE, printed), figure.unit or None)


def year_named(figure: Figure) -> int | None:
    """The one fiscal year that a figure names; None of what names several or none."""
    if isinstance(figure, Date):
        return figure.fiscal_year
    return figure.years[0] if isinstance(figure, Years) and len(figure.years) == 1 else None


def _brackets(flat: str, figures: Sequence[Figure]) -> list[_Bracket]:
    found = []
    for figure in figures:
        year, closed = year_named(figure), _CLOSED.match(flat, figure.end)
        opened = flat[: figure.start].rstrip()
        if year is not None and closed and opened.endswith("("):
            found.append(_Bracket(len(opened) - 1, closed.end(), year))
    return found


def _best(found: Sequence[Quantity]) -> Quantity | None:
    counted = [each for each in found if each.unit and each.unit != "年" and each.kind not in _LESS_LIKELY]
    return next(iter([*counted, *(each for each in found if each.unit), *found]), None)
