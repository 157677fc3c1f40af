"""Where an excerpt comes from, in one line a person reads."""

import re
from typing import Final

from corpus.passage import Passage
from index.catalog import PlanEntry

_ADDRESS: Final = re.compile(r"https?://[^\s/?#\\\x00-\x1f\x7f]+[^\s\x00-\x1f\x7f]*")


def source_line(plan: PlanEntry, passage: Passage, line_start: int, line_end: int) -> str:
    """市・計画名(状態)・期間・章節・頁または行・読み取りの印・著作者と利用条件."""
    title = plan.title or plan.file
    parts = [plan.municipality or "市区町村不明", f"{title}({plan.status})" if plan.status else title, period(plan)]
    parts.append(" > ".join(heading for heading in passage.headings if heading != plan.title))
    parts.append(place(passage, line_start, line_end))
    parts.append(scan_mark(passage.ocr))
    parts.append(credit(plan))
    return " ・ ".join(part for part in parts if part)


def scan_mark(ocr: float | None) -> str:
    """読み取り(OCR、確かさ 93%) for what was read off an image; "" for what the file has as text."""
    return "" if ocr is None else f"読み取り(OCR、確かさ {ocr:.0%})"


def credit(plan: PlanEntry) -> str:
    """How the publisher wants to be named and under which licence: 汐見原市(CC BY 4.0); "" where neither is known."""
    if plan.attribution and plan.licence:
        return f"{plan.attribution}({plan.licence})"
    return plan.attribution or plan.licence or ""


def period(plan: PlanEntry) -> str:
    """2023~2030年度; what is not known is left out."""
    if plan.period_start is None and plan.period_end is None:
        return ""
    start, end = plan.period_start or "", plan.period_end or ""
    return f"{start}年度" if start == end else f"{start}~{end}年度"


def place(passage: Passage, line_start: int, line_end: int) -> str:
    """The printed page where there is one, else the file's page, else its lines."""
    if passage.printed_page is not None:
        return f"{passage.printed_page}ページ"
    if passage.page is not None:
        return f"ファイルの{passage.page}ページ"
    return f"{line_start}行目" if line_start == line_end else f"{line_start}~{line_end}行目"


def web_address(url: str | None) -> str | None:
    """``url`` where a link may lead there: on the web and with a host, nothing that a browser would run or repair."""
    return url if url and _ADDRESS.fullmatch(url) else None
