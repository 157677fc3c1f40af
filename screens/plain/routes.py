"""The addresses of the plain page: GET shows the form, POST the reply; the question is in no address."""

import time
from functools import partial
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from search.live import LiveSearcher

from ..api.jobs import Jobs
from ..door.origin import sender
from ..frame.pages import GROUND
from ..frame.tokens import Tokens
from ..library.feedback import is_wanted
from ..wording import words_of
from .asking import page_of, plans_of
from .feedback import read_fields, taken_html, took
from .form import Asked, form_html, read_address, read_form
from .page import first_html
from .ruby import with_ruby

_STYLE: Final = Path(__file__).with_name("style.css")


def add_plain(app: FastAPI, live: LiveSearcher, jobs: Jobs, tokens: Tokens) -> None:
    """Add /plain and its style sheet to ``app``; its forms carry ``tokens``."""
    plain = _Plain(live, jobs, tokens)
    style = GROUND + _STYLE.read_bytes()

    async def styled(request: Request) -> Response:
        return Response(style, media_type="text/css", headers={"cache-control": "max-age=3600"})

    app.add_route("/plain", plain.form, ["GET"], include_in_schema=False)
    app.add_route("/plain", plain.reply, ["POST"], include_in_schema=False)
    app.add_route("/feedback", plain.feedback, ["POST"], include_in_schema=False)
    app.add_route("/plain/style.css", styled, ["GET"], include_in_schema=False)


class _Plain:
    def __init__(self, live: LiveSearcher, jobs: Jobs, tokens: Tokens) -> None:
        self._live = live
        self._jobs = jobs
        self._tokens = tokens

    async def form(self, request: Request) -> Response:
        """The form, with the municipality that the address names."""
        asked = read_address(request.query_params)
        plans = await self._jobs.question(partial(plans_of, self._live))
        form = form_html(asked, plans, self._token(request))
        return _page(first_html(form, asked.words, large=asked.large), asked)

    async def reply(self, request: Request) -> Response:
        """The reply to a form."""
        asked = read_form(await request.body())
        good = self._tokens.good(asked.token, _client(request), time.time())
        job = self._jobs.apart(partial(page_of, self._live, asked, self._token(request), good=good))
        html, status = await self._jobs.question(job)
        return _page(html, asked, status)

    async def feedback(self, request: Request) -> Response:
        """Keep that a reply was no help, where staff want to hear it; elsewhere the address is not there."""
        said = read_fields(await request.body())
        folder = self._live.get().index.folder
        if not is_wanted(folder):
            return PlainTextResponse("ありません。\n", 404)
        good = self._tokens.good(said.get("token", ""), _client(request), time.time())
        is_taken = good and await self._jobs.question(partial(took, folder, said))
        status = 200 if is_taken else 503 if good else 403
        return _page(taken_html(said, is_taken=is_taken), Asked(lang=words_of(said.get("lang", "")).lang), status)

    def _token(self, request: Request) -> str:
        return self._tokens.made(_client(request), time.time())


def _client(request: Request) -> str:
    return sender(request.client.host) if request.client else ""


def _page(html: str, asked: Asked, status: int = 200) -> Response:
    return HTMLResponse(
        (with_ruby(html) if asked.ruby else html).encode("utf-8", "replace"), status, {"cache-control": "no-store"}
    )
