"""The addresses of the library."""

import os
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Lock
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from corpus.records.record_types import RecordKind
from index.catalog import PlanEntry
from search.live import Made
from search.searcher import Searcher
from search.source_check import check_source

from ..api.problems import trouble
from ..documents.records import record_type
from ..frame import Site
from .addresses import page_address, records_address
from .admin.routes import add_admin
from .plan_page import about, asked_number, plan_named
from .reader.book import Book, read_book
from .reader.view import Place, view_of
from .records import paged, table_of
from .sheet_routes import SheetRoutes
from .sheets import Sheets
from .shelf import Row, Wish, rows_of, shelf_of

_BOOKS: Final = 4  # plans that were cut into parts (arbitrary: each page of a plan asks for it again)
_LONGEST: Final = 100  # characters of a name in an address


def add_library(site: Site) -> None:
    """Add the list of plans, the reader, the tables of records, and what staff do behind $FUKUSHI_ADMIN_PASSWORD."""
    folder = site.live.get().index.folder
    sheets = Sheets(folder)
    password = os.environ.get("FUKUSHI_ADMIN_PASSWORD")
    library, pages = Library(site, sheets, has_admin=bool(password)), SheetRoutes(site, sheets)
    for path, handler in (
        ("/library", library.shelf),
        ("/library/plan/{plan_id:path}", library.reader),
        ("/library/records/{kind}/{plan_id:path}", library.records),
        ("/library/page/{page:int}/{plan_id:path}", pages.page),
        ("/library/image/{page:int}/{plan_id:path}", pages.image),
    ):
        site.app.add_route(path, handler, ["GET"], include_in_schema=False)
    add_admin(site, folder, password)


class Library:
    """What the pages share: the rows of the list and the plans that were read last."""

    def __init__(self, site: Site, sheets: Sheets, *, has_admin: bool) -> None:
        self._site = site
        self._has_admin = has_admin
        self._sheets = sheets
        self._rows = Made(_rows)
        self._lock = Lock()
        self._books: OrderedDict[tuple[object, str], Book] = OrderedDict()

    async def shelf(self, request: Request) -> Response:
        """Every plan, or those that the address chooses."""
        asked = request.query_params
        names = {name: asked.get(name, "")[:_LONGEST] for name in ("prefecture", "city", "kind", "order")}
        wish = Wish(**names, page=asked_number(asked.get("page")) or 1)
        return await self.told(request, lambda searcher: self._shelf(searcher, wish))

    async def reader(self, request: Request) -> Response:
        """A part of a plan."""
        asked = request.query_params
        numbers = {name: asked_number(asked.get(name)) for name in ("start", "end")}
        place = Place(asked_number(asked.get("part")) or 1, asked.get("passage", ""), **numbers)
        return await self.told(request, partial(self._reader, request.path_params["plan_id"], place))

    async def records(self, request: Request) -> Response:
        """The records of one kind."""
        known = {each.value for each in RecordKind}
        kind, plan_id = request.path_params["kind"], request.path_params["plan_id"]
        if kind not in known:
            return self._site.page(request, "library/trouble.html", 404, sentence="ありません。")
        page = asked_number(request.query_params.get("page")) or 1
        return await self.told(request, partial(self._records, plan_id, RecordKind(kind), page))

    async def told(self, request: Request, make: Callable[[Searcher], tuple[str, dict[str, Any]]]) -> Response:
        """The page that ``make`` has the template and the values of; or the sentence on what went wrong."""
        try:
            template, values = await self._site.jobs.question(partial(self._site.live.use, make))
        except Exception as error:
            told = trouble(error)
            return self._site.page(request, "library/trouble.html", told.status, sentence=told.sentence)
        return self._site.page(request, template, **values)

    def book(self, searcher: Searcher, plan: PlanEntry) -> Book:
        """The plan cut into parts; the last few are kept. Raises: Altered."""
        key = (searcher.index.generation, plan.id)
        with self._lock:
            book = self._books.get(key) or read_book(searcher.index.catalog, plan)
            self._books[key] = book
            self._books.move_to_end(key)
            while len(self._books) > _BOOKS:
                self._books.popitem(last=False)
        return book

    def _shelf(self, searcher: Searcher, wish: Wish) -> tuple[str, dict[str, Any]]:
        shelf = shelf_of(self._rows.of(searcher), wish)
        return "library/shelf.html", {"wish": wish, "shelf": shelf, "has_admin": self._has_admin}

    def _reader(self, plan_id: str, place: Place, searcher: Searcher) -> tuple[str, dict[str, Any]]:
        plan = plan_named(searcher, plan_id)
        view = view_of(self.book(searcher, plan), place)
        shown = self._sheets.file_of(plan.id) is not None
        page_of = partial(page_address, plan.id) if shown else None
        return "library/reader.html", {**about(searcher, plan, ""), "view": view, "page_of": page_of}

    def _records(self, plan_id: str, kind: RecordKind, page: int, searcher: Searcher) -> tuple[str, dict[str, Any]]:
        plan = plan_named(searcher, plan_id)
        found = searcher.index.records.of(record_type(kind).record, plan.id)
        some, page, last = paged(len(found), page)
        check_source(found[some], searcher.index.catalog)
        table = table_of(kind, found[some], len(found), page, last)
        pages = [(number, records_address(kind, plan.id, number)) for number in range(1, last + 1)]
        return "library/records.html", {**about(searcher, plan, kind), "table": table, "record_pages": pages}


def _rows(searcher: Searcher) -> tuple[Row, ...]:
    index = searcher.index
    return rows_of(index.catalog.plans, index.records.readability(), date.today())
