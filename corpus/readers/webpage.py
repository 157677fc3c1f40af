"""Web pages: the main content as lines, with headings, items and table rows; navigation and furniture dropped."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import UnreadableDocument
from ..plan import Document
from ..text.encoding import decode
from .lines_builder import LinesBuilder, joined_cells
from .text import empty
from .webpage_content import contacts_beside, drop_furniture, main_content
from .webpage_data import Lines, linked_data
from .webpage_outside import outside_of
from .webpage_panels import name_panels
from .webpage_scripts import Table, script_tables

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_BLOCKS: Final = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
_HEADING: Final = re.compile(r"h[1-6]")
_MARKED: Final = re.compile(r"[・･•●○◇◆■□※☆★▶→\-‐－ー*]|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．]|[(（]?[ア-ンア-オa-z][)）]")
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WINDOWS: Final = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-jp": "euc_jis_2004",
}
_TAG: Final = re.compile(r"<[A-Za-z][A-Za-z0-9]*(?=[\s/>])|\n")
_WIDE: Final = r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]"
_BREAK_IN_JAPANESE: Final = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")
_WHITE: Final = re.compile(r"[ \t\n\r\f\xa0]+")
_MAX_CELLS: Final = 200_000  # of one table; spans that multiply beyond it are nobody's table
_MAX_BYTES: Final = 5_000_000  # its tree takes some fifty times as much memory
_CHIP_MIN: Final = 3  # characters; shorter pieces of one class may be a word in letters or a date in parts (arbitrary)
_LINE: Final = "data-source-line"
_KANA_OR_KANJI: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー]")
_DATA: Final = "このページのデータ"
_BY_SCRIPT: Final = "ページの多くをスクリプトが表示するので、その部分は読めていません。"


def read_webpage(path: Path, raw: bytes) -> tuple[Document, ...]:
    """The one document that a page is; its lines point to those of the file.

    Raises: UnreadableDocument where no text is left once scripts and navigation are dropped.
    """
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    if len(raw) > _MAX_BYTES:
        raise UnreadableDocument(path, "5 MB を超えるウェブページです。", "分割してください。")
    with warnings.catch_warnings():  # a page written as XML, or one that is only an address, is a page all the same
        warnings.simplefilter("ignore")
        try:
            source = page_text(raw)
            soup = BeautifulSoup(_with_line_numbers(source), "lxml")
        except (ParserRejectedMarkup, RecursionError) as error:
            raise UnreadableDocument(
                path, "HTML として読めません。", "ブラウザーで開けるか確かめ、保存し直してください。"
            ) from error
    title = _text_of(soup.title) if soup.title else ""
    outside = outside_of(soup, source)
    walk = _Walk()
    stated, scripted, tables = linked_data(soup), _scripted(soup), script_tables(soup)
    drop_furniture(soup)
    content = main_content(soup)
    name_panels(content)
    walk.through(content)
    for contact in contacts_beside(soup, content):
        walk.through(contact)
    _add_stated(stated, walk.out)
    _add_tables(tables, walk.out)
    if not walk.out.lines:
        raise empty(path)
    if title and 1 not in walk.out.levels.values():
        walk.out = _headed(title, walk.out)
    shown = sum(len(line) for line in walk.out.lines)
    built = walk.out.build(notes=(_BY_SCRIPT,) if scripted > shown else ())
    return (replace(built, outside=outside),)


def _scripted(soup: "BeautifulSoup") -> int:
    """How many Japanese characters the page's own scripts hold."""
    scripts = soup.find_all("script", src=False)
    return sum(
        len(_KANA_OR_KANJI.findall(each.string or "")) for each in scripts if "json" not in str(each.get("type"))
    )


def _add_stated(stated: Lines, out: LinesBuilder) -> None:
    """What the page's data states and its text does not, behind the text."""
    shown = "".join("".join(out.lines).split())
    deepest = max(out.levels.values(), default=0)
    fresh = [(line, heads) for line, heads in stated if "".join(line.split()) not in shown]
    for place, (line, heads) in enumerate(fresh):
        if not heads:
            out.add(line)
        elif place + 1 < len(fresh) and not fresh[place + 1][1]:  # a question whose answer the page shows is there too
            out.add(line, level=min(deepest + 1, 6))


def _add_tables(tables: Sequence[Table], out: LinesBuilder) -> None:
    """The tables that the page's scripts show by themselves, but for rows that its text has already."""
    shown = "".join("".join(out.lines).split())
    told = False
    for headings, *rows in tables:
        fresh = [row for row in rows if not all("".join(cell.split()) in shown for cell in row)]
        if fresh and not told:
            out.add(_DATA, level=2)  # else they would stand under whatever heading comes last
            told = True
        for row in (headings, *fresh) if fresh else ():
            out.add(joined_cells(row))


def page_text(raw: bytes) -> str:
    """The characters of a page: what its bytes must be, else what its ``meta charset`` says, else the likeliest.

    Bytes that are in no one encoding become U+FFFD, which :mod:`corpus.about.readability` counts.
    """
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and (text := decode(raw)) is not None:
        return text
    try:
        text = raw.decode("utf-8")
        if b"\x1b$" not in raw:
            return _line_feeds(text)
    except UnicodeDecodeError:
        pass
    declared = (
        found[1].decode("ascii", "replace").lower() if (found := _CHARSET.search(raw[:4096])) else ""
    ) or "utf-8"
    name = _WINDOWS.get(declared, declared)
    for attempt in (name, None):
        try:
            text = raw.decode(attempt) if attempt else decode(raw) or ""
        except (LookupError, UnicodeDecodeError):
            continue
        if text:
            return _line_feeds(text)
    try:
        return _line_feeds(raw.decode(name, "replace"))
    except LookupError:
        return _line_feeds(raw.decode("utf-8", "replace"))


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _with_line_numbers(source: str) -> str:
    """Every start tag with its line as an attribute, since lxml tells beautifulsoup none.

    Without quotes, so that it does no harm in what only looks like a tag inside an attribute.
    """
    line = 1

    def numbered(found: re.Match[str]) -> str:
        nonlocal line
        if found[0] == "\n":
            line += 1
            return "\n"
        return f"{found[0]} {_LINE}={line}"

    return _TAG.sub(numbered, source)


def _headed(title: str, lines: LinesBuilder) -> LinesBuilder:
    """The lines under the page's title, where the content itself has no heading of the first level."""
    headed = LinesBuilder([title], [], {1: 1})
    first = lines.origins[0]
    headed.origins.append(type(first)(1, None, None))
    headed.lines.extend(lines.lines)
    headed.origins.extend(lines.origins)
    headed.levels.update({line + 1: level for line, level in lines.levels.items()})
    return headed


class _Walk:
    """Goes through a tree without recursion (broken pages nest deep) and breaks it into lines."""

    def __init__(self) -> None:
        self.out = LinesBuilder()
        self._parts: list[str] = []
        self._line: int | None = None  # of the last start tag
        self._first: int | None = None  # of the line being collected
        self._item = False

    def through(self, root: "Tag") -> None:
        from bs4.element import NavigableString, Tag

        stack: list[object] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, NavigableString):
                self._string(node)
            elif not isinstance(node, Tag):
                self._leave(str(node))
            elif node.name == "br":
                self._line = _line_of(node) or self._line
                self._flush()
            elif _HEADING.fullmatch(node.name) and node.find(["table", "p", "div"]) is None:
                self._heading(node)
            elif node.name == "table" and _is_data(node):
                self._table(node)
            else:
                self._enter(node)
                stack.append(f"/{node.name}")
                stack.extend(reversed(node.contents))
        self._flush()

    def _string(self, string: str) -> None:
        if string.strip():
            if self._first is None:
                before = len(string) - len(string.lstrip())
                self._first = (self._line or 1) + string[:before].count("\n")
            self._parts.append(string)
        elif self._parts:
            self._parts.append(" " if "\n" not in string else "\n")

    def _enter(self, tag: "Tag") -> None:
        self._line = _line_of(tag) or self._line
        if tag.name in _BLOCKS:
            self._flush()
        elif self._parts and _is_chip(tag):
            self._parts.append(" ")
        if tag.name == "li":
            self._item = True

    def _leave(self, name: str) -> None:
        if name[1:] in _BLOCKS:
            self._flush()
        if name == "/li":
            self._item = False

    def _flush(self) -> None:
        text, first = _shown("".join(self._parts)), self._first
        self._parts, self._first = [], None
        if text:
            if self._item and not _MARKED.match(text):
                text = f"・{text}"
            self._item = False
            self.out.add(text, line=first)

    def _heading(self, tag: "Tag") -> None:
        self._flush()
        self._line = _line_of(tag) or self._line
        if text := _text_of(tag):
            self.out.add(text, level=int(tag.name[1]), line=self._line)

    def _table(self, table: "Tag") -> None:
        self._flush()
        caption = table.find("caption")
        if caption is not None and (text := _text_of(caption)):
            self.out.add(text, line=_line_of(caption))
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        grid = _grid(rows)
        for row, cells in zip(rows, grid, strict=True):
            line = _line_of(row)
            if len([cell for cell in cells if cell]) == 1 and len(row.find_all(["td", "th"])) == 1:
                for piece in "".join(cells).split("\n"):
                    self.out.add(piece, line=line)
            elif joined := joined_cells(cells):
                self.out.add(joined, line=line)
        self._line = _line_of(table) or self._line


def _is_chip(tag: "Tag") -> bool:
    """Whether a label touches the one before it in the source, where styles alone keep them apart: two of one class."""
    from bs4.element import Tag

    before, names = tag.previous_sibling, tag.get("class")
    if not isinstance(before, Tag) or names is None or (before.name, before.get("class")) != (tag.name, names):
        return False
    return min(len(before.get_text()), len(tag.get_text())) >= _CHIP_MIN


def _line_of(tag: "Tag") -> int | None:
    value = tag.get(_LINE)
    return int(value) if isinstance(value, str) and value.isdigit() else None


def _is_data(table: "Tag") -> bool:
    """Whether a table holds cells side by side; one around a page's blocks or another table only lays them out."""
    if table.get("role") == "presentation" or table.find("table") or table.find(_HEADING):
        return False
    return any(len(row.find_all(["td", "th"])) > 1 for row in table.find_all("tr"))


def _grid(rows: "list[Tag]") -> list[list[str]]:
    """Cells in their columns: text spans columns in its first one only, and is repeated in every row it spans."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    filled = 0
    for place, row in enumerate(rows):
        column = 0
        for cell in row.find_all(["td", "th"]):
            while column in grid[place]:
                column += 1
            text = _cell(cell)
            wide = max(_span(cell, "colspan") or 1, 1)
            down = _span(cell, "rowspan")
            for below in range(place, min(place + (down or len(rows)), len(rows))):
                for across in range(wide):
                    grid[below].setdefault(column + across, "" if across else text)
                    filled += 1
                if filled > _MAX_CELLS:
                    break
            column += wide
    width = max((max(cells, default=-1) + 1 for cells in grid), default=0)
    return [[cells.get(column, "") for column in range(min(width, _MAX_CELLS))] for cells in grid]


def _span(cell: "Tag", name: str) -> int:
    """The columns or rows that a cell takes; 0 rows are all that follow."""
    value = str(cell.get(name) or "1").strip()
    return min(int(value), 1000) if value.isascii() and value.isdigit() else 1


def _cell(cell: "Tag") -> str:
    inner = _Walk()
    inner.through(cell)
    return "\n".join(inner.out.lines)


def _text_of(tag: "Tag") -> str:
    return _shown("".join(_strings(tag)))


def _strings(tag: "Tag") -> Iterator[str]:
    from bs4.element import NavigableString, Tag

    for node in tag.descendants:
        if isinstance(node, NavigableString):
            yield node
        elif isinstance(node, Tag) and node.name == "br":
            yield " "


def _shown(source: str) -> str:
    """White space as a browser shows it; a line break of the source between two Japanese characters is none."""
    return _WHITE.sub(" ", _BREAK_IN_JAPANESE.sub("", source)).strip(" \u3000")
