"""``fukushi records`` in a terminal."""

from typing import Any, Final

from rich.console import Console
from rich.table import Table

from corpus.records.record_types import RecordType

from ..documents.records_table import cell_text
from ..source_line import scan_mark

_SCANNED: Final = "読み取り"


def print_records(records: list[dict[str, Any]], kind: RecordType, console: Console) -> None:
    """A table of the records; the JSON has more. Of fields it says only which there are."""
    marked = any(record["ocr"] is not None for record in records)
    table = Table(*(heading for heading, _ in kind.columns), *([_SCANNED] if marked else []))
    for record in records:
        cells = ("・".join(each) if isinstance(each := record[key], dict) and key == "fields" else cell_text(each)
                 for _, key in kind.columns)  # fmt: skip
        table.add_row(*(" ".join(cell.split()) for cell in cells), *([scan_mark(record["ocr"])] if marked else []))
    console.print(table, markup=False)
    console.print(f"{len(records):,} 件です。", highlight=False)
