"""``fukushi compare`` in a terminal."""

from rich.console import Console

from search.comparison import Comparison

from ..documents.comparison import STANDINGS, WORDS
from .console import print_whole


def print_comparison(comparison: Comparison, console: Console) -> None:
    """A row a city: what is known, and the sentence that says it; whether it is only a draft's, or out of date."""
    rows = []
    for each in comparison.cities:
        note = f"({STANDINGS[each.standing]})" if each.standing else ""
        rows.append((each.municipality, WORDS[each.state.value], f"{each.text or ''}{note}"))
    print_whole(console, ("市区町村", "記載", "書かれていること"), rows, ("市区町村", "記載"))
