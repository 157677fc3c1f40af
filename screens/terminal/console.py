"""The terminal as the program writes to it: no text of a document, a file's name or a question steers it, no id is cut."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RenderHook, RenderResult
from rich.segment import Segment
from rich.table import Column, Table
from rich.text import Text

from corpus.text.steering import STEERING

# A blank for each, so that what is marked in a text stays where it is.
_BLANKS: Final = dict.fromkeys(STEERING, " ")
_LEAST: Final = 4  # columns for what is folded: two kanji a line, so that most tables fit into 80 columns (arbitrary)
_EDGES: Final = 3  # columns between two cells


def open_console(*, stderr: bool = False, width: int | None = None) -> Console:
    """A console on standard output or error that prints every control character as a blank."""
    console = Console(stderr=stderr, width=width)
    console.push_render_hook(_Harmless())
    return console


def say(console: Console, sentence: str) -> None:
    """Print a sentence as it stands, unbroken."""
    sentence = sentence.encode("utf-8", "replace").decode("utf-8")  # a file's name may be no text at all
    console.print(sentence, highlight=False, markup=False, soft_wrap=True)


def shown(text: str) -> str:
    """``text`` with a blank for every character that would steer the terminal."""
    return text.translate(_BLANKS)


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
        max(map(cell_len, (heading, *column))) if heading in unbroken else _LEAST
        for heading, *column in zip(headings, *cells, strict=True)
    ]
    columns = (Column(each, no_wrap=each in unbroken, overflow="fold") for each in headings)
    table = Table(*columns, title=None if title is None else Text(title))  # a title is read as markup otherwise
    for row in cells:
        table.add_row(*row)
    console.print(_AtLeast(table, sum(widths) + _EDGES * len(widths) + 1), markup=False, crop=False)


class _Harmless(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Shown(each) for each in renderables]


class _Shown:
    """Whatever it holds, with its text made harmless; the console's own codes for colours and bars pass."""

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        segments: Iterable[Segment] = console.render(self._renderable, options)
        for segment in segments:
            yield segment if segment.control else Segment(shown(segment.text), segment.style)


class _AtLeast:
    """A table that may be wider than the terminal."""

    def __init__(self, table: Table, width: int) -> None:
        self._table = table
        self._width = width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from console.render(self._table, options.update(width=max(options.max_width, self._width)))
