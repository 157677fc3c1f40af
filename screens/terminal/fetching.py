"""``fukushi fetch``: a line for each address that is not as it was, then a sentence of counts."""

from datetime import date
from pathlib import Path

from rich.console import Console

from corpus.fetching.asking.sending import Network
from corpus.fetching.outcome import Found, Outcome, Report
from corpus.fetching.rounds import check as checked
from corpus.fetching.rounds import fetch as fetched
from corpus.fetching.source_list import read_list

from .console import say


def fetch_and_tell(listed: Path, folder: Path, console: Console | None, *, check: bool) -> Report:
    """Fetch, or only look, and tell of each address on ``console`` as soon as it is known.

    Raises: BadList, CannotKeep, DamagedState, AlreadyRunning, BadSources.
    """

    def tell(found: Found) -> None:
        if console is not None and found.outcome != Outcome.UNCHANGED:
            say(console, found.line())

    go = checked if check else fetched
    report = go(read_list(listed), folder, Network(), date.today(), tell)
    if console is not None:
        say(console, report.summary())
    return report
