"""A page of our own is a template in the frame of all pages; text from documents and people is escaped by Jinja."""

import mimetypes
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from search.live import LiveSearcher

from ..api.jobs import Jobs
from ..api.replies import Replies
from ..door.origin import sender
from .tokens import Tokens

_ROOMS: Final = ("frame", "web", "staff", "compared", "report", "library")
# (address, name) of the pages, in the order of the navigation.
PAGES: Final = (
    ("/", "相談先をさがす"),
    ("/staff", "施策をさがす"),
    ("/compare", "計画をくらべる"),
    ("/library", "資料"),
)


# What residents' pages and those of the frame look alike in; it stands at the top of the style sheet of each.
GROUND: Final = (Path(__file__).parent / "ground.css").read_bytes()


@dataclass(frozen=True, slots=True)
class Site:
    """What every page of our own is made with."""

    app: FastAPI
    live: LiveSearcher
    replies: Replies
    jobs: Jobs
    tokens: Tokens = field(default_factory=Tokens)
    _templates: Environment = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rooms = {room: PackageLoader(f"screens.{room}") for room in _ROOMS if _templates_of(room).is_dir()}
        environment = Environment(
            loader=PrefixLoader(rooms), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        environment.globals["pages"] = PAGES
        object.__setattr__(self, "_templates", environment)

    def page(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        """A page; ``template`` is "room/file.html" and extends "frame/layout.html". Its form's token is ``token``."""
        token = self.tokens.made(client_of(request), time.time())
        html = self._templates.get_template(template).render(here=request.url.path, token=token, **values)
        return HTMLResponse(html.encode("utf-8", "replace"), status, {"cache-control": "no-store"})

    def is_ours(self, request: Request, token: str) -> bool:
        """Whether a form with ``token`` was made by this server, for who sends it."""
        return self.tokens.good(token, client_of(request), time.time())


def client_of(request: Request) -> str:
    """Who asks, as far as forms need to know."""
    return sender(request.client.host) if request.client else ""


def add_static(app: FastAPI) -> None:
    """Add /static/ROOM/NAME: the style sheets and scripts of the rooms, read once."""
    for room in _ROOMS:
        for file in sorted((Path(__file__).parents[1] / room / "static").glob("*.*")):
            app.add_route(f"/static/{room}/{file.name}", _file(file), ["GET", "HEAD"], include_in_schema=False)


def _file(file: Path) -> Callable[[Request], Response]:
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    above = GROUND if file.name == "frame.css" else b""
    return partial(_sent, above + file.read_bytes(), media_type)


def _sent(content: bytes, media_type: str, request: Request) -> Response:
    return Response(content, media_type=media_type, headers={"cache-control": "max-age=3600"})


def _templates_of(room: str) -> Path:
    return Path(__file__).parents[1] / room / "templates"
