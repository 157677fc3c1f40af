"""Precision and recall of measures on the five real plans: ``python -m benchmarks.records``.

``golden/measures.csv`` was made by reading the five plans, without the program. A measure counts there once for each
group of fields that the plan gives one name: 鎌倉's 政策, 鶴岡's (n) under 基本施策, 伊賀's 基本事業, 逗子's (n) with labels and
its 事業名 blocks, 川崎's 施策 under each 視点, its numbered table, and what its wards did in each of three tables. Two of
逗子's headings were lost on the way from its pages; they are listed without a number, under the heading around them.
A measure is right where number and title agree, white space aside.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from corpus.lines import classify
from corpus.outline import outline
from corpus.readers import read
from corpus.reading import read_corpus
from corpus.records.measure import Measure
from corpus.records.measures import find_measures
from corpus.sources import read_sources

from .shared import SHARED

_GOLDEN: Final = Path(__file__).parent / "golden" / "measures.csv"
Key = tuple[str, str]  # number, empty where there is none, and title


def precision_recall(found: Iterable[Key], expected: Iterable[Key]) -> tuple[float, float]:
    """How many of ``found`` are right, and how many of ``expected`` are found; white space does not count.

    A key that is expected twice must be found twice. Nothing found is precise; nothing expected is all found.
    """
    ours, wanted = _counted(found), _counted(expected)
    right = (ours & wanted).total()
    return right / ours.total() if ours else 1.0, right / wanted.total() if wanted else 1.0


def golden_measures() -> dict[str, list[Key]]:
    """The number and title of every measure in the hand-checked list, by plan."""
    listed: dict[str, list[Key]] = {}
    with _GOLDEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            listed.setdefault(row["plan_id"], []).append((row["number"], row["title"]))
    return listed


def measures_of(folder: Path) -> Iterator[tuple[str, tuple[Measure, ...]]]:
    """The measures that are found in each plan of ``folder``, by the plan's id."""
    corpus = read_corpus([folder], read_sources(folder / "sources.csv"))
    for plan in corpus.plans:
        root = outline(classify(read(folder / plan.file)[0]), plan.text)
        yield plan.id, find_measures(plan, root, [each for each in corpus.passages if each.plan_id == plan.id])


def run() -> None:
    """Print precision and recall by plan, and every measure that is missed or wrong."""
    table = Table("plan", "golden", "found", "precision", "recall")
    console = Console()
    listed = golden_measures()
    for plan_id, measures in measures_of(SHARED / "plans"):
        found = [(measure.number or "", measure.title) for measure in measures]
        precision, recall = precision_recall(found, listed[plan_id])
        table.add_row(plan_id, str(len(listed[plan_id])), str(len(found)), f"{precision:.3f}", f"{recall:.3f}")
        ours, wanted = _counted(found), _counted(listed[plan_id])
        for sign, keys in (("missed", wanted - ours), ("wrong", ours - wanted)):
            for number, title in sorted(keys.elements()):
                console.print(f"{plan_id} {sign}: {number} {title}", highlight=False)
    console.print(table)


def _counted(keys: Iterable[Key]) -> Counter[Key]:
    return Counter(("".join(number.split()), "".join(title.split())) for number, title in keys)


if __name__ == "__main__":
    run()
