"""Indicators of municipalities, a table and a chart for each unit: two units never stand on one axis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Final

from search.measures.shelf import Gauge
from search.report.items import municipality

from .cards import Source, name_of, source, value_text

_CHARTED: Final = 20  # lines of a chart; what is more stands in the table alone (arbitrary)
_FIGURES: Final = 2  # in a chart at least: one alone is compared with nothing
_TICKS: Final = 4
_LEFT: Final = 3.0  # where the axis begins, in percent of the chart
_WIDTH: Final = 92.0  # how long it is, in percent: the rest is for half of the last figure
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class GaugeRow:
    """An indicator in the table."""

    name: str
    baseline: str
    target: str
    direction: str
    source: Source


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the chart: where the baseline and the target stand, in percent; None where there is no such figure."""

    label: str
    heading: str  # the innermost above it: 作成率 alone does not say of what
    start: float | None
    end: float | None
    baseline: str
    target: str


@dataclass(frozen=True, slots=True)
class UnitGauges:
    """The indicators of one unit; ``uncharted`` have no figure to draw, or came after what a chart can hold."""

    unit: str
    rows: tuple[GaugeRow, ...]
    strokes: tuple[Stroke, ...]
    ticks: tuple[tuple[float, str], ...]
    uncharted: int


def by_unit(gauges: Sequence[Gauge], sure: Mapping[int, float], today: date) -> tuple[UnitGauges, ...]:
    """A table and a chart for each unit, first the unit of most municipalities, of equals that of the surest; ``sure`` is by place in ``gauges``."""
    units: dict[str, list[Gauge]] = {}
    for place in sorted(range(len(gauges)), key=lambda each: (-sure.get(each, 0.0), each)):
        units.setdefault(gauges[place].indicator.unit or "", []).append(gauges[place])
    ordered = sorted(units.items(), key=lambda each: -len({municipality(gauge.plan) for gauge in each[1]}))
    return tuple(_unit(name, own, today) for name, own in ordered)


def _unit(name: str, own: Sequence[Gauge], today: date) -> UnitGauges:
    drawn = [each for each in own if _figures(each) != (None, None)][:_CHARTED]
    if sum(value is not None for each in drawn for value in _figures(each)) < _FIGURES:
        drawn = []
    values = [value for each in drawn for value in _figures(each) if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    marks = ticks(low, high)
    low, high = min(low, marks[0]), max(high, marks[-1])
    strokes = tuple(_stroke(each, low, high) for each in drawn)
    placed = tuple((_at(mark, low, high), f"{mark:,g}") for mark in marks)
    rows = tuple(_gauge_row(each, today) for each in own)
    return UnitGauges(name, rows, strokes, placed, len(own) - len(drawn))


def ticks(low: float, high: float) -> tuple[float, ...]:
    """Round figures from one at or below ``low`` to one at or above ``high``."""
    if high <= low:
        return (low, low + 1)
    rough = (high - low) / _TICKS
    ten = 10.0 ** floor(log10(rough))
    step = next(each * ten for each in _STEPS if each * ten >= rough * 0.999)
    first, count = floor(low / step), 0
    marks = [first * step]
    while marks[-1] < high - step * 1e-6:
        count += 1
        marks.append((first + count) * step)
    return tuple(round(each, 10) for each in marks)


def direction(gauge: Gauge) -> str:
    """Where the target lies from the baseline, in a word."""
    start, end = _figures(gauge)
    if start is None or end is None:
        text = gauge.indicator.target.text if gauge.indicator.target else ""
        return next((said for word, said in (("増", "増やす"), ("減", "減らす"), ("維持", "保つ")) if word in text), "")
    return "増やす" if end > start else "減らす" if end < start else "保つ"


def _figures(gauge: Gauge) -> tuple[float | None, float | None]:
    baseline, target = gauge.indicator.baseline, gauge.indicator.target
    return baseline.value if baseline else None, target.value if target else None


def _gauge_row(gauge: Gauge, today: date) -> GaugeRow:
    each = gauge.indicator
    about = source(gauge.plan, gauge.spot, each.ocr, today)
    return GaugeRow(name_of(each), value_text(each.baseline), value_text(each.target), direction(gauge), about)


def _stroke(gauge: Gauge, low: float, high: float) -> Stroke:
    each = gauge.indicator
    start, end = _figures(gauge)
    from_, to = (None if value is None else _at(value, low, high) for value in (start, end))
    heading = gauge.spot.headings[-1] if gauge.spot.headings else ""
    label = f"{municipality(gauge.plan)} {name_of(each)}"
    return Stroke(label, heading, from_, to, value_text(each.baseline), value_text(each.target))


def _at(value: float, low: float, high: float) -> float:
    """Where a value stands on the axis, in percent of the chart."""
    return round(_LEFT + _WIDTH * (value - low) / (high - low), 2)
