"""What the five real plans must answer, through the command line; ``python -m benchmarks.quality`` prints more."""

import json
from pathlib import Path
from statistics import fmean

import pytest

from cli import main
from search.evaluation.judging import Scores, parse_query, score


@pytest.mark.parametrize(
    ("name", "success", "city_recall"),
    [("resident", 0.80, 0.0), ("staff", 0.95, 0.87), ("contact", 0.85, 0.0)],
)
def test_the_judged_questions_are_answered_among_the_first_five(
    shared: Path, plans_index: Path, tmp_path: Path, name: str, success: float, city_recall: float
) -> None:
    scores = judged(shared / "eval" / "dev" / f"{name}.jsonl", plans_index, tmp_path / "run.jsonl")
    assert fmean(each.success2 for each in scores) >= success
    assert fmean(each.city_recall for each in scores) >= city_recall


def judged(questions: Path, index: Path, out: Path) -> list[Scores]:
    arguments = ["run", str(questions), "--task", "search", "-k", "5", "--out", str(out), "--index", str(index)]
    assert main(arguments) == 0
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [answer["id"] for answer in answers]
    return [
        score(parse_query(row), [(result["plan"]["id"], result["text"]) for result in answer["results"]], 5)
        for row, answer in zip(rows, answers, strict=True)
    ]
