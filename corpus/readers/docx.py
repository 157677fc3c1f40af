"""Word documents: paragraphs and tables in the order of the body, with the levels that heading styles give."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..plan import Document
from .limits import check_package, damaged
from .lines_builder import LinesBuilder, joined_cells
from .text import empty

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_HEADING_STYLE: Final = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_LIST: Final = re.compile(r"list|箇条書き|段落番号", re.IGNORECASE)
_TOC: Final = re.compile(r"toc\s*[1-9]|目次\s*[1-9]", re.IGNORECASE)
_BULLETED: Final = re.compile(r"[・･•●○◇◆■□※☆★▶→\-‐－*]|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．]|[(（]?[ア-ンa-z][)）]")


def read_docx(path: Path, raw: bytes) -> tuple[Document, ...]:
    """The one document that a Word file is.

    Raises: UnreadableDocument where it cannot be opened or holds no text.
    """
    import docx
    from docx.table import Table

    check_package(path, raw, "word/document.xml", "Word")
    out = LinesBuilder()
    try:
        for block in docx.Document(BytesIO(raw)).iter_inner_content():
            if isinstance(block, Table):
                for row in _rows(block):
                    if joined := joined_cells(row):
                        out.add(joined)
            else:
                _paragraph(block, out)
    except MemoryError:
        raise
    except Exception as error:  # python-docx, lxml and zipfile each raise their own of a damaged part
        raise damaged(path, "Word") from error
    if not any(line.strip() for line in out.lines):
        raise empty(path)
    return (out.build(),)


def _paragraph(paragraph: "Paragraph", out: LinesBuilder) -> None:
    """A paragraph as its lines: one, or several where it holds line breaks. An empty one is an empty line."""
    level = None if _is_contents(paragraph) else _level(paragraph)
    item = level is None and _is_item(paragraph)
    text = _text(paragraph)
    if level is not None:
        if title := " ".join(text.split()):
            out.add(title, level=level)
        _boxes(paragraph, out)
        return
    for place, line in enumerate(text.split("\n")):
        line = line.strip(" ")
        out.add(f"・{line}" if item and not place and line and not _BULLETED.match(line) else line)
    _boxes(paragraph, out)


def _text(paragraph: "Paragraph") -> str:
    """What is written in the paragraph, without the reading over a word (ruby) and without the boxes anchored to it."""
    from docx.oxml.ns import qn

    apart = {qn("w:rt"), qn("w:txbxContent"), qn("w:pPr"), qn("w:del")}
    marks = {qn("w:noBreakHyphen"): "-", qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
    parts = []
    for node in paragraph._p.iter(qn("w:t"), *marks):
        inside = takewhile(lambda element: element is not paragraph._p, node.iterancestors())
        if not any(element.tag in apart for element in inside):
            parts.append(marks.get(node.tag, node.text or ""))
    return "".join(parts)


def _boxes(paragraph: "Paragraph", out: LinesBuilder) -> None:
    """The text boxes anchored to a paragraph, once each: Word writes them again for its older versions."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for box in paragraph._p.iter(qn("w:txbxContent")):
        if not any(element.tag == fallback for element in box.iterancestors()):
            for inner in box.iterchildren(qn("w:p")):
                _paragraph(Paragraph(inner, paragraph._parent), out)


def _styles(paragraph: "Paragraph") -> Iterator[str]:
    style = paragraph.style
    for _ in range(10):  # a style may be based on itself in a damaged file
        if style is None:
            return
        yield style.name or ""
        style = style.base_style


def _is_contents(paragraph: "Paragraph") -> bool:
    return any(_TOC.match(name) for name in _styles(paragraph))


def _level(paragraph: "Paragraph") -> int | None:
    """The level of a heading, from the paragraph's own outline level or from its style and those it is based on."""
    from docx.oxml.ns import qn

    elements = [paragraph._p.pPr]
    style = paragraph.style
    for _ in range(10):
        if style is None:
            break
        if found := _HEADING_STYLE.match(style.name or ""):
            return min(int(found[1]), 6)
        if (style.name or "") in ("Title", "表題"):
            return 1
        elements.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for properties in elements:
        outline = properties.find(qn("w:outlineLvl")) if properties is not None else None
        value = outline.get(qn("w:val")) if outline is not None else None
        if value is not None and value.isdigit() and int(value) < 9:  # 9 is running text
            return min(int(value) + 1, 6)
    return None


def _is_item(paragraph: "Paragraph") -> bool:
    from docx.oxml.ns import qn

    properties = paragraph._p.pPr
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is not None:
        identity = numbering.find(qn("w:numId"))
        return identity is None or identity.get(qn("w:val")) != "0"  # 0 takes a style's numbering away
    return any(_LIST.match(name) for name in _styles(paragraph))


def _rows(table: "Table") -> Iterator[list[str]]:
    """A table's rows: a cell over several columns fills the first, one over several rows is repeated in each."""
    for row in table.rows:
        cells = [""] * row.grid_cols_before
        previous: object = None
        for cell in row.cells:  # python-docx gives a merged cell once for every place it takes
            cells.append("" if cell._tc is previous else _cell_text(cell))
            previous = cell._tc
        yield cells


def _cell_text(cell: "_Cell") -> str:
    from docx.table import Table

    inner = LinesBuilder()
    for block in cell.iter_inner_content():
        if isinstance(block, Table):
            for row in _rows(block):
                inner.add(" ".join(part for part in row if part))
        else:
            _paragraph(block, inner)
    return "\n".join(line for line in inner.lines if line.strip())
