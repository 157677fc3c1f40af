import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.questions import FILES, read_questions, text_digest

FOLDER = Path(__file__).parents[1] / "benchmarks" / "questions"


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_every_question_has_an_id_of_its_own_and_a_kind(name: str) -> None:
    found = rows(name)
    assert Counter(row["id"] for row in found).most_common(1)[0][1] == 1
    assert all(row["query"] and row["kind"] for row in found)


@pytest.mark.parametrize("name", FILES)
def test_judged_spans_are_places_and_no_text_of_a_plan(name: str) -> None:
    spans = [span for row in rows(name) for span in row["relevant"]]  # type: ignore[attr-defined]
    assert all(set(span) == {"doc", "grade", "start", "end"} for span in spans)
    assert all(0 <= span["start"] < span["end"] and span["grade"] in (1, 2) for span in spans)


def test_only_what_cannot_be_answered_has_no_span() -> None:
    assert {bool(row["relevant"]) for row in rows("unanswerable")} == {False}
    assert {bool(row["relevant"]) for name in FILES[:3] for row in rows(name)} == {True}


def test_spans_are_told_as_text() -> None:
    texts = {plan: "あ" * 200_000 for plan in json.loads((FOLDER / "plans.json").read_text(encoding="utf-8"))}
    with pytest.raises(ValueError, match="reads otherwise"):
        read_questions("resident", texts)


def test_the_digest_of_a_text_tells_it_from_another() -> None:
    assert text_digest("計画") != text_digest("計画。")
    assert len(text_digest("計画")) == 16
