"""What is written in a Word paragraph, run by run, and the blocks, rows and cells that wrappers stand around."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN: Final = frozenset(
    (qn("w:rt"), qn("w:txbxContent"), qn("w:pPr"), qn("w:del"), qn("w:moveFrom"), _FALLBACK)
)  # fmt: skip
_WRAPPERS: Final = frozenset(
    (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag"))
)
_MARKS: Final = {
    qn("w:noBreakHyphen"): "-", qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", f"{_MATH}den": "/",
}  # fmt: skip
# Readings over words as older Word writes them, EQ \o\ad(\s\up 9(いん),印): what follows the comma is the word.
_READING: Final = re.compile(r"EQ\b.*?\\+o.*?\\+s\\+up\s*\d+\s*[(（][^()（）]*[)）]\s*[,;、]\s*([^()]*)\)")


def inside(parent: "BaseOxmlElement", *names: str) -> Iterator["BaseOxmlElement"]:
    """The children of ``parent`` called so, those in content controls, custom markup and tracked insertions too."""
    wanted = {qn(name) for name in names}
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from inside(child, *names)


def text_of(paragraph: "BaseOxmlElement") -> str:
    """The text of a paragraph without readings over words (ruby), deleted or hidden text and boxes anchored to it."""
    parts: list[str] = []
    field = ""
    for node in paragraph.iter(qn("w:t"), f"{_MATH}t", qn("w:instrText"), qn("w:fldChar"), *_MARKS):
        above = list(takewhile(lambda element: element is not paragraph, node.iterancestors()))
        if any(element.tag in _NOT_SHOWN or _is_placeholder(element) or _is_hidden(element) for element in above):
            continue
        if node.tag == qn("w:instrText"):
            field += node.text or ""
        elif node.tag == qn("w:fldChar"):
            parts.extend(found[1] for found in _READING.finditer(field))
            field = ""
        else:
            parts.append(_MARKS.get(node.tag, node.text or ""))
    return "".join(parts)


def boxes_of(paragraph: "BaseOxmlElement") -> Iterator["BaseOxmlElement"]:
    """The text boxes anchored to a paragraph, once each: Word writes them again for its older versions."""
    for box in paragraph.iter(qn("w:txbxContent")):
        above = list(takewhile(lambda element: element is not paragraph, box.iterancestors()))
        nested = any(element.tag == qn("w:txbxContent") for element in above)
        if not nested and not any(element.tag in (_FALLBACK, qn("w:del"), qn("w:moveFrom")) for element in above):
            yield box


def _is_placeholder(element: "BaseOxmlElement") -> bool:
    """Whether a content control only invites to fill it in."""
    if element.tag != qn("w:sdt"):
        return False
    properties = element.find(qn("w:sdtPr"))
    return properties is not None and properties.find(qn("w:showingPlcHdr")) is not None


def _is_hidden(element: "BaseOxmlElement") -> bool:
    if element.tag != qn("w:r"):
        return False
    properties = element.find(qn("w:rPr"))
    hidden = properties.find(qn("w:vanish")) if properties is not None else None
    return hidden is not None and hidden.get(qn("w:val")) not in ("0", "false")
