"""How officials cite a plan: 鎌倉市『…計画』(令和3年3月)、12ページ."""

import re
from typing import Final
from urllib.parse import quote, urlencode

from index.catalog import PlanEntry
from search.measures.shelf import Spot
from search.report.items import municipality

# The first month of each era, as officials write dates; the first year is 元年.
_ERAS: Final = (("令和", 2019, 5), ("平成", 1989, 1), ("昭和", 1926, 12))
_MONTH: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-\d{1,2})?")
_SETTLED: Final = ("確定", "改定")  # goes without saying, or stands in the title


def citation(plan: PlanEntry, spot: Spot) -> str:
    """A plan and a place in it in one line. What is not known is left out."""
    title = plan.title or plan.file
    draft = f"({plan.status})" if plan.status and plan.status not in _SETTLED and plan.status not in title else ""
    issued = month(plan.published)
    page = page_of(spot)
    return f"{municipality(plan)}『{title}{draft}』{f'({issued})' if issued else ''}{f'、{page}' if page else ''}"


def reader_of(plan: PlanEntry, spot: Spot) -> str:
    """Where the place is read in its plan, marked and in view: an address of the library."""
    cited = urlencode({"start": spot.start, "end": spot.end})
    return f"/library/plan/{quote(plan.id, safe='', errors='replace')}?{cited}#cited"


def page_of(spot: Spot) -> str:
    """12ページ, or ファイルの12ページ where none is printed; "" for a document without pages."""
    if spot.page is None:
        return ""
    return f"{spot.page}ページ" if spot.printed else f"ファイルの{spot.page}ページ"


def place_of(spot: Spot) -> str:
    """The page; of a document without pages its lines."""
    lines = f"{spot.line_start}行目" if spot.line_start == spot.line_end else f"{spot.line_start}~{spot.line_end}行目"
    return page_of(spot) or lines


def month(published: str | None) -> str:
    """2021-03 -> 令和3年3月; 2021 -> 令和3年; what is no date of ours stays as it is."""
    if not published or (match := _MONTH.fullmatch(published)) is None:
        return published or ""
    year, number = int(match[1]), int(match[2]) if match[2] else None
    for era, first, since in _ERAS:
        if (year, number or 12) >= (first, since):
            count = year - first + 1
            return f"{era}{'元' if count == 1 else count}年" + (f"{number}月" if number else "")
    return published
