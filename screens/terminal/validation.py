"""``fukushi validate`` in a terminal."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress, TextColumn

from corpus.validation.checks import Checked, Outcome
from corpus.validation.finding import Finding
from corpus.validation.survey import Survey, survey

from .console import say

_MARKS: Final = {Outcome.FAILED: "×", Outcome.ALLOWED: "△"}


def surveyed(
    folder: Path, today: date, sources: Path | None, console: Console, *, follow_links: bool = False
) -> Survey:
    """The corpus in ``folder``, with a count of documents on a terminal while it is read. Raises: NothingToRead."""
    columns = TextColumn("文書を読んでいます {task.completed}")
    with Progress(columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        reading = progress.add_task("", total=None)
        return survey(folder, today, sources, lambda path: progress.advance(reading), follow_links=follow_links)


def print_validation(found: Sequence[Checked], documents: int, console: Console) -> None:
    """Under the name of each check that found something a line for each finding, then a sentence on all."""
    for each in found:
        if each.findings:
            say(console, f"{_MARKS[each.outcome]} {each.check.japanese}({each.check.name})")
        for finding in each.findings:
            line = f"{_place(finding)}: {finding.message}{finding.remedy}"
            say(console, f"  {' '.join(line.split())}")  # a name may hold line ends
    failed = [each for each in found if each.outcome is Outcome.FAILED]
    skipped = "".join(
        f"{each.check.japanese}は --online を付けると調べます。" for each in found if each.outcome is Outcome.SKIPPED
    )
    done = sum(each.outcome is not Outcome.SKIPPED for each in found)
    if failed:
        count = sum(len(each.findings) for each in failed)
        say(
            console,
            f"{documents:,} 件の文書を {done} の項目で調べ、{len(failed)} の項目で {count:,} か所が見つかりました。{skipped}",
        )
    else:
        say(console, f"{documents:,} 件の文書を {done} の項目で調べました。直すところはありません。{skipped}")


def _place(finding: Finding) -> str:
    """sources.csv 3 行目; plan.pdf 12 ページ."""
    if finding.page is not None:
        return f"{finding.file} {finding.page} ページ"
    return f"{finding.file} {finding.line} 行目" if finding.line is not None else finding.file
