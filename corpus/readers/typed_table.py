"""A text file that is a table saved under the wrong ending: every line of it has the same cells, parted by commas."""

import csv
import io
from pathlib import Path
from typing import Final

from ..plan import Document
from .records import read_csv_records
from .text import decoded, read_text

_LINES: Final = 3  # a header and two rows at least
_CELLS: Final = 3  # two are parted by a comma in any list of pairs
_LONGEST: Final = 20  # characters of a heading (arbitrary)


def read_text_or_table(path: Path, raw: bytes) -> tuple[Document, ...]:
    """The table that a text file is, else its text."""
    return read_csv_records(path, raw) if is_table(decoded(path, raw)) else read_text(path, raw)


def is_table(text: str) -> bool:
    """Whether each line has as many cells as the first, which holds headings: short, no figures, no sentences.

    One line that differs, a title or a note, leaves it a text: there nothing is lost, while a text that is read as a table
    loses its headings.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text), strict=True) if any(cell.strip() for cell in row)]
    except csv.Error:
        return False
    if len(rows) < _LINES or len(rows[0]) < _CELLS or len({len(row) for row in rows}) > 1:
        return False
    return all(_is_heading(cell.strip()) for cell in rows[0])


def _is_heading(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST and "。" not in cell and not cell.replace(".", "").isdigit()
