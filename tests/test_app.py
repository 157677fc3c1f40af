import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from app import create_app
from corpus.errors import FukushiError


@pytest.fixture(scope="module")
def client(samples_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(samples_index), base_url="http://127.0.0.1:7860") as client:
        yield client


def test_the_page_answers(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "相談先をさがす" in page.text


@pytest.mark.parametrize("path", ["/", "/theme.css", "/nowhere"])
def test_every_answer_tells_the_browser_to_stay_here(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    assert (policy["frame-ancestors"], policy["form-action"]) == ("'none'", "'self'")
    assert not re.search(r"https?:|\*", headers["content-security-policy"])
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("same-origin", "nosniff")


def test_the_page_points_to_no_other_host(client: TestClient) -> None:
    addresses = re.findall(r"""(?:href|src)\s*=\s*["']([^"']*)["']""", client.get("/").text)
    assert addresses
    assert [address for address in addresses if urlsplit(address).netloc] == []


def test_without_an_index_there_is_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(FukushiError, match=r"に索引がありません。fukushi build フォルダ名 で作ってください。$"):
        create_app(tmp_path)


def test_gradio_neither_keeps_who_asked_nor_sums_it_up(samples_index: Path) -> None:
    door = create_app(samples_index)
    with TestClient(door, base_url="http://127.0.0.1:7860") as client:
        for session in ("first", "second", "third"):
            event = {"data": ["里親", "", "", "ja", False], "fn_index": 0, "trigger_id": 0, "session_hash": session}
            assert client.post("/gradio_api/queue/join", json=event).status_code == 200
            assert "里親" in client.get(f"/gradio_api/queue/data?session_hash={session}").text
    front: Any = door._app
    page = next(route.app.get_blocks() for route in front.routes if hasattr(getattr(route, "app", None), "get_blocks"))
    assert [each["session_hash"] for each in page._queue.event_analytics.values()] == ["third"]
    assert page._queue.cached_event_analytics_summary == {"functions": {}}
