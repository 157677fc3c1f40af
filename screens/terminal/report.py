"""``fukushi report`` and ``fukushi similar`` as a person follows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.errors import FukushiError
from screens.report.writing import check_folder, write_report
from search.report.build_report import Indexed, Wish, build_report
from search.report.errors import BrokenOff
from search.report.items import municipality
from search.report.kept import FOLDER, Kept
from search.report.report import Item, Likeness, Match, Report

from .console import print_whole


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was made and written."""

    report: Report
    folder: Path
    files: tuple[str, ...]
    seconds: float

    def summary(self) -> str:
        """One sentence for the terminal."""
        counts = {each: sum(match.likeness is each for match in self.report.matches) for each in Likeness}
        told = "、".join(f"{each.value} {counts[each]:,} 組" for each in (Likeness.NEAR_COPY, Likeness.SAME_AIM))
        return (
            f"一致({told})、不足 {len(self.report.gaps):,} 件、定型文 {len(self.report.boilerplate):,} 件を {self.seconds:.1f} 秒で"
            f"まとめました。{self.folder} に {'、'.join(self.files)} を書きました。"
        )

    def to_json(self) -> dict[str, Any]:
        """``report --json``."""
        return {
            "out": str(self.folder),
            "files": list(self.files),
            "matches": len(self.report.matches),
            "gaps": len(self.report.gaps),
            "boilerplate": len(self.report.boilerplate),
            "seconds": round(self.seconds, 3),
        }


def report_with_progress(
    searcher: Indexed, asked: tuple[Sequence[str], Sequence[str]], folder: Path, console: Console, wish: Wish
) -> Written:
    """Compare, write, tell; ``asked`` are the two sides. A bar with the time left stands on a terminal meanwhile.

    Raises: BrokenOff on Ctrl-C; what is done is kept in ``folder``, and the next run goes on from it.
    """
    check_folder(folder)
    kept = Kept(folder / FOLDER)
    started = perf_counter()
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=console, transient=True,
        disable=not console.is_terminal,
    )  # fmt: skip
    with bar:
        task = bar.add_task("計画を読んでいます", total=1.0)
        try:
            report = build_report(
                searcher,
                *asked,
                wish,
                progress=lambda stage, share: bar.update(task, description=stage, completed=share),
                keep=folder / FOLDER,
            )
            files = tuple(path.name for path in write_report(report, folder))
        except KeyboardInterrupt as error:
            raise BrokenOff(folder) from error
        except FukushiError:
            kept.done()
            raise
    kept.done()
    return Written(report, folder, files, perf_counter() - started)


def print_similar(item: Item, matches: Sequence[Match], console: Console) -> None:
    """A row a match, the nearest first."""
    headings = ("id", "市区町村", "施策", "分類", "意味", "言い回し")
    rows = [
        (match.theirs.id, municipality(match.theirs.plan), match.theirs.title, match.likeness.value,
         f"{match.meaning:.2f}", f"{match.wording:.2f}")
        for match in matches
    ]  # fmt: skip
    print_whole(console, headings, rows, ("id",), title=f"{municipality(item.plan)} {item.title}")
