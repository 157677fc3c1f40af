"""Word documents: paragraphs and tables in the order of the body, with the levels that heading styles give."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import UnreadableDocument
from ...plan import Document
from ..limits import check_package, damaged, without_impossible_characters
from ..lines_builder import LinesBuilder, joined_cells
from ..text import empty

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph

    from .docx_numbering import Number

_HEADING_STYLE: Final = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_BODY: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}body"
_LIST: Final = re.compile(r"list|箇条書き|段落番号", re.IGNORECASE)
_TOC: Final = re.compile(r"toc\s*[1-9]|目次\s*[1-9]", re.IGNORECASE)
_BULLETED: Final = re.compile(r"[・･•●○◇◆■□※☆★▶→\-‐－*]|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．]|[(（]?[ア-ンa-z][)）]")
_TITLE_MAX: Final = 60  # characters; a longer numbered paragraph is no heading


def read_docx(path: Path, raw: bytes) -> tuple[Document, ...]:
    """The one document that a Word file is.

    Raises: UnreadableDocument where it cannot be opened or holds no text.
    """
    check_package(path, raw, "word/document.xml", "Word")
    try:
        word = _opened(raw)
        if (body := word.element.find(_BODY)) is None:  # another kind of XML
            raise damaged(path, "Word")
        walk = _Walk(word)
        walk.through(body)
    except (MemoryError, UnreadableDocument):
        raise
    except Exception as error:  # python-docx, lxml and zipfile each raise their own of a damaged part
        raise damaged(path, "Word") from error
    if not any(line.strip() for line in walk.out.lines):
        raise empty(path)
    return (walk.out.build(),)


def _opened(raw: bytes) -> "Word":
    import docx

    try:
        return docx.Document(BytesIO(raw))
    except SyntaxError:  # as lxml calls it
        return docx.Document(BytesIO(without_impossible_characters(raw)))


class _Walk:
    """Goes through a document block by block; notes stand under the block that refers to them."""

    def __init__(self, word: "Word") -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        from .docx_numbering import read_numbering, related_element

        self.out = LinesBuilder()
        self._word = word
        self._numbering = read_numbering(word)
        self._notes: dict[tuple[str, str], BaseOxmlElement] = {}
        self._pending: list[BaseOxmlElement] = []
        self._last: Number | None = None  # of the paragraph before
        self._styles: dict[str | None, tuple[BaseStyle, ...]] = {}  # by the name that paragraphs call them
        for kind, relation in (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES)):
            root = related_element(word, relation)
            for note in root if root is not None else ():
                if note.get(qn("w:type")) in (None, "normal"):  # others are the line between text and notes
                    self._notes[kind, note.get(qn("w:id"), "")] = note

    def through(self, body: "BaseOxmlElement") -> None:
        """All blocks of the body."""
        self._blocks(body, self.out, top=True)

    def _blocks(self, parent: "BaseOxmlElement", out: LinesBuilder, *, top: bool = False) -> None:
        from docx.oxml.ns import qn

        from .docx_text import inside

        for block in inside(parent, "w:p", "w:tbl"):
            if block.tag == qn("w:p"):
                self._paragraph(block, out)
            elif top:
                self._last = None
                for row in self._rows(block):
                    if joined := joined_cells(row):
                        out.add(joined)
            else:
                for row in self._rows(block):
                    out.add(" ".join(part for part in row if part))
            if top:
                self._add_notes(out)

    def _add_notes(self, out: LinesBuilder) -> None:
        pending, self._pending = self._pending, []
        for note in pending:
            inner = LinesBuilder()
            self._blocks(note, inner)
            lines = [line.strip() for line in inner.lines if line.strip()]
            for place, line in enumerate(lines):
                out.add(line if place or _BULLETED.match(line) else f"※{line}")

    def _paragraph(self, element: "BaseOxmlElement", out: LinesBuilder) -> None:
        """A paragraph as its lines: one, or several where it holds line breaks. An empty one is an empty line."""
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        from .docx_text import boxes_of, text_of

        paragraph = Paragraph(element, self._word._body)  # its parent finds it its styles
        for reference in element.iter(qn("w:footnoteReference"), qn("w:endnoteReference")):
            kind = "footnote" if reference.tag == qn("w:footnoteReference") else "endnote"
            if (note := self._notes.pop((kind, reference.get(qn("w:id"), "")), None)) is not None:
                self._pending.append(note)
        styles = self._styles_of(paragraph)
        level = None if _is_contents(styles) else _heading_level(paragraph, styles)
        text = text_of(element)
        number = self._number(paragraph, styles) if text.strip() else None
        label = number.label or "" if number is not None and not _BULLETED.match(text.lstrip()) else ""
        if level is not None:
            if title := " ".join(f"{label}{text}".split()):
                out.add(title, level=level)
        elif label and len(text) <= _TITLE_MAX and not text.rstrip().endswith("。"):
            self._numbered(f"{label}{text.strip()}", number, out)
        else:
            bullet = "" if label or not _is_item(paragraph, styles, number) else "・"
            for place, line in enumerate(f"{label}{text}".split("\n")):
                line = line.strip(" ")
                out.add(f"{bullet}{line}" if not place and line and not _BULLETED.match(line) else line)
        self._last = number
        for box in boxes_of(element):
            self._blocks(box, out)

    def _numbered(self, text: str, number: "Number | None", out: LinesBuilder) -> None:
        """A short numbered paragraph: alone between empty lines it may head a section, next to its like it is an item."""
        lines = text.split("\n")
        if self._last is not None and number is not None and self._last.list_id == number.list_id:
            if self._last.level == number.level and out.lines and not out.lines[-1]:
                out.lines.pop()
                out.origins.pop()
        elif out.lines and out.lines[-1]:
            out.add("")
        for line in lines:
            out.add(line.strip(" "))
        out.add("")

    def _styles_of(self, paragraph: "Paragraph") -> "tuple[BaseStyle, ...]":
        """A paragraph's style and those it is based on; found once for each style, which takes long."""
        name = paragraph._p.style
        if name not in self._styles:
            self._styles[name] = tuple(_styles(paragraph))
        return self._styles[name]

    def _number(self, paragraph: "Paragraph", styles: "tuple[BaseStyle, ...]") -> "Number | None":
        """The number of a paragraph that has one of its own or by its style."""
        from docx.oxml.ns import qn

        elements = [paragraph._p.pPr, *(style.element.find(qn("w:pPr")) for style in styles)]
        level = None
        for properties in elements:
            numbering = properties.find(qn("w:numPr")) if properties is not None else None
            if numbering is None:
                continue
            identity, depth = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
            if level is None and depth is not None and (depth.get(qn("w:val")) or "").isdigit():
                level = int(depth.get(qn("w:val")))
            if identity is not None:
                list_id = identity.get(qn("w:val"), "0")
                style = styles[0].style_id if styles else None
                return None if list_id == "0" else self._numbering.number(list_id, level, style)
        return None

    def _rows(self, table: "BaseOxmlElement") -> Iterator[list[str]]:
        """A table's rows: a cell over several columns fills the first, one over several rows is repeated in each."""
        from docx.oxml.ns import qn

        from .docx_text import inside

        above: dict[int, str] = {}
        for row in inside(table, "w:tr"):
            properties = row.find(qn("w:trPr"))
            if properties is not None and properties.find(qn("w:del")) is not None:
                continue
            cells = [""] * _spanned(properties, "w:gridBefore", 0)
            for cell in inside(row, "w:tc"):
                own = cell.find(qn("w:tcPr"))
                merged = own.find(qn("w:vMerge")) if own is not None else None
                goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
                text = above.get(len(cells), "") if goes_on else self._cell(cell)
                above[len(cells)] = text if merged is not None else ""
                cells += [text, *[""] * (_spanned(own, "w:gridSpan", 1) - 1)]
            yield cells

    def _cell(self, cell: "BaseOxmlElement") -> str:
        inner = LinesBuilder()
        self._blocks(cell, inner)
        return "\n".join(line for line in inner.lines if line.strip())


def _spanned(properties: "BaseOxmlElement | None", name: str, default: int) -> int:
    from docx.oxml.ns import qn

    found = properties.find(qn(name)) if properties is not None else None
    value = found.get(qn("w:val")) if found is not None else None
    return min(int(value), 1000) if value and value.isascii() and value.isdigit() else default


def _styles(paragraph: "Paragraph") -> "Iterator[BaseStyle]":
    style = paragraph.style
    for _ in range(10):  # a style may be based on itself in a damaged file
        if style is None:
            return
        yield style
        style = style.base_style


def _is_contents(styles: "tuple[BaseStyle, ...]") -> bool:
    return any(_TOC.match(style.name or "") for style in styles)


def _heading_level(paragraph: "Paragraph", styles: "tuple[BaseStyle, ...]") -> int | None:
    """The level of a heading, from the paragraph's own outline level or from its style and those it is based on."""
    from docx.oxml.ns import qn

    elements = [paragraph._p.pPr]
    for style in styles:
        if found := _HEADING_STYLE.match(style.name or ""):
            return min(int(found[1]), 6)
        if (style.name or "") in ("Title", "表題"):
            return 1
        elements.append(style.element.find(qn("w:pPr")))
    for properties in elements:
        outline = properties.find(qn("w:outlineLvl")) if properties is not None else None
        value = outline.get(qn("w:val")) if outline is not None else None
        if value is not None and value.isdigit() and int(value) < 9:  # 9 is running text
            return min(int(value) + 1, 6)
    return None


def _is_item(paragraph: "Paragraph", styles: "tuple[BaseStyle, ...]", number: "Number | None") -> bool:
    """Whether a paragraph is one of a list: its bullet, or a list that the document does not define."""
    from docx.oxml.ns import qn

    if number is not None:
        return number.label is None
    properties = paragraph._p.pPr
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is not None:
        identity = numbering.find(qn("w:numId"))
        return identity is None or identity.get(qn("w:val")) != "0"  # 0 takes a style's numbering away
    return any(_LIST.match(style.name or "") for style in styles)
