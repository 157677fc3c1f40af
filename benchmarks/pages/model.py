"""What a made-up plan holds, whatever file it becomes: its blocks, and the lines that a reader should make of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the outermost."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``ruby`` are words of it with the reading printed over them."""

    text: str
    ruby: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each entry begins with its mark."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over ``across`` columns and ``down`` rows."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: of each row the cells that begin in it; ``widths`` are the columns' shares of the page."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns of text, read one after the other."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Cards:
    """Framed boxes side by side, ``across`` to a row; each is a title and its lines."""

    cards: tuple[tuple[str, ...], ...]
    across: int


@dataclass(frozen=True, slots=True)
class Vertical:
    """A page written from top to bottom, its columns from right to left."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Level bars with a label before and a value behind each."""

    title: str
    bars: tuple[tuple[str, float], ...]
    unit: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Paragraph | Items | Table | Columns | Cards | Vertical | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A whole document; ``head`` runs over its pages, and a page number under them."""

    title: str
    blocks: tuple[Block, ...]
    head: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A line that a reader should give: one cell, or those of a table's row; ``page`` None where there are none."""

    cells: tuple[str, ...]
    page: int | None = None
    level: int | None = None
    table: int | None = None  # which of the document's tables the row belongs to

    @property
    def text(self) -> str:
        """The line itself."""
        return "\t".join(self.cells).rstrip("\t")


@dataclass(slots=True)
class Truth:
    """Collects the lines of a document as they are set."""

    lines: list[Told] = field(default_factory=list)

    def add(self, *cells: str, page: int | None = None, level: int | None = None, table: int | None = None) -> None:
        """One line more."""
        self.lines.append(Told(cells, page, level, table))


def grid(table: Table) -> list[list[str]]:
    """The table written out: what spans columns stands in the first, what spans rows is repeated in each."""
    rows = [[""] * len(table.widths) for _ in table.rows]
    for row, column, cell in placed(table):
        for below in range(row, row + cell.down):
            rows[below][column] = cell.text
    return rows


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of each cell of ``table``."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield row, column, cell
            taken |= {(row + down, column + over) for down in range(cell.down) for over in range(cell.across)}
            column += cell.across


def told(blocks: Sequence[Block], truth: Truth | None = None) -> list[Told]:
    """The lines of ``blocks`` in reading order, for formats that have no pages."""
    truth = truth or Truth()
    for block in blocks:
        match block:
            case Heading(text, level):
                truth.add(text, level=level)
            case Paragraph(text, _):
                truth.add(text)
            case Items(texts) | Vertical(texts):
                for text in texts:
                    truth.add(text)
            case Table():
                number = 1 + max((line.table for line in truth.lines if line.table is not None), default=0)
                for row in grid(block):
                    truth.add(*row, table=number)
            case Columns(left, right):
                told(left, truth)
                told(right, truth)
            case Cards(cards, _):
                for card in cards:
                    for text in card:
                        truth.add(text)
            case Chart(title, bars, unit):
                truth.add(title)
                for label, value in bars:
                    truth.add(label, f"{value:,.0f}{unit}")
            case PageBreak():
                pass
    return truth.lines
