"""The lines of a ruled table's cells: which line breaks the writer made, and which the width of the cell made."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from .lines import MARKED, Line, glued, joined, rows_of_runs, runs_of
from .page import Glyph, RawPage
from .tables import Cell, rows_of

UNSURE: Final = "\v"  # in the place of a line break that may be one of the width; see ``settled``
_SLACK: Final = 0.35  # of the type size: how much of the room programs leave free
_PADDING: Final = 1.0  # the same: more between a cell's edge and its text is an indent
_EVEN: Final = 1.2  # the same: lines whose left edges differ by more are centred
_AROUND: Final = 2  # characters on each side of a break by which it is looked for elsewhere
_INDENT: Final = 0.5  # of the type size: a line set further in than the one above opens a paragraph (arbitrary)
_FEW_CELLS: Final = 2  # of a row; with fewer nothing tells a row's rest from a row of its own (arbitrary)
# What a program keeps on one line: a number or a word in Latin letters, or one character, with what may end no line before it
# and what may begin none behind it.
_OPENING: Final = "「『（【〈《(\\["
_CLOSING: Final = "、。，．）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；！？％%,.)"
_UNIT: Final = re.compile(rf"[{_OPENING}]*(?:[0-9A-Za-z][0-9A-Za-z.,:/%-]*|[^\n])[{re.escape(_CLOSING)}]*")
# A word that some programs move to the next line whole, with a Latin word that a comma joins to it (ホームペー ジ、SNS).
_PHRASE: Final = re.compile(rf"[^、。・（(）)\s,]+(?:[{re.escape(_CLOSING)}]+[0-9A-Za-z]+)?")
_GOES_ON: Final = re.compile(r"(?:[、，「（(『〈・･&＆/／~～]|[0-9０-９][-－‐–~～])$")
PHONE_END: Final = re.compile(r"[0-9０-９][-－(（)）ー‐][0-9０-９]{4}$")
_ADDRESS: Final = re.compile(r"(?:丁目|番地?の?|[0-9０-９]号?[-－])$")


class Break(Enum):
    """What ends a line."""

    WIDTH = auto()
    WRITER = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell holds, as one line with breaks, and as its first and its last; ``room`` is left free behind that one."""

    column: int  # of the grid, the first of ``across``
    across: int
    whole: Line
    first: Line
    last: Line
    room: float


Row = tuple[CellText | None, ...]  # of a table; None where a cell is empty


def table_rows(glyphs: Sequence[Glyph], cells_of: Callable[[Sequence[Glyph]], list[Cell]], page: RawPage) -> list[Row]:
    """The rows of a ruled table that hold anything; a cell over several rows comes in each."""
    texts: dict[str, CellText] = {}
    cells = []
    for number, cell in enumerate(cells_of(glyphs)):
        rows = rows_of_runs(runs_of(cell.glyphs, page, margins=False))
        lines = [line for row in rows if (line := joined(row, "\u3000")) is not None]
        if lines:
            rooms = rooms_of(lines, *cell.sides)
            texts[str(number)] = CellText(
                cell.left, cell.right - cell.left, _stacked(lines, rooms), lines[0], lines[-1], rooms[-1]
            )
            cells.append((cell, str(number)))
    rows_told = (tuple(texts.get(key) for key in row) for row in rows_of(cells))
    return [row for row in rows_told if any(row)]


def row_line(row: Row) -> Line:
    """A row as one line, every character with its box (a repeated cell keeps its own)."""
    line = joined([cell.whole if cell else None for cell in row], "\t")
    if line is None:
        raise ValueError("a row that holds nothing")
    return line


def with_rest(row: Row, rest: Row) -> Line | None:
    """``row`` with what a page break cut off it; None where ``rest`` is a row of its own.

    A cell of the rest goes on with one that the row has, in the midst of a line that is full; where cells of the row end on
    their page, one cell may also begin with a sentence.
    """
    over = {cell.column: cell for cell in row if cell}
    told = {cell.column: cell for cell in rest if cell}
    if not told or not told.keys() <= over.keys():
        return None
    breaks = {column: _break_within(over[column], cell) for column, cell in told.items()}
    if len(told) == 1 and len(over) > _FEW_CELLS:
        breaks |= dict.fromkeys(_with_next_sentence(over, told), Break.WIDTH)
    cut = set(breaks.values())
    if Break.WIDTH not in cut or Break.WRITER in cut or (len(told) == len(over) and len(cut) > 1):
        return None
    return joined([_with_rest(cell, told, breaks) if cell else None for cell in row], "\t")


def _with_next_sentence(over: Mapping[int, CellText], told: Mapping[int, CellText]) -> list[int]:
    """The columns in which another sentence follows one."""
    return [
        column
        for column, cell in told.items()
        if over[column].last.text.endswith("。") and not MARKED.match(cell.first.text)
    ]


def _with_rest(cell: CellText, told: Mapping[int, CellText], breaks: Mapping[int, Break]) -> Line:
    """A cell's text with what stands overleaf, where this page has no boxes for it."""
    if cell.column not in told:
        return cell.whole
    rest = told[cell.column].whole
    return _put_together(cell.whole, replace(rest, boxes=(None,) * len(rest.boxes)), breaks[cell.column])


def _break_within(cell: CellText, rest: CellText) -> Break:
    return break_between(cell.last, rest.first, cell.room, item=bool(MARKED.match(cell.first.text)))


def _stacked(lines: Sequence[Line], rooms: Sequence[float]) -> Line:
    """The lines of a cell as one, with a line break where its writer made one."""
    result = lines[0]
    for (last, line), room in zip(pairwise(lines), rooms, strict=False):
        result = _put_together(result, line, break_between(last, line, room, item=bool(MARKED.match(result.text))))
    return result


def _put_together(text: Line, following: Line, made: Break) -> Line:
    if made is Break.WIDTH:
        return glued(text, following)
    return joined([text, following], "\n" if made is Break.WRITER else UNSURE) or text


def rooms_of(lines: Sequence[Line], left: float, right: float) -> list[float]:
    """How much room each line leaves free between ``left`` and ``right``, where the text is set as far from both."""
    lefts = [line.box.left for line in lines]
    size = lines[0].size
    inner = right - min(max(min(lefts) - left, 0.0), _PADDING * size)
    if max(lefts) - min(lefts) <= _EVEN * size:
        return [inner - line.box.right for line in lines]
    return [(inner - min(lefts)) - (line.box.right - line.box.left) for line in lines]


def break_between(last: Line, line: Line, room: float, *, item: bool) -> Break:
    """What ends ``last``, which leaves ``room`` free before ``line``; ``item`` where the text so far opened with a mark.

    A sentence that ends where its line does mostly goes on with the next one: of paragraphs few end just there.
    """
    full = opening_width(line) > room - _SLACK * line.size
    ended = last.text.endswith("。") and not item and (not full or line.box.left - last.box.left > _INDENT * line.size)
    if MARKED.match(line.text) or PHONE_END.search(last.text) or ended:
        return Break.WRITER
    if _GOES_ON.search(last.text) or line.text.startswith(tuple(f"{_CLOSING}（(")):
        return Break.WIDTH
    if _ADDRESS.search(last.text) and line.text[0].isdigit():
        return Break.WIDTH
    if full:
        return Break.WIDTH
    return Break.EITHER if _width(line, _PHRASE) > room else Break.WRITER


def opening_width(line: Line) -> float:
    """How wide what ``line`` begins with is, which no program parts: what may not open a line belongs to what is before it."""
    return _width(line, _UNIT)


def _width(line: Line, opening: re.Pattern[str]) -> float:
    """How wide the words are that ``opening`` matches at the start of ``line``."""
    found = opening.match(line.text)
    boxes = [box for box in line.boxes[: found.end() if found else 1] if box is not None]
    return max(box.right for box in boxes) - min(box.left for box in boxes) if boxes else 0.0


def sequences(texts: Sequence[str]) -> frozenset[str]:
    """What stands in a document's text without a break, four characters each, for ``settled``."""
    size = 2 * _AROUND
    pieces = (piece for text in texts for piece in re.split(rf"[\s{UNSURE}]+", text))
    return frozenset(piece[place : place + size] for piece in pieces for place in range(len(piece) - size + 1))


def settled(line: Line, known: frozenset[str]) -> Line:
    """``line`` with each unsure break taken out where the document writes the same without one, else made certain."""
    if UNSURE not in line.text:
        return line
    text = ""
    boxes = []
    for place, (character, box) in enumerate(zip(line.text, line.boxes, strict=True)):
        if character == UNSURE:
            around = line.text[max(place - _AROUND, 0) : place] + line.text[place + 1 : place + 1 + _AROUND]
            if around in known:
                continue
            character = "\n"
        text += character
        boxes.append(box)
    return replace(line, text=text, boxes=tuple(boxes))
