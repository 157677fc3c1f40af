"""Documents on standard output, for programs."""

import sys
from collections.abc import Sequence
from typing import Any


def print_json(document: dict[str, Any]) -> None:
    """One line of JSON."""
    from screens.documents.line import json_line

    sys.stdout.write(json_line(document) + "\n")


def print_csv(rows: Sequence[dict[str, Any]], headings: dict[str, str]) -> None:
    """A table for spreadsheets: UTF-8 with a byte order mark, one row of headings."""
    from screens.documents.records_table import records_csv

    sys.stdout.buffer.write(records_csv(rows, headings).encode("utf-8"))
