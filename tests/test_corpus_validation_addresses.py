"""Whether addresses answer, asked of a server on this machine that does everything wrong."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest

from corpus.validation.addresses import Patience, dead_addresses, faults_of, is_private
from tests.made_survey import row_of, survey_of

STATUSES = {"/gone": 410, "/missing": 404, "/broken": 500, "/secret": 403, "/slow-down": 429, "/teapot": 418}
HEAD_REFUSED = {"/no-head": 405, "/head-missing": 404}
REDIRECTS = {"/moved": "/here", "/round": "/round", "/away": "http://127.0.0.2:{port}/here", "/named": "http://localhost:{port}/here",
             "/file": "file:///etc/passwd", "/nowhere": "http://[::1"}  # fmt: skip


QUICK = Patience(pause=0)


class Site(NamedTuple):
    url: str
    port: int
    asked: list[tuple[str, str, str]]  # method, path and host of every request


@pytest.fixture
def site() -> Iterator[Site]:
    asked: list[tuple[str, str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            asked.append((self.command, self.path, self.headers["Host"]))
            status = STATUSES.get(path, 302 if path in REDIRECTS else 200)
            self.send_response(HEAD_REFUSED.get(path, status) if self.command == "HEAD" else status)
            if path in REDIRECTS:
                self.send_header("Location", REDIRECTS[path].format(port=self.connection.getsockname()[1]))
            self.end_headers()

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        port = int(server.server_address[1])
        yield Site(f"http://127.0.0.1:{port}", port, asked)
        server.shutdown()
        thread.join()


def told(site: Site, path: str) -> str | None:
    """What is wrong with a page of the site."""
    fault = faults_of([site.url + path], QUICK)[site.url + path]
    return fault and fault[0]


@pytest.mark.parametrize("path", ["/here", "/moved", "/no-head", "/head-missing", "/slow-down", "/計画 案.pdf?版=4"])
def test_a_page_that_answers_is_right(site: Site, path: str) -> None:
    assert told(site, path) is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("/gone", "ページがなくなっています(410)。", id="gone"),
        pytest.param("/missing", "ページがなくなっています(404)。", id="not found"),
        pytest.param("/broken", "サイトの不具合です(500)。", id="the site's own fault"),
        pytest.param("/secret", "見ることを断られました(403)。", id="not for us"),
        pytest.param("/teapot", "ページを示せないという返事です(418)。", id="some other answer"),
        pytest.param("/round", "転送が続いて、ページに行き着きません。", id="round and round"),
        pytest.param("/file", "アドレスの書き方が正しくありません。", id="redirected to a file"),
        pytest.param("/nowhere", "アドレスの書き方が正しくありません。", id="redirected to no host"),
    ],
)
def test_a_page_that_does_not_is_told(site: Site, path: str, said: str) -> None:
    assert told(site, path) == said


def test_a_redirect_to_a_private_address_that_the_table_does_not_name_is_not_followed(site: Site) -> None:
    for path in ("/away", "/named"):
        assert told(site, path) == "アドレスが組織内や自分の機械を指しているので、問い合わせませんでした。"
    assert {path for _, path, _ in site.asked} == {"/away", "/named"}


def test_a_private_address_that_the_table_names_itself_is_asked(site: Site) -> None:
    urls = [site.url + "/named", f"http://localhost:{site.port}/here"]
    assert set(faults_of(urls, QUICK).values()) == {None}
    assert ("HEAD", "/here", f"localhost:{site.port}") in site.asked


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/a",
        "city.example/plan.pdf",
        "http://",
        "http://user:word@127.0.0.1/",
        "http://[::1",
        "http://a:x/",
    ],
)
def test_what_is_no_address_of_a_page_is_told_and_nothing_is_sent(url: str) -> None:
    fault = faults_of([url], QUICK)[url]
    assert fault is not None
    assert fault[0] == "アドレスの書き方が正しくありません。"


def test_a_site_that_is_down_or_does_not_exist_is_told() -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"  # nobody listens
        fault = faults_of([url], QUICK)[url]
    assert fault is not None
    assert fault[0] == "つながりません。"
    url = "http://city.no-such-town.invalid/"
    fault = faults_of([url], QUICK)[url]
    assert fault is not None
    assert fault[0] in ("サイトの名前が見つかりません。", "つながりません。")


def test_a_plain_page_asked_for_in_tls_does_not_answer(site: Site) -> None:
    url = site.url.replace("http:", "https:")
    assert faults_of([url], QUICK)[url] is not None


def test_a_finding_has_the_line_of_its_row_and_each_address_is_asked_for_once(site: Site) -> None:
    rows = row_of(2, url=site.url + "/here"), row_of(3, url=site.url + "/gone"), row_of(4, url=site.url + "/here")
    (finding,) = dead_addresses(survey_of(*rows, row_of(5)), QUICK)
    assert (finding.file, finding.line) == ("sources.csv", 3)
    assert finding.message == f"{site.url}/gone: ページがなくなっています(410)。"
    assert [path for method, path, _ in site.asked if method == "HEAD"] == ["/gone", "/here"]


@pytest.mark.parametrize("drip", [b"", b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"], ids=["silence", "a status", "heads"])
def test_a_site_that_never_comes_to_an_end_is_left(drip: bytes) -> None:
    end = threading.Event()

    def serve() -> None:
        for _ in range(2):  # asked for a head, then perhaps for the page
            with suppress(OSError):
                talk, _ = listening.accept()
                with talk:
                    while not end.wait(0.05):
                        talk.sendall(drip)

    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        fault = faults_of([url], Patience(pause=0, silence=0.4, whole=0.6))[url]
        end.set()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert fault is not None
    assert fault[0] in ("待っても返事がありません。", "つながりません。")


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("10.1.2.3", True), ("192.168.0.1", True), ("169.254.169.254", True), ("100.64.0.1", True), ("0.0.0.0", True),
        ("::1", True), ("fe80::1%eth0", True), ("fd00::1", True), ("::ffff:127.0.0.1", True), ("64:ff9b::7f00:1", True),
        ("2002:7f00:1::", True), ("224.0.0.1", True), ("8.8.8.8", False), ("::ffff:8.8.8.8", False), ("2606:4700::1111", False),
    ],
)  # fmt: skip
def test_an_address_that_carries_a_private_oneis_private(address: str, private: bool) -> None:
    assert is_private(address) is private
