"""The addresses of the plain page: GET shows the form, POST the reply; the question is in no address."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from index.catalog import PlanEntry
from index.errors import INDEX_ERRORS
from search.answerer import Answer, Answerer
from search.live import LiveSearcher
from search.question.danger.reading import danger_in
from search.urgent.helplines import urgent

from ..api.jobs import Jobs
from ..api.problems import Trouble, trouble
from ..door.origin import sender
from ..frame.tokens import Tokens
from ..library.feedback import is_wanted
from ..wording import Words, said_text, words_of
from .feedback import read_fields, taken_html, took
from .form import Asked, form_html, read_address, read_form
from .page import first_html, refused_html
from .reply import reply_html
from .ruby import with_ruby

_STYLE: Final = Path(__file__).with_name("style.css")


def add_plain(app: FastAPI, live: LiveSearcher, jobs: Jobs, tokens: Tokens) -> None:
    """Add /plain and its style sheet to ``app``; its forms carry ``tokens``."""
    plain = _Plain(live, jobs, tokens)
    style = _STYLE.read_text(encoding="utf-8")

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
        plans = await self._jobs.question(self._plans)
        form = form_html(asked, plans, self._token(request))
        return _page(first_html(form, asked.words, large=asked.large), asked)

    async def reply(self, request: Request) -> Response:
        """The reply to a form."""
        asked = read_form(await request.body())
        good = self._tokens.good(asked.token, _client(request), time.time())
        return await self._jobs.question(partial(self._replied, asked, self._token(request), good=good))

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

    def _replied(self, asked: Asked, token: str, *, good: bool) -> Response:
        plans = self._plans()
        form = partial(form_html, asked, plans, token)
        if not good:
            expired = asked.words("form.expired")
            return _page(refused_html(expired, form(), None, asked.words, large=asked.large), asked, 403)
        try:
            answer, feedback = self._live.answer(partial(_answer, asked))
        except Exception as error:
            told = trouble(error)
            danger = urgent(danger_in(asked.question))
            again = form(wrong=told.status == 422)
            html = refused_html(_why(told, asked.words), again, danger, asked.words, large=asked.large)
            return _page(html, asked, told.status)
        # Whoever may be in danger may be watched: what was written is not shown again.
        again = form_html(replace(asked, question=""), plans, token) if answer.urgent else form()
        behind = asked.words("reply.behind") if self._live.is_behind() else ""
        return _page(reply_html(answer, asked, token, again, behind, feedback=feedback), asked)

    def _plans(self) -> tuple[PlanEntry, ...]:
        """What can be chosen; nothing where the index cannot be read, which is told when something is asked."""
        try:
            return self._live.use(lambda searcher: searcher.index.catalog.plans)
        except INDEX_ERRORS:
            return ()

    def _token(self, request: Request) -> str:
        return self._tokens.made(_client(request), time.time())


def _answer(asked: Asked, answerer: Answerer) -> tuple[Answer, bool]:
    """The answer, and whether staff want to hear that it was no help."""
    answer = answerer.ask(asked.question, asked.filters, asked.area or None)
    return answer, is_wanted(answerer.searcher.index.folder)


def _why(trouble: Trouble, words: Words) -> str:
    """What is told of an error, in the page's language."""
    return (
        words(f"reply.{trouble.code}") if trouble.code in ("no_index", "failed") else said_text(trouble.sentence, words)
    )


def _client(request: Request) -> str:
    return sender(request.client.host) if request.client else ""


def _page(html: str, asked: Asked, status: int = 200) -> Response:
    return HTMLResponse(
        (with_ruby(html) if asked.ruby else html).encode("utf-8", "replace"), status, {"cache-control": "no-store"}
    )
