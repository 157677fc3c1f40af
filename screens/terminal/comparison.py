"""``fukushi compare`` in a terminal."""

from rich.console import Console
from rich.table import Table

from search.comparison import Comparison

from ..documents.comparison import STANDINGS, WORDS


def print_comparison(comparison: Comparison, console: Console) -> None:
    """A row a city: what is known, and the sentence that says it; whether it is only a draft's, or out of date."""
    table = Table("市区町村", "記載", "書かれていること")
    for each in comparison.cities:
        said = " ".join((each.text or "").split())
        note = f"({STANDINGS[each.standing]})" if each.standing else ""
        table.add_row(each.municipality, WORDS[each.state.value], said + note)
    console.print(table, markup=False)
