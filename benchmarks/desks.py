"""Precision and recall of desks on the five real plans: ``python -m benchmarks.desks``.

``golden/desks.csv`` was made by reading the five plans. A desk counts there where the plan names a place that people
are to turn to with a worry, in words that fit that place and not any: 各相談窓口 is none, 消費生活センター is one. Left out
are what is only planned (鶴岡's 福祉総合相談窓口), workshops, halls and job centres, and a plain name where the plan
also has fuller ones (逗子's three 地域包括支援センター). A desk is right where name, phone and address all agree.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from corpus.lines import classify
from corpus.outline import outline
from corpus.readers import read
from corpus.reading import read_corpus
from corpus.records.desk import Desk
from corpus.records.desks import find_desks
from corpus.sources import read_sources

from .shared import SHARED

_GOLDEN: Final = Path(__file__).parent / "golden" / "desks.csv"
Fact = tuple[str, str | None, str | None]  # name, phone, address


def golden() -> dict[str, set[Fact]]:
    """The hand-checked desks, by plan."""
    found: dict[str, set[Fact]] = {}
    with _GOLDEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            facts = found.setdefault(row["plan_id"], set())
            facts.add((row["name"], row["phone"] or None, row["address"] or None))
    return found


def desks_of(folder: Path) -> Iterator[tuple[str, tuple[Desk, ...]]]:
    """The desks that are found in each plan of ``folder``, by the plan's id."""
    corpus = read_corpus([folder], read_sources(folder / "sources.csv"))
    for plan in corpus.plans:
        document = read(folder / plan.file)[0]
        passages = [passage for passage in corpus.passages if passage.plan_id == plan.id]
        yield plan.id, find_desks(plan, outline(classify(document), plan.text), passages)


def run() -> None:
    """Print precision and recall by plan, and every desk that is missed or wrong."""
    table = Table("plan", "golden", "found", "precision", "recall")
    console = Console()
    wanted = golden()
    for plan_id, desks in desks_of(SHARED / "plans"):
        found = {(desk.name, desk.phone, desk.address) for desk in desks}
        right = found & wanted[plan_id]
        precision, recall = len(right) / max(len(desks), 1), len(right) / len(wanted[plan_id])
        table.add_row(plan_id, str(len(wanted[plan_id])), str(len(desks)), f"{precision:.3f}", f"{recall:.3f}")
        for sign, facts in (("missed", wanted[plan_id] - found), ("wrong", found - wanted[plan_id])):
            for fact in sorted(facts, key=str):
                console.print(f"{plan_id}: {sign} {fact}", markup=False)
    console.print(table)


if __name__ == "__main__":
    run()
