"""Precision and recall of measures, desks and indicators on the real plans.

``python -m benchmarks.records`` prints them and writes the tables of docs/benchmarks.md.
"""

from collections import Counter

from rich.console import Console

from benchmarks import golden
from benchmarks.shared import SHARED
from benchmarks.table import Table, publish


def measure() -> dict[str, list[Table]]:
    """Count them by kind and plan, and print every record that is missed or goes beyond the list."""
    console = Console()
    corpus = golden.corpus_of(SHARED / "plans")
    counted: list[tuple[str, str, Counter[golden.Key], Counter[golden.Key]]] = []
    for kind, listed, found in (
        ("measures", golden.listed_measures(), golden.found_measures(corpus)),
        ("desks", golden.listed_desks(), golden.found_desks(corpus)),
        ("indicators", golden.listed_indicators(), golden.found_indicators(corpus)),
    ):
        for plan_id, wanted in listed.items():
            ours = found.get(plan_id, Counter())
            counted.append((kind, plan_id, wanted, ours))
            for sign, keys in (("missed", wanted - ours), ("beyond", ours - wanted)):
                for key in sorted(keys.elements(), key=str):
                    console.print(f"{plan_id} {sign}: {key}", markup=False, highlight=False)
    return {"records": [records_table(counted)]}


def records_table(counted: list[tuple[str, str, Counter[golden.Key], Counter[golden.Key]]]) -> Table:
    """A row per kind and plan: (kind, plan id, the records listed, the records found)."""
    rows = []
    for kind, plan_id, wanted, ours in counted:
        precision, recall = golden.precision_recall(ours, wanted)
        rows.append((kind, plan_id, str(wanted.total()), str(ours.total()), f"{precision:.3f}", f"{recall:.3f}"))
    return Table(("records", "plan", "listed", "found", "precision", "recall"), tuple(rows))


if __name__ == "__main__":
    raise SystemExit(publish(measure, ("records",)))
