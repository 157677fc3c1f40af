"""Measures side by side: what a field tells is a row, a measure a column."""

from collections.abc import Sequence
from dataclasses import dataclass

from .cards import ALWAYS, ROWS, Card

NOTHING = "記載なし"


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of field says in each measure, under the plans' own names; nothing where a plan has none."""

    name: str
    cells: tuple[tuple[tuple[str, str], ...], ...]


def rows_beside(cards: Sequence[Card]) -> tuple[Row, ...]:
    """The rows: those that are always told, and of the others those that any measure has."""
    rows = (Row(name, tuple(card.row(name) for card in cards)) for name in ROWS)
    return tuple(row for row in rows if row.name in ALWAYS or any(row.cells))


def own_name(row: str, name: str) -> str:
    """A field's own name where it says more than its row's: 実績 in the row 実績 needs no name."""
    return "" if name == row else name
