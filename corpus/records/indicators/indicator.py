"""指標: a figure that a plan measures itself by."""

from dataclasses import dataclass
from enum import StrEnum

from ...frozen import frozen


class ValueStatus(StrEnum):
    """What a printed value is: a figure, still to be decided, or only a direction (増加)."""

    FIGURE = "値"
    PENDING = "検討中"
    TREND = "傾向"


@frozen
class Value:
    """A value as printed (``text``), and what could be read of it."""

    value: float | None
    year: int | None  # fiscal year of the Western calendar
    status: ValueStatus
    text: str
    kind: str | None = None  # 実績, 中間評価値, 達成率, where a table's header says so


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named figure with where it stands and where it should come to; either may be missing.

    ``start`` and ``end`` span it in ``plan.text``, name and values. ``series`` has every year that is stated, in
    order of the text, baseline and target among them; empty where there are no more than those.
    """

    id: str  # "tsuruoka-chiikifukushi/i0000"
    plan_id: str
    name: str
    unit: str | None
    baseline: Value | None
    target: Value | None
    start: int
    end: int
    passage_id: str | None
    subject: str | None = None  # of what it is told, where the name alone does not say
    series: tuple[Value, ...] = ()  # every year that is stated, in order, where there are several
    ocr: float | None = None  # how sure a scan's letters are, 0 to 1
