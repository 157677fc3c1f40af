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
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from .finding import Finding
from .survey import Survey

_REDIRECTS: Final = 5
_AT_ONCE: Final = 8  # sites; of one site one page at a time
_AGENT: Final = "fukushi-validate"
_REDIRECTING: Final = frozenset((301, 302, 303, 307, 308))
_SLOW_DOWN: Final = 429  # it answers
_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
Fault = tuple[str, str]  # what is wrong, and what to do
_PRIVATE: Final = (
    "アドレスが組織内や自分の機械を指しているので、問い合わせませんでした。",
    "外から見られるアドレスに直してください。",
)
_MOVED: Final = "新しいアドレスに直すか、行を消してください。"
_LATER: Final = "時間をおいて、もう一度 --online で確かめてください。"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds, all arbitrary: between two pages of a site, of silence, and of one request however slowly it answers."""

    pause: float = 0.5
    silence: float = 10.0
    whole: float = 20.0


def dead_addresses(survey: Survey, patience: Patience = Patience()) -> Iterator[Finding]:
    """Rows whose ``url`` answers no more; pages of one site are asked for one by one, with a pause."""
    rows = [(row.line, row.cells["url"]) for row in survey.rows if row.cells.get("url")]
    faults = faults_of({url for _, url in rows}, patience)
    for line, url in rows:
        if (fault := faults[url]) is not None:
            yield Finding(survey.table_name, f"{url}: {fault[0]}", fault[1], line)


def faults_of(urls: Iterable[str], patience: Patience = Patience()) -> Mapping[str, Fault | None]:
    """What is wrong with each address; None where it answers."""
    listed = sorted(set(urls))
    sites: defaultdict[str, list[str]] = defaultdict(list)
    for url in listed:
        sites[_host(url)].append(url)
    named = frozenset(host for host in sites if _is_local(host))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(lambda site: _site(site, named, patience), sites.values()))
    return {url: fault for site in found for url, fault in site.items()}


def _site(urls: Iterable[str], named: frozenset[str], patience: Patience) -> dict[str, Fault | None]:
    found: dict[str, Fault | None] = {}
    for url in urls:
        if found:
            time.sleep(patience.pause)
        found[url] = _fault(url, named, patience)
    return found


def _fault(url: str, named: frozenset[str], patience: Patience) -> Fault | None:
    try:
        return _asked(url, named, patience)
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


def _asked(url: str, named: frozenset[str], patience: Patience) -> Fault | None:
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
        status, location = _head(parts, address, "HEAD", patience)
        if status >= http.client.BAD_REQUEST and status != _SLOW_DOWN:
            status, location = _head(parts, address, "GET", patience)
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
    if host not in named and any(is_private(each) for each in found):
        return None
    return found[0]


def _head(parts: SplitResult, address: str, method: str, patience: Patience) -> tuple[int, str | None]:
    """The status of the answer, and where it redirects to."""
    connection = _Pinned(parts, address, patience.silence)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    )
    watch = threading.Timer(patience.whole, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request(method, target, headers={"User-Agent": _AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        if connection.was_cut:  # what came until then was taken for all of it
            raise TimeoutError
        return answer.status, answer.getheader("Location")
    except (OSError, http.client.HTTPException) as error:
        if connection.was_cut:
            raise TimeoutError from error
        raise
    finally:
        watch.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to one address of a host, with TLS in the host's name."""

    def __init__(self, parts: SplitResult, address: str, silence: float) -> None:
        super().__init__(parts.hostname or "", parts.port or _PORTS[parts.scheme], timeout=silence)
        self.default_port = _PORTS[parts.scheme]
        self._address = address
        self._secure = parts.scheme == "https"
        self.was_cut = False

    def connect(self) -> None:
        """As the library does, to the address that was looked at."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End an answer that goes on and on."""
        self.was_cut = True
        with suppress(OSError, AttributeError):  # it may end by itself, or not have begun
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
        return is_private(host)
    except ValueError:
        return False


def is_private(address: str) -> bool:
    """Whether an address is not of the internet at large; one that carries another in itself is as that one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    carried = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        inner += [ipaddress.IPv4Address(ip.packed[-4:])] if ip in _NAT64 else []
        carried = [each for each in inner if each is not None] or [ip]
    return any(not each.is_global or each.is_multicast for each in carried)
