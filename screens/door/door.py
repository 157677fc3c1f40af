"""One ASGI app in front of another: what is not expressly let in does not reach it."""

import asyncio
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .clients import Clients
from .events import Events, bad_event
from .origin import arrived, cross_origin, strange_host
from .policy import OF_GRADIO
from .refusal import Refusal, report
from .routes import Route, Sent, route_of

BODY_MAX: Final = 64 * 1024  # bytes; the longest question has 6,000, three times that in a form
FILES_MAX: Final = 60 * 1024 * 1024  # bytes of documents that are added at once (arbitrary: a plan has 1 to 30 MB)
_BODY_SECONDS: Final = 10.0
_ANSWER_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a server's owner decides, and the events of its page."""

    hosts: frozenset[str]  # names by which the page may be asked for, in lower case
    behind_proxy: bool  # whether X-Forwarded-* come from the owner's own proxy
    events: Events


class Door:
    """Lets requests through to ``app`` by ``rules``; nothing of a request is ever printed or kept."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules
        self._clients = Clients()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it; a WebSocket is closed at once."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, _Answering(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, answering: "_Answering") -> None:
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                refused = await self._let_through(scope, receive, answering)
        except TimeoutError:
            refused = Refusal(503, "時間がかかりすぎたので、取りやめました。もう一度お試しください。")
        except Exception as error:  # the server would print it, and with it what was asked
            report(error)
            refused = Refusal(500, "うまくいきませんでした。もう一度お試しください。")
        if refused and not answering.begun:
            await refused.response(scope["path"])(scope, receive, answering)

    async def _let_through(self, scope: Scope, receive: Receive, answering: "_Answering") -> Refusal | None:
        """The answer of the app behind; or why there is none."""
        request = arrived(scope, behind_proxy=self._rules.behind_proxy)
        headers, method = Headers(scope=request.scope), scope["method"]
        if refused := strange_host(headers, self._rules.hosts) or cross_origin(method, headers):
            return refused
        route = route_of(method, scope["path"], scope["query_string"].decode("latin-1"))
        if isinstance(route, Refusal):
            return route
        if refused := self._clients.too_often(request.client, route.cost):
            return refused
        answering.policy = route.policy
        if route.sends is Sent.FILES:  # read by the app, once it knows who sends them
            if refused := _announced_files(headers):
                return refused
            await self._app(request.scope, receive, answering)
            return None
        body = await _body(route, headers, receive)
        if isinstance(body, Refusal):
            return body
        if route.sends is Sent.EVENT and (refused := bad_event(body, self._rules.events)):
            return refused
        await self._app(request.scope, _Replay(body, receive), answering)
        return None


async def _body(route: Route, headers: Headers, receive: Receive) -> bytes | Refusal:
    """The whole body of a request; refused by its announced length before any of it is read."""
    largest = 0 if route.sends is Sent.NOTHING else BODY_MAX
    too_large = Refusal(413, f"送られたものが大きすぎます({BODY_MAX // 1024} KB まで)。")
    announced = headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced[:20]) > largest:
        return too_large
    wanted = route.sends.media_type
    if wanted and headers.get("content-type", "").split(";")[0].strip().lower() != wanted:
        return Refusal(415, f"{wanted} ではありません。")
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return Refusal(400, "途中で切れました。")
                body += message.get("body", b"")
                if len(body) > largest:
                    return too_large
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        return Refusal(408, "送り終わるのに時間がかかりすぎました。")


def _announced_files(headers: Headers) -> Refusal | None:
    """Refuses files that are too large, or of which nobody says how large they are; no more than is said is ever read."""
    wanted = Sent.FILES.media_type
    if headers.get("content-type", "").split(";")[0].strip().lower() != wanted:
        return Refusal(415, f"{wanted} ではありません。")
    announced = headers.get("content-length", "")
    if "transfer-encoding" in headers or not announced.isdecimal():
        return Refusal(411, "大きさが示されていません。")
    if int(announced[:20]) > FILES_MAX:
        return Refusal(413, f"送られたものが大きすぎます({FILES_MAX // 1024**2} MB まで)。")
    return None


class _Replay:
    """A body that was read already, then whatever the connection says."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


class _Answering:
    """Sends an answer with the headers of every answer, and without what would let other sites read it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False
        self.policy = OF_GRADIO

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            kept = [(name, value) for name, value in message["headers"] if not name.startswith(b"access-control-")]
            headers = MutableHeaders(raw=kept)
            headers.update(self.policy)
            message = {**message, "headers": headers.raw}
        await self._send(message)
