"""An item of a plan with where it stands, and two items side by side."""

from collections.abc import Iterable
from html import escape

from index.catalog import PlanEntry
from search.report.items import municipality
from search.report.report import Item, Likeness, Match

from ..quoted import Marks, link_html, text_html
from ..source_line import credit, period, scan_mark
from .elements import opened

LIKENESSES = tuple(Likeness)
_STATUS = 6  # characters at the end of a title that may say its status already: …計画(素案)


def whose(plan: PlanEntry) -> str:
    """The municipality of a plan."""
    return municipality(plan) if plan.municipality else "市区町村不明"


def titled(plan: PlanEntry) -> str:
    """A plan's title with its status."""
    title = plan.title or plan.file
    return f"{title}({plan.status})" if plan.status and plan.status not in title[-_STATUS:] else title


def where(item: Item) -> str:
    """The headings above an item, its page, and whether it was read off an image."""
    headings = " › ".join(heading for heading in item.headings if heading not in (item.plan.title, item.title))
    page = f"{item.page}ページ" if item.page is not None else ""
    return " ".join(part for part in (headings, page, scan_mark(item.ocr)) if part)


def source_html(item: Item) -> str:
    """Whose plan, its title, status and period, where in it, credit, and a link where it is on the web."""
    plan = item.plan
    parts = (whose(plan), f"「{titled(plan)}」", period(plan), where(item), credit(plan))
    reader = f' <a href="{escape(item.reader)}">計画の中で読む</a>' if item.reader else ""
    return (
        f'<p class="source">出典: {escape(" ".join(part for part in parts if part))}{reader}{link_html(plan.url)}</p>'
    )


def item_html(item: Item, marks: Marks = ()) -> str:
    """An item's own words, its fields and its source."""
    text = text_html(item.text, _apart(marks, len(item.text)))
    return f"<blockquote>{text}</blockquote>{_fields_html(item)}{source_html(item)}"


def likeness_html(likeness: Likeness) -> str:
    """The class of a pair."""
    return f'<span class="like k{LIKENESSES.index(likeness)}">{likeness.value}</span>'


def pair_html(match: Match, ours: str, theirs: str) -> str:
    """Both texts side by side, the wording that they share marked in each."""
    sides = (
        (ours, match.ours, [(start, end) for start, end, _, _ in match.shared]),
        (theirs, match.theirs, [(start, end) for _, _, start, end in match.shared]),
    )
    figures = "".join(
        f"<figure><figcaption>{escape(side)}: {escape(item.title)}</figcaption>{item_html(item, marks)}</figure>"
        for side, item, marks in sides
    )
    return opened("本文を並べて読む", f'<div class="pair">{figures}</div>')


def _fields_html(item: Item) -> str:
    """The fields that are not in the text already."""
    told = [(name, text) for name, text in item.fields if text and text not in item.text]
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in told)
    return f"<dl>{rows}</dl>" if rows else ""


def _apart(marks: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Spans inside the text, in order, those that touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined
