"""Measures in tables whose cells stand one a line, as those of the header do: name, content, who does it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .listed.marks import mark_at
from .parts import Draft, Span
from .tables import name_column

_ABOUT_IT: Final = re.compile(r".{0,20}(?:内容|概要)(?:\([^()]{1,30}\))?")
_WHO_COLUMN: Final = re.compile(r"(?:担当|所管|実施|主管|関係)(?:部署|課等?|課名|部課|機関|者|主体|係)?")
_OFFICES: Final = re.compile(
    r"(?:[^。、・]{1,20}(?:[課室係局部所館園]|センター|社協|協議会|委員会|事務局|病院)(?:[、・]|$))+"
)
_COLUMNS: Final = 3
_PAGE: Final = re.compile(r"[-ー―–\s]*[0-9]{1,4}[-ー―–\s]*")
_WHOLE_NAME_MAX: Final = 45  # characters
_NAME_LINE: Final = 16  # characters of a name's second line: columns of names are narrow (arbitrary)
_LONGER: Final = 1.5  # times as long as that line the one below it is, with which the content begins (arbitrary)
_OUTER: Final = frozenset({"chapter", "section", "roman", "goal", "work", "unnumbered", "pair"})

_Lines = Sequence[re.Match[str]]


def stacked_measures(flat: str, text: str) -> Iterator[Draft]:
    """The rows of such tables, each closed by one office or more; a name may take two lines, a content any number.

    ``flat`` is ``text`` folded, of the same length. A heading, a page's number or an empty line ends a table.
    """
    lines = list(re.finditer(r"^[^\n]*$", flat, re.MULTILINE))
    over = 0  # where the table before ended
    for place in range(len(lines) - 3):
        if place < over or not _is_header(lines[place : place + 3]):
            continue
        rows, over = _closed_rows(flat, lines, place + 3)
        for row in rows:
            draft = _row_draft(row, text)
            if draft is not None:
                yield draft


def _is_header(lines: _Lines) -> bool:
    names = [line[0].replace(" ", "") for line in lines]
    return (
        len(names) == _COLUMNS
        and bool(_WHO_COLUMN.fullmatch(names[2]) and _ABOUT_IT.fullmatch(names[1]))
        and name_column(names) == 0
    )


def _closed_rows(flat: str, lines: _Lines, place: int) -> tuple[list[_Lines], int]:
    """The rows from a line on, and the line that is no longer the table's."""
    rows: list[_Lines] = []
    row: list[re.Match[str]] = []
    closed = False
    while place < len(lines):
        line = lines[place]
        words = line[0].strip()
        is_desk = _OFFICES.fullmatch(words) is not None
        if closed and not is_desk:
            rows.append(row)
            row, closed = [], False
        mark = mark_at(flat, line.start(), line.end())
        outer = (mark is not None and mark.kind in _OUTER) or (not row and _is_header(lines[place : place + 3]))
        if not words or "\t" in words or _PAGE.fullmatch(words) or outer:
            break
        row.append(line)
        closed = is_desk and len(row) > 2
        place += 1
    return [*rows, row] if closed else rows, place


def _row_draft(row: _Lines, text: str) -> Draft | None:
    said = [line for line in row if not _OFFICES.fullmatch(line[0].strip())]
    if len(said) < 2:
        return None
    names = 2 if len(said) > 2 and _is_name(said[1][0].strip(), said[2][0].strip()) else 1
    title = "".join(text[line.start() : line.end()].strip() for line in said[:names])
    if not 3 <= len(title) <= _WHOLE_NAME_MAX or title.endswith(("。", "、")):
        return None
    draft = Draft(None, title, row[0].start(), row[-1].end())
    draft.add("内容", Span(said[names].start(), said[-1].end()))
    return draft


def _is_name(words: str, below: str) -> bool:
    """Whether a second line goes on with the name, and the one below it begins the content."""
    return len(words) <= _NAME_LINE and not words.endswith(("。", "、")) and len(below) > len(words) * _LONGER
