"""What the finders of indicators hand on: an indicator without its place in the plan."""

from collections.abc import Sequence

from ..frozen import frozen
from .indicators.indicator import Value
from .indicators.values import Reading


@frozen
class Found:
    """A named figure at ``text[start:end]``; ``series`` holds every stated year, where there are two or more."""

    name: str
    unit: str | None
    baseline: Value | None
    target: Value | None
    series: tuple[Value, ...]
    start: int
    end: int
    subject: str | None = None


def found_series(name: str, readings: Sequence[Reading], start: int, end: int) -> Found:
    """An indicator of past years: the first is the baseline, there is no target."""
    values = tuple(reading.value for reading in readings)
    unit = next((reading.unit for reading in readings if reading.unit), None)
    return Found(name, unit, values[0], None, values if len(values) > 1 else (), start, end)
