"""Where something stands, as a resident can use it: whose plan, of which years, on which page; and the words themselves."""

from collections.abc import Sequence
from html import escape
from typing import Final

from corpus.passage import Passage
from index.catalog import PlanEntry

from ..source_line import credit, period, web_address

_SETTLED: Final = "確定"  # goes without saying


def plan_source(plan: PlanEntry, passage: Passage | None = None) -> str:
    """汐見原市「地域福祉計画」(案)2024~2029年度 12ページ, with a link to the document where it is on the web."""
    title = plan.title or plan.file
    page = _where(passage) if passage else ""
    parts = (
        f"{plan.municipality or '市区町村不明'}「{title}」{f'({plan.status})' if plan.status not in (None, _SETTLED) else ''}",
        period(plan), f"{plan.published}公表" if plan.published else "", page, credit(plan),
    )  # fmt: skip
    said = escape(" ".join(part for part in parts if part))
    url = web_address((passage.url if passage else None) or plan.url)
    return said + (
        f' <a href="{escape(url)}" rel="noreferrer noopener">「{escape(title)}」の元の文書</a>' if url else ""
    )


def _where(passage: Passage) -> str:
    if passage.printed_page is not None:
        return f"{passage.printed_page}ページ"
    return f"ファイルの{passage.page}ページ" if passage.page is not None else ""


def quote_html(text: str, header: Sequence[str] = ()) -> str:
    """Verbatim text: its lines, and its rows with tabs as a table, whose columns are headed where it is known by what."""
    parts: list[str] = []
    rows: list[list[str]] = []
    for line in text.split("\n"):
        if "\t" in line.strip():
            rows.append(line.split("\t"))
            continue
        parts += _table(rows, header)
        rows = []
        if line.strip():
            parts.append(f"<p>{escape(line)}</p>")
    return "".join([*parts, *_table(rows, header)])


def _table(rows: Sequence[Sequence[str]], header: Sequence[str]) -> list[str]:
    if not rows:
        return []
    fits = header and all(len(row) == len(header) for row in rows)
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    head = f"<thead><tr>{cells}</tr></thead>" if fits else ""
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    return [
        f'<div class="wide" tabindex="0" role="group" aria-label="計画の表"><table>{head}<tbody>{body}</tbody></table></div>'
    ]


def _row(cells: Sequence[str]) -> str:
    """A row; the first cell that says anything says what the row is of."""
    first = next((place for place, cell in enumerate(cells) if cell.strip()), -1)
    return "".join(
        f'<th scope="row">{escape(cell)}</th>' if place == first else f"<td>{escape(cell)}</td>"
        for place, cell in enumerate(cells)
    )
