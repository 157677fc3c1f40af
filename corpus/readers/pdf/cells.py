"""The lines of a ruled table's cells: which line breaks the writer made, and which the width of the cell made."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
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
# What a program keeps on one line: a number or a word in Latin letters, or one character; and what may begin no line.
_CLOSING: Final = "、。，．）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；！？％%,.)"
_UNIT: Final = re.compile(rf"(?:[0-9A-Za-z][0-9A-Za-z.,:/%-]*|[^\n])[{re.escape(_CLOSING)}]*")
_PHRASE: Final = re.compile(r"[^、。・（(）)\s,]+")
_GOES_ON: Final = re.compile(r"(?:[、，「（(『〈・･&＆/／~～]|[0-9０-９][-－‐–~～])$")
PHONE_END: Final = re.compile(r"[0-9０-９][-－(（)）ー‐][0-9０-９]{4}$")
_ADDRESS: Final = re.compile(r"(?:丁目|番地?の?|[0-9０-９]号?[-－])$")


class Break(Enum):
    """What ends a line."""

    WIDTH = auto()
    WRITER = auto()
    EITHER = auto()


def table_lines(
    glyphs: Sequence[Glyph], cells_of: Callable[[Sequence[Glyph]], list[Cell]], page: RawPage
) -> list[Line]:
    """The rows of a ruled table as lines, every character with its box (a repeated cell keeps its own)."""
    texts: dict[str, Line] = {}
    cells = []
    for number, cell in enumerate(cells_of(glyphs)):
        line = _stacked(rows_of_runs(runs_of(cell.glyphs, page, margins=False)), *cell.sides)
        if line is not None:
            texts[str(number)] = line
            cells.append((cell, str(number)))
    return [line for row in rows_of(cells) if (line := joined([texts.get(key) for key in row], "\t")) is not None]


def _stacked(rows: list[list[Line]], left: float, right: float) -> Line | None:
    """The lines of a cell as one, with a line break where its writer made one."""
    lines = [line for row in rows if (line := joined(row, "\u3000")) is not None]
    if not lines:
        return None
    rooms = rooms_of(lines, left, right)
    result = lines[0]
    for (last, line), room in zip(pairwise(lines), rooms, strict=False):
        made = break_between(last, line, room, item=bool(MARKED.match(result.text)))
        if made is Break.WIDTH:
            result = glued(result, line)
        else:
            result = joined([result, line], "\n" if made is Break.WRITER else UNSURE) or result
    return result


def rooms_of(lines: Sequence[Line], left: float, right: float) -> list[float]:
    """How much room each line leaves free between ``left`` and ``right``, where the text is set as far from both."""
    lefts = [line.box.left for line in lines]
    size = lines[0].size
    inner = right - min(max(min(lefts) - left, 0.0), _PADDING * size)
    if max(lefts) - min(lefts) <= _EVEN * size:
        return [inner - line.box.right for line in lines]
    return [(inner - min(lefts)) - (line.box.right - line.box.left) for line in lines]


def break_between(last: Line, line: Line, room: float, *, item: bool) -> Break:
    """What ends ``last``, which leaves ``room`` free before ``line``; ``item`` where the text so far opened with a mark."""
    if MARKED.match(line.text) or PHONE_END.search(last.text) or (last.text.endswith("。") and not item):
        return Break.WRITER
    if _GOES_ON.search(last.text) or line.text.startswith(tuple(f"{_CLOSING}（(")):
        return Break.WIDTH
    if _ADDRESS.search(last.text) and line.text[0].isdigit():
        return Break.WIDTH
    if _width(line, _UNIT) > room - _SLACK * line.size:
        return Break.WIDTH
    return Break.EITHER if _width(line, _PHRASE) > room else Break.WRITER


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
