"""Which way the text of a page runs: level, on its side, or from top to bottom in columns from the right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from .page import Box, Glyph, RawPage

SIDE: Final = 0.09  # of the page's width: where vertical running heads stand
_FEWEST: Final = 3  # characters under each other; two are a word in a narrow cell
_STEP: Final = (0.35, 1.8)  # of a character's height, from one to the next under it; a comma hangs high in its square
_SIDE_BY_SIDE: Final = 3  # digits that stand level in a column, as in 令和10年


def upright(page: RawPage) -> tuple[RawPage, int]:
    """The page as it is held to be read, and how many quarters it was turned to the right for that.

    What lies on its side in the margins is a running head, however little else is on the page.
    """
    turns = Counter(glyph.turn for glyph in page.glyphs if not glyph.text.isspace() and _is_inside(glyph, page))
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if not turn or 2 * count <= turns.total():
        return page, 0
    return turned(page, (4 - turn) % 4), (4 - turn) % 4


def _is_inside(glyph: Glyph, page: RawPage) -> bool:
    return SIDE * page.width < glyph.box.left < (1 - SIDE) * page.width


def written_down(page: RawPage) -> tuple[RawPage, RawPage] | None:
    """A page of vertical writing as its level text and its columns, turned so that the rightmost is the top line.

    None where less than half of the characters stand under each other. Rules go with the columns.
    """
    pieces = _pieces(page.glyphs)
    columns: list[Glyph] = []
    level: list[Glyph] = []
    ends: list[Glyph] = []  # of paragraphs, too short to be known for columns by themselves
    start = 0
    for place in range(1, len(pieces) + 1):
        if place < len(pieces) and _stands_below(pieces[place - 1][0], pieces[place][0]):
            continue
        if place - start >= _FEWEST:
            columns += _in_column([glyph for glyph, _ in pieces[start:place]])
        elif _stands_apart(pieces, start, place):
            ends += _in_column([glyph for glyph, _ in pieces[start:place]])
        else:
            level += [glyph for _, glyphs in pieces[start:place] for glyph in glyphs]
        start = place
    inner = [glyph for glyph in columns if _is_inside(glyph, page)]
    if not inner or 2 * len(inner) <= sum(not glyph.text.isspace() for glyph in page.glyphs):
        return None
    columns = [glyph._replace(turn=1) for glyph in (*columns, *ends)]
    return replace(page, glyphs=tuple(level), rules=()), turned(replace(page, glyphs=tuple(columns)), 3)


def _pieces(glyphs: Sequence[Glyph]) -> list[tuple[Glyph, list[Glyph]]]:
    """Glyphs one by one, but a few digits side by side as one, each with what it is made of."""
    pieces: list[tuple[Glyph, list[Glyph]]] = []
    for glyph in glyphs:
        if pieces and glyph.text.isascii() and glyph.text.isalnum() and glyph.turn == 0:
            last, members = pieces[-1]
            level = abs(last.box.top - glyph.box.top) < 1 and glyph.box.left - last.box.left >= 0
            near = glyph.box.left - last.box.right < 0.3 * (glyph.box.bottom - glyph.box.top)
            if level and near and last.text.isascii() and len(members) < _SIDE_BY_SIDE:
                box = Box(last.box.left, last.box.top, glyph.box.right, max(last.box.bottom, glyph.box.bottom))
                pieces[-1] = (last._replace(text=last.text + glyph.text, box=box), [*members, glyph])
                continue
        pieces.append((glyph, [glyph]))
    return pieces


def _stands_apart(pieces: Sequence[tuple[Glyph, list[Glyph]]], start: int, end: int) -> bool:
    """Whether no other character stands level with those from ``start`` to ``end``, as beside a page number's."""
    size = pieces[start][0].box.bottom - pieces[start][0].box.top
    for inner, outer in ((start, start - 1), (end - 1, end)):
        if 0 <= outer < len(pieces):
            one, other = pieces[inner][0].box, pieces[outer][0].box
            if abs(one.top - other.top) < 0.4 * size and max(one.left - other.right, other.left - one.right) < size:
                return False
    return not pieces[start][0].text.isascii()


def _in_column(column: Sequence[Glyph]) -> list[Glyph]:
    """A column's characters in the middle of their squares, its commas and stops too, which may be set high in theirs."""
    left, right = (median(edge) for edge in zip(*((glyph.box.left, glyph.box.right) for glyph in column), strict=True))
    squared: list[Glyph] = []
    for glyph in column:
        top, bottom = glyph.box.top, glyph.box.bottom
        if squared and top < squared[-1].box.bottom:
            top, bottom = squared[-1].box.bottom, squared[-1].box.bottom + (bottom - top)
        squared.append(glyph._replace(box=Box(left, top, right, bottom)))
    return squared


def _stands_below(upper: Glyph, lower: Glyph) -> bool:
    size = max(min(upper.box.bottom - upper.box.top, lower.box.bottom - lower.box.top), 1.0)
    aside = abs((upper.box.left + upper.box.right) - (lower.box.left + lower.box.right)) / 2
    return aside < 0.65 * size and _STEP[0] * size <= lower.box.top - upper.box.top <= _STEP[1] * size


def turned(page: RawPage, quarters: int) -> RawPage:
    """``page`` turned to the right by ``quarters``."""
    if not quarters:
        return page
    width, height = (page.height, page.width) if quarters % 2 else (page.width, page.height)
    return replace(
        page,
        width=width,
        height=height,
        glyphs=tuple(
            glyph._replace(box=turned_box(glyph.box, quarters, page), turn=(glyph.turn + quarters) % 4)
            for glyph in page.glyphs
        ),
        rules=tuple(turned_box(rule, quarters, page) for rule in page.rules),
        frames=tuple(turned_box(frame, quarters, page) for frame in page.frames),
    )


def turned_box(box: Box, quarters: int, page: RawPage) -> Box:
    """Where ``box`` of ``page`` stands when the page is turned to the right by ``quarters``."""
    left, top, right, bottom = box
    match quarters % 4:
        case 1:
            return Box(page.height - bottom, left, page.height - top, right)
        case 2:
            return Box(page.width - right, page.height - bottom, page.width - left, page.height - top)
        case 3:
            return Box(top, page.width - right, bottom, page.width - left)
    return box
