"""What the commands print: documents for programs, sentences for people. What prints is imported when something is printed."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def open_console(*, stderr: bool = False, width: int | None = None) -> "Console":
    """As :func:`screens.terminal.console.open_console`."""
    from screens.terminal import console

    return console.open_console(stderr=stderr, width=width)


def say(console: "Console", sentence: str) -> None:
    """As :func:`screens.terminal.console.say`."""
    from screens.terminal.console import say

    say(console, sentence)


def print_json(document: Mapping[str, object]) -> None:
    """One line of JSON."""
    from screens.documents.line import json_line

    sys.stdout.write(json_line(document) + "\n")


def print_csv(rows: Sequence[Mapping[str, object]], headings: Mapping[str, str]) -> None:
    """A table for spreadsheets: UTF-8 with a byte order mark, one row of headings."""
    from screens.documents.records_table import records_csv

    sys.stdout.buffer.write(records_csv(rows, headings).encode("utf-8"))
