"""What stands before each page behind the password: whether it is on, who is signed in, and whose form was sent."""

import time
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from corpus.errors import FukushiError

from ...api.problems import trouble
from ...frame import Site
from .added import FILES_MAX
from .sessions import COOKIE, LASTS, Sessions

ADMIN: Final = "/library/admin"
_FIELDS_MAX: Final = 40  # of a form
_FIELD_MAX: Final = 64 * 1024  # bytes of a field that is no file
_AGAIN: Final = "時間がたったため、受け取りませんでした。もう一度送ってください。"

Handler = Callable[[Request], Awaitable[Response]]


class Guard:
    """Lets through who is signed in; without a password nothing of this is there."""

    def __init__(self, site: Site, sessions: Sessions) -> None:
        self._site = site
        self.sessions = sessions

    def known(self, handler: Handler) -> Handler:
        """``handler`` for who is signed in; others are sent to sign in."""

        async def guarded(request: Request) -> Response:
            now = time.time()
            if not self.sessions.is_on:
                return nowhere()
            if not self.sessions.good(request.cookies.get(COOKIE, ""), now):
                return RedirectResponse(f"{ADMIN}/sign-in", 303)
            response = await self.told(request, handler)
            if COOKIE not in response.headers.get("set-cookie", ""):  # that signs out
                self.sign_in(request, response)
            return response

        return guarded

    async def told(self, request: Request, handler: Handler) -> Response:
        """What ``handler`` answers, or the sentence on what went wrong."""
        try:
            return await handler(request)
        except HTTPException:  # of a form that cannot be read, or has too much in it
            return self.trouble(request, 422, f"読み取れませんでした。ファイルは一度に {FILES_MAX} 個までです。")
        except OSError:
            return self.trouble(request, 500, "書き込めませんでした。空き容量と権限を確かめてください。")
        except FukushiError as error:
            told = trouble(error)
            return self.trouble(request, told.status, told.sentence)
        finally:
            await request.close()  # the files of its form

    def trouble(self, request: Request, status: int, sentence: str) -> Response:
        """A page with one sentence and the way back."""
        return self._site.page(request, "library/admin-trouble.html", status, sentence=sentence)

    async def form(self, request: Request) -> FormData:
        """The form that was sent. Raises: NotOurs where this server did not make it for who sends it."""
        form = await request.form(max_files=FILES_MAX, max_fields=_FIELDS_MAX, max_part_size=_FIELD_MAX)
        if not self._site.is_ours(request, field(form, "token")):
            raise NotOurs
        return form

    def sign_in(self, request: Request, response: Response) -> None:
        """Have the browser come back as somebody who is signed in."""
        self._cookie(request, response, self.sessions.made(time.time()), LASTS)

    def sign_out(self, request: Request, response: Response) -> None:
        """Have the browser forget it."""
        self._cookie(request, response, "", 0)

    def _cookie(self, request: Request, response: Response, value: str, lasts: int) -> None:
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, value, lasts, path=ADMIN, secure=secure, httponly=True, samesite="strict")


class NotOurs(FukushiError):
    """A form without a token of this server for this client."""

    def __init__(self) -> None:
        super().__init__(_AGAIN)


def nowhere() -> Response:
    """The answer where there is no password: as if nothing of this were there."""
    return PlainTextResponse("ありません。\n", 404)


def field(form: FormData, name: str) -> str:
    """A field's text; "" where there is none, or a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
