"""The addresses of the page: a form, a comparison with how it goes on or what came of it, and its files."""

import mimetypes
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from search.report.scope import sides_of
from search.searcher import Searcher

from ..api.problems import Busy
from ..frame import Site
from ..frame.pages import client_of
from .asked import LISTED, Asked, Choices, Whom, choices, read_form
from .comparisons import Comparisons, Standing
from .making import Part
from .told import sentence_of, time_left

COMPARE: Final = "/compare"
_AGAIN: Final = "時間がたったため、もう一度ボタンを押してください。選ばれたものは、そのまま残っています。"
_FULL: Final = "いま、ほかの比較を行っています。終わるのを待ってから、もう一度お試しください。"
_NONE_PICKED: Final = "相手が選ばれていません。くらべたい市区町村に印を付けてください。"
_NO_OURS: Final = "くらべる側を選んでください。"
_NOTES: Final = {
    "report.html": "すべてを1枚にまとめたページ",
    "report.xlsx": "Excel の表",
    "pairs.csv": "一致の表(CSV)",
    "gaps.csv": "不足の表(CSV)",
    "report.json": "プログラム用(JSON)",
}


def add_compared(site: Site) -> None:
    """Add /compare and what is below it."""
    compared = _Compared(site, Comparisons(site.live.get().index.folder))
    for path, handler, method in (
        (COMPARE, compared.opened, "GET"),
        (COMPARE, compared.sent, "POST"),
        (f"{COMPARE}/{{name}}", compared.shown, "GET"),
        (f"{COMPARE}/{{name}}/progress", compared.progress, "GET"),
        (f"{COMPARE}/{{name}}/cancel", compared.cancelled, "POST"),
        (f"{COMPARE}/{{name}}/files/{{file}}", compared.taken, "GET"),
    ):
        site.app.add_route(path, handler, [method], include_in_schema=False)


class _Compared:
    def __init__(self, site: Site, comparisons: Comparisons) -> None:
        self._site = site
        self._comparisons = comparisons

    async def opened(self, request: Request) -> Response:
        """The form; ``?from=`` is a plan or municipality that is chosen already."""
        asked = Asked(request.query_params.get("from", "")[:200])
        return await self._site.jobs.question(partial(self._form, request, asked))

    async def sent(self, request: Request) -> Response:
        """Begin to compare."""
        asked = read_form(await request.body())
        if not self._site.is_ours(request, asked.token):
            return await self._site.jobs.question(partial(self._form, request, asked, _AGAIN, 403))
        return await self._site.jobs.question(partial(self._started, request, asked))

    async def shown(self, request: Request) -> Response:
        """How a comparison goes on, or what came of it."""
        name = request.path_params["name"]
        standing = self._comparisons.standing(name)
        if standing is None:
            return self._page(request, "gone", 404)
        if standing.is_open or not standing.said.parts:
            return self._page(request, "running", name=name, now=standing, left=_left(standing))
        return await self._site.jobs.question(partial(self._result, request, name, standing))

    async def progress(self, request: Request) -> Response:
        """The same for the script of that page."""
        standing = self._comparisons.standing(request.path_params["name"])
        if standing is None:
            return PlainTextResponse("ありません。\n", 404)
        document = {
            "running": standing.is_open,
            "stage": standing.said.stage,
            "percent": round(standing.said.share * 100),
            "ahead": standing.ahead,
            "left": _left(standing),
        }
        return JSONResponse(document, headers={"cache-control": "no-store"})

    async def cancelled(self, request: Request) -> Response:
        """Stop a comparison."""
        name = request.path_params["name"]
        if self._site.is_ours(request, read_form(await request.body()).token):
            self._comparisons.cancel(name)
        return RedirectResponse(f"{COMPARE}/{name}", 303)

    async def taken(self, request: Request) -> Response:
        """A file of a result."""
        file = request.path_params["file"]
        path = self._comparisons.file(request.path_params["name"], file) if file in _NOTES else None
        if path is None:
            return self._page(request, "gone", 404)
        media_type = mimetypes.guess_type(file)[0] or "application/octet-stream"
        return FileResponse(path, media_type=media_type, filename=file, headers={"cache-control": "no-store"})

    def _started(self, request: Request, asked: Asked) -> Response:
        if not asked.ours:
            return self._form(request, asked, _NO_OURS, 422)
        if asked.whom is Whom.PICKED and not asked.picked:
            return self._form(request, asked, _NONE_PICKED, 422)
        try:
            self._site.live.use(partial(_checked, asked))
            name = self._comparisons.start(replace(asked, token=""), client_of(request))
        except Busy:
            return self._form(request, asked, _FULL, 503)
        except Exception as error:
            return self._form(request, asked, sentence_of(error), 422)
        return RedirectResponse(f"{COMPARE}/{name}", 303)

    def _form(self, request: Request, asked: Asked, wrong: str = "", status: int = 200) -> Response:
        try:
            can = self._site.live.use(lambda searcher: choices(searcher.index.catalog.plans))
        except Exception as error:
            can, wrong, status = Choices((), ()), sentence_of(error), 503
        return self._page(request, "form", status, asked=asked, can=can, listed=LISTED, wrong=wrong)

    def _result(self, request: Request, name: str, standing: Standing) -> Response:
        said = standing.said
        wanted = request.query_params.get("part", said.parts[0].name)
        part = next((each for each in said.parts if each.name == wanted), None)
        path = self._comparisons.file(name, part.name) if part else None
        if part is None or path is None:
            return self._page(request, "gone", 404)
        same = [each for each in said.parts if each.label == part.label]
        files = [(file, _NOTES[file], _size(self._comparisons.file(name, file))) for file in said.files]
        html = Markup(path.read_text(encoding="utf-8"))  # made here, of escaped text alone
        return self._page(
            request,
            "result",
            name=name,
            said=said,
            part=part,
            tabs=_tabs(said.parts),
            same=same,
            files=files,
            html=html,
        )

    def _page(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        return self._site.page(request, f"compared/{template}.html", status, **values)


def _checked(asked: Asked, searcher: Searcher) -> None:
    """Raises: NotIndexed, ComparedWithItself, NothingToCompare, before a process is started for nothing."""
    sides_of(searcher.index.catalog.plans, (asked.ours,), asked.others, asked.since, date.today())


def _tabs(parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if part.page == 1]


def _left(standing: Standing) -> str:
    return time_left(standing.seconds, standing.said.share)


def _size(path: Path | None) -> str:
    return f"{max(path.stat().st_size / 1e6, 0.1):,.1f} MB" if path is not None else ""
