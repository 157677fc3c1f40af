"""Precision and recall of the indicators found in the real plans: ``python -m benchmarks.indicators``.

The hand-checked list has every indicator of 鶴岡, 伊賀 and 鎌倉, and those of 川崎 on the lines of ``LINES``; names
compare in NFKC without spaces. A direction (増加) and a value still to be decided compare by their status.
"""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from corpus.lines import classify
from corpus.outline import outline
from corpus.passages import segment_outline
from corpus.plan import Plan
from corpus.readers import read
from corpus.reading import read_corpus
from corpus.records.indicator import Indicator, Value, ValueStatus
from corpus.records.indicators import find_indicators
from corpus.sources import read_sources

from .shared import SHARED

GOLDEN: Final = Path(__file__).parent / "golden" / "indicators.csv"
LINES: Final = {"kawasaki-houkatsu-2018": range(129, 161)}  # the file's lines that were checked; elsewhere all
Key = tuple[str, float | None, int | None, float | str | None, int | None, str]


def run() -> None:
    """Print precision and recall for every plan of the list, and what was missed or found beyond it."""
    table = Table("plan", "listed", "found", "precision", "recall")
    for plan_id, wanted in golden().items():
        found = Counter(key(each) for plan, each in found_in(SHARED, plan_id) if _checked(plan, each))
        right = (wanted & found).total()
        table.add_row(
            plan_id,
            str(wanted.total()),
            str(found.total()),
            f"{right / max(found.total(), 1):.3f}",
            f"{right / wanted.total():.3f}",
        )
        for missed in (wanted - found).elements():
            Console().print("missed", *missed)
        for extra in (found - wanted).elements():
            Console().print("beyond", *extra)
    Console().print(table)


def golden() -> dict[str, Counter[Key]]:
    """The hand-checked list, by plan."""
    plans: dict[str, Counter[Key]] = {}
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            plans.setdefault(row["plan_id"], Counter())[_key_of(row)] += 1
    return plans


def found_in(shared: Path, plan_id: str) -> Iterator[tuple[Plan, Indicator]]:
    """Every indicator of one of the plans in ``shared``, with its plan."""
    folder = shared / "plans"
    sources = read_sources(folder / "sources.csv")
    path = next(folder / source.file for source in sources.values() if source.plan_id == plan_id)
    plan = read_corpus([path], {path.name: sources[path.name]}).plans[0]
    lines = classify(read(path)[0])
    root = outline(lines, plan.text)
    for indicator in find_indicators(plan, root, segment_outline(plan, lines, root)):
        yield plan, indicator


def key(indicator: Indicator) -> Key:
    """What of an indicator must be right."""
    baseline, target = indicator.baseline, indicator.target
    return (
        _plain(indicator.name),
        baseline.value if baseline else None,
        baseline.year if baseline else None,
        _stated(target),
        target.year if target else None,
        indicator.unit or "",
    )


def _stated(value: Value | None) -> float | str | None:
    if value is None:
        return None
    return value.value if value.status is ValueStatus.FIGURE else str(value.status)


def _key_of(row: dict[str, str]) -> Key:
    target = row["target"]
    return (
        _plain(row["name"]),
        float(row["baseline"]) if row["baseline"] else None,
        int(row["baseline_year"]) if row["baseline_year"] else None,
        target if target in tuple(ValueStatus) else float(target) if target else None,
        int(row["target_year"]) if row["target_year"] else None,
        row["unit"],
    )


def _checked(plan: Plan, indicator: Indicator) -> bool:
    return plan.id not in LINES or plan.line_of(indicator.start) in LINES[plan.id]


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


if __name__ == "__main__":
    run()
