"""Lines of a page -> its lines in reading order: columns one after the other, table rows, paragraphs put together."""

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from .cells import PHONE_END, Break, Row, break_between, opening_width, rooms_of, row_line, table_rows
from .lines import MARKED, Line, around, glued, joined, middle, mixed_gap, rows_of_runs, runs_of
from .page import Box, RawPage
from .tables import find_grids
from .writing import turned_box, upright, written_down

EDGE: Final = 0.09  # of the page's height: where running heads, running feet and page numbers stand
_INSIDE: Final = 0.2  # of its height: how far in a page number that stands alone on its line may be
_FILLED: Final = 0.6  # of a column's width, on average, by its lines; the cells of a table fill less
_MIN_COLUMN: Final = 3  # lines
_OTHER_SIZE: Final = 0.12  # of the smaller size; fonts mixed on one line differ by less
_SENTENCE: Final = 15  # characters; a shorter line is an entry of a list, even where all are of one width
# Of the type size: how far apart lines of a paragraph stand, and where furigana push them apart (1.8 in LibreOffice).
_APART: Final = 1.3
_FURTHER: Final = 2.0
_LONE: Final = re.compile(r"[-－–—\s]*[0-9０-９]{1,4}[-－–—\s]*")


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: the places of its columns' edges, in points, and its rows as they stand among a page's lines."""

    edges: tuple[float, ...]
    cells: tuple[Row, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a page is written one way, as it is held to be read: ``page`` turned to the right by ``quarters``.

    ``page`` has no glyphs any more. ``edge`` are those of ``runs`` that may be running heads, feet or page numbers,
    which only all pages together tell.
    """

    page: RawPage
    quarters: int
    runs: tuple[Line, ...]
    tables: tuple[Table, ...]
    edge: tuple[Line, ...]
    unparsed_tables: int

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the part, in no order."""
        return (*self.runs, *(row for table in self.tables for row in table.rows))


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page's lines in reading order.

    ``lines`` holds None where more space than usual parts two lines. ``opens`` is the ruled table that they begin
    with and ``closes`` the one that they end with, which may go on overleaf.
    """

    lines: tuple[Line | None, ...]
    opens: Table | None = None
    closes: Table | None = None


def parts_of(page: RawPage) -> tuple[Part, ...]:
    """The one part of ``page``; of vertical writing two: what is level on it, and the columns."""
    held, quarters = upright(page)
    written = written_down(held)
    if written is None:
        return (_part(held, quarters),)
    level, columns = written
    return _part(level, quarters), replace(_part(columns, quarters + 3), edge=())


def _part(page: RawPage, quarters: int) -> Part:
    page = replace(page, mixed_gap=mixed_gap(page.glyphs))
    tables: list[Table] = []
    inside: set[int] = set()
    unparsed = 0
    grids, frames = find_grids(page.rules)
    for grid in grids:
        members = [place for place, glyph in enumerate(page.glyphs) if grid.holds(glyph.box) and place not in inside]
        rows = table_rows([page.glyphs[place] for place in members], grid.cells, page)
        if len(rows) > 1 or any(len(row) > 1 or row[0].across == 1 for row in rows if row[0]):
            inside.update(members)
            tables.append(Table(grid.xs, tuple(rows), tuple(map(row_line, rows))))
        elif members:
            unparsed += 1
    runs = runs_of([glyph for place, glyph in enumerate(page.glyphs) if place not in inside], page)
    lone = _lone_numbers(runs, page)
    edge = [run for run in runs if run in lone or not EDGE * page.height < middle(run) < (1 - EDGE) * page.height]
    bare = replace(page, glyphs=(), rules=(), frames=(*page.frames, *frames))
    return Part(bare, quarters, tuple(runs), tuple(tables), tuple(sorted(edge, key=_by_place)), unparsed)


def lay_out(parts: Sequence[Part], furniture: Container[int]) -> LaidPage:
    """The lines of a page without those of its runs whose identities are in ``furniture``.

    Misses: more than two columns, and tables without rules whose cells hold several lines.
    """
    blocks: list[Block] = []
    for part in parts[1:]:
        lines = _flow(part.runs, [_block_of(table) for table in part.tables])
        shown = [line and _shown(line, part) for line in lines]
        blocks += [Block(around(line.box for line in shown if line), tuple(shown))] if shown else []
    [level, *_] = parts
    runs = [run for run in level.runs if id(run) not in furniture]
    tables = [_block_of(table) for table in level.tables]
    lines = _flow(*_framed(runs, [*tables, *blocks], level.page.frames))
    opens = next((table for table in level.tables if table.rows[0] is lines[0]), None)
    closes = next((table for table in level.tables if table.rows[-1] is lines[-1]), None)
    return LaidPage(tuple(line and _shown(line, level) for line in lines), opens, closes)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are read together, and the room they take: a table, a card, a page of columns."""

    box: Box
    lines: tuple[Line | None, ...]


def _block_of(table: Table) -> Block:
    return Block(around(row.box for row in table.rows), table.rows)


def _shown(line: Line, part: Part) -> Line:
    """``line`` with its boxes where they are on the displayed page."""
    if not part.quarters % 4:
        return line
    boxes = tuple(box and turned_box(box, -part.quarters, part.page) for box in line.boxes)
    return replace(line, boxes=boxes, box=around(boxes))


def _framed(runs: Sequence[Line], blocks: Sequence[Block], frames: Sequence[Box]) -> tuple[list[Line], list[Block]]:
    """Runs and blocks, those within a frame put together where other text stands beside it, as on cards."""
    runs, blocks = list(runs), list(blocks)
    for frame in sorted(set(frames), key=lambda box: (box.right - box.left) * (box.bottom - box.top)):
        inner = [run for run in runs if _within(run.box, frame)]
        others = [*(run.box for run in runs if not _within(run.box, frame)), *(block.box for block in blocks)]
        if not inner or not any(
            box.top < run.box.bottom and run.box.top < box.bottom for run in inner for box in others
        ):
            continue
        held = [block for block in blocks if _within(block.box, frame)]
        lines = _flow(inner, held) if held or _gutter(inner) is not None else _card(inner, frame)
        runs = [run for run in runs if run not in inner]
        blocks = [*(block for block in blocks if block not in held), Block(frame, tuple(lines))]
    return runs, blocks


def _card(runs: Sequence[Line], frame: Box) -> list[Line | None]:
    """The lines of a card, those put together that only its width parts."""
    lines = [line for row in rows_of_runs(runs) if (line := joined(row, "\u3000")) is not None]
    kept: list[Line | None] = [lines[0]]
    opening = lines[0]
    for (last, line), room in zip(pairwise(lines), rooms_of(lines, frame.left, frame.right), strict=False):
        near = line.box.top - last.box.bottom <= 1.3 * last.size and not _other_type(last, line)
        made = break_between(last, line, room, item=bool(MARKED.match(opening.text)))
        if near and made is Break.WIDTH and kept[-1] is not None:
            kept[-1] = glued(kept[-1], line)
        else:
            kept.append(line)
            opening = line
    return kept


def _within(box: Box, frame: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def _lone_numbers(runs: Sequence[Line], page: RawPage) -> list[Line]:
    """The topmost and the lowest line of a page where it is a number alone, though it stands further in than most."""
    rows = rows_of_runs(runs)
    ends = [rows[0], rows[-1]] if len(rows) > 1 else []
    return [
        row[0]
        for row in ends
        if len(row) == 1 and _LONE.fullmatch(row[0].text) and not _INSIDE < middle(row[0]) / page.height < 1 - _INSIDE
    ]


def _by_place(line: Line) -> tuple[float, float]:
    return (round(line.box.top / 4), line.box.left)


def _flow(runs: Sequence[Line], tables: Sequence[Block]) -> list[Line | None]:
    """Blocks in reading order: what crosses the gutter parts the page into bands, each read column by column."""
    boxes = [block.box for block in tables]
    gutter = _gutter(runs)
    across = _across(runs, gutter) if gutter is not None else set(map(id, runs))
    crossing = [run.box for run in runs if id(run) in across]
    crossing += [box for box in boxes if gutter is None or box.left < gutter < box.right]
    tops = sorted(box.top for box in crossing)
    within = [run.box for run in runs if id(run) not in across] + [box for box in boxes if box not in crossing]
    bands = {sum(top <= (box.top + box.bottom) / 2 for top in tops) for box in within}

    def place(box: Box) -> tuple[float, int]:
        """The band, or half a step after the last one above; then the column, 2 for what crosses."""
        if gutter is None or box in crossing:
            above = sum(top <= box.top for top in tops)
            return (max((band for band in bands if band < above), default=-1) + 0.5, 2)
        return (sum(top <= (box.top + box.bottom) / 2 for top in tops), int(box.left >= gutter))

    blocks: dict[tuple[float, int], tuple[list[Line], list[Block]]] = {}
    columns: dict[int, list[Line]] = {0: [], 1: [], 2: []}
    for run in runs:
        key = place(run.box)
        columns[key[1]].append(run)
        blocks.setdefault(key, ([], []))[0].append(run)
    for table, box in zip(tables, boxes, strict=True):
        blocks.setdefault(place(box), ([], []))[1].append(table)
    ends = {column: _right_edge(members) for column, members in columns.items()}
    lines: list[Line | None] = []
    band: float | None = None
    for key in sorted(blocks):
        lines += [None] if band is not None and key[0] != band else []
        following = _block(*blocks[key], ends[key[1]])
        if key[1] == 1 and key[0] == band and _goes_on(lines, following, ends[0]):
            lines[-1:] = [
                glued(line, other) for line, other in zip(lines[-1:], following[:1], strict=True) if line and other
            ]
            following = following[1:]
        lines += following
        band = key[0]
    return _single_gaps(lines)


def _goes_on(lines: Sequence[Line | None], following: Sequence[Line | None], right: float) -> bool:
    """Whether the sentence that ``lines`` end with, at the foot of the left column, goes on at the head of the right."""
    last, line = (lines[-1] if lines else None), (following[0] if following else None)
    if last is None or line is None or "\t" in last.text + line.text or len(last.text) < _SENTENCE:
        return False
    end = next((box for box in reversed(last.boxes) if box is not None), last.box)
    tail = replace(last, box=end)
    alike = not _other_type(last, line)
    return alike and break_between(tail, line, right - end.right, item=False) is Break.WIDTH


def _single_gaps(lines: list[Line | None]) -> list[Line | None]:
    """Without gaps at either end, and with one where several meet."""
    kept: list[Line | None] = []
    for line in lines:
        if line is not None or (kept and kept[-1] is not None):
            kept.append(line)
    return kept[:-1] if kept and kept[-1] is None else kept


def _across(runs: Sequence[Line], gutter: float) -> set[int]:
    """The identities of runs that belong to neither column, though they may be too short to cross the gutter.

    Besides those that cross it: the last line of a paragraph that does, and a heading in larger type under both
    columns.
    """
    found: set[int] = set()
    usual = median(run.size for run in runs)
    others = [run.box for run in runs if run.box.left >= gutter]
    last: Line | None = None
    for run in sorted(runs, key=lambda run: run.box.top):
        if run.box.left < gutter < run.box.right:
            found.add(id(run))
            last = run
        elif run.box.right <= gutter:
            beside = any(box.top < run.box.bottom and run.box.top < box.bottom for box in others)
            under = any(box.top >= run.box.bottom for box in others)
            tail = last is not None and 0 <= run.box.top - last.box.bottom < run.size and not beside
            if tail or (not beside and not under and run.size > 1.08 * usual):
                found.add(id(run))
                last = run
    return found


def _gutter(runs: Sequence[Line]) -> float | None:
    """The middle of the empty strip between two columns of running text; None where there is none.

    Lines that cross it (a title over both columns) are allowed as long as each column has more.
    """
    if not runs:
        return None
    left, right = min(run.box.left for run in runs), max(run.box.right for run in runs)
    best: tuple[int, float] | None = None
    for step in range(60, 141):
        x = left + (right - left) * step / 200
        ours = [run for run in runs if run.box.right <= x]
        theirs = [run for run in runs if run.box.left >= x]
        crossing = len(runs) - len(ours) - len(theirs)
        if min(len(ours), len(theirs)) < _MIN_COLUMN or crossing > min(len(ours), len(theirs)):
            continue
        inner = max(run.box.right for run in ours), min(run.box.left for run in theirs)
        size = median(run.size for run in runs)
        if inner[1] - inner[0] < 0.9 * size or not (_fills(ours, left, inner[0]) and _fills(theirs, inner[1], right)):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, sum(inner) / 2)
    return best[1] if best else None


def _fills(runs: list[Line], left: float, right: float) -> bool:
    """Whether lines fill their column as running text does: most of its width, and one to a row."""
    width = max(right - left, 1.0)
    rows = rows_of_runs(runs)
    return (
        sum(run.box.right - run.box.left for run in runs) / len(runs) >= _FILLED * width
        and sum(len(row) > 1 for row in rows) * 4 <= len(rows)
        and width >= 8 * median(run.size for run in runs)
    )


def _block(runs: list[Line], tables: list[Block], right: float) -> list[Line | None]:
    """One column of a band: lines from top to bottom, tables and cards where they stand."""
    rows = rows_of_runs(runs)
    parts: list[tuple[float, list[Line | None]]] = []
    above = 0
    for table in _in_rows(tables):
        top = table.box.top
        upto = sum(row[0].box.top < top for row in rows)
        parts.append((top - 1, _text(rows[above:upto], right)))
        parts.append((top, [None, *table.lines, None]))
        above = max(upto, above)
    lines = [line for _, part in parts for line in part]
    return [*lines, *_text(rows[above:], right)]


def _in_rows(blocks: Sequence[Block]) -> list[Block]:
    """Blocks row by row, each row from the left; those that overlap by half their height stand in one."""
    rows: list[list[Block]] = []
    for block in sorted(blocks, key=lambda block: block.box.top):
        last = rows[-1][0].box if rows else None
        low = min(last.bottom, block.box.bottom) if last else 0.0
        if last and low - block.box.top >= 0.5 * min(last.bottom - last.top, block.box.bottom - block.box.top):
            rows[-1].append(block)
        else:
            rows.append([block])
    return [block for row in rows for block in sorted(row, key=lambda block: block.box.left)]


def _text(rows: list[list[Line]], right: float) -> list[Line | None]:
    """Rows as lines: cells that stand under each other joined by tabs, the lines of a paragraph put together."""
    if not rows:
        return []
    aligned = [
        (place > 0 and _aligned(rows[place - 1], row)) or (place + 1 < len(rows) and _aligned(row, rows[place + 1]))
        for place, row in enumerate(rows)
    ]
    gaps = [below[0].box.top - above[0].box.bottom for above, below in pairwise(rows)]
    usual = median(gaps) if gaps else 0.0
    result: list[Line | None] = []
    first = last = rows[0][0]
    for place, row in enumerate(rows):
        line = joined(row, "\t" if aligned[place] else "\u3000")
        if line is None:
            continue
        gap = line.box.top - last.box.bottom
        current = result[-1] if result else None
        if current is not None and len(row) == 1 and _runs_on(first, last, line, right, gap):
            result[-1] = glued(current, line)
        else:
            if result and (gap > max(0.9 * line.size, 1.8 * usual) or _other_type(last, line)):
                result.append(None)
            result.append(line)
            first = line
        last = line
    return result


def _other_type(last: Line, line: Line) -> bool:
    """Whether two lines that follow each other are in type of different sizes, as a heading and its text are."""
    one, other = _em(last), _em(line)
    return one is not None and other is not None and abs(one - other) > _OTHER_SIZE * min(one, other)


def _em(line: Line) -> float | None:
    """The size of a line's type, by the width of its Japanese characters: fonts of one size are of many heights."""
    widths = [
        box.right - box.left
        for character, box in zip(line.text, line.boxes, strict=True)
        if box is not None and unicodedata.east_asian_width(character) == "W"
    ]
    return median(widths) if len(widths) > 1 else None


def _right_edge(runs: list[Line]) -> float:
    """Where full lines end: the outermost place that a tenth of the lines share, so that one wide line is no measure."""
    if not runs:
        return 0.0
    edges = sorted((run.box.right for run in runs), reverse=True)
    size = median(run.size for run in runs)
    needed = max(2, len(edges) // 10)
    for edge in edges:
        if sum(edge - 1.6 * size <= other <= edge for other in edges) >= needed:
            return edge
    return edges[0]


def _aligned(row: list[Line], other: list[Line]) -> bool:
    """Whether two rows of runs are rows of one table: as many cells, each above or below its like."""
    if len(row) < 2 or len(row) != len(other):
        return False
    if max(row[0].box.top, other[0].box.top) - min(row[0].box.bottom, other[0].box.bottom) > 3 * row[0].size:
        return False
    return all(
        one.box.left <= two.box.right and two.box.left <= one.box.right for one, two in zip(row, other, strict=True)
    )


def _runs_on(first: Line, last: Line, line: Line, right: float, gap: float) -> bool:
    """Whether ``line`` goes on with the sentence of ``last``, which reaches the right edge; ``first`` opened it.

    A line stops two letters short where a comma may not open the next one, and by a whole number (98.1%) or a word with all
    that may not part from it (在)。) where that would not have fit. Furigana push lines apart that are full.
    """
    size = last.size
    free = right - last.box.right
    pushed = free < size and len(last.text) >= 2 * _SENTENCE
    if len(last.text) < _SENTENCE or _other_type(last, line) or gap > (_FURTHER if pushed else _APART) * size:
        return False
    if free > max(2.1 * size, opening_width(line) + 0.1 * size):
        return False
    if "\t" in last.text or last.text.endswith("。") or PHONE_END.search(last.text) or MARKED.match(line.text):
        return False
    hangs = bool(MARKED.match(first.text))
    indent = line.box.left - (first.box.left if last is first else last.box.left)
    return -2.5 * size < indent < (3.0 * size if hangs and last is first else 0.7 * size)
