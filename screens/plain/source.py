"""Where something stands, as a resident can use it: whose plan, of which years, on which page; and the words themselves."""

from collections.abc import Sequence
from html import escape
from typing import Final

from corpus.passage import Passage
from index.catalog import PlanEntry

from ..library.addresses import reader_link
from ..source_line import credit, period, scan_mark, web_address
from ..wording import JA, Words, said

_SETTLED: Final = "確定"  # goes without saying


def plan_source(plan: PlanEntry, passage: Passage | None = None, words: Words = JA) -> str:
    """汐見原市「地域福祉計画」(案)2024~2029年度 12ページ, with a link to the document where it is on the web."""
    title = plan.title or plan.file
    page = _where(passage, words) if passage else ""
    named = f"{plan.municipality or words('source.unknown_city')}「{title}」"
    parts = (
        f"{named}{f'({plan.status})' if plan.status not in (None, _SETTLED) else ''}",
        period(plan), words("source.published", month=plan.published) if plan.published else "", page,
        scan_mark(passage.ocr) if passage else "", credit(plan),
    )  # fmt: skip
    said = in_japanese(" ".join(part for part in parts if part), words)
    url = web_address((passage.url if passage else None) or plan.url)
    link = words("source.document", plan=f"{named}{page}")
    return said + (f' <a href="{escape(url)}" rel="noreferrer noopener">{escape(link)}</a>' if url else "")


def in_japanese(text: str, words: Words) -> str:
    """Escaped, and marked as Japanese where the page is not."""
    return escape(text) if words.is_japanese else f'<span lang="ja">{escape(text)}</span>'


def said_html(text: str, words: Words) -> str:
    """What the reply says of itself, in the page's language; what of it is not is marked as Japanese."""
    return "".join(
        in_japanese(each.text, words) if each.is_japanese else escape(each.text) for each in said(text, words)
    )


def reader_html(plan: PlanEntry, start: int, end: int, name: str) -> str:
    """A link to where ``plan.text[start:end]`` is read among the plan's other words."""
    return f'<a href="{escape(reader_link(plan.id, start, end))}">{escape(name)}</a>'


def _where(passage: Passage, words: Words) -> str:
    if passage.printed_page is not None:
        return words("source.page", page=passage.printed_page)
    return words("source.file_page", page=passage.page) if passage.page is not None else ""


def quote_html(text: str, header: Sequence[str] = (), words: Words = JA) -> str:
    """Verbatim text: its lines, and its rows with tabs as a table, whose columns are headed where it is known by what."""
    parts: list[str] = []
    rows: list[list[str]] = []
    for line in text.split("\n"):
        if "\t" in line.strip():
            rows.append(line.split("\t"))
            continue
        parts += _table(rows, header, words)
        rows = []
        if line.strip():
            parts.append(f"<p>{escape(line)}</p>")
    return "".join([*parts, *_table(rows, header, words)])


def _table(rows: Sequence[Sequence[str]], header: Sequence[str], words: Words) -> list[str]:
    if not rows:
        return []
    fits = header and all(len(row) == len(header) for row in rows)
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    head = f"<thead><tr>{cells}</tr></thead>" if fits else ""
    name = escape(words("reply.table"))
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    return [
        f'<div class="wide" tabindex="0" role="group" aria-label="{name}"><table>{head}<tbody>{body}</tbody></table></div>'
    ]


def _row(cells: Sequence[str]) -> str:
    """A row; the first cell that says anything says what the row is of."""
    first = next((place for place, cell in enumerate(cells) if cell.strip()), -1)
    return "".join(
        f'<th scope="row">{escape(cell)}</th>' if place == first else f"<td>{escape(cell)}</td>"
        for place, cell in enumerate(cells)
    )
