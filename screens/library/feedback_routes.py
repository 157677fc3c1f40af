"""/feedback: a form, and what is sent with it is kept where staff want it; elsewhere the address is not there."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..frame import Site
from .feedback import is_wanted, keep_feedback, read_feedback

_FIELDS_MAX: Final = 10


def add_feedback(site: Site, folder: Path) -> None:
    """Add the form, and the address that it or another page's form is sent to, with a token of ``site``."""

    async def form_page(request: Request) -> Response:
        return site.page(request, "library/feedback-form.html") if is_wanted(folder) else _nowhere()

    async def feedback(request: Request) -> Response:
        if not is_wanted(folder):
            return _nowhere()
        form = await request.form(max_files=0, max_fields=_FIELDS_MAX)
        said = {name: value for name, value in form.items() if isinstance(value, str)}
        told = partial(site.page, request, "library/feedback.html")
        if not site.is_ours(request, said.get("token", "")):
            return told(403, heading="受け取れませんでした", sentence="時間がたったため、受け取りませんでした。")
        try:
            kept = await site.jobs.question(partial(keep_feedback, folder, read_feedback(said, date.today())))
        except OSError:
            kept = False
        if not kept:
            return told(503, heading="受け取れませんでした", sentence="いまは受け取れません。")
        return told(
            heading="ありがとうございました", sentence="役に立たなかったことを受け取りました。見直しに使います。"
        )

    site.app.add_route("/feedback", feedback, ["POST"], include_in_schema=False)
    site.app.add_route("/feedback", form_page, ["GET"], include_in_schema=False)


def _nowhere() -> Response:
    return PlainTextResponse("ありません。\n", 404)
