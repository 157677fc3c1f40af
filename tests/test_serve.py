"""``fukushi serve`` itself, attacked over loopback."""

import http.client
import json
import os
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

import pytest

from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from index.generation import live_generation

ROOT: Final = Path(__file__).parents[1]
CANARY: Final = "母が認知症かもしれないカナリア"
SAMPLES: Final = ROOT / "corpus" / "samples"
LONG: Final = 60.0  # seconds within which a busy machine, too, must have done what takes ten
JOIN: Final = "/gradio_api/queue/join"


@dataclass(frozen=True)
class Served:
    """A server at work, and what it prints."""

    process: subprocess.Popen[bytes]
    port: int
    printed: Path
    scratch: Path  # its folder for temporary files

    def said(self) -> str:
        return self.printed.read_text(encoding="utf-8", errors="replace")

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=LONG)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        sent = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        extra = {"Content-Type": "application/json"} if sent is not None else {}
        connection.request(method, path, sent, extra | {name.replace("_", "-"): each for name, each in headers.items()})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def serving(index: Path, scratch: Path, *options: str) -> Iterator[Served]:
    """A real server over ``index``, on a free port; ended at the end, if nothing has ended it before."""
    port, printed, temporary = _free_port(), scratch / "printed.txt", scratch / "tmp"
    temporary.mkdir()
    command = [sys.executable, "-m", "cli", "serve", "--index", str(index), "--port", str(port), *options]
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with printed.open("wb") as output:
        process = subprocess.Popen(command, cwd=scratch, env=environment, stdout=output, stderr=subprocess.STDOUT)
    served = Served(process, port, printed, temporary)
    try:
        _until(lambda: process.poll() is not None or "ブラウザで開いて" in served.said(), "the server is there")
        _until(lambda: process.poll() is not None or _listens(served), "the server answers")
        assert process.poll() is None, served.said()
        yield served
    finally:
        process.kill()
        process.wait()


def _listens(served: Served) -> bool:
    try:
        return served.ask("GET", "/theme.css")[0] == 200
    except OSError:
        return False


def _until(holds: Callable[[], object], what: str, seconds: float = 3 * LONG) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def served(samples_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(samples_index, tmp_path_factory.mktemp("served"), "--allow-host", "search.example.jp") as served:
        yield served


def question(text: str, **changes: object) -> dict[str, object]:
    return {"data": [text, "", "", "ja", False], "fn_index": 0, "trigger_id": 9, "session_hash": "abc"} | changes


def answer_to(served: Served, text: str, session: str) -> str:
    """What the page would show."""
    assert served.ask("POST", JOIN, question(text, session_hash=session))[0] == 200
    status, stream = served.ask("GET", f"/gradio_api/queue/data?session_hash={session}")
    assert status == 200
    events = [json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")]
    done = next(event for event in events if event["msg"] == "process_completed")
    return str(done["output"]["data"][0])


def test_the_page_answers_a_question(served: Served) -> None:
    assert "里親" in answer_to(served, "里親になりたい", "first")


def test_no_file_leaves_the_machine(served: Served, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-4711", encoding="utf-8")
    file = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
    for place in range(5):
        data: list[object] = ["里親", "", "", "ja", False]
        data[place] = file
        for path in (JOIN, "/gradio_api/run/answer", "/gradio_api/api/answer", "/gradio_api/call/answer"):
            status, text = served.ask("POST", path, question("", data=data))
            assert status in (404, 422)
            assert str(tmp_path) not in text
    for path in (
        f"/gradio_api/file={secret}",
        f"/file={secret}",
        f"/gradio_api/file/{secret}",
        f"/static/../..{secret}",
    ):
        status, text = served.ask("GET", path)
        assert (status, "SECRET" in text) == (404, False)
    copies = [path for path in served.scratch.rglob("*") if path.is_file()]
    assert copies == []


def test_nothing_can_be_uploaded(served: Served) -> None:
    form = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n'
    for path in ("/gradio_api/upload", "/upload", "/gradio_api/upload?upload_id=1"):
        status, _ = served.ask("POST", path, form, Content_Type="multipart/form-data; boundary=b")
        assert status == 404
    assert [path for path in served.scratch.rglob("*") if path.is_file()] == []


def test_another_name_and_another_site_are_turned_away(served: Served) -> None:
    assert served.ask("GET", "/", Host="evil.example")[0] == 421
    assert served.ask("GET", "/", Host=f"evil.example:{served.port}")[0] == 421
    assert served.ask("GET", "/", Host="search.example.jp")[0] == 200
    assert served.ask("GET", "/", X_Forwarded_Host="evil.example")[0] == 200
    assert "evil.example" not in served.ask("GET", "/", X_Forwarded_Host="evil.example")[1]
    assert served.ask("POST", JOIN, question("里親"), Origin="https://evil.example")[0] == 403
    assert served.ask("POST", JOIN, question("里親"), Origin="null")[0] == 403
    assert served.ask("OPTIONS", JOIN, Origin="https://evil.example", Access_Control_Request_Method="POST")[0] == 403
    own = f"http://127.0.0.1:{served.port}"
    assert served.ask("POST", JOIN, question("里親", session_hash="own"), Origin=own)[0] == 200


def test_a_large_body_is_refused_before_it_is_sent(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(
            f"POST {JOIN} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Content-Length: 10000000\r\n\r\n".encode()
        )
        answer = connection.recv(1000)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"connection: close" in answer.lower()


def test_a_body_without_a_length_is_cut_off(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(
            f"POST {JOIN} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        for _ in range(2):
            connection.sendall(piece)
        assert connection.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_who_is_slow_with_headers_or_body_is_cut_off(served: Served) -> None:
    beginnings = (
        b"",
        b"GET / HTTP/1.1\r\nHost: local",
        f"POST {JOIN} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{{".encode(),
        b"GET /theme.css HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT",
    )
    connections = [served.connect() for _ in beginnings]
    for connection, beginning in zip(connections, beginnings, strict=True):
        connection.sendall(beginning)
    for connection in connections:
        _until(partial(_ended, connection), "the connection is closed", LONG)
        connection.close()


def _ended(connection: socket.socket) -> bool:
    """Whether the other side has closed; what it sent before is read."""
    while select.select([connection], [], [], 0)[0]:
        try:
            if not connection.recv(65536):
                return True
        except ConnectionResetError:
            return True
    return False


def test_one_client_keeps_few_connections_open(served: Served) -> None:
    connections = [served.connect() for _ in range(90)]
    _until(lambda: sum(map(_ended, connections[64:])) == 26, "what is too many is closed", LONG)
    for connection in connections:
        connection.close()
    _until(lambda: _listens(served), "there is room again", LONG)


def test_headers_without_end_are_refused(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 40_000)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")


def test_a_question_is_printed_nowhere(served: Served) -> None:
    short: list[object] = [CANARY]
    wrong = {"path": CANARY, "meta": {"_type": "gradio.FileData"}}
    bodies: tuple[object, ...] = (
        question(CANARY), question(CANARY * 200), question(CANARY, data=short), question(CANARY, data=[]),
        question(CANARY, data=[CANARY] * 5), question(CANARY, data=[wrong] * 5), question(CANARY, fn_index=1),
        question(CANARY, fn_index=99), question(CANARY, session_hash=CANARY), question(CANARY, event_data=CANARY),
        CANARY.encode(), CANARY, [CANARY], {CANARY: CANARY},
        question(CANARY, data=[CANARY, CANARY, CANARY, CANARY, True], session_hash="choices"),
    )  # fmt: skip
    for path in (JOIN, "/gradio_api/run/answer", "/gradio_api/call/answer", "/gradio_api/queue/join/", "/"):
        for body in bodies:
            served.ask("POST", path, body)
    form = urlencode({"token": "x", "question": CANARY, "area": CANARY, "city": CANARY}).encode()
    token = served.ask("GET", "/plain")[1].partition('name="token" value="')[2].partition('"')[0]
    good = urlencode({"token": token, "question": CANARY}).encode()
    assert served.ask("POST", "/plain", good, Content_Type="application/x-www-form-urlencoded")[0] == 200
    for body in (form, form * 10, CANARY.encode()):
        served.ask("POST", "/plain", body, Content_Type="application/x-www-form-urlencoded")
    api: tuple[object, ...] = (
        {"query": CANARY}, {"query": CANARY * 200}, {"query": [CANARY]}, {CANARY: CANARY}, CANARY, CANARY.encode(),
        {"query": CANARY, "city": CANARY}, {"measure_id": CANARY}, {"query": CANARY, "area": CANARY * 10},
        {"jsonrpc": "2.0", "id": 1, "method": CANARY, "params": {"query": CANARY}},
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search", "arguments": {"query": CANARY, "k": CANARY}}},
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": CANARY, "arguments": CANARY}},
    )  # fmt: skip
    for path in ("/api/search", "/api/ask", "/api/compare", "/api/similar", "/mcp"):
        for body in api:
            served.ask("POST", path, body, Accept="application/json, text/event-stream")
    for path in ("/api/plans/", "/api/passages/", "/api/records/desks?plan=", "/plain?city=", "/api/coverage?kind="):
        served.ask("GET", path + quote(CANARY))
    for session in ("abc", "choices"):
        served.ask("GET", f"/gradio_api/queue/data?session_hash={session}")
    served.ask("GET", "/?q=" + "".join(f"%{byte:02X}" for byte in CANARY.encode()))
    with served.connect() as connection:
        connection.sendall(f"GET /{CANARY} HTTP/1.1\r\nHost: {CANARY}\r\n\r\n".encode())
        connection.recv(1000)
    said = served.said()
    assert "ブラウザで開いて" in said
    assert "カナリア" not in said
    assert "認知症" not in said
    assert "Traceback" not in said


def test_a_municipality_that_nobody_knows_gets_a_sentence_and_no_answer(served: Served) -> None:
    said = question("里親", data=["里親", "", "極秘市", "ja", False], session_hash="kind")
    assert served.ask("POST", JOIN, said)[0] == 200
    _, stream = served.ask("GET", "/gradio_api/queue/data?session_hash=kind")
    done = next(line for line in stream.splitlines() if "process_completed" in line)
    html = json.loads(done.removeprefix("data: "))["output"]["data"][0]
    assert 'role="alert"' in html
    assert "<blockquote" not in html


@pytest.mark.parametrize("twice", [False, True])
def test_a_signal_ends_it_whatever_is_open(samples_index: Path, tmp_path: Path, twice: bool) -> None:
    with serving(samples_index, tmp_path) as served:
        half = served.connect()
        half.sendall(b"GET / HTTP/1.1\r\n")
        idle = served.connect()
        stream = served.connect()
        stream.sendall(b"GET /gradio_api/queue/data?session_hash=nobody HTTP/1.1\r\nHost: localhost\r\n\r\n")
        unread = served.connect()
        for _ in range(20):
            unread.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.5)
        started = time.monotonic()
        served.process.send_signal(signal.SIGTERM)
        if twice:
            time.sleep(0.2)
            served.process.send_signal(signal.SIGTERM)
        served.process.wait(timeout=LONG)
        took = time.monotonic() - started
        assert took < (4 if twice else 15)  # 0.3 and 4.6 on a quiet machine
        for connection in (half, idle, stream, unread):
            connection.close()
        assert "Traceback" not in served.said()


def test_behind_a_proxy_its_word_counts(samples_index: Path, tmp_path: Path) -> None:
    with serving(samples_index, tmp_path, "--behind-proxy", "--allow-host", "search.example.jp") as served:
        assert served.ask("GET", "/", X_Forwarded_Host="evil.example")[0] == 421
        status, page = served.ask("GET", "/", X_Forwarded_Host="search.example.jp", X_Forwarded_Proto="https")
        assert status == 200
        assert "https://search.example.jp" in page


def test_a_name_that_is_none_is_refused_at_once(samples_index: Path) -> None:
    command = [sys.executable, "-m", "cli", "serve", "--index", str(samples_index), "--allow-host", "http://a/b"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=2 * LONG)
    assert done.returncode == 1
    assert done.stderr == ("--allow-host の http://a/b は名前として使えません。example.jp のように指定してください。\n")


def test_an_index_cut_short_under_it_ends_in_a_message_and_in_the_one_before(
    samples_index: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    shutil.copytree(samples_index, index)
    with serving(index, tmp_path) as served:
        assert "里親" in answer_to(served, "里親になりたい", "whole")
        for file in live_generation(index).glob("late/*.npy"):
            os.truncate(file, 10)
        for file in live_generation(index).glob("lexical/*.idx"):
            os.truncate(file, 10)
        told = answer_to(served, "里親になりたい", "cut")
        assert "いまは計画を読めないので、お答えできません。" in told
        assert str(tmp_path) not in told
        assert "作られたときのままではありません" in served.said()
        build_index(index, read_corpus([SAMPLES], read_sources(SAMPLES / "sources.csv")), None)
        assert "里親" in answer_to(served, "里親になりたい", "anew")
        with closing(sqlite3.connect(live_generation(index) / "catalog.sqlite")) as catalog, catalog:
            catalog.execute("UPDATE passage SET text = replace(text, '里親', '親里')")
        assert "親里" not in answer_to(served, "里親になりたい", "altered")
        assert served.process.poll() is None
