import json
import math
from pathlib import Path

import numpy as np
import pytest

from search.errors import BadQueries
from search.evaluation.evaluate import Setting, evaluate
from search.evaluation.faq import read_faq
from search.evaluation.score import Evaluation, Score, mean_score, paired_score
from search.evaluation.similarity import read_pairs
from search.ranking.modes import Mode
from search.searcher import Searcher

FAQ = {
    "a": "Question: 粗大ごみを出したい。\nAnswer: 受付センターに電話で申し込みます。",
    "b": "Question: 認知症の母を預けたい。\nAnswer: 通所介護があります。\n窓口は高齢福祉課です。",
    "c": "Question: 犬を飼い始めた。\nAnswer: 登録と注射が要ります。",
}
QUERIES = {"1": "粗大ごみはどう出しますか", "2": "子犬の登録", "3": "だれも答えられない"}
QRELS = {"1": {"a": 2, "b": 1}, "2": {"c": 2}}


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A FAQ collection of three entries and two judged questions."""
    for name, document in (("corpus", FAQ), ("queries.dev", QUERIES), ("qrels.dev", QRELS)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path / "qrels.dev.json"


def unused() -> Searcher:
    raise AssertionError("this evaluation needs no index")


def values(line: Evaluation) -> dict[str, float]:
    return {score.name: round(score.value, 4) for score in line.scores}


def test_entries_are_parted_into_question_and_answer_and_only_judged_questions_are_kept(faq: Path) -> None:
    collection = read_faq(faq)
    assert collection.entries["b"] == ("認知症の母を預けたい。", "通所介護があります。\n窓口は高齢福祉課です。")
    assert (list(collection.queries), collection.qrels) == (["1", "2"], QRELS)


def test_a_faq_is_indexed_and_every_retriever_is_measured(faq: Path) -> None:
    lines = evaluate(faq, unused, Setting())
    assert [(line.mode, line.n) for line in lines] == [("hybrid", 2), ("lexical", 2), ("dense", 2)]
    # BM25 finds a for the first question and c for the second, each first; b shares no word with the first.
    ideal = 2 + 1 / math.log2(3)
    assert values(lines[1]) == {
        "nDCG@10": round((2 / ideal + 1) / 2, 4),
        "MRR@10": 1.0,
        "recall@10": (1 / 2 + 1) / 2,
    }


def test_sentence_pairs_are_scored_by_rank_correlation(tmp_path: Path) -> None:
    rows = [("犬が走る。", "犬が走る。", 5), ("犬が走る。", "子犬が駆ける。", 3), ("犬が走る。", "予算を審議する。", 0)]
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        "".join(json.dumps({"sentence1": a, "sentence2": b, "score": s}) + "\n" for a, b, s in rows * 5),
        encoding="utf-8",
    )
    assert [pair.similarity for pair in read_pairs(path)] == [5, 3, 0] * 5
    [line] = evaluate(path, unused, Setting())
    assert (line.mode, line.n, values(line)) == ("dense", 15, {"Spearman": 1.0})


def test_questions_over_plans_are_scored_together_and_by_kind(samples: Searcher, tmp_path: Path) -> None:
    passage = samples.search("認知症カフェ", k=1).results[0]
    path = tmp_path / "questions.jsonl"
    judged = [{"doc": passage.plan.id, "grade": 2, "snippet": passage.text[:40]}]
    rows = [
        {"id": "1", "query": "認知症カフェ", "kind": "keyword", "relevant": judged, "must_contain": []},
        {"id": "2", "query": "🙂", "kind": "emoji", "relevant": judged, "must_contain": []},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = evaluate(path, lambda: samples, Setting((Mode.LEXICAL,)))
    assert [(line.kind, line.n, values(line)["success2@5"]) for line in lines] == [
        ("all", 2, 0.5),
        ("keyword", 1, 1.0),
        ("emoji", 1, 0.0),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "質問がありません", id="empty"),
        pytest.param("よろしく", "JSON の行のファイルとして読めません", id="prose"),
        pytest.param('{"query": "窓口"}', "正解の付いた質問の形ではありません", id="no judgements"),
        pytest.param(
            '{"id": 1, "query": "窓口", "kind": "k", "must_contain": [], "relevant": '
            '[{"doc": "nai", "grade": 2, "snippet": "窓口"}]}',
            "正解の計画 nai が索引にありません",
            id="a plan that is not indexed",
        ),
    ],
)
def test_a_file_of_another_shape_is_refused_in_a_sentence(
    samples: Searcher, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadQueries, match=said):
        evaluate(path, lambda: samples, Setting())


def test_a_faq_without_its_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "qrels.dev.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadQueries, match=r"queries\.dev\.json"):
        read_faq(tmp_path / "qrels.dev.json")


def test_a_mean_has_the_interval_of_its_resamples_and_leaves_out_what_does_not_apply() -> None:
    score = mean_score("success", [1.0, 0.0, None, 1.0, 0.0] * 20)
    assert (score.value, score.n) == (0.5, 80)
    # The mean of 80 fair coins has a standard error of .056, so 95 % lie within about .11 of .5.
    assert score.low == pytest.approx(0.39, abs=0.03)
    assert score.high == pytest.approx(0.61, abs=0.03)
    assert mean_score("success", [1.0, 0.0, None, 1.0, 0.0] * 20) == score, "the resamples are seeded"


def test_one_question_has_no_interval_to_speak_of() -> None:
    assert mean_score("success", [1.0]) == Score("success", 1.0, 1.0, 1.0, 1)
    with pytest.raises(ValueError, match="no question"):
        mean_score("must", [None])


def test_pairs_are_drawn_together() -> None:
    numbers = np.arange(20.0)
    score = paired_score("r", numbers, 2 * numbers, lambda a, b: float(np.corrcoef(a, b)[0, 1]))
    assert (round(score.low, 6), round(score.value, 6), round(score.high, 6)) == (1.0, 1.0, 1.0)
