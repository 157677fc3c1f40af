"""Ruled lines and the glyphs between them -> the rows of tables."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from .page import Box, Glyph

_TOUCH: Final = 3.0  # points; strokes closer than this meet
_MAX_RULES: Final = 1_500  # of one page; more are a drawing


@dataclass(slots=True)
class Cell:
    """A cell's place in its grid, from the column and row where it begins to those behind its end, and its glyphs."""

    left: int
    top: int
    right: int
    bottom: int
    sides: tuple[float, float]  # its left and its right edge, in points
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules that meet each other and enclose two cells or more."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Box, ...]
    upright: tuple[Box, ...]

    def holds(self, box: Box) -> bool:
        """Whether the middle of ``box`` lies in the grid."""
        x, y = _middle(box)
        return self.box.left <= x <= self.box.right and self.box.top <= y <= self.box.bottom

    def cells(self, glyphs: Iterable[Glyph]) -> list[Cell]:
        """The cells that hold glyphs, which stay in the order given."""
        found: dict[tuple[int, int], Cell] = {}
        for glyph in glyphs:
            left, top, right, bottom = self._around(*_middle(glyph.box))
            sides = (self.xs[left], self.xs[right])
            found.setdefault((left, top), Cell(left, top, right, bottom, sides)).glyphs.append(glyph)
        return list(found.values())

    def _around(self, x: float, y: float) -> tuple[int, int, int, int]:
        """The edges of the cell around a point: the nearest rule on each side that reaches as far as the point."""
        columns = [rule.left for rule in self.upright if rule.top - _TOUCH <= y <= rule.bottom + _TOUCH]
        rows = [rule.top for rule in self.level if rule.left - _TOUCH <= x <= rule.right + _TOUCH]
        return (
            _nearest(self.xs, max((edge for edge in columns if edge <= x), default=self.box.left)),
            _nearest(self.ys, max((edge for edge in rows if edge <= y), default=self.box.top)),
            _nearest(self.xs, min((edge for edge in columns if edge > x), default=self.box.right)),
            _nearest(self.ys, min((edge for edge in rows if edge > y), default=self.box.bottom)),
        )


def find_grids(rules: Sequence[Box]) -> tuple[list[Grid], list[Box]]:
    """The tables that the rules of a page draw, and the frames, which enclose one cell or cells under each other."""
    if len(rules) > _MAX_RULES:
        return [], []
    groups: list[tuple[Box, list[Box]]] = []
    for rule in rules:
        reach = _grown(rule)
        met = [
            group
            for group in groups
            if _meet(group[0], reach) and any(_meet(_grown(other), rule) for other in group[1])
        ]
        members = [rule, *(other for group in met for other in group[1])]
        groups = [group for group in groups if group not in met]
        groups.append((_around_all([_grown(member) for member in members]), members))
    grids: list[Grid] = []
    frames: list[Box] = []
    for _, members in groups:
        grid = _grid(members)
        if grid is not None and len(grid.xs) > 2 and len(grid.ys) > 1:
            grids.append(grid)
        elif grid is not None and len(grid.xs) == 2 and len(grid.upright) > 1 and len(grid.level) > 1:
            frames.append(grid.box)
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left)), frames


def _grid(members: Sequence[Box]) -> Grid | None:
    level = tuple(rule for rule in members if rule.right - rule.left >= rule.bottom - rule.top)
    upright = tuple(rule for rule in members if rule.right - rule.left < rule.bottom - rule.top)
    if not level or not upright:
        return None
    box = _around_all(members)
    xs = _distinct([box.left, box.right, *(rule.left for rule in upright)])
    ys = _distinct([box.top, box.bottom, *(rule.top for rule in level)])
    return Grid(box, xs, ys, level, upright)


def same_columns(edges: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two grids have columns of the same widths; facing pages may set them further in or out."""
    return len(edges) == len(others) and all(
        abs((edge - edges[0]) - (other - others[0])) <= _TOUCH for edge, other in zip(edges, others, strict=True)
    )


def rows_of(cells: Iterable[tuple[Cell, str]]) -> list[list[str]]:
    """The text of cells in rows: what spans columns stands in the first, what spans rows is repeated in each.

    Columns and rows that hold nothing (double rules make them) are left out.
    """
    filled: dict[tuple[int, int], str] = {}
    for cell, text in cells:
        for row in range(cell.top, max(cell.bottom, cell.top + 1)):
            filled[row, cell.left] = text
    columns = sorted({column for _, column in filled})
    return [[filled.get((row, column), "") for column in columns] for row in sorted({place for place, _ in filled})]


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _grown(box: Box) -> Box:
    return Box(box.left - _TOUCH, box.top - _TOUCH, box.right + _TOUCH, box.bottom + _TOUCH)


def _meet(one: Box, other: Box) -> bool:
    return one.left <= other.right and other.left <= one.right and one.top <= other.bottom and other.top <= one.bottom


def _around_all(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _distinct(edges: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > _TOUCH:
            kept.append(edge)
    return tuple(kept)


def _nearest(edges: Sequence[float], wanted: float) -> int:
    """The place of the edge, of those in ascending order, that is nearest; the lower of equals."""
    behind = bisect_left(edges, wanted)
    near = range(max(behind - 1, 0), min(behind + 1, len(edges)))
    return min(near, key=lambda place: abs(edges[place] - wanted))
