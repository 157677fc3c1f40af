"""One request, one answer: no redirect is followed here, no second try made."""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import httpcore
import httpx

from ..troubles import Failed, TryLater
from .addresses import Resolve, Rules, port_of, system_resolve
from .connecting import CheckedBackend
from .limits import Limits
from .pacing import Pace
from .robots import PRODUCT

_SAID: Final = {
    "Accept": "*/*",
    "Accept-Encoding": "identity",  # what is packed may unpack to anything
    "Accept-Language": "ja",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and headers (names in lower case) of an answer, and its body, which is read once at most."""

    status: int
    headers: Mapping[str, str]
    body: Iterator[bytes]


@dataclass(frozen=True)
class Network:
    """What the world outside does; the defaults are the real one."""

    resolve: Resolve = system_resolve
    sleep: Callable[[float], None] = time.sleep
    certificates: str | None = None  # a file of authorities to trust; else certifi's, or $SSL_CERT_FILE

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """How a server proves who it is."""
        return ssl.create_default_context(cafile=self.certificates) if self.certificates else httpx.create_ssl_context()


class Sender:
    """Sends GET requests, each over a connection of its own, at the pace of each host."""

    def __init__(self, limits: Limits, rules: Rules, network: Network) -> None:
        self.pace = Pace(limits.pause, network.sleep)
        self._limits = limits
        self._rules = rules
        self._network = network
        contact = f" ({limits.contact})" if limits.contact else ""
        self._headers = {**_SAID, "User-Agent": f"{PRODUCT}{contact}"}

    @contextmanager
    def get(self, address: str, headers: Mapping[str, str]) -> Iterator[Reply]:
        """Ask for ``address``; the body is read within the block.

        Raises: Refused, Failed, TryLater, here or while the body is read.
        """
        url = httpx.URL(address)
        host = url.netloc.decode("ascii")
        self.pace.wait(host)
        limits = self._limits
        backend = CheckedBackend(self._rules, self._network.resolve, limits.whole)
        timeout = {"connect": limits.silence, "read": limits.silence, "write": limits.silence, "pool": limits.silence}
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=port_of(url), target=url.raw_path)
        sent = [("Host", host), *self._headers.items(), *headers.items()]
        with (
            self._pausing_after(host),
            _in_sentences(url.host),
            httpcore.ConnectionPool(ssl_context=self._network.tls, network_backend=backend) as pool,
            pool.stream("GET", target, headers=sent, extensions={"timeout": timeout}) as answer,
        ):
            said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            yield Reply(answer.status, said, answer.iter_stream())

    @contextmanager
    def _pausing_after(self, host: str) -> Iterator[None]:
        try:
            yield
        except TryLater as trouble:
            trouble.host = host
            raise
        finally:
            self.pace.done(host)


@contextmanager
def _in_sentences(host: str) -> Iterator[None]:
    """The errors of the network as those of ours."""
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        raise TryLater(f"{host} につながりません。", down=True) from error
    except httpcore.TimeoutException as error:
        raise TryLater(f"{host} の返事が途絶えました。") from error
    except httpcore.UnsupportedProtocol as error:
        raise Failed("http か https の住所ではありません。") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise TryLater(f"{host} の返事が途中で切れました。") from error
