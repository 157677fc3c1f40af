"""Records as rows: for a table in the terminal, and for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..inert import inert


def rows_of(records: Iterable[Mapping[str, Any]], keys: Sequence[str]) -> list[list[str]]:
    """A row for each record, with the text of its ``keys``."""
    return [[cell_text(record.get(key)) for key in keys] for record in records]


def records_csv(records: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> str:
    """All keys of the records as columns, under their ``headings`` where they have one; never a formula.

    It begins with a byte order mark: spreadsheets take text without one for another encoding.
    """
    keys = list(dict.fromkeys(key for record in records for key in record)) or list(headings)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([headings.get(key, key) for key in keys])
    rows.writerows([[inert(cell) for cell in row] for row in rows_of(records, keys)])
    return "\ufeff" + out.getvalue()


def cell_text(value: Any) -> str:  # noqa: ANN401 - whatever the JSON of a record holds
    """A value of a record's JSON as one cell: lists joined, fields as lines, a figure with its year."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(cell_text(each) for each in value)
    if isinstance(value, dict) and "status" in value:
        return f"{value['text']}({value['year']}年度)" if value["year"] else str(value["text"])
    if isinstance(value, dict):
        return "\n".join(f"{name}: {text}" for name, text in value.items())
    return str(value)
