"""The frame of the pages of our own."""

from pathlib import Path

from fastapi.testclient import TestClient

from app import create_app
from screens.frame.pages import PAGES


def test_the_style_of_the_pages_is_served_from_here_and_nothing_else_is(samples_index: Path) -> None:
    client = TestClient(create_app(samples_index), base_url="http://127.0.0.1:7860")
    style = client.get("/static/frame/frame.css")
    assert style.status_code == 200
    assert style.headers["content-type"].startswith("text/css")
    assert client.get("/static/frame/pages.py").status_code == 404
    assert client.get("/static/frame/..%2Fpages.py").status_code == 404


def test_the_pages_stand_in_one_order() -> None:
    assert [name for _, name in PAGES] == ["相談先をさがす", "施策をさがす", "計画をくらべる", "資料"]
