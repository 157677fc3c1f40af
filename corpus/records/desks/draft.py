"""A desk and a line of a plan while its desks are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from re import finditer

from ...frozen import frozen
from ...text.folding import fold


@dataclass(slots=True)
class Draft:
    """A desk while its lines are read; the values are verbatim."""

    name: str
    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)
    more_phones: list[str] = field(default_factory=list)


@frozen
class PrintedLine:
    """A line that holds anything; a row of a table is one, even where a cell of it holds line breaks."""

    start: int
    end: int
    text: str
    flat: str  # in the spelling of corpus.figures


def printed_lines(text: str, line_starts: Sequence[int]) -> list[PrintedLine]:
    """The lines of ``text`` in order; ``line_starts`` tell where the rows of a table begin."""
    found: list[PrintedLine] = []
    for start, after in zip(line_starts, (*line_starts[1:], len(text) + 1), strict=True):
        row = text[start : max(start, after - 1)]
        spans = [(0, len(row))] if "\t" in row else [match.span() for match in finditer(r"[^\n]+", row)]
        for left, right in spans:
            piece = row[left:right]
            if piece.strip():
                found.append(PrintedLine(start + left, start + right, piece, fold(piece)))
    return found
