"""The addresses of the library's pages; an id is one encoded piece, whatever it holds."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

LIBRARY: Final = "/library"
CITED: Final = "cited"  # the place of the first marked word on a page


def reader_link(plan_id: str, start: int, end: int) -> str:
    """Where ``text[start:end]`` of a plan is read, marked and in view."""
    return f"{plan_address(plan_id)}?{urlencode({'start': start, 'end': end})}#{CITED}"


def passage_link(plan_id: str, passage_id: str) -> str:
    """Where a passage is read, marked and in view."""
    return f"{plan_address(plan_id)}?{urlencode({'passage': passage_id})}#{CITED}"


def plan_address(plan_id: str, part: int = 1, anchor: str = "") -> str:
    """A part (from 1) of a plan in the reader."""
    query = f"?part={part}" if part > 1 else ""
    return f"{LIBRARY}/plan/{_piece(plan_id)}{query}{'#' + anchor if anchor else ''}"


def records_address(kind: str, plan_id: str, page: int = 1) -> str:
    """The records of one kind of a plan."""
    return f"{LIBRARY}/records/{kind}/{_piece(plan_id)}{f'?page={page}' if page > 1 else ''}"


def page_address(plan_id: str, page: int, cited: tuple[int, int] | None = None) -> str:
    """A page (from 1) of a plan's file as it looks, with the cited span of its text marked."""
    marks = f"?{urlencode({'start': cited[0], 'end': cited[1]})}#{CITED}" if cited else ""
    return f"{LIBRARY}/page/{page}/{_piece(plan_id)}{marks}"


def image_address(plan_id: str, page: int) -> str:
    """The picture of a page."""
    return f"{LIBRARY}/image/{page}/{_piece(plan_id)}"


def list_address(query: Mapping[str, str]) -> str:
    """The list, with what of ``query`` is not empty."""
    chosen = {name: value for name, value in query.items() if value}
    return f"{LIBRARY}?{urlencode(chosen)}" if chosen else LIBRARY


def _piece(plan_id: str) -> str:
    return quote(plan_id, safe="", errors="replace")
