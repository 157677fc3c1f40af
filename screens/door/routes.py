"""The routes that the page needs. Whatever else the framework has answers 404, and so does what it gets next year."""

import re
from dataclasses import dataclass
from typing import Final

from .refusal import Refusal

_READ: Final = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Route:
    """A path that is let in, by which methods, and whether an event of the page comes with it."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    query: re.Pattern[str]
    event: bool = False


def _route(path: str, methods: tuple[str, ...] = _READ, query: str = "", *, event: bool = False) -> Route:
    return Route(re.compile(path, re.ASCII), methods, re.compile(query, re.ASCII), event)


_NAME: Final = r"[A-Za-z0-9_-][A-Za-z0-9_.-]*"
SESSION: Final = r"[a-z0-9]{1,32}"
ROUTES: Final = (
    # What a search engine or a link shortener hangs on an address is let in and read by nobody.
    _route(r"/", query=r"[\x20-\x7e]{0,2000}"),
    _route(r"/favicon\.ico"),
    _route(rf"/assets/{_NAME}"),
    _route(r"/static/js/iframeResizer\.contentWindow\.min\.js"),
    _route(r"/theme\.css", query=r"v=[0-9a-f]{0,64}"),
    _route(r"/gradio_api/queue/join", ("POST",), event=True),
    _route(r"/gradio_api/queue/data", ("GET",), rf"session_hash={SESSION}"),
)


def route_of(method: str, path: str, query: str) -> Route | Refusal:
    """The route that a request is for.

    Args:
        method: as in the request line.
        path: decoded; one with an encoded slash or dot matches no route.
        query: undecoded, without the question mark.
    """
    for route in ROUTES:
        if route.path.fullmatch(path):
            if method not in route.methods:
                return Refusal(405, "この操作はできません。")
            if query and not route.query.fullmatch(query):
                return Refusal(404, "ありません。")
            return route
    return Refusal(404, "ありません。")
