"""A stretch of text -> the indicators that the model reads in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ....figures import unit_named
from ....figures.units import header_unit
from ...found import Found
from ...tagging.pieces import Piece, Sort
from ...tagging.stretches import Stretch
from ..indicator import Value, ValueStatus
from ..running.atoms import Atom, Read
from ..running.headed import row_numbers
from .evened import evened
from .rows import Part, Row, rows_of
from .years import YearsAround

# Marks and particles at either end of a name.
_STARTS: Final = re.compile(
    r"(?:[\s①-⑳●○◎■□◆◇▲△・★☆※|、。:)」』】〉→\-]|\(?[0-9]{1,2}[).](?=\D)|(?:であった|である|における|の|で|は|が|に)(?=[^ぁ-ん\s]))+"
)
_ENDS: Final = re.compile(r"(?:は|を|が|に|の|について|とし|として|[\s:：、。→(（「【・|])+$")
_FEWEST: Final = 2  # letters of a name
_SHARE: Final = "%"
_TORN: Final = re.compile(r"[をがにへとでもはの](?=[^ぁ-ん\s]|する|した|なる)")  # をする幼稚園 is the rest of a name
_COUNTED: Final = 4  # whole numbers that count up, each before words: those of rows (arbitrary)


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator and how sure the model is of it: the mean chance of the pieces of its name and values."""

    found: Found
    sure: float


def tagged(stretch: Stretch) -> Iterator[Told]:
    """Every indicator of a stretch that the model points out, in order; places are of the whole text.

    Measured by ``python -m benchmarks.by_hand``. Misses: names that columns tear into more than two pieces.
    """
    reading = stretch.told["indicators"]
    if all(part == Part.OUTSIDE for part in reading.parts):
        return
    years = YearsAround.of_text(stretch.laid)
    parts, chances = evened(stretch.pieces, reading, years.heads)
    numbers = row_numbers(stretch.text.flat, stretch.text.atoms)
    numbers = numbers if len(numbers) >= _COUNTED else []
    for row in rows_of(stretch.pieces, parts):
        name = _words(stretch.text.raw, stretch.pieces, row.name)
        if len(name) >= _FEWEST and _fit(row, stretch.text, stretch.pieces, numbers):
            found = _found(years, row, name)
            places = [*row.name, *row.baseline, *row.target]
            own = chances[places, [reading.names.index(parts[place]) for place in places]]
            moved = replace(found, start=found.start + stretch.start, end=found.end + stretch.start)
            yield Told(moved, float(own.mean()))


def _found(years: YearsAround, row: Row, name: str) -> Found:
    pieces = years.pieces
    dated = zip((Part.BASELINE, Part.TARGET), years.years_of(row), strict=True)
    baseline, target = (_value(years, row.of(part), year) for part, year in dated)
    places = sorted({*row.name, *row.subject, *row.baseline, *row.target})
    held = [pieces[place].held for place in (*row.target, *row.baseline)]
    unit = next((each.unit for each in held if isinstance(each, Atom) and each.unit), None)
    unit = unit or _unit_cell(years, row)
    if unit is None and (header := header_unit(name)[0]) is not None:
        unit = header.name
    subject = _words(years.text.raw, pieces, row.subject) or None
    series = _series(years, row, baseline, target)
    return Found(name, unit, baseline, target, series, pieces[places[0]].start, pieces[places[-1]].end, subject)


def _fit(row: Row, text: Read, pieces: Sequence[Piece], numbers: Sequence[Atom]) -> bool:
    """Whether baseline and target can be of one thing: neither is the number of a row or the rest of a name, both are shares or
    neither, in one unit.

    On pages of hands left out precision is .421 with, .414 without, at the same recall; that values print a unit both or
    neither costs .013 of recall there.
    """
    held = [[pieces[place].held for place in places] for places in (row.baseline, row.target)]
    first = [
        next((each for each in atoms if isinstance(each, Atom) and each.value is not None), None) for atoms in held
    ]
    values = [each for each in first if each is not None and not each.worded]
    units = {each.unit for each in values if each.unit}
    shares = _SHARE in units and any(each.bare for each in values)
    words = [
        places[0] for places, atom in zip((row.baseline, row.target), first, strict=True) if places and atom is None
    ]
    if any(_TORN.match(text.flat, pieces[place].start) for place in words):
        return False
    return len(units) <= 1 and not shares and not any(each in numbers for each in values)


def _unit_cell(years: YearsAround, row: Row) -> str | None:
    """The unit that stands in a cell of its own between a row's name and its first value."""
    first = min((*row.baseline, *row.target))
    between = (years.pieces[place] for place in range(row.name[-1] + 1, first))
    cells = (unit_named(years.text.flat[piece.start : piece.end]) for piece in between if piece.sort is Sort.WORDS)
    return next((unit.name for unit in cells if unit is not None), None)


def _words(raw: str, pieces: Sequence[Piece], places: Sequence[int]) -> str:
    words = "".join(raw[pieces[place].start : pieces[place].end] for place in places)
    return _ENDS.sub("", words[m.end() :] if (m := _STARTS.match(words)) else words)


def _value(years: YearsAround, places: Sequence[int], year: int | None) -> Value | None:
    if not places:
        return None
    value = _printed(years, places)
    return replace(value, year=year) if value.year is None else value


def _printed(years: YearsAround, places: Sequence[int]) -> Value:
    held = (years.pieces[place].held for place in places)
    values = (each.value for each in held if isinstance(each, Atom) and each.value is not None)
    if (value := next(values, None)) is not None:
        return value
    words = "".join(years.text.raw[years.pieces[place].start : years.pieces[place].end] for place in places)
    return Value(None, None, ValueStatus.TREND, words.strip("、。() "))


def _series(years: YearsAround, row: Row, baseline: Value | None, target: Value | None) -> tuple[Value, ...]:
    """Every value in the order of the text, where there are more than baseline and target."""
    if not row.others:
        return ()
    told = [
        (places[0], value) for places, value in ((row.baseline, baseline), (row.target, target)) if value is not None
    ]
    told += [(places[0], _printed(years, places)) for places in row.others]
    return tuple(value for _, value in sorted(told, key=lambda each: each[0]))
