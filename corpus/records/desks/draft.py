"""A desk and a line of a plan while its desks are read."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """A desk while its lines are read; the values are verbatim."""

    name: str
    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line that holds anything."""

    start: int
    end: int
    text: str
    flat: str  # in the spelling of corpus.figures
