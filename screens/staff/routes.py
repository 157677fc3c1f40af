"""The addresses of the page: GET opens filters and a selection, POST asks, and what is shown is taken away as a file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from search.live import Made
from search.measures.matching import Readings, readings_of
from search.measures.shelf import shelf_of
from search.searcher import Searcher

from ..api.problems import trouble
from ..frame import Site
from .asked import Asked, Sort, View, read_body, read_query
from .exports import as_csv, as_xlsx, table_of
from .page import Shown, shown

_AGAIN: Final = "時間がたったため、もう一度ボタンを押してください。書かれたことと選んだものは、そのまま残っています。"
_BEHIND: Final = "いまの計画の一部が読めないため、ひとつ前に用意したものから出しています。"
_NO_ROWS: Final = "ファイルにするものがありません。"
_HEAVY: Final = frozenset(
    {View.CITIES, View.ALIKE}
)  # a question to each municipality; the whole index read for likeness
_FILES: Final = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
# In the order of the page.
_VIEWS: Final = (
    (View.LIST, "施策の一覧"),
    (View.BESIDE, "選んだ施策をならべる"),
    (View.CITIES, "市区町村ごとの記載"),
    (View.GAUGES, "指標"),
)
_SORTS: Final = ((Sort.NEAR, "近い順"), (Sort.CITY, "市区町村の順"), (Sort.PERIOD, "計画期間の新しい順"))


def add_staff(site: Site) -> None:
    """Add /staff and its files."""
    staff = _Staff(site)
    site.app.add_route("/staff", staff.opened, ["GET", "HEAD"], include_in_schema=False)
    site.app.add_route("/staff", staff.sent, ["POST"], include_in_schema=False)
    site.app.add_route("/staff/export", staff.taken, ["POST"], include_in_schema=False)


class _Staff:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._readings = Made(_readings_of)

    async def opened(self, request: Request) -> Response:
        """What an address holds."""
        asked = read_query(request.url.query)
        return await self._worked(request, asked, partial(self._page, request, asked))

    async def sent(self, request: Request) -> Response:
        """What the form says; where it has no question, an address can say it too."""
        asked = read_body(await request.body())
        if not self._site.is_ours(request, asked.token):
            return self._told(request, asked, _AGAIN, 403)
        opens = read_query(urlsplit(asked.address).query) == replace(asked, token="")
        if opens and not asked.question:
            # The browser keeps what stands behind # in the address that it sent the form to.
            return RedirectResponse(asked.address, 303, {"cache-control": "no-store"})
        return await self._worked(request, asked, partial(self._page, request, asked))

    async def taken(self, request: Request) -> Response:
        """What the form shows, as a file."""
        asked = read_body(await request.body())
        if not self._site.is_ours(request, asked.token):
            return self._told(request, asked, _AGAIN, 403)
        if asked.format not in _FILES:
            return self._told(request, asked, "CSV か XLSX を選んでください。", 422)
        return await self._worked(request, asked, partial(self._file, request, asked))

    async def _worked(self, request: Request, asked: Asked, job: Callable[[], Response]) -> Response:
        run = self._site.jobs.heavy if asked.view in _HEAVY else self._site.jobs.question
        try:
            return await run(job)
        except Exception as error:
            told = trouble(error)
            return self._told(request, asked, told.sentence, told.status)

    def _page(self, request: Request, asked: Asked) -> Response:
        view = self._shown(asked)
        return self._laid_out(request, view, 404 if view.wrong else 200)

    def _file(self, request: Request, asked: Asked) -> Response:
        view = self._shown(asked)
        if not view.has_rows:
            said = view if view.wrong else replace(view, wrong=(_NO_ROWS,))
            return self._laid_out(request, said, 422)
        media_type, made = _FILES[asked.format]
        content = made(table_of(view))
        name = f'attachment; filename="fukushi-{asked.view.value}.{asked.format}"'
        headers = {"cache-control": "no-store", "content-disposition": name}
        return Response(content, media_type=media_type, headers=headers)

    def _shown(self, asked: Asked) -> Shown:
        return self._site.live.answer(
            lambda answerer: shown(
                answerer, self._readings.of(answerer.searcher), self._site.replies, asked, date.today()
            )
        )

    def _told(self, request: Request, asked: Asked, sentence: str, status: int) -> Response:
        return self._laid_out(request, Shown(asked, wrong=(sentence,)), status)

    def _laid_out(self, request: Request, view: Shown, status: int) -> Response:
        behind = _BEHIND if self._site.live.is_behind() and status == 200 else ""
        return self._site.page(
            request,
            "staff/page.html",
            status,
            shown=view,
            asked=view.asked,
            views=_VIEWS,
            names=dict(_VIEWS) | {View.ALIKE: "似た施策"},
            sorts=_SORTS,
            behind=behind,
        )


def _readings_of(searcher: Searcher) -> Readings:
    return readings_of(searcher, shelf_of(searcher))
