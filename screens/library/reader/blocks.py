"""A part of a plan as blocks: headings, running text and tables, with the cited words told apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from corpus.passage import Kind, Passage
from corpus.text.matching import squeezed

from .book import Book, Part

_ABOVE: Final = 2  # the level of the page's own heading over the text
_LOWEST: Final = 6  # that HTML has


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, verbatim; ``first`` is where the cited words begin."""

    text: str
    cited: bool = False
    first: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells side by side; ``head`` where the document says that they head columns."""

    cells: tuple[Pieces, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is heading, text, table, or page: where a page of the file begins; ``level`` is a heading's, 3 to 6."""

    kind: str
    anchors: tuple[str, ...] = ()
    level: int = 0
    pieces: Pieces = ()
    rows: tuple[TableRow, ...] = ()
    page: int = 0
    printed_page: int | None = None


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    kind: str  # heading, text, table, blank


def blocks_of(book: Book, part: Part, cited: Span | None) -> tuple[Block, ...]:
    """The blocks of ``part``; ``cited`` is a span of the plan's text."""
    maker = _Maker(book, part, cited)
    return tuple(maker.blocks())


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the white space around it; None where nothing is left, or it lies outside ``text``."""
    if not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None


class _Maker:
    def __init__(self, book: Book, part: Part, cited: Span | None) -> None:
        self._text = book.text
        self._part = part
        self._cited = cited or (-1, -1)
        self._headings = {each.start: each for each in reversed(book.headings) if each.printed}
        self._anchors = [(each.start, each.anchor) for each in book.headings]
        self._passages = book.passages
        self._starts = [each.start for each in book.passages]
        self._level = _ABOVE

    def blocks(self) -> Iterator[Block]:
        page = None
        for kind, group in groupby(self._lines(), key=lambda line: line.kind if line.kind != "heading" else line):
            lines = list(group)
            if kind == "blank":
                continue
            start, end = lines[0].start, lines[-1].end
            passage = self._passage(end)
            if passage is not None and passage.page is not None and passage.page != page:
                page = passage.page
                yield Block("page", page=page, printed_page=passage.printed_page)
            if isinstance(kind, _Line):
                yield self._heading(lines[0])
            elif kind == "table":
                yield Block("table", self._named(start, end), rows=self._rows(lines))
            else:
                yield Block("text", self._named(start, end), pieces=self._pieces(start, end))

    def _lines(self) -> Iterator[_Line]:
        place = self._part.start
        while place < self._part.end:
            end = self._text.find("\n", place, self._part.end)
            end = self._part.end if end < 0 else end
            yield _Line(place, end, self._kind(place, end))
            place = end + 1

    def _kind(self, start: int, end: int) -> str:
        line = self._text[start:end]
        if not line.strip():
            return "blank"
        if start in self._headings:
            return "heading"
        passage = self._passage(end)
        in_table = passage is not None and (passage.kind is Kind.TABLE or bool(passage.header))
        return "table" if "\t" in line and in_table else "text"

    def _passage(self, end: int) -> Passage | None:
        """The last passage that begins before ``end``."""
        place = bisect_left(self._starts, end)
        return self._passages[place - 1] if place else None

    def _heading(self, line: _Line) -> Block:
        """A heading at most one level below the one before: pages have no gaps in their levels, whatever plans have."""
        self._level = min(self._headings[line.start].level + _ABOVE + 1, self._level + 1, _LOWEST)
        return Block("heading", self._named(line.start, line.end), self._level, self._pieces(line.start, line.end))

    def _named(self, start: int, end: int) -> tuple[str, ...]:
        """The anchors of the headings that begin from ``start`` on, before ``end``."""
        first = bisect_left(self._anchors, (start, ""))
        last = bisect_left(self._anchors, (max(end, start + 1), ""))
        return tuple(anchor for _, anchor in self._anchors[first:last])

    def _rows(self, lines: Sequence[_Line]) -> tuple[TableRow, ...]:
        first = max(bisect_right(self._starts, lines[0].start) - 1, 0)
        last = bisect_left(self._starts, lines[-1].end)
        heads = {squeezed(cell) for each in self._passages[first:last] for cell in each.header} - {""}
        rows = [self._cells(line) for line in lines]
        width = max(map(len, rows))
        return tuple(TableRow((*row, *((),) * (width - len(row))), _is_head(row, heads)) for row in rows)

    def _cells(self, line: _Line) -> tuple[Pieces, ...]:
        cells, place = [], line.start
        for cell in self._text[line.start : line.end].split("\t"):
            cells.append(self._pieces(place, place + len(cell)))
            place += len(cell) + 1
        return tuple(cells)

    def _pieces(self, start: int, end: int) -> Pieces:
        """``text[start:end]``, cut where the cited words begin and end."""
        begin, stop = max(start, self._cited[0]), min(end, self._cited[1])
        if begin >= stop:
            return (Piece(self._text[start:end]),) if start < end else ()
        edges = ((start, begin, False), (begin, stop, True), (stop, end, False))
        return tuple(Piece(self._text[a:b], cited, cited and a == self._cited[0]) for a, b, cited in edges if a < b)


def _is_head(row: Sequence[Pieces], heads: set[str]) -> bool:
    """Whether every cell that says something is known to head a column."""
    said = [squeezed("".join(piece.text for piece in cell)) for cell in row]
    filled = [cell for cell in said if cell]
    return len(filled) > 1 and all(cell in heads for cell in filled)
