"""The routes that are needed. Whatever else a framework has answers 404, and so does what it gets next year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from .policy import OF_GRADIO, OF_OURS, WITH_SCRIPT
from .refusal import Refusal

_READ: Final = ("GET", "HEAD")


class Sent(Enum):
    """What comes with a request, by its media type."""

    NOTHING = ""
    EVENT = "application/json; of the Gradio page"
    JSON = "application/json"
    FORM = "application/x-www-form-urlencoded"
    FILES = "multipart/form-data"

    @property
    def media_type(self) -> str:
        return self.value.partition(";")[0]


class Cost(Enum):
    """What an answer costs: a file, a look into the index, or a minute of a processor at worst."""

    LITTLE = 0
    QUESTION = 1
    HEAVY = 2


@dataclass(frozen=True, slots=True)
class Route:
    """A path that is let in, by which methods and with what, and what the browser may do with the answer."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    query: re.Pattern[str]
    sends: Sent
    cost: Cost
    policy: Mapping[str, str]


def _route(
    path: str,
    methods: tuple[str, ...] = _READ,
    query: str = "",
    *,
    sends: Sent = Sent.NOTHING,
    cost: Cost = Cost.LITTLE,
    policy: Mapping[str, str] = OF_GRADIO,
) -> Route:
    return Route(re.compile(path, re.ASCII), methods, re.compile(query, re.ASCII), sends, cost, policy)


def _ours(path: str, query: str = "", cost: Cost = Cost.LITTLE, methods: tuple[str, ...] = ("GET",)) -> Route:
    return _route(path, methods, query, cost=cost, policy=OF_OURS)


def _shown(path: str, query: str = "", cost: Cost = Cost.QUESTION) -> Route:
    return _route(path, _READ, query, cost=cost, policy=WITH_SCRIPT)


def _sent(path: str, sends: Sent, cost: Cost = Cost.QUESTION) -> Route:
    return _route(path, ("POST",), sends=sends, cost=cost, policy=WITH_SCRIPT)


def _asked(path: str, sends: Sent, cost: Cost = Cost.QUESTION) -> Route:
    return _route(path, ("POST",), sends=sends, cost=cost, policy=OF_OURS)


_NAME: Final = r"[A-Za-z0-9_-][A-Za-z0-9_.-]*"
SESSION: Final = r"[a-z0-9]{1,32}"
# An id has whatever a file's name has, # and / among it; the longest path of a file has 4,096 bytes.
_ID: Final = r"[^\x00-\x1f\x7f]{1,1000}"
_PARAMETERS: Final = r"[\x21-\x7e]{0,2000}"  # which they are is for the framework to say
_SELECTION: Final = r"[\x21-\x7e]{0,8000}"  # ten ids of measures and filters, encoded
ROUTES: Final = (
    # What a search engine or a link shortener hangs on an address is let in and read by nobody.
    _route(r"/", query=r"[\x20-\x7e]{0,2000}"),
    _route(r"/favicon\.ico"),
    _route(rf"/assets/{_NAME}"),
    _route(r"/static/js/iframeResizer\.contentWindow\.min\.js"),
    _route(r"/theme\.css", query=r"v=[0-9a-f]{0,64}"),
    # Gradio's client hangs the page's own parameters on it, which say the municipality and how the page looks.
    _route(r"/gradio_api/queue/join", ("POST",), _PARAMETERS, sends=Sent.EVENT, cost=Cost.QUESTION),
    _route(r"/gradio_api/queue/data", ("GET",), rf"session_hash={SESSION}"),
    _asked(r"/api/(?:search|ask)", Sent.JSON),
    _asked(r"/api/(?:compare|similar)", Sent.JSON, Cost.HEAVY),
    _ours(r"/api/plans"),
    _ours(rf"/api/plans/{_ID}", cost=Cost.QUESTION),
    _ours(rf"/api/passages/{_ID}", _PARAMETERS, Cost.QUESTION),
    _ours(r"/api/records/[a-z]{1,20}", _PARAMETERS, Cost.QUESTION),
    _ours(r"/api/coverage", _PARAMETERS, Cost.QUESTION),
    _ours(r"/api/(?:openapi\.json|docs)"),
    _ours(r"/healthz"),
    _asked(r"/mcp", Sent.JSON),
    _ours(r"/plain", _PARAMETERS, methods=_READ),
    _asked(r"/plain", Sent.FORM),
    _ours(r"/plain/style\.css", methods=_READ),
    _route(r"/staff", query=_SELECTION, cost=Cost.QUESTION, policy=WITH_SCRIPT),
    _route(r"/staff", ("POST",), sends=Sent.FORM, cost=Cost.QUESTION, policy=WITH_SCRIPT),
    _route(r"/staff/export", ("POST",), sends=Sent.FORM, cost=Cost.HEAVY, policy=WITH_SCRIPT),
    _shown(r"/compare", _PARAMETERS),
    _sent(r"/compare", Sent.FORM, Cost.HEAVY),
    _shown(rf"/compare/{_NAME}(?:/progress|/files/{_NAME})?", _PARAMETERS, Cost.LITTLE),
    _sent(rf"/compare/{_NAME}/cancel", Sent.FORM),
    _shown(r"/library", _PARAMETERS),
    _shown(rf"/library/(?:plan|records/[a-z]{{1,20}})/{_ID}", _PARAMETERS),
    _shown(rf"/library/(?:page|image)/[0-9]{{1,5}}/{_ID}", _PARAMETERS, Cost.HEAVY),
    _shown(r"/library/admin(?:/(?:sign-in|build|progress|desks))?", r"(?:row=[0-9a-f]{1,16})?"),
    _sent(r"/library/admin/(?:sign-in|sign-out|remove|settings|build|desks)", Sent.FORM),
    _sent(r"/library/admin/upload", Sent.FILES, Cost.HEAVY),
    _asked(r"/feedback", Sent.FORM),
    _ours(rf"/static/[a-z]{{1,20}}/{_NAME}", methods=_READ),
)


def route_of(method: str, path: str, query: str) -> Route | Refusal:
    """The route that a request is for.

    Args:
        method: as in the request line.
        path: decoded; one with an encoded slash or dot matches no route.
        query: undecoded, without the question mark.
    """
    there = [route for route in ROUTES if route.path.fullmatch(path)]
    if not there:
        return Refusal(404, "ありません。")
    route = next((each for each in there if method in each.methods), None)
    if route is None:
        allowed = ", ".join(name for each in there for name in each.methods)
        return Refusal(405, "この操作はできません。", (("allow", allowed),))
    if query and not route.query.fullmatch(query):
        return Refusal(404, "ありません。")
    return route
