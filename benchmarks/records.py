"""Precision and recall of measures, desks and indicators on the real plans: ``python -m benchmarks.records``."""

from collections import Counter

from rich.console import Console
from rich.table import Table

from . import golden
from .shared import SHARED


def run() -> None:
    """Print them by kind and plan, and every record that is missed or goes beyond the list."""
    table, console = Table("records", "plan", "listed", "found", "precision", "recall"), Console()
    corpus = golden.corpus_of(SHARED / "plans")
    for kind, listed, found in (
        ("measures", golden.listed_measures(), golden.found_measures(corpus)),
        ("desks", golden.listed_desks(), golden.found_desks(corpus)),
        ("indicators", golden.listed_indicators(), golden.found_indicators(corpus)),
    ):
        for plan_id, wanted in listed.items():
            ours = found.get(plan_id, Counter())
            precision, recall = golden.precision_recall(ours, wanted)
            counts = (str(wanted.total()), str(ours.total()))
            table.add_row(kind, plan_id, *counts, f"{precision:.3f}", f"{recall:.3f}")
            for sign, keys in (("missed", wanted - ours), ("beyond", ours - wanted)):
                for key in sorted(keys.elements(), key=str):
                    console.print(f"{plan_id} {sign}: {key}", markup=False, highlight=False)
    console.print(table)


if __name__ == "__main__":
    run()
