"""Cells of a spreadsheet that are text, whatever they begin with."""

from typing import Final

# With which a spreadsheet begins what it calculates: after any blanks, and in the wide forms too, which some take for it.
_FORMULA: Final = tuple("=+-@＝＋－＠")
_BLANK: Final = ("\t", "\r")  # which some pass over before they look


def inert(cell: str) -> str:
    """``cell``, behind an apostrophe where it would be calculated."""
    return f"'{cell}" if cell.startswith(_BLANK) or cell.lstrip().startswith(_FORMULA) else cell
