"""The addresses of the pages of PDFs: one shows a page with its marks, the other is its picture."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from index.errors import UnknownPlan
from search.searcher import Searcher

from ..api.problems import Busy, trouble
from ..frame import Site
from .addresses import image_address, page_address, plan_address, reader_link
from .plan_page import about, asked_number, plan_named
from .reader.blocks import trimmed
from .sheets import Sheet, Sheets, Span

_Asked = tuple[str, int, Span | None]


class SheetRoutes:
    """Draws what it is asked for, one page at a time for all."""

    def __init__(self, site: Site, sheets: Sheets) -> None:
        self._site = site
        self._sheets = sheets

    async def page(self, request: Request) -> Response:
        """A page of a plan's file."""
        asked = _asked(request)
        try:
            values = await self._site.jobs.heavy(partial(self._site.live.use, partial(self._values, asked)))
        except Exception as error:
            told = trouble(error)
            return self._site.page(request, "library/trouble.html", told.status, sentence=told.sentence)
        if values["others"] and not values["marks"]:  # the words begin overleaf
            return RedirectResponse(values["others"][0][1], 303)
        return self._site.page(request, "library/sheet.html", 200 if values["sheet"] else 404, **values)

    async def image(self, request: Request) -> Response:
        """The picture of a page."""
        asked = _asked(request)
        try:
            _, sheet, _ = await self._site.jobs.heavy(partial(self._site.live.use, partial(self._sheet, asked)))
        except UnknownPlan:
            sheet = None
        except Busy as error:
            return PlainTextResponse(f"{error}\n", 503, {"retry-after": "5"})
        if sheet is None:
            return PlainTextResponse("ありません。\n", 404)
        return Response(sheet.picture.png, media_type="image/png", headers={"cache-control": "private, max-age=600"})

    def _sheet(self, asked: _Asked, searcher: Searcher) -> tuple[str, Sheet | None, Span | None]:
        plan_id, page, span = asked
        plan = plan_named(searcher, plan_id)
        text = searcher.index.catalog.text(plan.id)
        cited = trimmed(text, *span) if span else None
        file = self._sheets.file_of(plan.id)
        sheet = self._sheets.sheet(file, page, plan.digest, cited) if file else None
        return text[cited[0] : cited[1]] if cited else "", sheet, cited

    def _values(self, asked: _Asked, searcher: Searcher) -> dict[str, Any]:
        quote, sheet, cited = self._sheet(asked, searcher)
        plan_id, page, _ = asked
        printed = sheet.printed if sheet else None
        marked = {number for number, _ in printed.pages} if printed else set()
        around = [page_address(plan_id, each, cited if each in marked else None) for each in (page - 1, page + 1)]
        return {
            **about(searcher, plan_named(searcher, plan_id), ""),
            "page": page,
            "sheet": sheet,
            "quote": quote,
            "marks": printed.on(page) if printed else (),
            "others": [(each, page_address(plan_id, each, cited)) for each in sorted(marked - {page})],
            "image": image_address(plan_id, page),
            "before": around[0],
            "after": around[1],
            "text_link": reader_link(plan_id, *cited) if cited else plan_address(plan_id),
        }


def _asked(request: Request) -> _Asked:
    numbers = [asked_number(request.query_params.get(name)) for name in ("start", "end")]
    start, end = numbers
    span = (start, end) if start is not None and end is not None else None
    return request.path_params["plan_id"], int(request.path_params["page"]), span
