"""A server on loopback that stands for many made-up hosts and does, of each address, what a test wants: right or wrong."""

import io
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.fetching.asking.addresses import Rules
from corpus.fetching.asking.limits import Limits
from corpus.fetching.asking.sending import Network
from corpus.fetching.source_list import Listed, SourceList

CERTIFICATE = Path(__file__).parent / "made_certificate.pem"
# No pauses, and little patience: a test has seconds, not minutes.
QUICK = Limits(pause=0.0, silence=5.0, whole=2.0, retry=0.01, max_bytes=300_000, page_bytes=100_000)


@dataclass(frozen=True)
class Asked:
    """A request as it came in, when, and the status that it got; ``body`` says whether a body was sent with it."""

    host: str
    path: str
    headers: Mapping[str, str]
    at: float
    status: int

    @property
    def body(self) -> bool:
        return self.status == 200


@dataclass(frozen=True)
class Gives:
    """What an address gives. ``stream``: pieces instead of a body, for as long as somebody reads."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    validated: bool = True  # with an ETag that is heeded
    stream: Callable[[], Iterator[bytes]] | None = None
    before: Callable[[], object] = lambda: None  # called first: waits, counts


Answering = Gives | Callable[[int], Gives]  # by how often it was asked, from 1


class Sites:
    """``put`` what hosts give; ``asked`` is what came in."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[Asked] = []
        self._given: dict[tuple[str, str], Answering] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def put(self, host: str, path: str, given: Answering) -> str:
        """From now on ``host`` gives this; returns the address."""
        self._given[host, path] = given
        return f"http://{host}:{self.port}{path}"

    def remove(self, host: str, path: str) -> None:
        """From now on there is nothing."""
        del self._given[host, path]

    def paths(self, *, bodies: bool = False) -> list[str]:
        """host + path of all that was asked but robots.txt, sorted; with ``bodies``, of what was sent whole."""
        told = [each for each in self.asked if each.path != "/robots.txt" and (each.body or not bodies)]
        return sorted(each.host + each.path for each in told)

    def given(self, host: str, path: str) -> Gives:
        """What this request is given."""
        self._counts[host, path] = count = self._counts.get((host, path), 0) + 1
        found = self._given.get((host, path), Gives(b"nothing", 404))
        return found if isinstance(found, Gives) else found(count)


@contextmanager
def sites(*, tls: bool = False) -> Iterator[Sites]:
    """The server, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            given = served.given(host, self.path)
            given.before()
            etag = f'"{sha256(given.body).hexdigest()[:12]}"'
            if given.status == 200 and given.validated and self.headers["If-None-Match"] == etag:
                given = Gives(status=304)
            served.asked.append(Asked(host, self.path, dict(self.headers), monotonic(), given.status))
            self.send_response(given.status)
            own = {"Content-Length": str(len(given.body))} if given.stream is None else {}
            own |= {"ETag": etag} if given.status == 200 and given.validated else {}
            for name, value in {**own, **given.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for piece in given.stream() if given.stream else (given.body,):
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:  # whoever asked has seen enough
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            pass  # whoever asked did not take the certificate

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    served = Sites(server.server_address[1])
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def made_up(host: str, port: int) -> Sequence[str]:
    """Every *.example leads to loopback, *.inner.example to an inner network; other names lead nowhere."""
    if host.endswith(".inner.example"):
        return ["10.0.0.7"]
    if host.endswith(".example"):
        return ["127.0.0.1"]
    if host.replace(".", "").isdigit():
        return [host]
    raise OSError(f"no such host: {host}")


NETWORK = Network(resolve=made_up, certificates=str(CERTIFICATE))


def listed(
    *sources: Listed, limits: Limits = QUICK, hosts: Sequence[str] = (), private: Sequence[str] = ()
) -> SourceList:
    """A list as staff would write it, in which every host of ``sources`` may be on loopback."""
    own = {source.address.split("/")[2].partition(":")[0] for source in sources}
    return SourceList(sources, Rules(frozenset(hosts), frozenset((*own, *private))), limits)


def source(address: str, links: Sequence[str] = (), words: Sequence[str] = (), **cells: str) -> Listed:
    """A source of the made-up city 990019."""
    owner = {"municipality_code": "990019", "prefecture": "架空県", "municipality": "汐見原市"}
    return Listed(address, {**owner, **cells}, tuple(links), tuple(words))


def pdf(*lines: str) -> bytes:
    """A real PDF of one page, the same bytes each time."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("HeiseiMin-W3", 12)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 22 * number, line)
    canvas.save()
    return file.getvalue()


def page_of(*links: tuple[str, str], text: str = "") -> bytes:
    """A web page with links (address, words)."""
    items = "".join(f'<li><a href="{address}">{words}</a></li>' for address, words in links)
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>計画</title></head><body><h1>計画</h1><p>{text}</p><ul>{items}</ul></body></html>".encode()


def moved_to(address: str, status: int = 301) -> Gives:
    """A redirect."""
    return Gives(b"", status, {"Location": address})
