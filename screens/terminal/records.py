"""``fukushi records`` in a terminal."""

from typing import Any, Final

from rich.console import Console
from rich.table import Table

from ..documents.records import RecordKind

_COLUMNS: Final = {
    RecordKind.MEASURES: ("計画", "番号", "施策", "項目"),
    RecordKind.INDICATORS: ("計画", "指標", "現状", "目標"),
    RecordKind.DESKS: ("計画", "窓口", "電話", "所在地", "担当地域"),
}


def print_records(records: list[dict[str, Any]], kind: RecordKind, console: Console) -> None:
    """A table of the records; the JSON has more."""
    table = Table(*_COLUMNS[kind])
    for record in records:
        table.add_row(*(" ".join(str(cell).split()) for cell in _cells(record, kind)))
    console.print(table, markup=False)
    console.print(f"{len(records):,} 件です。", highlight=False)


def _cells(record: dict[str, Any], kind: RecordKind) -> tuple[str, ...]:
    if kind is RecordKind.MEASURES:
        return record["plan_id"], record["number"] or "", record["title"], "・".join(record["fields"])
    if kind is RecordKind.INDICATORS:
        return record["plan_id"], record["name"], _printed(record["baseline"]), _printed(record["target"])
    return record["plan_id"], record["name"], record["phone"] or "", record["address"] or "", "、".join(record["areas"])


def _printed(value: dict[str, Any] | None) -> str:
    if value is None:
        return ""
    return f"{value['text']}({value['year']}年度)" if value["year"] else str(value["text"])
