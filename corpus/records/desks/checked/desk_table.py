"""What a reader makes of a table of desks that staff keep."""

from dataclasses import dataclass
from typing import Final

from ..desk import Desk

TITLE: Final = "窓口台帳"
DESK_TABLE: Final = "desk_table"  # the source of its desks


@dataclass(frozen=True, slots=True)
class DeskTable:
    """The rows of one municipality; ``desks`` have their places in the document's text and no plan or passage yet.

    ``problems`` are sentences on rows that are not as they should be. ``unplaced`` are those to be told where nobody
    else says whose rows they are: the table names a municipality that is not known.
    """

    title: str
    desks: tuple[Desk, ...]
    problems: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
