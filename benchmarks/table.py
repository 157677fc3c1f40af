"""The tables that a benchmark prints, and the same as Markdown between its markers in docs/benchmarks.md.

A place on the page is ``<!-- bench:NAME -->`` … ``<!-- /bench -->``; all that stands between is replaced.
"""

import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table as Printed
from rich.text import Text

from search.evaluation.score import Score

PAGE: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_END: Final = "<!-- /bench -->"
_ANY: Final = re.compile(r"<!-- /?bench")


class NoPlace(Exception):
    """The page has no place, or no one place, for a benchmark's tables."""

    def __init__(self, page: Path, name: str, fault: str) -> None:
        super().__init__(
            f"{page.name} {fault}: put <!-- bench:{name} --> and, after it, {_END} once, where the tables of "
            f"{name} belong, and run the benchmark again."
        )
        self.name = name


@dataclass(frozen=True, slots=True)
class Table:
    """Column heads and rows of cells, all plain text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has more or fewer cells than there are columns")

    @property
    def markdown(self) -> str:
        """The table as GitHub reads it, without a line end at its end."""
        lines = (self.columns, ("---",) * len(self.columns), *self.rows)
        return "\n".join(f"| {' | '.join(map(_escaped, line))} |" for line in lines)

    def show(self, console: Console) -> None:
        """Print it; cells are text, not rich's markup."""
        printed = Printed(*map(str, self.columns))
        for row in self.rows:
            printed.add_row(*map(Text, row))
        console.print(printed)


def score_cell(score: Score) -> str:
    """.825 [.70 .93]: a value and its 95 % interval, without the zeros that every number would begin with."""
    low, high = (f"{bound:.2f}".removeprefix("0") for bound in (score.low, score.high))
    return f"{score.value:.3f}".removeprefix("0") + f" [{low} {high}]"


def conditions(day: date, cpus: int, python: str) -> str:
    """When and on what figures were measured; never where."""
    return f"*Measured on {day.isoformat()}, {cpus} {'CPU' if cpus == 1 else 'CPUs'}, Python {python}.*"


def replaced(text: str, name: str, body: str, page: Path = PAGE) -> str:
    """``text`` with ``body`` between the markers of ``name``. Raises: NoPlace where they are not there, once."""
    start, end = _place(text, name, page)
    return f"{text[:start]}\n{body.strip()}\n{text[end:]}"


def publish(measure: Callable[[], Mapping[str, Sequence[Table]]], names: Sequence[str], page: Path = PAGE) -> int:
    """Measure, print the tables, and write them into the page.

    Args:
        measure: the benchmark: name of a place -> the tables that belong there.
        names: those places; they are looked for first, since measuring takes minutes.
        page: what to write into; it is read again after measuring and replaced at one stroke.
    Returns: the exit status: 1, with a sentence on standard error, where a place is missing.
    """
    try:
        before = _read(page)
        for name in names:
            _place(before, name, page)
        tables = measure()
        console = Console() if sys.stdout.isatty() else Console(width=160)
        for table in (table for name in names for table in tables[name]):
            table.show(console)
        note = conditions(datetime.now(UTC).date(), os.cpu_count() or 1, platform.python_version())
        text = _read(page)
        for name in names:
            text = replaced(text, name, "\n\n".join((*(table.markdown for table in tables[name]), note)), page)
    except (NoPlace, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    _write(page, text)
    return 0


def _place(text: str, name: str, page: Path) -> tuple[int, int]:
    """What is between the markers: from the end of the first to the start of the second."""
    marker = f"<!-- bench:{name} -->"
    if (count := text.count(marker)) != 1:
        raise NoPlace(page, name, f"has the marker {marker} {count} times" if count else f"has no marker {marker}")
    start = text.index(marker) + len(marker)
    following = _ANY.search(text, start)
    if following is None or not text.startswith(_END, following.start()):
        raise NoPlace(page, name, f"does not close the marker {marker} with {_END}")
    return start, following.start()


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _write(path: Path, text: str) -> None:
    """Replace the file at one stroke: a reader, and a run that dies, finds the old text or the new."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as file:
        new = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            shutil.copymode(path, new)
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def _escaped(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
