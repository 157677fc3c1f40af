"""What a reading of a text gives: quantities, years, dates, times, weekdays and telephone numbers, each with its span.

``text[start:end]`` is the whole expression as printed; offsets are code points of the text that was read.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from ..frozen import frozen


class Bound(StrEnum):
    """How a printed value limits the true one: 約5人, 5人以上, 5人超, 5人以下, 5人未満."""

    EXACT = ""
    ABOUT = "約"
    AT_LEAST = "以上"
    MORE = "超"
    AT_MOST = "以下"
    LESS = "未満"


class Kind(StrEnum):
    """What a unit counts; the column ``kind`` of units.tsv holds the lower-case names."""

    PERSONS = auto()
    PLACES = auto()
    CASES = auto()
    TIMES = auto()
    MONEY = auto()
    RATE = auto()
    DURATION = auto()
    AGE = auto()
    HOUSEHOLDS = auto()
    THINGS = auto()
    LENGTH = auto()
    AREA = auto()
    WEIGHT = auto()
    VOLUME = auto()
    ORDER = auto()
    SCORE = auto()
    NUMBER = auto()
    ENERGY = auto()
    TEMPERATURE = auto()
    SPEED = auto()
    STORAGE = auto()  # MB, GB


@frozen
class Quantity:
    """A value or a range of values: 約1億3,000万円, 3〜5人, 百二十人, 8割5分, 3分の1, ▲3.2%, 2歳まで."""

    start: int
    end: int
    low: Decimal
    high: Decimal  # equals ``low`` where one value is printed
    bound: Bound
    unit: str  # canonical name of units.tsv; "" where none is printed or known
    kind: Kind
    per: str  # 月, 年, 週, 日, 回, 人, 世帯, 時間 or what 当たり names; "" without


class Run(StrEnum):
    """How years that stand together are printed: each by itself, the first and the last, the first and how many."""

    LISTED = ""
    FROM_TO = "から"
    LASTING = "年間"


@frozen
class Years:
    """Years named together: 令和6・7年度, 令和6年度から令和8年度, 2024（令和6）年度, 第9期."""

    start: int
    end: int
    years: tuple[int, ...]  # Western, ascending, every year of a range; () for a term whose years nobody knows
    fiscal: bool  # 年度
    term: int | None  # 第9期 -> 9
    run: Run = Run.LISTED


@frozen
class Date:
    """A day or a month: 令和6年4月1日, H31.4.1, 4月1日, 2024/4/1, R6.4; always one that can be."""

    start: int
    end: int
    year: int | None  # Western, of the calendar and not fiscal
    month: int
    day: int | None

    @property
    def fiscal_year(self) -> int | None:
        """The fiscal year that the day is in: 令和12年3月31日 is in 2029."""
        return self.year - 1 if self.year is not None and self.month <= 3 else self.year


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day or a span of it, in minutes after midnight: 8:30〜17:15 is 510 to 1035, 午後10時〜翌6時 1320 to 1800."""

    start: int
    end: int
    opens: int
    closes: int | None  # later than ``opens``; None where one time is printed


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the week: 月〜金, 月・水・金曜日, 平日（祝日を除く）, 第2・第4木曜日, 年中無休."""

    start: int
    end: int
    days: tuple[str, ...]  # of 月火水木金土日, 祝 and 年末年始, in that order
    excluded: tuple[str, ...]  # the same, of を除く, 休館, 休館日：
    weeks: tuple[int, ...]  # 第2・第4木曜日 -> (2, 4)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call or to fax: 0467(23)3000, 0120-000-000, 23-3000, 内線2345, #8000, 119."""

    start: int  # of the number itself, without 電話 before it
    end: int  # behind an extension, where one follows
    number: str  # "0467-23-3000", "23-3000", "#8000", "119"; "" for a mere extension
    local: bool  # printed without its area code
    extension: str | None
    use: str  # "tel", "fax", "tel/fax"; "" where no label says
    note: str  # 代表, 直通, 夜間


Figure = Quantity | Years | Date | Clock | Days | Phone


@frozen
class Taken:
    """A span that one reader has taken, with the figure there; None where a figure's shape is none (2月30日)."""

    start: int
    end: int
    figure: Figure | None
