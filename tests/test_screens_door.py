"""What is let in, decided on requests that never touch a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from app import create_app
from screens.door.clients import Clients
from screens.door.door import Door
from screens.door.events import bad_event, events_of
from screens.door.origin import arrived, cross_origin, host_name, sender, strange_host
from screens.door.refusal import Refusal, where
from screens.door.routes import Cost, route_of

HERE: Final = "http://127.0.0.1:7860"
# A new one in this list is a new way into the program: it is added with its reason, or closed.
ANSWERING: Final = {
    ("GET", "/"),
    ("HEAD", "/"),
    ("GET", "/assets/{path:path}"),
    ("HEAD", "/assets/{path:path}"),
    ("GET", "/favicon.ico"),
    ("HEAD", "/favicon.ico"),
    ("GET", "/gradio_api/queue/data"),
    ("POST", "/gradio_api/queue/join"),
    ("GET", "/theme.css"),
    ("HEAD", "/theme.css"),
    ("GET", "/api/coverage"),
    ("GET", "/api/docs"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/passages/{passage_id:path}"),
    ("GET", "/api/plans"),
    ("GET", "/api/plans/{plan_id:path}"),
    ("GET", "/api/records/{kind}"),
    ("GET", "/healthz"),
    ("POST", "/api/ask"),
    ("POST", "/api/compare"),
    ("POST", "/api/search"),
    ("POST", "/api/similar"),
    ("POST", "/mcp"),
    ("GET", "/plain"),
    ("HEAD", "/plain"),
    ("POST", "/plain"),
    ("GET", "/plain/style.css"),
    ("HEAD", "/plain/style.css"),
    ("GET", "/static/frame/frame.css"),
    ("HEAD", "/static/frame/frame.css"),
    ("GET", "/staff"),
    ("HEAD", "/staff"),
    ("POST", "/staff"),
    ("POST", "/staff/export"),
    ("GET", "/static/staff/staff.css"),
    ("HEAD", "/static/staff/staff.css"),
    ("GET", "/static/staff/staff.js"),
    ("HEAD", "/static/staff/staff.js"),
    ("GET", "/static/library/library.css"),
    ("HEAD", "/static/library/library.css"),
    ("GET", "/static/library/library.js"),
    ("HEAD", "/static/library/library.js"),
    ("GET", "/library"),
    ("HEAD", "/library"),
    ("GET", "/library/plan/{plan_id:path}"),
    ("HEAD", "/library/plan/{plan_id:path}"),
    *(
        (method, f"/library/admin{page}")
        for page in ("", "/sign-in", "/build", "/progress", "/desks")
        for method in ("GET", "HEAD")
    ),
    *(
        ("POST", f"/library/admin/{form}")
        for form in ("sign-in", "sign-out", "upload", "remove", "settings", "build", "desks")
    ),
    ("POST", "/feedback"),
    ("GET", "/static/library/admin.js"),
    ("HEAD", "/static/library/admin.js"),
    ("GET", "/library/page/{page:int}/{plan_id:path}"),
    ("HEAD", "/library/page/{page:int}/{plan_id:path}"),
    ("GET", "/library/image/{page:int}/{plan_id:path}"),
    ("HEAD", "/library/image/{page:int}/{plan_id:path}"),
    ("GET", "/library/records/{kind}/{plan_id:path}"),
    ("HEAD", "/library/records/{kind}/{plan_id:path}"),
    *(
        (method, f"/static/{name}")
        for name in (
            "web/first.css",
            "web/first.js",
            "compared/compared.css",
            "compared/compared.js",
            "report/sections.css",
            "report/filter.js",
        )
        for method in ("GET", "HEAD")
    ),
    *(
        (method, f"/compare{path}")
        for path in ("", "/{name}", "/{name}/progress", "/{name}/files/{file}")
        for method in ("GET", "HEAD")
    ),
    ("POST", "/compare"),
    ("POST", "/compare/{name}/cancel"),
}


@pytest.fixture(scope="module")
def door(samples_index: Path) -> Door:
    return create_app(samples_index, ["search.example.jp:8443"])


@pytest.fixture(scope="module")
def client(door: Door) -> Iterator[TestClient]:
    with TestClient(door, base_url=HERE) as client:
        yield client


def _routes(app: Any) -> Iterator[str]:  # noqa: ANN401 - an app, a mount or what FastAPI keeps of a router
    """The paths that the framework knows; every one of Gradio's stands at the top, whatever it is nested in."""
    for route in app.routes:
        if isinstance(route, Route):
            yield route.path
        elif hasattr(route, "original_router"):
            yield from _routes(route.original_router)
        elif isinstance(route, Mount):
            yield from _routes(route.app)


def _filled(path: str) -> str:
    """``path`` with a value for each of its parameters that the framework would take."""
    for shape in ("{path:path}", "{path_or_url:path}", "{url_path:path}"):
        path = path.replace(shape, "index.js")
    path = path.replace("{page:int}", "1")
    return "/".join("abc" if part.startswith("{") else part for part in path.split("/"))


def test_only_the_routes_that_the_page_needs_answer(door: Door) -> None:
    paths = set(_routes(door._app))
    assert len(paths) > 60  # Gradio's own are among them
    methods = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")
    answering = {
        (method, path)
        for path in paths
        for method in methods
        if not isinstance(route_of(method, _filled(path), ""), Refusal)
    }
    assert answering == ANSWERING


@pytest.mark.parametrize(
    "path",
    [
        "/docs", "/redoc", "/openapi.json", "/gradio_api/openapi.json", "/config", "/config/", "/gradio_api/info",
        "/gradio_api/file=/etc/passwd", "/gradio_api/file=app.py", "/gradio_api/file/etc/passwd", "/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1/", "/monitoring", "/monitoring/summary", "/gradio_api/dev/reload",
        "/gradio_api/stream/a/0/1/playlist.m3u8", "/gradio_api/upload_progress", "/gradio_api/heartbeat/abc",
        "/gradio_api/app_id", "/gradio_api/token", "/login_check", "/manifest.json", "/gradio_api/startup-events",
        "/assets/../app.py", "/assets/..%2fapp.py", "/assets/%2e%2e/app.py", "/assets//etc/passwd", "/static/../app.py",
        "/static/js/x.js", "/assets/.hidden", "/assets/a\\b", "/gradio_api/queue/join", "/gradio_api/queue/data/",
    ],
)  # fmt: skip
def test_no_other_path_gives_anything(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 405)
    assert len(answer.text) < 40


@pytest.mark.parametrize(
    "path", ["run/answer", "run/predict", "api/answer", "call/answer", "call/v2/answer", "upload", "cancel", "reset",
             "process_recording", "component_server", "vibe-edit", "run-history/connect", "login"],
)  # fmt: skip
def test_nothing_else_can_be_sent_anywhere(client: TestClient, path: str) -> None:
    for prefix in ("/gradio_api/", "/"):
        assert client.post(prefix + path, json={"data": []}).status_code == 404


def test_a_query_string_that_the_page_never_sends_is_refused(client: TestClient) -> None:
    assert client.get("/gradio_api/queue/data?session_hash=../../x").status_code == 404
    assert client.get("/theme.css?v=../x").status_code == 404
    assert client.get("/?utm_source=%E5%BA%83%E5%A0%B1").status_code == 200


NAMES: Final = (
    ("127.0.0.1", "127.0.0.1"),
    ("127.0.0.1:7860", "127.0.0.1"),
    ("LocalHost:80", "localhost"),
    ("localhost.", "localhost"),
    ("[::1]:7860", "::1"),
    ("[::1]", "::1"),
    ("evil.example", "evil.example"),
    ("127.0.0.1.evil.example", "127.0.0.1.evil.example"),
    ("evil.example#127.0.0.1", None),
    ("evil.example/127.0.0.1", None),
    ("127.0.0.1@evil.example", None),
    ("localhost:port", None),
    (" localhost", None),
    ("::1", None),
    ("[::1", None),
    ("", None),
)


@pytest.mark.parametrize(("header", "name"), NAMES)
def test_the_name_in_a_host_header(header: str, name: str | None) -> None:
    assert host_name(header) == name


def _headers(*pairs: tuple[str, str]) -> Headers:
    return Headers(raw=[(name.encode(), value.encode()) for name, value in pairs])


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:7860", 200), ("localhost", 200), ("[::1]:7860", 200), ("search.example.jp", 200),
     ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("search.example.jp.evil.example", 421), ("", 400)],
)  # fmt: skip
def test_the_page_answers_only_to_its_own_names(client: TestClient, host: str, status: int) -> None:
    assert client.get("/theme.css", headers={"host": host}).status_code == status


def test_two_host_headers_are_none() -> None:
    refused = strange_host(_headers(("host", "localhost"), ("host", "evil.example")), {"localhost", "evil.example"})
    assert refused is not None
    assert refused.status == 400


ORIGINS: Final = (
    ("POST", {"host": "localhost:7860"}, True),  # a program that is no browser
    ("POST", {"host": "localhost:7860", "origin": "http://localhost:7860"}, True),
    ("POST", {"host": "LOCALHOST:7860", "origin": "http://localhost:7860", "sec-fetch-site": "same-origin"}, True),
    ("POST", {"host": "localhost:7860", "origin": "http://localhost:3000"}, False),
    ("POST", {"host": "localhost:7860", "origin": "https://evil.example"}, False),
    ("POST", {"host": "localhost:7860", "origin": "null"}, False),
    ("POST", {"host": "localhost:7860", "sec-fetch-site": "cross-site"}, False),
    ("POST", {"host": "localhost:7860", "sec-fetch-site": "same-site"}, False),
    ("DELETE", {"host": "localhost:7860", "origin": "https://evil.example"}, False),
    ("GET", {"host": "localhost:7860", "origin": "https://evil.example", "sec-fetch-site": "cross-site"}, True),
)


@pytest.mark.parametrize(("method", "headers", "allowed"), ORIGINS)
def test_only_the_page_itself_may_send(method: str, headers: dict[str, str], allowed: bool) -> None:
    assert (cross_origin(method, _headers(*headers.items())) is None) is allowed


def test_no_other_site_may_read(client: TestClient) -> None:
    answer = client.get("/", headers={"origin": "https://evil.example", "cookie": "a=b"})
    assert [name for name in answer.headers if name.startswith("access-control-")] == []
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"


def _scope(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {
        "type": "http", "scheme": "http", "client": ("127.0.0.1", 5000),
        "headers": [(name.encode(), value.encode()) for name, value in pairs],
    }  # fmt: skip


FORWARDED: Final = (
    ("host", "localhost"), ("x-forwarded-for", "6.6.6.6, 203.0.113.7"), ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "evil.example, search.example.jp"), ("forwarded", "host=evil.example"),
    ("x-gradio-server", "http://evil.example"),
)  # fmt: skip


def test_what_a_proxy_would_say_is_not_believed_of_a_client() -> None:
    request = arrived(_scope(*FORWARDED), behind_proxy=False)
    assert request.client == "127.0.0.1"
    assert request.scope["scheme"] == "http"
    assert request.scope["headers"] == [(b"host", b"localhost")]


def test_a_proxy_is_believed_in_what_it_wrote_last() -> None:
    request = arrived(_scope(*FORWARDED), behind_proxy=True)
    assert request.client == "203.0.113.7"
    assert request.scope["scheme"] == "https"
    assert request.scope["headers"] == [(b"host", b"search.example.jp")]


@pytest.mark.parametrize(
    ("address", "client"),
    [("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
     ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"), ("testclient", ""), ("", "")],
)  # fmt: skip
def test_who_counts_as_one_client(address: str, client: str) -> None:
    assert sender(address) == client


def test_a_client_that_asks_all_the_time_is_told_to_wait_and_others_are_not() -> None:
    clients = Clients()
    refused = [clients.too_often("203.0.113.7", Cost.QUESTION) for _ in range(241)]
    assert refused[:240] == [None] * 240
    assert refused[240] is not None
    assert refused[240].status == 429
    assert clients.too_often("203.0.113.8", Cost.QUESTION) is None
    assert clients.too_often("203.0.113.7", Cost.LITTLE) is None


@pytest.mark.parametrize("announced", ["65537", "10000000", "99999999999999999999999", "-1", "1e3", "0x10", ""])
def test_a_body_is_refused_by_its_announced_length(client: TestClient, announced: str) -> None:
    def never() -> Iterator[bytes]:
        yield b""

    headers = {"content-length": announced, "content-type": "application/json"}
    assert client.post("/gradio_api/queue/join", content=never(), headers=headers).status_code == 413


def test_a_body_that_hides_its_length_is_refused_once_it_is_too_long(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(17):
            yield b"x" * 4096

    headers = {"content-type": "application/json"}
    assert client.post("/gradio_api/queue/join", content=pieces(), headers=headers).status_code == 413


def test_what_only_reads_brings_no_body(client: TestClient) -> None:
    assert client.request("GET", "/", content=b"x").status_code == 413


def test_an_event_is_json(client: TestClient) -> None:
    answer = client.post("/gradio_api/queue/join", content=b"{}", headers={"content-type": "text/plain"})
    assert answer.status_code == 415  # what a form of another site could send without being asked


FILE: Final = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
GOOD: Final[list[Any]] = ["ひきこもり", "", "霧ヶ谷町", "ja", False]


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (GOOD, False),
        (["ひきこもり", None, None, None, False], False),
        *(([*GOOD[:place], FILE, *GOOD[place + 1 :]], True) for place in range(5)),
        *(([*GOOD[:place], [FILE], *GOOD[place + 1 :]], True) for place in range(5)),
        *(([*GOOD[:place], {"a": [FILE]}, *GOOD[place + 1 :]], True) for place in range(5)),
        (GOOD[:4], True),
        ([], True),
        ([*GOOD, True], True),
        ([7, "", "", "ja", True], True),
        (["あ" * 20_001, "", "", "ja", True], True),
        (["ひきこもり", "", ["霧ヶ谷町"], "ja", True], True),
        (["ひきこもり", "", "", "ja", "true"], True),
    ],
)
def test_an_event_carries_what_the_page_would_send_and_nothing_else(door: Door, data: list[Any], refused: bool) -> None:
    import json

    body = json.dumps({"data": data, "fn_index": 0, "session_hash": "abc", "trigger_id": 4}).encode()
    assert (bad_event(body, door._rules.events) is not None) is refused


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b'{"data":[],"fn_index":999,"session_hash":"a"}', b'{"data":[],"fn_index":0}',
     b'{"data":[],"fn_index":"0","session_hash":"a"}', b'{"data":[],"fn_index":0,"session_hash":"../a"}',
     b'{"data":[],"fn_index":0,"session_hash":"a","event_data":{"path":"/etc/passwd"}}',
     b'{"data":[],"fn_index":0,"session_hash":"a","request":{}}', b"[" * 60_000, b"\xff\xfe"],
)  # fmt: skip
def test_a_body_that_is_no_event_is_refused(door: Door, body: bytes) -> None:
    assert bad_event(body, door._rules.events) is not None


def test_an_input_that_could_hold_a_file_has_no_place_on_the_page() -> None:
    import gradio as gr

    with gr.Blocks() as page:
        file = gr.File()
        file.change(lambda given: None, file, None)
    with pytest.raises(KeyError, match="file"):
        events_of(page)


def test_an_error_is_told_without_its_words() -> None:
    try:
        raise ValueError("母が認知症かもしれない")
    except ValueError as error:
        told = where(error)
    assert told.startswith("ValueError (test_screens_door.py:")
    assert "認知症" not in told


def test_a_failure_behind_the_door_is_no_traceback(capsys: pytest.CaptureFixture[str], door: Door) -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("母が認知症かもしれない")

    answer = TestClient(Door(failing, door._rules), base_url=HERE).get("/")
    assert answer.status_code == 500
    assert answer.text == "うまくいきませんでした。もう一度お試しください。\n"
    assert "認知症" not in "".join(capsys.readouterr())
