"""Text of plans as HTML, its marked stretches marked. It is data: everything is escaped, nothing in it is ever a tag."""

from collections.abc import Sequence
from html import escape

from .source_line import web_address

Marks = Sequence[tuple[int, int]]


def link_html(url: str | None) -> str:
    """A link to the document a text was taken from, behind a blank; "" where it is not on the web."""
    address = web_address(url)
    return f' <a href="{escape(address)}" rel="noreferrer noopener">元の文書</a>' if address else ""


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


def _row(text: str, start: int, end: int, marks: Marks) -> str:
    cells = []
    for cell in text[start:end].split("\t"):
        cells.append(f"<td>{_marked(text, start, start + len(cell), marks)}</td>")
        start += len(cell) + 1
    return f"<tr>{''.join(cells)}</tr>"


def _table(rows: Sequence[str]) -> list[str]:
    return (
        [f'<div class="fk-table" tabindex="0" role="group" aria-label="表"><table>{"".join(rows)}</table></div>']
        if rows
        else []
    )


def _marked(text: str, start: int, end: int, marks: Marks) -> str:
    parts: list[str] = []
    for left, right in marks:
        left, right = max(left, start), min(right, end)
        if left < right:
            parts += [escape(text[start:left]), "<mark>", escape(text[left:right]), "</mark>"]
            start = right
    return "".join([*parts, escape(text[start:end])])
