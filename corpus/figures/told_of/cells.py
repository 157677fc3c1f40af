"""Where a figure stands in a table: its cell, the cells that label its row and the header cell over its column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..read import quantities

LONGEST: Final = 60  # characters; a longer cell is running text, whose row says little of a figure in it
_LABEL: Final = 40  # characters of a cell that labels its row
_NO_LABEL: Final = re.compile(r"[\s\-－―–—ー・/／…()（）]*|[^\s]{0,3}[人件回円%％]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row whose cells stand apart by tabs; offsets in the text."""

    start: int
    end: int
    label: tuple[str, ...]  # the cells before it, and the first, that print no quantity
    over: str  # "" where no header fits
    unit: str  # what the row or its column gives as unit in a cell of its own: 単位 over 千円


def cell_at(text: str, place: int, header: Sequence[str]) -> Cell | None:
    """The cell at ``place``; None where its line has no tab."""
    left = text.rfind("\n", 0, place) + 1
    right = text.find("\n", place)
    row = text[left : right if right >= 0 else len(text)]
    if "\t" not in row:
        return None
    cells = row.split("\t")
    column = row.count("\t", 0, place - left)
    start = left + sum(len(cell) + 1 for cell in cells[:column])
    heads = header if len(header) == len(cells) else _heads(text, left, len(cells))
    label = tuple(cell.strip() for number, cell in enumerate(cells[:column]) if _is_label(cell, heads, number))
    over = heads[column].strip() if heads else ""
    units = [cells[number].strip() for number, head in enumerate(heads) if head.strip() == "単位"]
    return Cell(start, start + len(cells[column]), label, over, units[0] if units else "")


def _heads(text: str, left: int, count: int) -> list[str]:
    """The first row of the table in ``text`` that the row at ``left`` is of, where it has as many cells and prints no
    quantity.
    """
    first = left
    while first and "\t" in text[text.rfind("\n", 0, first - 1) + 1 : first - 1]:
        first = text.rfind("\n", 0, first - 1) + 1
    if first == left:
        return []
    cells = text[first : text.find("\n", first)].split("\t")
    return cells if len(cells) == count and not any(map(_has_quantity, cells[1:])) else []


def _is_label(cell: str, heads: Sequence[str], number: int) -> bool:
    if len(cell) > _LABEL or _NO_LABEL.fullmatch(cell.strip()) or (heads and heads[number].strip() == "単位"):
        return False
    return number == 0 or not _has_quantity(cell)


@lru_cache(maxsize=4096)
def _has_quantity(cell: str) -> bool:
    return bool(quantities(cell))
