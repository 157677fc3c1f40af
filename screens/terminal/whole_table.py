"""Tables in which nothing is cut: whatever is copied from them can be given to another command."""

from collections.abc import Collection, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Column, Table

_LEAST: Final = 4  # columns for what is folded: two kanji a line, so that most tables fit into 80 columns (arbitrary)
_EDGES: Final = 3  # columns between two cells


def print_whole(
    console: Console,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    unbroken: Collection[str],
    title: str | None = None,
) -> None:
    """Print a table; the columns ``unbroken`` (ids) stand on one line, the others are folded.

    Where the terminal is too narrow for the ids, the table is wider than the terminal.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [
        max(map(cell_len, column)) if heading in unbroken else _LEAST
        for heading, *column in ([heading, heading, *column] for heading, *column in zip(headings, *cells, strict=True))
    ]
    columns = (Column(each, no_wrap=each in unbroken, overflow="fold") for each in headings)
    table = Table(*columns, title=title)
    for row in cells:
        table.add_row(*row)
    console.print(_AtLeast(table, sum(widths) + _EDGES * len(widths) + 1), markup=False, crop=False)


class _AtLeast:
    """A table that may be wider than the terminal."""

    def __init__(self, table: Table, width: int) -> None:
        self._table = table
        self._width = width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from console.render(self._table, options.update(width=max(options.max_width, self._width)))
