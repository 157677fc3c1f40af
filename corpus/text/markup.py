"""Markup left in extracted text (``<ul>``, ``<br>``, ``**``, ``# ``) -> the text as a person sees it."""

import html
import re
from typing import Final

from ..plan import Document

# Only names of HTML elements: ＜つながる方法＞ typed with ASCII brackets is the plan's own text and stays.
_NAMES: Final = (
    "a|abbr|b|blockquote|big|br|caption|center|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|"
    "rp|rt|ruby|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_BREAK: Final = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6])>[ \t]*(?=<)", re.IGNORECASE)
_CELL: Final = re.compile(r"</t[dh]>[ \t]*(?=<t[dh][\s>])", re.IGNORECASE)
_LIST_ITEM: Final = re.compile(r"<li(?:\s[^<>]*)?>\s*(?![・•●○◇◆■□-])", re.IGNORECASE)
_TAG: Final = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_BOLD: Final = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")
_HEADING: Final = re.compile(r"(#{1,6})[ \u3000]+(?=\S)")
# The rule under a table's header: ---|---, | :-- |, |-|-|; a dash alone in its cell says that a value is not known: - |, | - | - |.
_RULE: Final = re.compile(r"(?=[^|]*\|)(?=[^-]*-)(?:[|: -]*--[|: -]*|(?:\|:?-:?)+\|)")


def read_markup(source: str) -> Document:
    """The document that ``source`` shows: markup removed, every other character untouched.

    A break inside a line (``<br>``, ``</p><p>``) becomes a line break of the text, while ``line_starts`` goes on
    pointing to the lines of the file. The rule under a Markdown table's header is markup and leaves an empty line.
    """
    shown: list[str] = []
    starts: list[int] = []
    levels: dict[int, int] = {}
    offset = 0
    for number, line in enumerate(source.split("\n"), start=1):
        if heading := _HEADING.match(line):
            levels[number] = len(heading[1])
            line = line[heading.end() :]
        line = _without_markup(line)
        starts.append(offset)
        shown.append(line)
        offset += len(line) + 1
    return Document("\n".join(shown), tuple(starts), levels, ())


def _without_markup(line: str) -> str:
    if "|" in line and _RULE.fullmatch(line.strip()):
        return ""
    if "<" in line:
        line = _BREAK.sub("\n", line)
        line = _CELL.sub("\t", line)
        line = _LIST_ITEM.sub("・", line)
        line = _TAG.sub("", line)
    if "**" in line:
        line = _BOLD.sub(r"\1", line)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), line) if "&" in line else line
