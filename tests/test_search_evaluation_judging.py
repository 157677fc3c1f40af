import importlib.util
import json
import math
from pathlib import Path
from types import ModuleType

import pytest

from search.evaluation.judging import JudgedQuery, Judgement, is_hit, parse_query, plain, score
from search.searcher import Searcher

CAFE = "認知症カフェを市内五か所で開いています"  # 19 characters: an unbroken run of 12 is enough
PHONE = "東部センター 0000-00-1234"
QUERY = parse_query(
    {
        "id": "q1",
        "query": "認知症カフェは何か所",
        "kind": "kpi",
        "relevant": [
            {"doc": "kamakura", "grade": 2, "snippet": CAFE},
            {"doc": "zushi", "grade": 1, "snippet": "認知症の人と家族が集う場を支援します"},
        ],
        "must_contain": ["五か所"],
    }
)


def test_snippets_and_excerpts_are_compared_without_tags_spaces_and_widths() -> None:
    assert plain("<td>受講者　約 ３,０００<br/>\n人</td>") == "受講者約3,000人"
    assert plain("平均 < 10 人") == "平均<10人"


def test_a_question_keeps_its_judgements_in_plain_form() -> None:
    row = {"doc": "zushi", "grade": 2, "snippet": "事業費\t５千円", "alt": ["事業費", "５千円"]}
    query = parse_query({"id": "q", "query": "費用", "kind": "kpi", "relevant": [row], "must_contain": ["５ 千円"]})
    assert query.judgements == (Judgement("zushi", 2, "事業費5千円", ("事業費", "5千円")),)
    assert query.must_contain == ("5千円",)


@pytest.mark.parametrize(
    ("plan", "excerpt", "hit"),
    [
        pytest.param("kamakura", f"本市では{CAFE}。", True, id="all of it"),
        pytest.param("zushi", f"本市では{CAFE}。", False, id="another city's plan"),
        pytest.param("kamakura", "認知症カフェを市内五か所", True, id="a run of 12 of 19"),
        pytest.param("kamakura", "認知症カフェを市内五か", False, id="a run of 11"),
        pytest.param("kamakura", "認知症カフェを、市内五か所で開いています", True, id="broken, the longer run 12"),
        pytest.param("kamakura", "", False, id="nothing"),
    ],
)
def test_an_excerpt_hits_when_it_shows_most_of_the_snippet_unbroken(plan: str, excerpt: str, hit: bool) -> None:
    assert is_hit(plan, excerpt, QUERY.judgements[0]) is hit


def test_a_cell_of_a_table_is_hit_by_all_its_alternatives() -> None:
    cell = Judgement("zushi", 2, "受講者数累計(人)5,127", ("受講者数", "5,127"))
    assert is_hit("zushi", "目標5,127受講者数", cell)
    assert not is_hit("zushi", "受講者数は増えています", cell)


def test_a_direct_answer_in_second_place_is_scored_by_hand() -> None:
    scores = score(QUERY, [("zushi", "配食の話"), ("kamakura", CAFE)], 5)
    assert scores.success2 == 1.0
    assert scores.ndcg == pytest.approx((3 / math.log2(3)) / (3 + 1 / math.log2(3)))
    assert (scores.city_recall, scores.must, scores.must_first) == (1.0, 1.0, 0.0)


def test_both_in_the_best_order_score_one() -> None:
    best = [("kamakura", CAFE), ("zushi", "認知症の人と家族が集う場を支援します")]
    assert score(QUERY, best, 5).ndcg == 1.0


def test_a_repeated_span_is_credited_once() -> None:
    twice = [("kamakura", CAFE), ("kamakura", CAFE)]
    assert score(QUERY, twice, 5).ndcg == pytest.approx(3 / (3 + 1 / math.log2(3)))


def test_what_comes_after_the_depth_does_not_count() -> None:
    assert score(QUERY, [("zushi", "配食の話"), ("kamakura", CAFE)], 1).success2 == 0.0


def test_the_ideal_fills_the_depth_even_where_one_excerpt_came() -> None:
    assert score(QUERY, [("kamakura", CAFE)], 5).ndcg == pytest.approx(3 / (3 + 1 / math.log2(3)))
    assert score(QUERY, [("kamakura", CAFE)], 1).ndcg == 1.0


def test_a_helpful_passage_is_no_direct_answer() -> None:
    scores = score(QUERY, [("zushi", "認知症の人と家族が集う場を支援します")], 5)
    assert (scores.success2, scores.city_recall, scores.must, scores.must_first) == (0.0, 0.0, 0.0, 0.0)
    assert scores.ndcg == pytest.approx(1 / (3 + 1 / math.log2(3)))


def test_nothing_found_scores_nothing() -> None:
    scores = score(QUERY, [], 5)
    assert (scores.success2, scores.ndcg, scores.city_recall, scores.must, scores.must_first) == (0, 0, 0, 0, 0)


def test_of_two_cities_one_reached_is_half() -> None:
    two = JudgedQuery("q", "比べたい", "comparison", (Judgement("a", 2, CAFE, ()), Judgement("b", 2, CAFE, ())), ())
    scores = score(two, [("b", CAFE)], 5)
    assert (scores.city_recall, scores.must, scores.must_first) == (0.5, None, None)


def test_required_words_in_another_citys_excerpt_do_not_count() -> None:
    assert score(QUERY, [("iga", "五か所"), ("zushi", "四か所")], 5).must == 0.0


@pytest.mark.parametrize("depth", [1, 5])
@pytest.mark.parametrize("name", ["resident", "staff", "contact"])
def test_the_scores_are_those_of_the_reference(shared: Path, plans_index: Path, name: str, depth: int) -> None:
    reference = loaded(shared / "eval" / "score.py")
    searcher = Searcher.open(plans_index)
    for line in (shared / "eval" / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[::4]:
        row = json.loads(line)
        found = searcher.search(row["query"], k=3).results
        ours = score(parse_query(row), [(result.plan.id, result.text) for result in found], depth)
        theirs = reference.score_query(row, [{"doc": result.plan.id, "text": result.text} for result in found], depth)
        assert (ours.success2, ours.city_recall) == (theirs["success2@k"], theirs["city_recall"]), row["id"]
        assert ours.ndcg == pytest.approx(theirs["ndcg@k"]), row["id"]
        assert (ours.must, ours.must_first) == (theirs["must@k"], theirs["must@1"]), row["id"]


def loaded(path: Path) -> ModuleType:
    if not path.is_file():
        pytest.skip(f"the reference scorer is not here: {path}")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
