"""Quality on the judged questions over the five real plans: ``python -m benchmarks.quality``."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.table import Table

from cli import main
from search.judging import Scores, parse_query, score
from search.modes import Mode

from .shared import SHARED

_K = 5
_FILES = ("resident", "staff", "contact")


def run() -> None:
    """Build the plans and put every question through ``fukushi run``, in every mode; print the scores by file."""
    table = Table("questions", "mode", "n", "success2@5", "nDCG@5", "city recall", "must@5", "must@1")
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder) / "index")
        plans = SHARED / "plans"
        if main(["build", str(plans), "--sources", str(plans / "sources.csv"), "--index", index]) != 0:
            return
        for name in _FILES:
            for mode in Mode:
                scores = list(_scores(name, mode, index, Path(folder) / "run.jsonl"))
                table.add_row(name, mode.value, str(len(scores)), *_means(scores))
    Console().print(table)


def _scores(name: str, mode: Mode, index: str, out: Path) -> Iterator[Scores]:
    questions = SHARED / "eval" / "dev" / f"{name}.jsonl"
    arguments = ["run", str(questions), "--task", "search", "-k", str(_K), "--mode", mode.value]
    with redirect_stdout(None):  # what `run` says to a person
        main([*arguments, "--out", str(out), "--index", index])
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    for row, answer in zip(rows, answers, strict=True):
        yield score(parse_query(row), [(result["plan"]["id"], result["text"]) for result in answer["results"]], _K)


def _means(scores: Sequence[Scores]) -> Iterator[str]:
    for name in ("success2", "ndcg", "city_recall", "must", "must_first"):
        values = [value for each in scores if (value := getattr(each, name)) is not None]
        yield f"{fmean(values):.3f}"


if __name__ == "__main__":
    run()
