"""Rows that a rule reads and rows that the model reads in the same place: those stand that explain more of the values there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..found import Found
from .running.atoms import Read
from .running.headed import row_numbers

_MORE: Final = 1.1  # times as many values; a model that goes astray takes one that stands beside the table
# What a table calls its columns, at the end of what was taken for a name.
ROLE_NAME: Final = re.compile(r"(?:現状値?|現況値?|目標値?|基準値|実績値?|策定時値?|計画値|指標名?|項目名?)$")
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
        ours, theirs = (_explained(filter(is_plausible, rows), text, start, end) for rows in (table, others))
        if not whole and theirs > _MORE * ours:
            continue
        kept += table
        left = [each for each in left if each not in others]
    return kept, left


def is_plausible(found: Found) -> bool:
    """Whether a row can be what it says: it has a target, of no earlier year than its other values, and no role's word for a name.

    On 78 pages of three hands that nothing was learned from, told right 220 of 407 without and 231 with.
    """
    if found.target is None or ROLE_NAME.search("".join(found.name.split())):
        return False
    years = [value.year for value in (found.baseline, *found.series) if value is not None and value.year is not None]
    if found.target.year is None or not years:
        return True
    based = found.baseline.year if found.baseline is not None else None
    return found.target.year >= max(years) and (based is None or based < found.target.year)


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


def _explained(rows: Iterable[Found], text: Read, start: int, end: int) -> int:
    """How many of the values in a span the rows print, the numbers of rows apart."""
    numbers = row_numbers(text.flat, text.between(start, end))
    found: set[int] = set()
    for row in rows:
        printed = {value.text for value in (row.baseline, row.target, *row.series) if value is not None}
        atoms = [each for each in text.between(max(start, row.start), min(end, row.end)) if each not in numbers]
        found |= {atom.start for atom in atoms if atom.value is not None and atom.value.text in printed}
    return len(found)
