"""The addresses behind the password: signing in, adding and removing documents, building, switching feedback on."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from index.errors import CannotRebuild
from index.inputs.known import given_of
from search.searcher import Searcher

from ...frame import Site
from ...frame.pages import client_of
from ..addresses import plan_address
from ..feedback import count_feedback, is_wanted, want
from .added import Refused, Upload, keep, kept_in, remove
from .desk_routes import DeskRoutes
from .guard import ADMIN, Guard, NotOurs, field, nowhere
from .rebuilding import Rebuilding
from .sessions import Sessions

_WRONG = "パスワードが違います。"
_OFTEN = "試した回数が多すぎます。15 分ほど待ってから、もう一度お試しください。"


def add_admin(site: Site, folder: Path, password: str | None) -> None:
    """Add the pages; each answers 404 where there is no password."""
    guard = Guard(site, Sessions(password))
    rebuilding = Rebuilding(folder)
    admin, desks = Admin(site, guard, folder, rebuilding), DeskRoutes(site, guard, folder, rebuilding)
    known = guard.known
    for path, handler, method in (
        (ADMIN, known(admin.overview), "GET"),
        (f"{ADMIN}/sign-in", admin.sign_in_form, "GET"),
        (f"{ADMIN}/sign-in", admin.sign_in, "POST"),
        (f"{ADMIN}/sign-out", known(admin.sign_out), "POST"),
        (f"{ADMIN}/upload", known(admin.upload), "POST"),
        (f"{ADMIN}/remove", known(admin.remove), "POST"),
        (f"{ADMIN}/settings", known(admin.settings), "POST"),
        (f"{ADMIN}/build", known(admin.progress), "GET"),
        (f"{ADMIN}/build", known(admin.build), "POST"),
        (f"{ADMIN}/progress", known(admin.progress_json), "GET"),
        (f"{ADMIN}/desks", known(desks.table), "GET"),
        (f"{ADMIN}/desks", known(desks.change), "POST"),
    ):
        site.app.add_route(path, handler, [method], include_in_schema=False)


class Admin:
    """What staff see first, and the forms on it."""

    def __init__(self, site: Site, guard: Guard, folder: Path, rebuilding: Rebuilding) -> None:
        self._site = site
        self._guard = guard
        self._folder = folder
        self._rebuilding = rebuilding

    async def sign_in_form(self, request: Request) -> Response:
        """The form with the password."""
        return self._form(request, 200, "") if self._guard.sessions.is_on else nowhere()

    async def sign_in(self, request: Request) -> Response:
        """Whoever has the password goes on."""
        if not self._guard.sessions.is_on:
            return nowhere()
        try:
            form = await self._guard.form(request)
        except NotOurs as error:
            return self._form(request, 403, str(error))
        if not self._guard.sessions.may_try(client_of(request)):
            return self._form(request, 429, _OFTEN)
        if not self._guard.sessions.is_right(field(form, "password")):
            return self._form(request, 403, _WRONG)
        response = RedirectResponse(ADMIN, 303)
        self._guard.sign_in(request, response)
        return response

    async def sign_out(self, request: Request) -> Response:
        """Nobody goes on from this browser."""
        await self._guard.form(request)
        response = RedirectResponse("/library", 303)
        self._guard.sign_out(request, response)
        return response

    async def overview(self, request: Request) -> Response:
        """What was added, and what can be done."""
        return await self._site.jobs.question(partial(self._overview, request, 200, ()))

    async def upload(self, request: Request) -> Response:
        """Keep the files and begin to build."""
        given_of(self._folder)
        form = await self._guard.form(request)
        sent = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
        files = [Upload(each.filename or "", await each.read()) for each in sent]
        refused = await self._site.jobs.heavy(partial(self._keep, files))
        if len(refused) < len(files):
            self._rebuilding.start()
            if not refused:
                return RedirectResponse(f"{ADMIN}/build", 303)
        told = refused or ("ファイルを選んでください。",)
        return await self._site.jobs.question(partial(self._overview, request, 422, told))

    async def remove(self, request: Request) -> Response:
        """Remove an added file; it is gone from the index with the next build."""
        form = await self._guard.form(request)
        await self._site.jobs.question(partial(remove, self._folder, field(form, "file")))
        return RedirectResponse(ADMIN, 303)

    async def settings(self, request: Request) -> Response:
        """Switch feedback on or off."""
        form = await self._guard.form(request)
        await self._site.jobs.question(partial(want, self._folder, field(form, "feedback") == "on"))
        return RedirectResponse(ADMIN, 303)

    async def build(self, request: Request) -> Response:
        """Begin to build."""
        await self._guard.form(request)
        self._rebuilding.start()
        return RedirectResponse(f"{ADMIN}/build", 303)

    async def progress(self, request: Request) -> Response:
        """How the build goes on; a page that loads itself anew."""
        return self._site.page(request, "library/admin-build.html", progress=self._rebuilding.now())

    async def progress_json(self, request: Request) -> Response:
        """The same for the script of that page."""
        now = self._rebuilding.now()
        document = {"running": now.running, "stage": now.stage, "documents": now.documents, "seconds": int(now.seconds)}
        return JSONResponse(document, headers={"cache-control": "no-store"})

    def _keep(self, files: list[Upload]) -> tuple[str, ...]:
        refused = []
        for each in files:
            try:
                keep(self._folder, each, date.today())
            except Refused as error:
                refused.append(str(error))
        return tuple(refused)

    def _overview(self, request: Request, status: int, refused: tuple[str, ...]) -> Response:
        try:
            given_of(self._folder)
            cannot = ""
        except CannotRebuild as error:
            cannot = str(error)
        return self._site.page(
            request,
            "library/admin.html",
            status,
            files=self._site.live.use(self._files),
            problems=self._site.live.use(lambda searcher: searcher.index.catalog.problems()),
            refused=refused,
            cannot=cannot,
            progress=self._rebuilding.now(),
            feedback=is_wanted(self._folder),
            feedback_count=count_feedback(self._folder),
        )

    def _files(self, searcher: Searcher) -> list[dict[str, Any]]:
        plans = searcher.index.catalog.plan_by_id
        return [
            {
                "file": each.file,
                "name": each.name,
                "size": f"{max(each.size / 1e6, 0.1):,.1f} MB",
                "title": plans[each.plan_id].title or "" if each.plan_id in plans else "",
                "address": plan_address(each.plan_id) if each.plan_id in plans else "",
            }
            for each in kept_in(self._folder)
        ]

    def _form(self, request: Request, status: int, sentence: str) -> Response:
        return self._site.page(request, "library/admin-sign-in.html", status, sentence=sentence)
