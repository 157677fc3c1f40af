"""The table of ``fukushi evaluate``, and its JSON."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from search.evaluation.score import Evaluation, Score


def evaluation_json(lines: Sequence[Evaluation]) -> dict[str, Any]:
    """Every line with its measures, each as a value and its interval."""
    return {
        "evaluations": [
            {
                "file": line.file,
                "kind": line.kind,
                "mode": line.mode,
                "n": line.n,
                "measures": {
                    score.name: {"value": score.value, "low": score.low, "high": score.high, "n": score.n}
                    for score in line.scores
                },
            }
            for line in lines
        ]
    }


def print_evaluation(lines: Sequence[Evaluation], console: Console) -> None:
    """One table for the lines that share their measures; an interval is of 95 %."""
    groups: dict[tuple[str, ...], list[Evaluation]] = {}
    for line in lines:
        groups.setdefault(tuple(score.name for score in line.scores), []).append(line)
    for names, group in groups.items():
        table = Table("file", "kind", "mode", "n", *names)
        for line in group:
            table.add_row(line.file, line.kind, line.mode, str(line.n), *map(_cell, line.scores))
        console.print(table)


def _cell(score: Score) -> str:
    """.825 [.70 .93], without the zeros that every number would begin with."""
    low, high = (f"{bound:.2f}".removeprefix("0") for bound in (score.low, score.high))
    return f"{score.value:.3f}".removeprefix("0") + f" \\[{low} {high}]"  # rich reads a bare [ as markup
