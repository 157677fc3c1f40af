"""The addresses of the library."""

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
from index.errors import UnknownPlan
from search.live import Made
from search.searcher import Searcher
from search.source_check import check_source

from ..api.problems import trouble
from ..documents.records import record_type
from ..site import Site
from ..source_line import credit, web_address
from .addresses import plan_address, records_address
from .reader.book import Book, read_book
from .reader.view import Place, view_of
from .records import paged, table_of, tabs_of
from .shelf import Row, Wish, how_read, row_of, rows_of, shelf_of

_KEPT: Final = 4  # plans that were cut into parts (arbitrary: each page of a plan asks for it again)
_LONGEST: Final = 100  # characters of a name in an address


def add_library(site: Site) -> None:
    """Add the list of plans, the reader, and the tables of records."""
    library = Library(site)
    for path, handler in (
        ("/library", library.shelf),
        ("/library/plan/{plan_id:path}", library.reader),
        ("/library/records/{kind}/{plan_id:path}", library.records),
    ):
        site.app.add_route(path, handler, ["GET"], include_in_schema=False)


class Library:
    """What the pages share: the rows of the list and the plans that were read last."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._rows = Made(_rows)
        self._lock = Lock()
        self._books: OrderedDict[tuple[object, str], Book] = OrderedDict()

    async def shelf(self, request: Request) -> Response:
        """Every plan, or those that the address chooses."""
        asked = request.query_params
        names = {name: asked.get(name, "")[:_LONGEST] for name in ("prefecture", "city", "kind", "order")}
        wish = Wish(**names, page=_number(asked.get("page")) or 1)
        return await self.told(request, lambda searcher: self._shelf(searcher, wish))

    async def reader(self, request: Request) -> Response:
        """A part of a plan."""
        asked = request.query_params
        numbers = {name: _number(asked.get(name)) for name in ("start", "end")}
        place = Place(_number(asked.get("part")) or 1, asked.get("passage", ""), **numbers)
        return await self.told(request, partial(self._reader, request.path_params["plan_id"], place))

    async def records(self, request: Request) -> Response:
        """The records of one kind."""
        known = {each.value for each in RecordKind}
        kind, plan_id = request.path_params["kind"], request.path_params["plan_id"]
        if kind not in known:
            return self._site.page(request, "library/trouble.html", 404, sentence="ありません。")
        page = _number(request.query_params.get("page")) or 1
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
            while len(self._books) > _KEPT:
                self._books.popitem(last=False)
        return book

    def _shelf(self, searcher: Searcher, wish: Wish) -> tuple[str, dict[str, Any]]:
        return "library/shelf.html", {"wish": wish, "shelf": shelf_of(self._rows.of(searcher), wish)}

    def _reader(self, plan_id: str, place: Place, searcher: Searcher) -> tuple[str, dict[str, Any]]:
        plan = plan_named(searcher, plan_id)
        view = view_of(self.book(searcher, plan), place)
        return "library/reader.html", {**about(searcher, plan, ""), "view": view}

    def _records(self, plan_id: str, kind: RecordKind, page: int, searcher: Searcher) -> tuple[str, dict[str, Any]]:
        plan = plan_named(searcher, plan_id)
        found = searcher.index.records.of(record_type(kind).record, plan.id)
        some, page, last = paged(len(found), page)
        check_source(found[some], searcher.index.catalog)
        table = table_of(kind, found[some], len(found), page, last)
        pages = [(number, records_address(kind, plan.id, number)) for number in range(1, last + 1)]
        return "library/records.html", {**about(searcher, plan, kind), "table": table, "record_pages": pages}


def plan_named(searcher: Searcher, plan_id: str) -> PlanEntry:
    """The plan. Raises: UnknownPlan."""
    plan = searcher.index.catalog.plan_by_id.get(plan_id)
    if plan is None:
        raise UnknownPlan(plan_id)
    return plan


def about(searcher: Searcher, plan: PlanEntry, here: str) -> dict[str, Any]:
    """What every page of a plan says of it."""
    records = searcher.index.records
    read = records.readability_of(plan.id)
    row: Row = row_of(plan, read, date.today())
    return {
        "row": row,
        "read": how_read(read),
        "notes": read.notes if read else (),
        "credit": credit(plan),
        "origin": web_address(plan.url),
        "tabs": tabs_of(plan.id, records.counts(plan.id), here),
        "text_address": plan_address(plan.id),
        "tab": here,
    }


def _rows(searcher: Searcher) -> tuple[Row, ...]:
    index = searcher.index
    return rows_of(index.catalog.plans, index.records.readability(), date.today())


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else None
