"""``fukushi records`` in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console

from corpus.records.record_types import RecordType

from ..documents.records_table import cell_text
from ..source_line import scan_mark
from .console import print_whole

_SCANNED: Final = "読み取り"


def print_records(records: Sequence[Mapping[str, Any]], kind: RecordType, console: Console) -> None:
    """A table of the records; the JSON has more. Of fields it says only which there are."""
    marked = any(record["ocr"] is not None for record in records)
    rows = [
        ["・".join(each) if isinstance(each := record[key], dict) and key == "fields" else cell_text(each)
         for _, key in kind.columns] + ([scan_mark(record["ocr"])] if marked else [])
        for record in records
    ]  # fmt: skip
    ids = [heading for heading, key in kind.columns if key in ("plan_id", "phone")]
    print_whole(console, [*(heading for heading, _ in kind.columns), *([_SCANNED] if marked else [])], rows, ids)
    console.print(f"{len(records):,} 件です。", highlight=False)
