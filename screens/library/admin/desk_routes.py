"""The addresses of the desk table: one page with its rows and a form for one of them."""

from datetime import date
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...frame import Site
from .desk_table import (
    CHECKED,
    COLUMNS,
    BadRow,
    Cells,
    DeskRow,
    cleaned,
    problems_of,
    read_rows,
    with_row,
    write_rows,
)
from .guard import ADMIN, Guard, field
from .rebuilding import Rebuilding

_DESKS = f"{ADMIN}/desks"


class DeskRoutes:
    """Shows the table and changes a row of it."""

    def __init__(self, site: Site, guard: Guard, folder: Path, rebuilding: Rebuilding) -> None:
        self._site = site
        self._guard = guard
        self._folder = folder
        self._rebuilding = rebuilding

    async def table(self, request: Request) -> Response:
        """The rows; ``?row=`` the key of the one that is to be changed."""
        key = request.query_params.get("row", "")
        return await self._site.jobs.question(partial(self._page, request, 200, key, None, ""))

    async def change(self, request: Request) -> Response:
        """Save, date or delete a row."""
        form = await self._guard.form(request)
        key, todo = field(form, "key"), field(form, "todo")
        written = {name: field(form, name) for name in COLUMNS}
        try:
            await self._site.jobs.question(partial(self._change, key, todo, written))
        except BadRow as error:
            return await self._site.jobs.question(partial(self._page, request, 422, key, written, str(error)))
        return RedirectResponse(_DESKS, 303)

    def _change(self, key: str, todo: str, written: Cells) -> None:
        rows = read_rows(self._folder)
        today = date.today()
        if todo == "save":
            rows = with_row(rows, key, cleaned(written, today))
        elif todo == "delete" and key:
            rows = with_row(rows, key, None)
        elif todo == "checked" and key:
            before = next((row for row in rows if row.key == key), None)
            dated = {**before.cells, CHECKED: today.isoformat()} if before else {}
            rows = with_row(rows, key, DeskRow(dated))
        else:
            raise BadRow("何をするのか分かりませんでした。もう一度お試しください。")
        write_rows(self._folder, rows)

    def _page(self, request: Request, status: int, key: str, written: Cells | None, wrong: str) -> Response:
        rows = read_rows(self._folder)
        chosen = next((row for row in rows if key and row.key == key), None)
        return self._site.page(
            request,
            "library/admin-desks.html",
            status,
            rows=rows,
            columns=COLUMNS,
            key=key if chosen else "",
            cells=written or (chosen.cells if chosen else dict.fromkeys(COLUMNS, "")),
            wrong=wrong,
            problems=problems_of(self._folder),
            today=date.today().isoformat(),
            progress=self._rebuilding.now(),
        )
