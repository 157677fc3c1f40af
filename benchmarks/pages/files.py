"""A made-up plan as a Word, web or Excel file, and Word files set as PDF by LibreOffice where it is installed."""

import shutil
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

import docx
import openpyxl
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from .model import (
    Block,
    Cards,
    Chart,
    Columns,
    Heading,
    Items,
    MadePlan,
    PageBreak,
    Paragraph,
    Table,
    Vertical,
    placed,
    told,
)  # fmt: skip

_FONT: Final = "Noto Serif CJK JP"
_SECONDS: Final = 300  # for all files together
_SHEET: Final = 31  # characters of the title of an Excel sheet


def write_docx(plan: MadePlan, path: Path) -> None:
    """A Word file with heading styles, merged cells, furigana, sections of two columns and of vertical writing."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = _FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    for block in plan.blocks:
        _docx_block(document, block)
    document.save(str(path))


def _docx_block(document: Word, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(text, level)
        case Paragraph(text, ruby):
            _docx_paragraph(document, text, ruby)
        case Items(texts):
            for text in texts:
                document.add_paragraph(text)
        case Table():
            _docx_table(document, block)
        case Columns(left, right):
            _section(document, cols="2")
            for inner in (*left, *right):
                _docx_block(document, inner)
            _section(document)
        case Vertical(texts):
            for text in texts:
                document.add_paragraph(text)
            direction = OxmlElement("w:textDirection")
            direction.set(qn("w:val"), "tbRl")
            document.sections[-1]._sectPr.append(direction)
            document.add_section(WD_SECTION.NEW_PAGE)
            for found in document.sections[-1]._sectPr.findall(qn("w:textDirection")):
                document.sections[-1]._sectPr.remove(found)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Cards() | Chart():
            for line in told([block]):
                document.add_paragraph(line.text)


def _section(document: Word, cols: str = "1") -> None:
    section = document.add_section(WD_SECTION.CONTINUOUS)
    for found in section._sectPr.findall(qn("w:cols")):
        found.set(qn("w:num"), cols)


def _docx_paragraph(document: Word, text: str, ruby: tuple[tuple[str, str], ...]) -> None:
    paragraph = document.add_paragraph()
    while text:
        at, word, reading = min(
            ((text.find(word), word, reading) for word, reading in ruby if word in text), default=(len(text), "", "")
        )
        if at:
            paragraph.add_run(text[:at])
        if word:
            paragraph._p.append(_ruby(word, reading))
        text = text[at + len(word) :]


def _ruby(word: str, reading: str) -> BaseOxmlElement:
    run, ruby, properties = OxmlElement("w:r"), OxmlElement("w:ruby"), OxmlElement("w:rubyPr")
    for name, value in (
        ("w:rubyAlign", "center"),
        ("w:hps", "10"),
        ("w:hpsRaise", "18"),
        ("w:hpsBaseText", "21"),
        ("w:lid", "ja-JP"),
    ):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)
    ruby.append(properties)
    for name, content in (("w:rt", reading), ("w:rubyBase", word)):
        holder, inner, written = OxmlElement(name), OxmlElement("w:r"), OxmlElement("w:t")
        written.text = content
        if name == "w:rt":
            size, small = OxmlElement("w:rPr"), OxmlElement("w:sz")
            small.set(qn("w:val"), "10")
            size.append(small)
            inner.append(size)
        inner.append(written)
        holder.append(inner)
        ruby.append(holder)
    run.append(ruby)
    return run


def _docx_table(document: Word, table: Table) -> None:
    whole = Cm(15)
    made = document.add_table(len(table.rows), len(table.widths), style="Table Grid")
    for column, width in zip(made.columns, table.widths, strict=True):
        for cell in column.cells:
            cell.width = int(whole * width / sum(table.widths))
    for row, column, cell in placed(table):
        first = made.cell(row, column)
        last = made.cell(row + cell.down - 1, column + cell.across - 1)
        (first.merge(last) if first._tc is not last._tc else first).text = cell.text
    document.add_paragraph()


def write_html(plan: MadePlan, path: Path) -> None:
    """A web page with headings, paragraphs with ruby, lists and tables with spans."""
    body = "\n".join(_html_block(block) for block in plan.blocks)
    path.write_text(
        f'<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><title>{escape(plan.title)}</title></head>\n'
        f"<body><main>\n{body}\n</main></body></html>\n",
        encoding="utf-8",
    )


def _html_block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text, ruby):
            marked = escape(text)
            for word, reading in ruby:
                marked = marked.replace(word, f"<ruby>{word}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>", 1)
            return f"<p>{marked}</p>"
        case Table():
            return _html_table(block)
        case Columns(left, right):
            return "\n".join(_html_block(inner) for inner in (*left, *right))
        case _:
            return "\n".join(f"<p>{escape(line.text)}</p>" for line in told([block]))


def _html_table(table: Table) -> str:
    rows = []
    for row in table.rows:
        cells = (
            f'<td rowspan="{cell.down}" colspan="{cell.across}">{escape(cell.text).replace(chr(10), "<br>")}</td>'
            for cell in row
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def write_xlsx(plan: MadePlan, path: Path) -> None:
    """A workbook with a sheet for each outermost heading, a row for each line, and merged cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet = None
    row = 1
    for block in plan.blocks:
        if sheet is None or (isinstance(block, Heading) and block.level == 1):
            title = block.text if isinstance(block, Heading) else plan.title
            sheet, row = book.create_sheet(title[:_SHEET]), 1
            if isinstance(block, Heading):
                continue
        if isinstance(block, Table):
            for below, column, cell in placed(block):
                sheet.cell(row + below, column + 1, cell.text)
                if cell.down > 1 or cell.across > 1:
                    last = (row + below + cell.down - 1, column + cell.across)
                    sheet.merge_cells(
                        start_row=row + below, start_column=column + 1, end_row=last[0], end_column=last[1]
                    )
            row += len(block.rows) + 1
            continue
        for line in told([block]):
            for column, text in enumerate(line.cells, start=1):
                sheet.cell(row, column, text)
            row += 1
    book.save(str(path))


def office() -> str | None:
    """LibreOffice's command, where it is installed."""
    return shutil.which("soffice")


def as_pdf(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The same documents set by LibreOffice, in ``folder``."""
    command = [office() or "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)],
        check=True, capture_output=True, timeout=_SECONDS,
    )  # fmt: skip
    return [folder / f"{path.stem}.pdf" for path in paths]
