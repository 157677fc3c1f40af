"""Measures in tables that are only typed: columns kept apart by blanks, wrapped cells, or one running line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ...text.folding import fold
from .listed.marks import mark_at
from .parts import Draft, Span, without_again
from .stacked import stacked_measures
from .tables import name_column

_TITLE_MAX: Final = 45  # characters; a longer name has run into another cell
_TITLE_MIN: Final = 3
_PARTS_MAX: Final = 20  # pieces of a row's name and text; arbitrary
_INDENT: Final = 3  # blanks more than the header's from which on a line has no first cell
_COUNT: Final = re.compile(r"No\.?|NO\.?|番号|通番")
_BESIDE: Final = re.compile(r".{0,20}(?:内容|概要)(?:\([^()]{1,30}\))?")
_HEAD: Final = re.compile(
    r".{0,3}(?:事業|施策|取り?組み?)(?:名称?|項目|等)?|.{0,20}(?:内容|概要)(?:\([^()]{1,30}\))?|.{0,4}(?:目的|対象者?|方向性?|区分)|(?:担当|所管|実施|関係)\S{0,8}"
)
_CELL: Final = re.compile(r"\S+")
_WIDE_CELL: Final = re.compile(r"\S+(?: \S+)*")
_SPELLED: Final = re.compile(r"(?<!\S)(\S) +(\S)(?!\S)")  # 内  容
_RULES: Final = str.maketrans(dict.fromkeys("┃│|║", " "))
_ONLY_RULES: Final = re.compile(r"[\s─-╿―-]+")
_DESK: Final = re.compile(r"[^。]{1,25}(?:[課室係局部所館]|センター|社協|協議会|事務局)")
_OVER: Final = re.compile(r"[。」)]$|。[^。]{1,12}$")  # also 。→Ⅰ(3)参照
_WRAPPED: Final = re.compile(r"[をにがはのとでへやも、・]$")
_ROW_MARKS: Final = frozenset({"half", "circled", "kana"})  # what a row's name may begin with
_NUMBER_MARKS: Final = frozenset({"point", "pair"})
_ROW_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:-[0-9]{1,3})?|[①-⑳]")
_UNFINISHED: Final = re.compile(r"[のへとやをにがで・、]$|。")
_RUNNING: Final = re.compile(
    r"(?:(?P<number>[0-9]{1,3}(?:-[0-9]{1,3})?)\s+)?(?P<name>[^\s。]{3,45})\s+(?P<about>[^。]{6,300}。(?:[^\s。]{2,200}。){0,4})\s*"
    r"(?P<desk>[^\s。]{1,25}?(?:[課室係局部所館]|センター|社協|協議会))(?=\s|$)\s*"
)


@dataclass(slots=True)
class _Row:
    """``over`` says that its text has come to an end, ``closed`` that it may have: its office stands behind it."""

    number: str | None
    start: int
    names: list[Span]
    about: list[Span] = field(default_factory=list)
    end: int = 0
    over: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Header:
    indent: int
    numbered: bool
    columns: int
    wide: bool
    end: int  # where the first row may begin
    running: bool


def typed_measures(text: str) -> list[Draft]:
    """The rows of every typed table whose header names a measure and, beside it, its content.

    Returns: of each the content as the field 内容, unless it is wrapped: its lines then stand between other cells'.
    Misses: rows that do not end in a stop and are wrapped, and tables with the name behind the content.
    """
    flat = fold(text).translate(_RULES)
    found: list[Draft] = []
    at = 0
    for line in re.finditer(r"[^\n]+", flat):
        if line.start() < at or (header := _header(line)) is None:
            continue
        rows = list(_running(flat, header) if header.running else _typed_rows(flat, header))
        found.extend(drafts := [draft for row in rows if (draft := _draft(row, text)) is not None])
        at = drafts[-1].end if drafts else at
    found.extend(stacked_measures(flat, text))
    return sorted(found, key=lambda draft: draft.start)


def _header(line: re.Match[str]) -> _Header | None:
    if "\t" in line[0]:
        return None
    words = _SPELLED.sub(lambda found: found[1] + found[2] + " " * (len(found[0]) - 2), line[0])
    cells: list[re.Match[str]] = []
    for cell in _CELL.finditer(words):
        if not (_HEAD.fullmatch(cell[0]) or _COUNT.fullmatch(cell[0])):
            break
        cells.append(cell)
    names = [cell[0] for cell in cells]
    place = name_column(names)
    numbered = bool(names and _COUNT.fullmatch(names[0]))
    if place is None or place != int(numbered) or place + 1 >= len(names) or not _BESIDE.fullmatch(names[place + 1]):
        return None
    gaps = [after.start() - before.end() for before, after in pairwise(cells)]
    behind = words[cells[-1].end() :].strip()
    end = line.start() + cells[-1].end() if behind else line.end()
    return _Header(cells[0].start(), numbered, len(cells), min(gaps) > 1, end, bool(behind))


def _running(flat: str, header: _Header) -> Iterator[_Row]:
    """Rows that follow one another in running text: each a name, sentences and a desk."""
    at = header.end + len(flat[header.end : header.end + 3]) - len(flat[header.end : header.end + 3].lstrip())
    while (found := _RUNNING.match(flat, at)) is not None and (found["number"] is not None) == header.numbered:
        if "\n\n" in found[0].rstrip() or mark_at(flat, found.start("name"), found.end("name")) is not None:
            break
        yield _Row(
            found["number"],
            found.start("name"),
            [Span(*found.span("name"))],
            [Span(*found.span("about"))],
            found.end("desk"),
        )
        at = found.end()


def _typed_rows(flat: str, header: _Header) -> Iterator[_Row]:
    row: _Row | None = None
    headed = False  # the line before is a heading between two parts of the table
    for line in re.compile(r"\n([^\n]*)").finditer(flat, header.end):
        if _ONLY_RULES.fullmatch(line[1]):
            continue
        cells = _typed_cells(line, header)
        if _is_over(line[1], cells) or (headed and len(cells) < header.columns):
            break
        headed = False
        first = line.start(1) + len(line[1]) - len(line[1].lstrip())
        mark = mark_at(flat, first, line.end())
        if mark is not None and mark.kind not in (_ROW_MARKS | _NUMBER_MARKS if header.numbered else _ROW_MARKS):
            if mark.kind != "paren" or len(cells) > 1:
                break
            headed = True
            continue
        closed = len(cells) == header.columns and _DESK.fullmatch(cells[-1][0]) is not None
        apart = row is not None and row.closed and closed  # rows of a line each
        if row is not None and not apart and _goes_on(row, cells, first - line.start(1) - header.indent >= _INDENT):
            row.end = line.end()
            if len(row.names) + len(row.about) > _PARTS_MAX:
                return  # no row of a table, and what follows is not read again and again
            continue
        number = cells.pop(0)[0] if header.numbered and _ROW_NUMBER.fullmatch(cells[0][0]) else None
        if (header.numbered and number is None) or len(cells) < 2:
            break
        if row is not None:
            yield row
        row = _begun(number, cells, line.end(), closed=closed)
    if row is not None:
        yield row


def _is_over(words: str, cells: list[re.Match[str]]) -> bool:
    """Whether a line is none of a table's: empty, with tabs, or another header."""
    return not cells or "\t" in words or (len(cells) > 1 and all(_HEAD.fullmatch(cell[0]) for cell in cells[:2]))


def _begun(number: str | None, cells: list[re.Match[str]], end: int, *, closed: bool) -> _Row:
    name, about = cells[0], cells[1]
    over, closed = bool(_OVER.search(about[0])), closed and not _WRAPPED.search(about[0])
    return _Row(number, name.start(), [Span(*name.span())], [Span(*about.span())], end, over, closed)


def _typed_cells(line: re.Match[str], header: _Header) -> list[re.Match[str]]:
    pattern = _WIDE_CELL if header.wide else _CELL
    return list(pattern.finditer(line.string, line.start(1), line.end(1)))


def _goes_on(row: _Row, cells: list[re.Match[str]], indented: bool) -> bool:
    """Whether a line belongs to the row above, which then takes it in."""
    first = cells[0][0]
    if indented:
        _say(row, cells[0])
        return True
    if _ROW_NUMBER.fullmatch(first):
        return False
    if row.over:
        short = (
            len(cells) == 1
            and len(first) <= row.names[0].end - row.names[0].start
            and not _OVER.search(first.rstrip(")"))
        )
        if short:
            row.names.append(Span(*cells[0].span()))
        return short
    if len(cells) == 1 or (_OVER.search(first) and "。" in first):
        _say(row, cells[0])
    else:
        row.names.append(Span(*cells[0].span()))
        _say(row, cells[1])
    return True


def _say(row: _Row, cell: re.Match[str]) -> None:
    if not _DESK.fullmatch(cell[0]):
        row.about.append(Span(*cell.span()))
        row.over = bool(_OVER.search(cell[0]))


def _draft(row: _Row, text: str) -> Draft | None:
    title = without_again("".join(text[each.start : each.end] for each in row.names))
    if not _TITLE_MIN <= len(title) <= _TITLE_MAX or _UNFINISHED.search(title):
        return None
    draft = Draft(row.number, title, row.start, row.end)
    if len(row.about) == 1:
        draft.add("内容", *row.about)
    return draft
