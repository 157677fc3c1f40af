"""Whether the addresses of the table still answer; nothing is asked of a private address that the table does not name."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from .finding import Finding
from .survey import Survey

_SECONDS: Final = 10.0  # of waiting for one answer, after which a site counts as down (arbitrary)
_WHOLE: Final = 20.0  # of one request in all, however slowly it answers (arbitrary)
_REDIRECTS: Final = 5
_AT_ONCE: Final = 8  # sites; of one site one page at a time
_PAUSE: Final = 0.5  # seconds between two pages of a site (arbitrary)
_AGENT: Final = "fukushi-validate"
_REDIRECTING: Final = frozenset((301, 302, 303, 307, 308))
_SLOW_DOWN: Final = 429  # it answers
_PORTS: Final = {"http": 80, "https": 443}
Fault = tuple[str, str]  # what is wrong, and what to do
_PRIVATE: Final = (
    "アドレスが組織内や自分の機械を指しているので、問い合わせませんでした。",
    "外から見られるアドレスに直してください。",
)
_MOVED: Final = "新しいアドレスに直すか、行を消してください。"
_LATER: Final = "時間をおいて、もう一度 --online で確かめてください。"


def dead_addresses(survey: Survey, pause: float = _PAUSE) -> Iterator[Finding]:
    """Rows whose ``url`` answers no more; pages of one site are asked for one by one, with a pause."""
    rows = [(row.line, row.cells["url"]) for row in survey.rows if row.cells.get("url")]
    faults = faults_of({url for _, url in rows}, pause)
    for line, url in rows:
        if (fault := faults[url]) is not None:
            yield Finding(survey.table_name, f"{url}: {fault[0]}", fault[1], line)


def faults_of(urls: Iterable[str], pause: float = _PAUSE) -> Mapping[str, Fault | None]:
    """What is wrong with each address; None where it answers."""
    listed = sorted(set(urls))
    sites: defaultdict[str, list[str]] = defaultdict(list)
    for url in listed:
        sites[_host(url)].append(url)
    named = frozenset(host for host in sites if _is_local(host))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(lambda site: _site(site, named, pause), sites.values()))
    return {url: fault for site in found for url, fault in site.items()}


def _site(urls: Iterable[str], named: frozenset[str], pause: float) -> dict[str, Fault | None]:
    found: dict[str, Fault | None] = {}
    for url in urls:
        if found:
            time.sleep(pause)
        found[url] = _fault(url, named)
    return found


def _fault(url: str, named: frozenset[str]) -> Fault | None:
    try:
        return _asked(url, named)
    except socket.gaierror:
        return "サイトの名前が見つかりません。", _MOVED
    except ssl.SSLCertVerificationError:
        return "証明書がサイトの名前に合わないか、期限が切れています。", "サイトの管理者に確かめてください。"
    except TimeoutError:
        return "待っても返事がありません。", _LATER
    except (OSError, http.client.HTTPException):
        return "つながりません。", _LATER
    except (ValueError, UnicodeError):
        return "アドレスの書き方が正しくありません。", "https:// で始まるアドレスに直してください。"


def _asked(url: str, named: frozenset[str]) -> Fault | None:
    """Ask for the head of a page, where it is redirected to too; each host is looked at before anything is sent.

    A server that does not like to be asked for a head is asked for the page, of which only the head is read.
    """
    for _ in range(_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
            raise ValueError(url)
        address = _public_address(parts, named)
        if address is None:
            return _PRIVATE
        status, location = _head(parts, address, "HEAD")
        if status >= http.client.BAD_REQUEST and status != _SLOW_DOWN:
            status, location = _head(parts, address, "GET")
        if status not in _REDIRECTING or not location:
            return _told(status)
        url = urljoin(url, location)
    return "転送が続いて、ページに行き着きません。", _MOVED


def _told(status: int) -> Fault | None:
    if status < http.client.MULTIPLE_CHOICES or status == _SLOW_DOWN:
        return None
    if status in (http.client.NOT_FOUND, http.client.GONE):
        return f"ページがなくなっています({status})。", _MOVED
    if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
        return f"見ることを断られました({status})。", "ブラウザーで開けるかを確かめてください。"
    if status >= http.client.INTERNAL_SERVER_ERROR:
        return f"サイトの不具合です({status})。", _LATER
    return f"ページを示せないという返事です({status})。", _MOVED


def _public_address(parts: SplitResult, named: frozenset[str]) -> str | None:
    """An address of the host, to which the connection is then made: no second look-up may give another.

    None where any of the host's addresses is private, unless the table itself names that host as such.
    """
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host not in named and any(_is_private(each) for each in found):
        return None
    return found[0]


def _head(parts: SplitResult, address: str, method: str) -> tuple[int, str | None]:
    """The status of the answer, and where it redirects to."""
    connection = _Pinned(parts, address)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    )
    watch = threading.Timer(_WHOLE, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request(method, target, headers={"User-Agent": _AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    finally:
        watch.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to one address of a host, with TLS in the host's name."""

    def __init__(self, parts: SplitResult, address: str) -> None:
        super().__init__(parts.hostname or "", parts.port or _PORTS[parts.scheme], timeout=_SECONDS)
        self.default_port = _PORTS[parts.scheme]
        self._address = address
        self._secure = parts.scheme == "https"

    def connect(self) -> None:
        """As the library does, to the address that was looked at."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End an answer that goes on and on."""
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_local(host: str) -> bool:
    """Whether a host as it is written is a private address, or this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return _is_private(host)
    except ValueError:
        return False


def _is_private(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return not (mapped or ip).is_global or ip.is_multicast
