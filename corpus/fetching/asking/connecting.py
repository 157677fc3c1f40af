"""Connections that go only where they may, and end in time."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from ..troubles import Failed
from .addresses import Resolve, Rules, resolved


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a host up once, checks every address of it, and connects to one of those: before anything is sent."""

    def __init__(self, rules: Rules, resolve: Resolve, seconds: float) -> None:
        self._rules = rules
        self._resolve = resolve
        self._ends = time.monotonic() + seconds
        self._seconds = seconds
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that answers. Raises: Refused, TryLater, httpcore's errors."""
        found = resolved(host, port, self._rules, self._resolve)
        for address in found[:-1]:
            try:
                return self._in_time(self._plain.connect_tcp(address, port, timeout, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._in_time(self._plain.connect_tcp(found[-1], port, timeout, local_address, socket_options))

    def _in_time(self, stream: httpcore.NetworkStream) -> "InTime":
        return InTime(stream, self._ends, self._seconds)


class InTime(httpcore.NetworkStream):
    """A stream that fails once its time is over, however little at a time the other side sends."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float, seconds: float) -> None:
        self._stream = stream
        self._ends = ends
        self._seconds = seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream does. Raises: Failed when its time is over."""
        try:
            return self._stream.read(max_bytes, self._left(timeout))
        except httpcore.ReadTimeout:
            self._left(timeout)  # the whole time is over, or only the silence was too long
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream does. Raises: Failed when its time is over."""
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "InTime":
        """The same within TLS, with the same end. Raises: Failed where the host does not prove who it is."""
        try:
            inner = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise Failed(f"{server_hostname} の証明書が正しくないので、取りませんでした。") from error
            if isinstance(error.__cause__, ssl.SSLError):
                raise Failed(f"{server_hostname} と暗号化した通信ができません。") from error
            raise
        return InTime(inner, self._ends, self._seconds)

    def get_extra_info(self, info: str) -> object:
        """What the stream says of itself."""
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise Failed(f"{self._seconds:g} 秒かけても終わらないので、やめました。")
        return left if timeout is None else min(timeout, left)
