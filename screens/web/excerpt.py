"""Excerpts as HTML. Text from plans is data: everything is escaped, nothing in it is ever a tag."""

from collections.abc import Mapping, Sequence
from html import escape

from index.catalog import PlanEntry
from search.context import Context
from search.results import Confidence, Reply, Result

from ..source_line import credit, period, place, scan_mark, web_address
from ..terminal.excerpts import CONFIDENCE, headline, rephrased

Marks = Sequence[tuple[int, int]]
_WHY = {
    Confidence.HIGH: "質問の言葉の多くがこの箇所にあります",
    Confidence.MEDIUM: "質問の言葉の一部があるか、意味が近い箇所です",
    Confidence.LOW: "意味が少し近いだけかもしれません",
}


def reply_html(reply: Reply, contexts: Sequence[Context]) -> str:
    """The whole list of results; ``contexts`` are the opened passages, one per result, in the same order."""
    items = "".join(result_html(result, context) for result, context in zip(reply.results, contexts, strict=True))
    words = rephrased(reply)
    return (
        f'<p class="fk-headline" role="status">{escape(headline(reply))}</p>'
        + (f'<p class="fk-rephrased">{escape(words)}</p>' if words else "")
        + f'<ol class="fk-results">{items}</ol>'
    )


def plans_html(plans: Sequence[PlanEntry], notes: Mapping[str, Sequence[str]]) -> str:
    """What can be searched, before the first question; ``notes`` say, by plan id, what could not be read of it."""
    items = "".join(
        f"<li><b>{escape(plan.municipality or '市区町村不明')}</b> {escape(plan.title or plan.file)}"
        f"{_status(plan)} <span>{escape(' '.join(filter(None, (period(plan), credit(plan)))))}</span>"
        f"{_notes(notes.get(plan.id, ()))}</li>"
        for plan in plans
    )
    return f'<section class="fk-plans"><h2>いま調べられる計画 {len(plans):,} 件</h2><ul>{items}</ul></section>'


def _notes(notes: Sequence[str]) -> str:
    return "".join(f'<p class="fk-note">{escape(note)}</p>' for note in notes)


def message_html(sentence: str) -> str:
    """A sentence in place of results."""
    return f'<p class="fk-headline fk-message" role="alert">{escape(sentence)}</p>'


def link_html(url: str | None) -> str:
    """A link to the document a text was taken from, behind a blank; "" where it is not on the web."""
    address = web_address(url)
    return f' <a href="{escape(address)}" rel="noreferrer noopener">元の文書</a>' if address else ""


def result_html(result: Result, context: Context) -> str:
    """One excerpt: its source, its heading path, the text with the question's words marked, the plan around it."""
    level = result.confidence
    return (
        f'<li class="fk-result"><header><span class="fk-rank">{result.rank}</span>'
        f'<span class="fk-plan">{_plan(result)}</span>'
        f'<span class="fk-level fk-{level.value}" title="{_WHY[level]}">関連 {CONFIDENCE[level]}</span></header>'
        f"{_path(result)}"
        f'<blockquote class="fk-text">{text_html(result.text, result.highlights)}</blockquote>'
        f'<p class="fk-source">出典: {_source(result)}</p>'
        f'<details class="fk-context"><summary>計画の中で読む(前後の行)</summary>{context_html(context)}</details></li>'
    )


def text_html(text: str, marks: Marks) -> str:
    """Verbatim text: lines as they are, rows with tabs as a table, the marked stretches in ``<mark>``."""
    parts: list[str] = []
    rows: list[str] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if "\t" in line.strip():
            rows.append(_row(text, start, end, marks))
        else:
            parts += _table(rows)
            rows = []
            if line.strip():
                parts.append(f"<p>{_marked(text, start, end, marks)}</p>")
        start = end + 1
    return "".join(parts + _table(rows))


def context_html(context: Context) -> str:
    """The passage between the lines around it, each part as it stands in the plan."""
    return (
        f'<div class="fk-around">{text_html(context.before, ())}</div>'
        f'<div class="fk-here">{text_html(context.span, ())}</div>'
        f'<div class="fk-around">{text_html(context.after, ())}</div>'
    )


def _row(text: str, start: int, end: int, marks: Marks) -> str:
    cells = []
    for cell in text[start:end].split("\t"):
        cells.append(f"<td>{_marked(text, start, start + len(cell), marks)}</td>")
        start += len(cell) + 1
    return f"<tr>{''.join(cells)}</tr>"


def _table(rows: Sequence[str]) -> list[str]:
    return [f'<div class="fk-table"><table>{"".join(rows)}</table></div>'] if rows else []


def _marked(text: str, start: int, end: int, marks: Marks) -> str:
    parts: list[str] = []
    for left, right in marks:
        left, right = max(left, start), min(right, end)
        if left < right:
            parts += [escape(text[start:left]), "<mark>", escape(text[left:right]), "</mark>"]
            start = right
    return "".join([*parts, escape(text[start:end])])


def _plan(result: Result) -> str:
    plan = result.plan
    return f"<b>{escape(plan.municipality or '市区町村不明')}</b> {escape(plan.title or plan.file)}{_status(plan)}"


def _status(plan: PlanEntry) -> str:
    return f'<span class="fk-status">{escape(plan.status)}</span>' if plan.status else ""


def _path(result: Result) -> str:
    headings = [heading for heading in result.passage.headings if heading != result.plan.title]
    return f'<p class="fk-path">{escape(" › ".join(headings))}</p>' if headings else ""


def _source(result: Result) -> str:
    plan, passage = result.plan, result.passage
    known = (
        plan.prefecture,
        plan.municipality,
        f"「{plan.title or plan.file}」",
        plan.status,
        period(plan),
        f"{plan.published}公表" if plan.published else None,
        place(passage, result.line_start, result.line_end),
        scan_mark(passage.ocr),
        credit(plan),
    )
    return escape(" ".join(part for part in known if part)) + link_html(passage.url or plan.url)
