"""The tools, asked by the official client: over HTTP, and over standard input and output."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import anyio
import pytest
from fastapi.testclient import TestClient
from mcp import Client, StdioServerParameters
from pydantic import TypeAdapter

from app import create_app
from screens.documents.answer import DesksJson
from screens.documents.comparison import CompareJson
from screens.documents.search import PassageJson, SearchJson, reply_json
from screens.documents.similar import SimilarJson
from search.searcher import Searcher

ROOT: Final = Path(__file__).parents[1]
CANARY: Final = "母が認知症かもしれないカナリア"
Target = str | StdioServerParameters


@pytest.fixture(scope="module")
def over_http(served: str) -> str:
    """The address of the tools in the whole app."""
    return f"{served}/mcp"


@pytest.fixture(scope="module")
def over_stdio(samples_index: Path) -> StdioServerParameters:
    arguments = ["-m", "cli", "mcp", "--index", str(samples_index)]
    return StdioServerParameters(command=sys.executable, args=arguments, cwd=str(ROOT), env=dict(os.environ))


@pytest.fixture(params=["over_http", "over_stdio"])
def target(request: pytest.FixtureRequest) -> Target:
    """Each way in turn."""
    way: Target = request.getfixturevalue(request.param)
    return way


def asked(target: Target, job: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Client(target) as client:
            await job(client)

    anyio.run(run)


def test_every_tool_gives_its_document(target: Target, samples: Searcher) -> None:
    shapes: dict[str, Any] = {}

    async def told(client: Client, tool: str, **arguments: object) -> Any:  # noqa: ANN401 - whatever the tool gives
        result = await client.call_tool(tool, arguments)
        assert not result.is_error, result.content
        TypeAdapter(shapes[tool]).validate_json(json.dumps(result.structured_content), extra="forbid")
        return result.structured_content

    async def use(client: Client) -> None:
        shapes.update(search=SearchJson, fetch=PassageJson, find_desk=DesksJson, compare_cities=CompareJson)
        shapes.update(similar_measures=SimilarJson)
        tools = (await client.list_tools()).tools
        assert {each.name for each in tools} == set(shapes)
        assert all(each.description and each.output_schema for each in tools)
        found = await told(client, "search", query="里親になりたい", k=2)
        assert found == json.loads(json.dumps(reply_json(samples.search("里親になりたい", k=2))))
        passage = await told(client, "fetch", id=found["results"][0]["passage_id"], context=1)
        assert passage["text"].startswith(found["results"][0]["text"][:50])
        desk = await told(client, "find_desk", query="介護の相談先", city=["汐見原市"], area="灯見坂2丁目")
        assert desk["desks"][0]["phone"] == "0000-00-1256"
        cities = await told(client, "compare_cities", query="見守りの取組", city=["霧ヶ谷町", "藤沢市"])
        assert [each["state"] for each in cities["cities"]] == ["stated", "not_indexed"]
        alike = await told(client, "similar_measures", measure_id="kirigatani-manifest/m0000", k=3)
        assert len(alike["matches"]) == 3

    asked(target, use)


def test_what_cannot_be_answered_is_told_in_a_sentence(target: Target) -> None:
    async def use(client: Client) -> None:
        for tool, arguments, sentence in (
            ("fetch", {"id": "nothing#0001"}, "この id の箇所はありません。"),
            ("similar_measures", {"measure_id": "nothing"}, "この id の施策はありません。"),
            ("find_desk", {"query": "介護", "city": ["どこにもない市"]}, "という市区町村は見つかりません。"),
            ("search", {"query": "   "}, "質問が空です。"),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            assert sentence in str(result.content)
        assert (await client.call_tool("search", {"query": ""})).is_error
        assert (await client.call_tool("search", {"query": "見守り", "k": 1000})).is_error

    asked(target, use)


def test_danger_is_told_first(over_http: str) -> None:
    async def use(client: Client) -> None:
        result = await client.call_tool("find_desk", {"query": "夫に殴られて逃げたい"})
        assert result.structured_content is not None
        assert result.structured_content["urgent"]

    asked(over_http, use)


def test_a_question_is_printed_nowhere(over_stdio: StdioServerParameters, tmp_path: Path) -> None:
    from mcp.client.stdio import stdio_client

    async def use() -> None:
        with (tmp_path / "said.txt").open("w", encoding="utf-8") as errors:
            async with Client(stdio_client(over_stdio, errlog=errors)) as client:
                for tool, arguments in (
                    ("search", {"query": CANARY}), ("search", {"query": CANARY, "k": 0}), ("search", {"query": [CANARY]}),
                    ("find_desk", {"query": CANARY, "area": CANARY * 100}), ("fetch", {"id": CANARY}),
                    ("find_desk", {"query": CANARY, "city": [CANARY]}),
                ):  # fmt: skip
                    await client.call_tool(tool, arguments)

    anyio.run(use)
    assert (tmp_path / "said.txt").read_text(encoding="utf-8") == ""


def test_without_an_index_it_says_so(tmp_path: Path) -> None:
    import subprocess

    command = [sys.executable, "-m", "cli", "mcp", "--index", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (1, "")
    assert "に索引がありません。" in done.stderr


def test_the_door_stands_before_the_tools(samples_index: Path) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    app = create_app(samples_index)
    for _ in range(2):  # an app may be started again
        with TestClient(app, base_url="http://127.0.0.1:7860") as client:
            assert client.post("/mcp", json=call, headers=accept).status_code == 200
            assert client.post("/mcp", json=call, headers={**accept, "host": "evil.example"}).status_code == 421
            assert (
                client.post("/mcp", json=call, headers={**accept, "origin": "https://evil.example"}).status_code == 403
            )
            assert (
                client.post(
                    "/mcp", content=b"x" * 70_000, headers={**accept, "content-type": "application/json"}
                ).status_code
                == 413
            )
            assert (
                client.post("/mcp", content=b"{}", headers={**accept, "content-type": "text/plain"}).status_code == 415
            )
            assert [client.request(method, "/mcp").status_code for method in ("GET", "DELETE")] == [405, 405]
            assert client.post("/mcp/", json=call, headers=accept).status_code == 404
