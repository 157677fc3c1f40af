import json
from pathlib import Path
from typing import Any

import pytest

from screens.documents.batch import run_questions
from screens.documents.search import reply_json
from search.errors import BadQueries
from search.ranking.modes import Mode
from search.searcher import Searcher

FOSTER = {"id": "a", "query": "里親になりたい"}
RENT = {"id": 7, "query": "家賃が払えない"}


def listed(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def answers(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_question_is_answered_in_its_order_as_it_would_be_alone(samples: Searcher, tmp_path: Path) -> None:
    questions = listed(tmp_path / "q.jsonl", FOSTER, RENT)
    assert run_questions(
        lambda query: reply_json(samples.search(query, k=3, mode=Mode.HYBRID)), questions, tmp_path / "run.jsonl"
    ) == (2, 0)
    alone = [
        reply_json(samples.search(row["query"], k=3))
        for row in ({"query": "里親になりたい"}, {"query": "家賃が払えない"})
    ]
    assert answers(tmp_path / "run.jsonl") == [{"id": "a", **alone[0]}, {"id": 7, **alone[1]}]


def test_a_question_that_cannot_be_searched_for_gets_its_line_and_the_rest_is_answered(
    samples: Searcher, tmp_path: Path
) -> None:
    questions = listed(tmp_path / "q.jsonl", FOSTER, {"id": "b", "query": " "}, {"id": "c", "query": "介" * 2001}, RENT)
    assert run_questions(
        lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)), questions, tmp_path / "run.jsonl"
    ) == (4, 2)
    first, empty, long, last = answers(tmp_path / "run.jsonl")
    assert (first["id"], last["id"], len(first["results"]), len(last["results"])) == ("a", 7, 1, 1)
    assert (empty["id"], empty["results"]) == ("b", [])
    assert empty["error"].startswith("質問が空です。")
    assert long["error"].startswith("質問が長すぎます(2,001 文字)。")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param("これは JSON ではない", "2 行目が id と query を持つ JSON ではありません。", id="no JSON"),
        pytest.param('{"id": "b"}', "2 行目が id と query を持つ JSON ではありません。", id="no query"),
        pytest.param('{"query": "見守り"}', "2 行目が id と query を持つ JSON ではありません。", id="no id"),
        pytest.param('["b", "見守り"]', "2 行目が id と query を持つ JSON ではありません。", id="a list"),
        pytest.param("null", "2 行目が id と query を持つ JSON ではありません。", id="null"),
        pytest.param('{"id": "b", "query": 3}', "2 行目の query が文字列ではありません。", id="a number"),
        pytest.param('{"id": "b", "query": null}', "2 行目の query が文字列ではありません。", id="no question at all"),
    ],
)
def test_a_bad_line_is_named_and_no_half_written_file_is_left(
    samples: Searcher, tmp_path: Path, bad: str, reason: str
) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(f"{json.dumps(FOSTER)}\n{bad}\n{json.dumps(RENT)}\n", encoding="utf-8")
    with pytest.raises(BadQueries) as refused:
        run_questions(
            lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)), questions, tmp_path / "run.jsonl"
        )
    assert str(refused.value) == f"{questions}: {reason}確かめてから、もう一度実行してください。"
    assert [path.name for path in tmp_path.iterdir()] == ["q.jsonl"]


def test_a_run_that_fails_leaves_the_last_one(samples: Searcher, tmp_path: Path) -> None:
    out = tmp_path / "run.jsonl"
    run_questions(
        lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)),
        listed(tmp_path / "q.jsonl", FOSTER),
        out,
    )
    last = out.read_bytes()
    (tmp_path / "q.jsonl").write_text("だめな行\n", encoding="utf-8")
    with pytest.raises(BadQueries):
        run_questions(
            lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)), tmp_path / "q.jsonl", out
        )
    assert out.read_bytes() == last


@pytest.mark.parametrize(
    "content",
    [pytest.param(b"\xff\xfe\x00\x00\x81", id="no UTF-8"), pytest.param(None, id="no file")],
)
def test_questions_that_cannot_be_read_are_refused(samples: Searcher, tmp_path: Path, content: bytes | None) -> None:
    questions = tmp_path / "q.jsonl"
    if content is not None:
        questions.write_bytes(content)
    with pytest.raises(BadQueries, match=r"UTF-8 のファイルとして読めません。"):
        run_questions(
            lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)), questions, tmp_path / "run.jsonl"
        )


@pytest.mark.parametrize("out", ["ない/run.jsonl", "q.jsonl/run.jsonl", "."])
def test_results_that_cannot_be_written_are_refused(samples: Searcher, tmp_path: Path, out: str) -> None:
    questions = listed(tmp_path / "q.jsonl", FOSTER)
    with pytest.raises(BadQueries, match=r"書けません\(.+\)。確かめてから"):
        run_questions(
            lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)), questions, tmp_path / out
        )


def test_a_byte_order_mark_and_empty_lines_are_read_over(samples: Searcher, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(f"\ufeff{json.dumps(FOSTER)}\r\n\r\n\n{json.dumps(RENT)}", encoding="utf-8", newline="")
    assert run_questions(
        lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)), questions, tmp_path / "run.jsonl"
    ) == (2, 0)


def test_half_an_emoji_in_a_question_does_not_stop_the_rest(samples: Searcher, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "a", "query": "里親\\ud83d"}\n{"id": "b", "query": "家賃"}\n', encoding="utf-8")
    assert run_questions(
        lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)), questions, tmp_path / "run.jsonl"
    ) == (2, 0)
    assert [answer["query"] for answer in answers(tmp_path / "run.jsonl")] == ["里親\ud83d", "家賃"]


def test_no_question_is_an_empty_run(samples: Searcher, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text("", encoding="utf-8")
    assert run_questions(
        lambda query: reply_json(samples.search(query, k=1, mode=Mode.LEXICAL)),
        tmp_path / "q.jsonl",
        tmp_path / "run.jsonl",
    ) == (0, 0)
    assert (tmp_path / "run.jsonl").read_text(encoding="utf-8") == ""
