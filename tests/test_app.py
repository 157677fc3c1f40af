import re
from collections.abc import Iterator
from pathlib import Path
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
