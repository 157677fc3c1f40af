"""``fukushi records`` in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from corpus.records.record_types import RecordType

from ..documents.records_table import cell_text


def print_records(records: Sequence[Mapping[str, Any]], kind: RecordType, console: Console) -> None:
    """A table of the records; the JSON has more. Of fields it says only which there are."""
    table = Table(*(heading for heading, _ in kind.columns))
    for record in records:
        cells = ("・".join(each) if isinstance(each := record[key], dict) and key == "fields" else cell_text(each)
                 for _, key in kind.columns)  # fmt: skip
        table.add_row(*(" ".join(cell.split()) for cell in cells))
    console.print(table, markup=False)
    console.print(f"{len(records):,} 件です。", highlight=False)
