"""``fukushi compare`` in a terminal."""

from rich.console import Console
from rich.table import Table

from search.comparison import Comparison

from ..documents.comparison import WORDS


def print_comparison(comparison: Comparison, console: Console) -> None:
    """A row a city: what is known, and the sentence that says it."""
    table = Table("市区町村", "記載", "書かれていること")
    for each in comparison.cities:
        table.add_row(each.municipality, WORDS[each.state.value], " ".join((each.text or "").split()))
    console.print(table, markup=False)
