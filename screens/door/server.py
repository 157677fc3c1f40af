"""uvicorn within limits: of time for a request's headers, of connections, and of time to end."""

import asyncio
import os
import threading
from collections import Counter
from functools import partial
from types import FrameType
from typing import Any, Final

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from .origin import sender

_HEADER_SECONDS: Final = 10.0
_HEADER_BYTES: Final = 32 * 1024
_CONNECTIONS: Final = 512
_CONNECTIONS_EACH: Final = 64  # of one client; a browser has six
_STUCK_SECONDS: Final = 60.0  # in which a client takes some of what it asked for
_ENDING_SECONDS: Final = 3  # for answers that are on their way
_END_SECONDS: Final = 4.5  # then the process ends, whatever hangs


class BoundedServer(uvicorn.Server):
    """Serves ``app``; it ends within 5 seconds of SIGTERM or SIGINT, at once with the second."""

    def __init__(self, app: ASGIApp, *, behind_proxy: bool) -> None:
        protocol = partial(_BoundedProtocol, open_by_client=Counter(), behind_proxy=behind_proxy)
        super().__init__(
            uvicorn.Config(
                app,
                http=protocol,  # type: ignore[arg-type]  # whatever makes a protocol does
                ws="none",
                access_log=False,
                log_level="warning",
                proxy_headers=False,
                server_header=False,
                limit_concurrency=_CONNECTIONS,
                h11_max_incomplete_event_size=_HEADER_BYTES,
                timeout_graceful_shutdown=_ENDING_SECONDS,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Let answers finish; end the process if that takes too long, or at the second signal."""
        if self.should_exit:
            os._exit(128 + sig)
        ending = threading.Timer(_END_SECONDS, os._exit, (128 + sig,))
        ending.daemon = True
        ending.start()
        super().handle_exit(sig, frame)


class _BoundedProtocol(H11Protocol):
    """HTTP/1.1 whose headers have to come within a time, and whose answers have to be taken within one.

    ``open_by_client`` counts the connections of one server. A proxy is one client with many of them.
    """

    def __init__(self, *, open_by_client: Counter[str], behind_proxy: bool, **others: Any) -> None:  # noqa: ANN401 - uvicorn's
        super().__init__(**others)
        self._open_by_client = open_by_client
        self._behind_proxy = behind_proxy
        self._sender = ""
        self._deadline: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._sender = sender(self.client[0]) if self.client else ""
        self._open_by_client[self._sender] += 1
        if self._open_by_client[self._sender] > _CONNECTIONS_EACH and not self._behind_proxy:
            transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        if self._stuck is not None:
            self._stuck.cancel()
        self._open_by_client[self._sender] -= 1
        if not self._open_by_client[self._sender]:
            del self._open_by_client[self._sender]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:  # headers have begun and not ended
            self._wait()
        else:
            self._arrived()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():  # what nobody fetches within the time is dropped
            self.loop.call_later(_HEADER_SECONDS, self.transport.abort)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = self.loop.call_later(_STUCK_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
        super().resume_writing()

    def _wait(self) -> None:
        if self._deadline is None and not self.transport.is_closing():
            self._deadline = self.loop.call_later(_HEADER_SECONDS, self.transport.abort)

    def _arrived(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
