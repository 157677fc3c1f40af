import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from screens.documents.line import json_line
from screens.documents.search import context_json, plan_json, reply_json
from search.context import open_passage
from search.question.filters import Filters
from search.searcher import Searcher

RESULT = {
    "rank", "score", "confidence", "passage_id", "text", "headings", "kind", "plan", "locator", "highlights", "ocr",
}  # fmt: skip
PLAN = {
    "id", "title", "municipality_code", "municipality", "prefecture", "kind", "status", "period_start", "period_end",
    "published", "url", "file", "licence", "attribution", "in_force",
}  # fmt: skip
LOCATOR = {"page", "printed_page", "line_start", "line_end", "start", "end"}
LONG = "市の集会所を使う手続です。" * 50 + "最後に、車いすの方の送迎は三日前までに申し込みます。"  # 676 characters
FAQ = "\n".join(
    json.dumps(row, ensure_ascii=False)
    for row in (
        {"id": "faq-1", "title": "集会所の使い方", "text": LONG, "url": "https://city.example/faq/1", "municipality_code": "142042"},
        {"id": "faq-2", "title": "粗大ごみ", "text": "電話で申し込んでください。", "municipality_code": "142042"},
    )
)  # fmt: skip


def test_a_reply_has_the_names_of_the_contract_and_no_others(samples: Searcher) -> None:
    document = reply_json(samples.search("認知症サポーターの人数", k=20))
    assert set(document) == {"query", "filters", "expansions", "total_plans", "results"}
    for result in document["results"]:
        assert set(result) - {"measure_id"} == RESULT
        assert set(result["plan"]) == PLAN
        assert set(result["locator"]) == LOCATOR


def test_a_reply_survives_the_way_through_json(samples: Searcher) -> None:
    document = reply_json(samples.search("認知症サポーターの人数", k=20))
    assert json.loads(json_line(document)) == document
    assert "\n" not in json_line(document)


def test_the_plan_is_told_as_the_table_of_sources_tells_it(samples: Searcher) -> None:
    reply = samples.search("汐見原市の子ども食堂", k=1)
    document = reply_json(replace(reply, question=replace(reply.question, today=date(2026, 11, 28))))
    assert document["results"][0]["plan"] == {
        "id": "shiomihara-chiikifukushi",
        "title": "汐見原市地域福祉計画(第3期)",
        "municipality_code": "990019",
        "municipality": "汐見原市",
        "prefecture": "架空県",
        "kind": "地域福祉計画",
        "status": "確定",
        "period_start": 2024,
        "period_end": 2029,
        "published": "2024-03",
        "url": None,
        "file": "shiomihara-chiikifukushi.txt",
        "licence": None,
        "attribution": None,
        "in_force": True,
    }


def test_what_is_in_force_depends_on_the_day_of_the_question(samples: Searcher) -> None:
    plan = samples.index.catalog.plan_by_id["shiomihara-chiikifukushi"]
    days = (date(2024, 3, 31), date(2024, 4, 1), date(2030, 4, 1))
    assert [plan_json(plan, day)["in_force"] for day in days] == [False, True, False]


def test_the_filters_are_told_as_they_were_applied(samples: Searcher) -> None:
    document = reply_json(samples.search("霧ヶ谷町の見守り", Filters(statuses=("確定",)), k=1))
    assert document["total_plans"] == 1
    assert document["filters"] == {
        "municipalities": [{"name": "霧ヶ谷町", "codes": ["990027"]}],
        "from_question": True,
        "kinds": [],
        "statuses": ["確定"],
        "note": None,
    }


def test_a_filter_that_nothing_passes_says_so(samples: Searcher) -> None:
    document = reply_json(samples.search("見守り", Filters(cities=("藤沢市",))))
    assert (document["total_plans"], document["results"]) == (0, [])
    assert document["filters"]["note"] == "藤沢市の計画は索引にありません。"


@pytest.mark.parametrize("question", ["認知症サポーターの人数", "災害のとき", "家賃が払えない"])
def test_every_excerpt_is_the_plans_own_text_at_its_place(samples: Searcher, question: str) -> None:
    for result in reply_json(samples.search(question, k=30))["results"]:
        assert quoted(samples, result) == result["text"]
        assert 0 < len(result["text"]) <= 600
        assert result["confidence"] in ("high", "medium", "low")
        assert 1 <= result["locator"]["line_start"] <= result["locator"]["line_end"]


def test_highlights_are_in_order_inside_the_excerpt_and_apart(samples: Searcher) -> None:
    for result in reply_json(samples.search("認知症の家族の相談", k=30))["results"]:
        edges = [0, *(edge for mark in result["highlights"] for edge in mark), len(result["text"])]
        assert edges == sorted(edges)
        assert all(start < end for start, end in result["highlights"])


def test_lines_are_those_of_the_file(samples: Searcher) -> None:
    result = reply_json(samples.search("里親になりたい", Filters(cities=("汐見原市",)), k=1))["results"][0]
    assert result["text"].startswith("(2) 里親制度の普及")
    text = samples.index.catalog.text("shiomihara-chiikifukushi")
    assert result["locator"]["line_start"] == text[: text.index("(2) 里親制度の普及")].count("\n") + 1
    assert result["locator"]["line_end"] == result["locator"]["line_start"] + 2


@pytest.fixture
def faq(searcher_of: Callable[[Mapping[str, str]], Searcher]) -> Searcher:
    return searcher_of({"faq.jsonl": FAQ})


def test_a_record_carries_its_id_and_its_address(faq: Searcher) -> None:
    result = reply_json(faq.search("車いすの送迎"))["results"][0]
    assert set(result) == {*RESULT, "record_id"}
    assert (result["record_id"], result["kind"], result["headings"]) == ("faq-1", "record", ["集会所の使い方"])
    assert result["plan"]["url"] == "https://city.example/faq/1"
    assert (result["plan"]["municipality"], result["plan"]["municipality_code"]) == ("鎌倉市", "142042")


def test_a_record_without_an_address_has_none(faq: Searcher) -> None:
    result = reply_json(faq.search("粗大ごみ"))["results"][0]
    assert (result["record_id"], result["plan"]["url"]) == ("faq-2", None)


def test_of_a_long_record_the_part_that_answers_is_shown(faq: Searcher) -> None:
    result = reply_json(faq.search("車いすの送迎"))["results"][0]
    assert len(result["text"]) <= 600
    assert result["text"].endswith("最後に、車いすの方の送迎は三日前までに申し込みます。")
    assert quoted(faq, result) == result["text"]
    assert [result["text"][start:end] for start, end in result["highlights"]] == ["車いす", "送迎"]


def test_a_records_line_is_the_files(faq: Searcher) -> None:
    first, second = (reply_json(faq.search(question))["results"][0] for question in ("車いすの送迎", "粗大ごみ"))
    assert (first["locator"]["line_start"], first["locator"]["line_end"]) == (1, 1)
    assert (second["locator"]["line_start"], second["locator"]["line_end"]) == (2, 2)


def test_an_opened_passage_is_told_with_what_stands_around_it(samples: Searcher) -> None:
    found = samples.search("里親になりたい", Filters(cities=("汐見原市",))).results[0]
    document = context_json(open_passage(samples.index.catalog, found.passage.id, 1), date(2026, 11, 28))
    assert set(document) == {
        "passage_id", "text", "before", "after", "first_line", "headings", "kind", "plan", "locator", "ocr",
    }  # fmt: skip
    assert document["text"] == quoted(samples, document)
    assert document["after"].strip() == "第2項 子ども食堂と学習支援"


def test_half_an_emoji_is_written_as_json_allows() -> None:
    line = json_line({"query": "保育\ud83d園"})
    assert line == '{"query": "保育\\ud83d園"}'
    assert json.loads(line) == {"query": "保育\ud83d園"}


def quoted(searcher: Searcher, result: Mapping[str, Any]) -> str:
    locator = result["locator"]
    return searcher.index.catalog.text(result["plan"]["id"])[locator["start"] : locator["end"]]
