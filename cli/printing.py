"""Documents on standard output, for programs."""

import sys
from collections.abc import Mapping, Sequence


def print_json(document: Mapping[str, object]) -> None:
    """One line of JSON."""
    from screens.documents.line import json_line

    sys.stdout.write(json_line(document) + "\n")


def print_csv(rows: Sequence[Mapping[str, object]], headings: Mapping[str, str]) -> None:
    """A table for spreadsheets: UTF-8 with a byte order mark, one row of headings."""
    from screens.documents.records_table import records_csv

    sys.stdout.buffer.write(records_csv(rows, headings).encode("utf-8"))
