"""The parts of a plan that its measures are made of: headings, rows and lines, in the order of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ...frozen import frozen
from ...outline.lines import Role
from ...outline.tree import Block, Section


@frozen
class Span:
    """``text[start:end]`` of the plan, without the white space around it; empty where ``start == end``."""

    start: int
    end: int


@frozen
class Heading:
    """A heading; ``rank`` orders them, 0 the outermost."""

    start: int
    end: int
    rank: int


@frozen
class TextLine:
    """A line of running text or an item."""

    start: int
    end: int


@frozen
class Row:
    """A table row, with its empty cells; ``names`` are the header cells above it, () where there is no header."""

    start: int
    end: int
    cells: tuple[Span, ...]
    names: tuple[str, ...]
    is_header: bool


Part = Heading | TextLine | Row


@dataclass(slots=True)
class Draft:
    """A measure as it is being read; fields are a name and a span."""

    number: str | None
    title: str
    start: int
    end: int
    fields: list[tuple[str, Span]] = field(default_factory=list)

    def add(self, name: str, *spans: Span) -> None:
        """Add a field for each span that holds anything."""
        for span in spans:
            if span.start < span.end:
                self.fields.append((name, span))
                self.end = max(self.end, span.end)


ROW_BREAK_MAX: Final = 4  # lines between two rows of a table that a page break put there
_EMPTY_CELLS: Final = re.compile(r"[ \u3000]*+\t[ \t\u3000]*+")
_AGAIN: Final = re.compile(r"\s*[【(（〔\[]再掲[^】)）〕\]]*[】)）〕\]]?\s*$")
_SPACED: Final = re.compile(r"(?:[^\x00-\x7f][ \u3000])+[^\x00-\x7f]")


def parts_of(root: Section, text: str) -> list[Part]:
    """Every part of the plan, in order; a label spelled with spaces (主 な 取 組) counts even where it is furniture.

    The outline leaves out what stands on every page, and such a label does.
    """
    parts: list[Part] = []
    end = 0
    for part in _walk(root, text):
        parts.extend(_spaced_labels(text, end, part.start))
        parts.append(part)
        end = max(end, part.end)
    return parts


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space around it."""
    body = text[start:end]
    if not body.strip():
        return Span(start, start)
    return Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip()))


def closed_up(words: str) -> str:
    """The words without white space: 事 業 名 -> 事業名."""
    return "".join(words.split())


def _walk(section: Section, text: str) -> Iterator[Part]:
    if section.line is not None:
        yield Heading(section.line.start, section.line.end, section.line.rank or 0)
    for child in section.children:
        if isinstance(child, Section):
            yield from _walk(child, text)
        elif child.role is Role.ROW:
            yield from _rows(child, text)
        else:
            yield from _lines(text, child.start, child.end)


def _lines(text: str, start: int, end: int) -> Iterator[TextLine]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        span = trimmed(text, start + line.start(), start + line.end())
        if span.start < span.end:
            yield TextLine(span.start, span.end)


def _rows(block: Block, text: str) -> Iterator[Row]:
    """The header row that the outline put into the block, if any, and the row itself."""
    start = block.row_start
    names = tuple(closed_up(cell) for cell in block.header)
    if block.header and block.start < start:
        above = block.start + len(text[block.start : start].rstrip("\n"))
        yield Row(block.start, above, _cells(text, block.start, above), names, is_header=True)
    yield Row(start, block.end, _cells(text, start, block.end), names, is_header=False)


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells of a row; the empty ones at its end, which the row's span leaves out, are counted."""
    row = text[start:end]
    if "\t" not in row:
        row = row.rstrip(" |")
        marks = [place.start() for place in re.finditer(r"\|", row) if place.start()]
        edges = [-1, *marks, len(row)]
    else:
        edges = [-1, *(place.start() for place in re.finditer("\t", row)), len(row)]
    cells = [trimmed(text, start + left + 1, start + right) for left, right in pairwise(edges)]
    behind = _EMPTY_CELLS.match(text, end)
    return (*cells, *(Span(end, end) for _ in range(behind[0].count("\t") if behind else 0)))


def _spaced_labels(text: str, start: int, end: int) -> Sequence[TextLine]:
    return [line for line in _lines(text, start, end) if _SPACED.fullmatch(text[line.start : line.end])]


def without_again(title: str) -> str:
    """A title without the mark that it is printed elsewhere too: 【再掲】."""
    return _AGAIN.sub("", title)
