"""Rows that a rule reads and rows that the model reads in the same place: those stand that explain more of the values there."""

from collections.abc import Iterator, Sequence
from typing import Final

from ..found import Found
from .running.atoms import Read
from .running.headed import row_numbers

_MORE: Final = 1.1  # times as many values; a model that goes astray takes one that stands beside the table
_APART: Final = 60  # characters from one row of a table to the next (arbitrary)


def chosen(
    ruled: Sequence[Found], model: Sequence[Found], text: Read, *, whole: bool = False
) -> tuple[list[Found], list[Found]]:
    """What stands of the rows of a finder by rule, and of the model's rows in the same text.

    A table's rows stand or fall together. A rule that mistook the header leaves columns over, as a model does that lost
    its way between two rows; ``whole`` says of a finder that it reads no table of which a value is left over. Where both
    explain as many values the rule counts: its rows are of one piece.
    Measured by ``python -m benchmarks.by_hand.learn --folds``.
    """
    kept: list[Found] = []
    left = list(model)
    for table in _tables(ruled):
        start, end = min(each.start for each in table), max(each.end for each in table)
        others = [each for each in left if each.start < end and start < each.end]
        if not whole and _explained(others, text, start, end) > _MORE * _explained(table, text, start, end):
            continue
        kept += table
        left = [each for each in left if each not in others]
    return kept, left


def _tables(rows: Sequence[Found]) -> Iterator[list[Found]]:
    """Rows that follow each other closely."""
    table: list[Found] = []
    end = 0
    for row in sorted(rows, key=lambda each: each.start):
        if table and row.start - end >= _APART:
            yield table
            table = []
        table.append(row)
        end = max(end, row.end)
    if table:
        yield table


def _explained(rows: Sequence[Found], text: Read, start: int, end: int) -> int:
    """How many of the values in a span the rows print, the numbers of rows apart."""
    numbers = row_numbers(text.flat, text.between(start, end))
    found: set[int] = set()
    for row in rows:
        printed = {value.text for value in (row.baseline, row.target, *row.series) if value is not None}
        atoms = [each for each in text.between(max(start, row.start), min(end, row.end)) if each not in numbers]
        found |= {atom.start for atom in atoms if atom.value is not None and atom.value.text in printed}
    return len(found)
