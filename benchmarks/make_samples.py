"""Makes the sample plans that are HTML, DOCX and PDF from their text: ``python -m benchmarks.make_samples``.

So the first run, and every test over the samples, goes through the readers of real files. Text: ``corpus/samples_text``.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from corpus.outline.lines import Role, classify
from corpus.outline.tree import cells_of
from corpus.text.markup import read_markup

_TEXTS: Final = Path(__file__).parents[1] / "corpus" / "samples_text"
_SAMPLES: Final = Path(__file__).parents[1] / "corpus" / "samples"
_FONT: Final = "HeiseiKakuGo-W5"  # every viewer of Japanese has it or a stand-in, so it is not embedded
Row = list[str]
Part = tuple[str, int, list[Row]]  # text, heading level or 0, rows of a table or none


def parts_of(text: str) -> list[Part]:
    """The headings, paragraphs and tables of a sample's text, in order."""
    document = read_markup(text)
    lines = classify(document)
    ranks = sorted({line.rank for line in lines if line.rank is not None})
    parts: list[Part] = []
    for is_row, group in groupby(lines, key=lambda line: line.role is Role.ROW):
        members = list(group)
        verbatim = [document.text[line.start : line.end] for line in members]
        if is_row:
            parts += [("", 0, rows) for rows in _tables(verbatim)]
        else:
            parts += [
                (part, min(ranks.index(line.rank) + 1, 6) if line.rank is not None else 0, [])
                for line, part in zip(members, verbatim, strict=True)
            ]
    return parts


def _tables(rows: list[str]) -> Iterator[list[Row]]:
    """Rows of one width are one table."""
    for _, group in groupby((cells_of(row) for row in rows), key=len):
        yield list(group)


def write_html(parts: list[Part], title: str, path: Path) -> None:
    """A page with the navigation and the footer that a city's page has around its text."""
    body = "\n".join(_html(part) for part in parts)
    path.write_text(
        f'<!doctype html>\n<html lang="ja">\n<head><meta charset="utf-8"><title>{escape(title)}</title></head>\n<body>\n'
        '<header><nav><ul><li><a href="#main">本文へ</a></li><li><a href="/">トップページ</a></li></ul></nav></header>\n'
        f'<main id="main">\n{body}\n</main>\n<footer><p>このページの先頭へ戻る</p></footer>\n</body>\n</html>\n',
        encoding="utf-8",
    )


def _html(part: Part) -> str:
    text, level, rows = part
    if rows:
        lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
        return f"<table>\n{lines}</table>"
    return f"<h{level}>{escape(text)}</h{level}>" if level else f"<p>{escape(text)}</p>"


def write_docx(parts: list[Part], path: Path) -> None:
    """A Word document with heading styles and tables."""
    document = docx.Document()
    for text, level, rows in parts:
        if rows:
            table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
            for row in rows:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
            document.add_paragraph()
        elif level:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    document.save(str(path))


def write_pdf(parts: list[Part], title: str, path: Path) -> None:
    """A4 pages with a running head, printed page numbers and ruled tables."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    body = ParagraphStyle("body", fontName=_FONT, fontSize=10.5, leading=17, wordWrap="CJK", spaceAfter=7)
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=13, spaceAfter=0)
    flow: list[Flowable] = []
    for text, level, rows in parts:
        if rows:
            cells = [[Paragraph(escape(value), cell) for value in row] for row in rows]
            ruled = Table(cells, repeatRows=0, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
            flow += [ruled, Spacer(1, 9)]
        else:
            size = max(11, 17 - 2 * level) if level else 10.5
            style = ParagraphStyle(
                "part", parent=body, fontSize=size, leading=size * 1.6, spaceBefore=6 if level else 0
            )
            flow.append(Paragraph(escape(text), style))

    def furniture(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.setFont(_FONT, 8)
        canvas.drawString(20 * mm, 285 * mm, title)
        canvas.drawCentredString(105 * mm, 10 * mm, f"- {page.page} -")

    SimpleDocTemplate(str(path), pagesize=A4, title=title, invariant=1).build(flow, furniture, furniture)


def main() -> None:
    """Write the three files."""
    for name, ending in (
        ("hinodani-sogokeikaku", ".html"),
        ("kazahaya-shougai", ".docx"),
        ("tsukimori-kodomo", ".pdf"),
    ):
        text = (_TEXTS / f"{name}.txt").read_text(encoding="utf-8")
        parts, title, path = parts_of(text), text.strip().split("\n")[0], _SAMPLES / f"{name}{ending}"
        if ending == ".html":
            write_html(parts, title, path)
        elif ending == ".docx":
            write_docx(parts, path)
        else:
            write_pdf(parts, title, path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
