"""The first page as it comes: a form that works at once, and without scripts; Gradio's engine is started behind it."""

import re
import time
from collections.abc import Callable
from html import escape
from typing import Final
from urllib.parse import urlencode

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.catalog import PlanEntry
from index.errors import INDEX_ERRORS
from search.live import LiveSearcher

from ..frame.pages import PAGES, client_of
from ..frame.tokens import Tokens
from ..plain.form import Asked, ask_button, form_html, read_address
from ..plain.page import danger_html, exit_html
from ..plain.ruby import with_ruby
from ..wording import LANGUAGES, Words, words_of

TOPICS: Final = (
    "care", "dementia", "child", "pregnancy", "single", "disability", "money", "home", "work", "withdrawn", "school",
    "violence", "mind", "guardian", "alone", "foster",
)  # fmt: skip
_EXAMPLES: Final = ("care", "child", "money", "alone", "dementia", "disability")
_NAMES: Final = {"/": "residents", "/staff": "staff", "/compare": "compare", "/library": "library"}
# What says of each language that it is one, in itself.
_OWN_NAMES: Final = {
    "ja": "日本語", "easy": "やさしい日本語", "en": "English", "zh": "中文", "ko": "한국어", "vi": "Tiếng Việt",
    "pt": "Português", "tl": "Tagalog",
}  # fmt: skip
_HEAD: Final = (
    '<link rel="stylesheet" href="/plain/style.css"><link rel="stylesheet" href="/static/web/first.css">'
    '<script defer src="/static/web/first.js"></script>'
)
_BASE: Final = re.compile(r'<base href="[^"]*" ?/?>')  # with one, #main of /?city=… would be another page
_PREVIEW: Final = re.compile(r"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>")  # they name other hosts
_HTML: Final = re.compile(r"<html\b[^>]*>")
_BODY: Final = re.compile(r"<body\b[^>]*>")


class FirstPage:
    """Middleware: what ``app`` answers at / is put behind the form."""

    def __init__(self, app: ASGIApp, live: LiveSearcher, tokens: Tokens) -> None:
        self._app = app
        self._live = live
        self._tokens = tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        asked = read_address(request.query_params)
        plans = await to_thread.run_sync(self._plans)
        token = self._tokens.made(client_of(request), time.time())
        # What is packed could not be read.
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
        await self._app(
            {**scope, "headers": headers}, receive, _Whole(send, lambda html: dressed(html, asked, plans, token))
        )

    def _plans(self) -> tuple[PlanEntry, ...]:
        try:
            return self._live.use(lambda searcher: searcher.index.catalog.plans)
        except INDEX_ERRORS:
            return ()


def dressed(html: str, asked: Asked, plans: tuple[PlanEntry, ...], token: str) -> str:
    """Gradio's page with the form before its engine, which nobody sees."""
    words = asked.words
    top, foot = _top(asked, plans, token), _foot(words)
    if asked.ruby:
        top, foot = with_ruby(top), with_ruby(foot)
    html = _PREVIEW.sub("", _BASE.sub("", html, count=1))
    large = ' class="large"' if asked.large else ""
    html = _HTML.sub(f'<html lang="{words.tag}"{large}>', html, count=1)
    html = html.replace("</head>", f"{_HEAD}</head>", 1)
    html = _BODY.sub(
        lambda found: f'<body class="first">{top}{foot}<div class="engine" inert aria-hidden="true">', html, count=1
    )
    return html.replace("</body>", "</div></body>", 1)


def _top(asked: Asked, plans: tuple[PlanEntry, ...], token: str) -> str:
    words = asked.words
    pages = "".join(
        f'<li><a href="{address}"{" aria-current=page" if address == "/" else ""}>{words(f"site.{_NAMES[address]}")}</a></li>'
        for address, _ in PAGES
    )
    tiles = "".join(
        f"<li>{ask_button(words(f'topic.{each}.ask'), words(f'topic.{each}.name'), 'asking')}</li>" for each in TOPICS
    )
    examples = "".join(f"<li>{ask_button(each, each, 'asking')}</li>" for each in _examples(plans, words))
    more = f'<h2>{words("form.topics")}</h2><ul class="tiles">{tiles}</ul>' + (
        f'<h2>{words("form.examples")}</h2><ul class="options">{examples}</ul>' if examples else ""
    )
    return (
        f'<a class="skip" href="#main">{words("site.skip")}</a>'
        f'<header><a class="skip exit" href="about:blank">{words("exit.button")}</a><nav aria-label="{words("site.screens")}"><ul>{pages}</ul></nav>{exit_html(words)}</header>'
        f'<main id="main" tabindex="-1"><h1>{words("site.title")}</h1><p>{words("site.intro")}</p>'
        f'<p class="aside">{words("exit.note")}</p>'
        f"{form_html(asked, plans, token, name='asking', more=_ask_first(words))}"
        f'<div id="reply" data-searching="{escape(words("reply.searching"))}"></div>{_after(words)}'
        f'<div class="topics">{more}</div></main>'
    )


def _ask_first(words: Words) -> str:
    return f'<p id="spoken" class="spoken" role="status"></p><template id="failed"><p class="wrong" role="alert">{words("reply.offline")}</p></template>'


def _after(words: Words) -> str:
    """What can be done with a reply; shown once there is one."""
    return (
        '<section id="after" hidden>'
        f'<p class="ways"><a class="again" href="#question">{words("reply.back_to_box")}</a>'
        f'<button type="button" id="make-link">{words("link.make")}</button>'
        f'<button type="button" id="print">{words("link.print")}</button></p>'
        f'<div id="link" hidden><p>{words("link.note")}</p><p><label for="made-link">{words("link.field")}</label>'
        f'<input id="made-link" readonly autocomplete="off"></p>'
        f'<p><button type="button" id="copy" data-copied="{escape(words("link.copied"))}">{words("link.copy")}</button></p>'
        f'<div id="code"></div></div><p id="printed" data-date="{escape(words("print.date", date="{date}"))}"></p></section>'
    )


def _examples(plans: tuple[PlanEntry, ...], words: Words) -> list[str]:
    """Six questions of cities that are here: of six of them, where there are as many."""
    cities = list(dict.fromkeys(plan.municipality for plan in plans if plan.municipality))
    step = max(1, len(cities) // len(_EXAMPLES))
    chosen = cities[::step] or []
    return [
        words(f"example.{name}", city=chosen[place % len(chosen)]) for place, name in enumerate(_EXAMPLES) if chosen
    ]


def _foot(words: Words) -> str:
    languages = "".join(
        f'<li><a href="/?{urlencode({"lang": lang})}" lang="{words_of(lang).tag}">{_OWN_NAMES[lang]}</a></li>'
        for lang in LANGUAGES
    )
    return (
        f'<footer>{danger_html(words)}<p>{words("site.kept")}</p><p><a href="/plain">{words("site.plain")}</a></p>'
        f'<nav aria-label="{words("site.languages")}"><ul>{languages}</ul></nav></footer>'
    )


class _Whole:
    """Sends an answer once it is whole, changed."""

    def __init__(self, send: Send, change: Callable[[str], str]) -> None:
        self._send = send
        self._change = change
        self._start: Message = {}
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = self._change(self._body.decode("utf-8", "replace")).encode("utf-8", "replace")
        headers = MutableHeaders(raw=list(self._start["headers"]))
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})
