"""REST: the documents of the contract, their addresses, and every error as a problem."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from starlette.types import ASGIApp, Receive, Scope, Send

from app import create_app
from corpus.reading import read_corpus
from index.build import build_index
from screens.api.problems import trouble
from screens.api.replies import Replies
from screens.documents.answer import AskJson, answer_json
from screens.documents.comparison import CompareJson
from screens.documents.coverage import CoverageJson
from screens.documents.plans import PlanDetailsJson, PlansJson
from screens.documents.problem import ProblemJson
from screens.documents.records import RecordsJson
from screens.documents.search import PassageJson, SearchJson, reply_json
from screens.documents.similar import SimilarJson
from search.answerer import Answerer
from search.live import LiveSearcher
from search.searcher import Searcher

HERE: Final = "http://127.0.0.1:7860"
QUESTION: Final = "灯見坂2丁目の介護の相談先"


@pytest.fixture(scope="module")
def client(samples_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(samples_index), base_url=HERE) as client:
        yield client


def is_problem(answer: Any, status: int, code: str) -> bool:  # noqa: ANN401 - httpx's response
    TypeAdapter(ProblemJson).validate_python(answer.json(), extra="forbid")
    media_type = answer.headers["content-type"]
    told = answer.json()
    return (answer.status_code, media_type, told["status"], told["code"]) == (
        status, "application/problem+json", status, code,
    )  # fmt: skip


def test_search_and_ask_give_what_the_command_line_gives(client: TestClient, samples: Searcher) -> None:
    assert client.post("/api/search", json={"query": QUESTION, "k": 3}).json() == reply_json(
        samples.search(QUESTION, k=3)
    )
    assert client.post("/api/ask", json={"query": QUESTION}).json() == answer_json(Answerer(samples).ask(QUESTION))


def test_the_desk_is_the_one_of_the_area(client: TestClient) -> None:
    asked = client.post("/api/ask", json={"query": "汐見原市の介護の相談先", "area": "灯見坂2丁目"}).json()
    assert asked["desks"][0]["phone"] == "0000-00-1256"
    assert client.post("/api/ask", json={"query": "汐見原市の介護の相談先"}).json()["reason"] == "area_needed"


@pytest.mark.parametrize("city", ["霧ヶ谷町", ["霧ヶ谷町"]])
def test_filters_are_named_as_on_the_command_line(client: TestClient, city: object) -> None:
    found = client.post("/api/search", json={"query": "見守り", "city": city, "mode": "lexical"}).json()
    assert {each["plan"]["municipality"] for each in found["results"]} == {"霧ヶ谷町"}
    nothing = client.post("/api/search", json={"query": "見守り", "kind": "ない種別"}).json()
    assert (nothing["results"], "ない種別" in nothing["filters"]["note"]) == ([], True)


def test_cities_are_compared_in_the_order_asked_for(client: TestClient) -> None:
    asked = {"query": "見守りの取組", "city": ["霧ヶ谷町", "汐見原市", "藤沢市"]}
    cities = client.post("/api/compare", json=asked).json()["cities"]
    assert [(each["municipality"], each["state"]) for each in cities] == [
        ("霧ヶ谷町", "stated"), ("汐見原市", "stated"), ("藤沢市", "not_indexed"),
    ]  # fmt: skip


def test_the_like_of_a_measure(client: TestClient) -> None:
    measure = client.get("/api/records/measures", params={"limit": 1}).json()["records"][0]
    told = client.post("/api/similar", json={"measure_id": measure["id"], "k": 2}).json()
    assert told["measure"] == measure
    assert len(told["matches"]) == 2
    assert is_problem(client.post("/api/similar", json={"measure_id": "x"}), 404, "unknown_measure")


def test_plans_and_one_plan(client: TestClient) -> None:
    plans = client.get("/api/plans").json()["plans"]
    one = client.get(f"/api/plans/{plans[0]['id']}").json()
    assert one.items() >= plans[0].items()
    assert one["readability"]["characters"] > 1000
    assert is_problem(client.get("/api/plans/none"), 404, "unknown_plan")


def test_records_come_in_parts(client: TestClient) -> None:
    every = client.get("/api/records/desks").json()
    assert every["total"] == len(every["records"]) > 3
    some = client.get("/api/records/desks", params={"offset": 1, "limit": 2}).json()
    assert some == {"records": every["records"][1:3], "total": every["total"]}
    plan = every["records"][0]["plan_id"]
    own = client.get("/api/records/desks", params={"plan": plan}).json()["records"]
    assert own == [each for each in every["records"] if each["plan_id"] == plan]
    assert is_problem(client.get("/api/records/desks?plan=none"), 404, "unknown_plan")
    assert is_problem(client.get("/api/records/nothing"), 404, "no_such_address")


def test_coverage_is_of_a_prefecture(client: TestClient) -> None:
    told = client.get("/api/coverage", params={"prefecture": "神奈川県"}).json()
    assert {each["prefecture"] for each in told["municipalities"]} == {"神奈川県"}
    assert is_problem(client.get("/api/coverage", params={"prefecture": "ない県"}), 422, "not_answerable")


DOCUMENTS: Final[tuple[tuple[str, Mapping[str, object] | None, object], ...]] = (
    ("/api/search", {"query": "認知症サポーターの人数"}, SearchJson),
    ("/api/ask", {"query": QUESTION}, AskJson),
    ("/api/ask", {"query": "死にたい"}, AskJson),
    ("/api/ask", {"query": "汐見原市の介護の相談先"}, AskJson),
    ("/api/compare", {"query": "見守り"}, CompareJson),
    ("/api/similar", {"measure_id": "kirigatani-manifest/m0000"}, SimilarJson),
    ("/api/plans", None, PlansJson),
    ("/api/plans/shiomihara-chiikifukushi", None, PlanDetailsJson),
    ("/api/passages/shiomihara-chiikifukushi%230001?context=0", None, PassageJson),
    ("/api/records/measures", None, RecordsJson),
    ("/api/records/indicators", None, RecordsJson),
    ("/api/records/desks", None, RecordsJson),
    ("/api/records/services", None, RecordsJson),
    ("/api/coverage", None, CoverageJson),
)


@pytest.mark.parametrize(("path", "body", "shape"), DOCUMENTS)
def test_a_document_is_what_openapi_says_of_it(client: TestClient, path: str, body: object, shape: Any) -> None:  # noqa: ANN401
    answer = client.get(path) if body is None else client.post(path, json=body)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    TypeAdapter(shape).validate_json(answer.content, strict=True, extra="forbid")


@pytest.mark.parametrize("path", ["/api/search", "/api/ask", "/api/compare", "/api/similar"])
def test_no_question_is_asked_in_an_address(client: TestClient, path: str) -> None:
    refused = client.get(path, params={"query": "母が認知症かもしれない"})
    assert is_problem(refused, 405, "no_such_method")
    assert refused.headers["allow"] == "POST"
    assert is_problem(client.post(f"{path}?query=a", json={"query": "a"}), 404, "no_such_address")


WRONG: Final[tuple[tuple[object, str], ...]] = (
    ({}, "query"), ({"query": ""}, "query"), ({"query": 3}, "query"), ({"query": "あ" * 2001}, "query"),
    ({"query": "見守り", "citty": "霧ヶ谷町"}, "citty"), ({"query": "見守り", "k": 0}, "k"), ({"query": "見守り", "k": "3"}, "k"),
    ({"query": "見守り", "k": True}, "k"), ({"query": "見守り", "mode": "magic"}, "mode"), ({"query": "見守り", "city": [7]}, "city.0"),
    ({"query": "見守り", "all_cities": 1}, "all_cities"), ([], ""), ("見守り", ""),
)  # fmt: skip


@pytest.mark.parametrize(("body", "field"), WRONG)
def test_a_wrong_value_is_told_by_its_field(client: TestClient, body: object, field: str) -> None:
    answer = client.post("/api/search", json=body)
    assert is_problem(answer, 422, "bad_values")
    assert field in [each["field"] for each in answer.json()["errors"]]


@pytest.mark.parametrize(
    ("body", "media_type", "status", "code"),
    [(b"{", "application/json", 400, "bad_json"), (b"\xff", "application/json", 400, "bad_request"),
     (b"[" * 60_000, "application/json", 400, "bad_request"), (b"{}", "text/plain", 415, "wrong_media_type"),
     (b"x" * 70_000, "application/json", 413, "too_large"), (b"", "application/json", 422, "bad_values")],
)  # fmt: skip
def test_a_body_that_is_none_is_a_problem(
    client: TestClient, body: bytes, media_type: str, status: int, code: str
) -> None:
    assert is_problem(client.post("/api/ask", content=body, headers={"content-type": media_type}), status, code)


def test_a_question_that_cannot_be_answered_is_a_problem(client: TestClient) -> None:
    assert is_problem(client.post("/api/ask", json={"query": "  "}), 422, "not_answerable")
    refused = client.post("/api/ask", json={"query": "見守り", "city": "どこにもない市"})
    assert is_problem(refused, 422, "not_answerable")


def test_half_an_emoji_breaks_nothing(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    asked = client.post(
        "/api/ask", content=b'{"query": "\\ud83d \xe8\xa6\x8b\xe5\xae\x88\xe3\x82\x8a"}', headers=headers
    )
    assert is_problem(asked, 422, "bad_values")


# Files are named by people and by web servers.
NAMES: Final = (
    "a/index.txt",
    "b/index.txt",
    "第7期 計画#案.txt",
    "福祉　計画.txt",
    "100%.txt",
    "a%2Fb.txt",
    "計画+1&2?.txt",
    "が.txt",
)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An index of plans with every kind of name."""
    folder = tmp_path_factory.mktemp("named")
    for number, name in enumerate(NAMES):
        file = folder / "計画" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# 第{number}次福祉計画\n\n## 第1章 見守り\n\n見守りを{number}回します。\n", encoding="utf-8")
    build_index(folder / "index", read_corpus([folder / "計画"], {}), None)
    with TestClient(as_served(create_app(folder / "index")), base_url=HERE) as client:
        yield client


def as_served(app: ASGIApp) -> ASGIApp:
    """``app`` with the path that a server reads: the test client decodes it twice."""

    async def exact(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "path": unquote(scope["raw_path"].decode("ascii"))}
        await app(scope, receive, send)

    return exact


def test_an_id_with_anything_in_it_is_found(named: TestClient) -> None:
    plans = [each["id"] for each in named.get("/api/plans").json()["plans"]]
    assert {"a/index", "b/index", "第7期 計画#案", "100%", "a%2Fb", "計画+1&2?"} <= set(plans)
    for plan in plans:
        assert named.get(f"/api/plans/{quote(plan, safe='')}").json()["id"] == plan
    found = named.post("/api/search", json={"query": "見守り", "k": 50}).json()["results"]
    passages = [each["passage_id"] for each in found]
    assert len(passages) >= len(plans)
    for passage in passages:
        assert named.get(f"/api/passages/{quote(passage, safe='')}").json()["passage_id"] == passage


def test_an_id_may_keep_its_slashes(named: TestClient) -> None:
    assert named.get("/api/plans/a/index").json()["id"] == "a/index"
    passage = named.post("/api/search", json={"query": "見守り", "k": 50}).json()["results"][0]["passage_id"]
    assert named.get(f"/api/passages/{quote(passage)}").json()["passage_id"] == passage


_IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80).filter(
    lambda made_up: (
        made_up not in (".", "..")
    )  # of an address these are the list itself and what is above it (RFC 3986)
)


@settings(max_examples=60, deadline=None)
@given(_IDS, st.sampled_from(["plans", "passages"]))
def test_an_id_that_is_none_is_a_problem(client: TestClient, made_up: str, where: str) -> None:
    answer = client.get(f"/api/{where}/{quote(made_up, safe='')}")
    assert answer.status_code in (404, 429)
    TypeAdapter(ProblemJson).validate_json(answer.content)


def test_who_compares_all_the_time_is_told_to_wait(samples_index: Path) -> None:
    client = TestClient(create_app(samples_index), base_url=HERE)
    answers = [client.post("/api/similar", json={}) for _ in range(31)]
    assert [each.status_code for each in answers] == [422] * 30 + [429]
    assert is_problem(answers[30], 429, "too_often")
    assert answers[30].headers["retry-after"] == "60"
    assert client.post("/api/ask", json={"query": "見守り"}).status_code == 200


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"ok": True, "plans": 6, "behind": False}


def test_an_index_that_is_gone_is_told_without_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.txt").write_text("見守りをします。\n", encoding="utf-8")
    build_index(tmp_path / "index", read_corpus([tmp_path / "plan.txt"], {}), None)
    client = TestClient(create_app(tmp_path / "index"), base_url=HERE)
    (tmp_path / "index" / "CURRENT").unlink()
    answer = client.post("/api/ask", json={"query": "見守り"})
    assert is_problem(answer, 503, "no_index")
    assert client.get("/healthz").status_code == 503
    assert not any(word in answer.text for word in (str(tmp_path), "fukushi", "CURRENT"))
    capsys.readouterr()


def test_what_nobody_expected_is_told_without_its_words(capfd: pytest.CaptureFixture[str]) -> None:
    told = trouble(ValueError("母が認知症かもしれない"))
    assert (told.status, told.code) == (500, "failed")
    assert "認知症" not in told.sentence


def test_the_page_of_the_addresses_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert "<script" not in page.text
    anchors = set(re.findall(r'id="([^"]+)"', page.text))
    assert set(re.findall(r'href="#([^"]+)"', page.text)) <= anchors
    assert not re.search(r"""(?:href|src)=["'](?:https?:|//)""", page.text)
    assert all(path.split("{")[0] in page.text for path in client.get("/api/openapi.json").json()["paths"])
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")


def test_every_shape_that_openapi_names_is_there(client: TestClient) -> None:
    text = client.get("/api/openapi.json").text
    schemas = set(client.get("/api/openapi.json").json()["components"]["schemas"])
    assert set(re.findall(r'"#/components/schemas/(\w+)"', text)) <= schemas
    assert {"SearchJson", "AskJson", "CompareJson", "SimilarJson", "PlanJson", "ResultJson", "ProblemJson"} <= schemas


def test_replies_are_of_today(samples_index: Path) -> None:
    told = Replies(LiveSearcher(samples_index)).coverage((), ())
    assert told["as_of"] == date.today().isoformat()
