"""How alike municipalities and chapters are, and where each item lies on a map."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from ..items import municipality
from ..library import Library
from ..nearness.likeness import Standings
from ..nearness.rows import Floats, Rows
from ..report import Cell, Item, Point, Theme
from .themes import matters

_INSIDE: Final = (
    0.98  # of the items lie within the map, the others on its edge: one far away would press all into a corner
)
_BLOCK: Final = 500  # rows at a time: with 12,000 others and their parts some 200 MB


def city_cells(items: Sequence[Item], rows: Rows, standings: Standings) -> tuple[Cell, ...]:
    """For each two municipalities how near the row's items are, on average, to the nearest of the column's."""
    return _cells([municipality(items[row].plan) for row in rows], rows, rows, standings, None)


def chapter_cells(items: Sequence[Item], ours: Rows, theirs: Rows, standings: Standings) -> tuple[Cell, ...]:
    """The same for chapters: ours against theirs."""
    levels = {plan: chapter_level([items[row] for row in (*ours, *theirs) if items[row].plan.id == plan])
              for plan in sorted({items[row].plan.id for row in (*ours, *theirs)})}  # fmt: skip
    names = [chapter_of(items[row], levels[items[row].plan.id]) for row in ours]
    others = [chapter_of(items[row], levels[items[row].plan.id]) for row in theirs]
    return _cells(names, ours, theirs, standings, others)


def standard_cells(library: Library) -> tuple[Cell, ...]:
    """For each chapter that has shared wording, how much of its text that is; the fullest first."""
    found: dict[tuple[str, str], tuple[int, int, int]] = {}
    levels = {each.plan.id: chapter_level((*each.items, *each.rest)) for each in library.contents}
    for row, text in enumerate(library.texts):
        key = (_heading(text, levels[text.plan.id]), municipality(text.plan))
        shared = sum(end - start for start, end in library.standard.spans.get(row, ()))
        inside, size, count = found.get(key, (0, 0, 0))
        found[key] = (inside + shared, size + len(text.text), count + 1)
    cells = (Cell(*key, round(inside / size, 3), count) for key, (inside, size, count) in found.items() if inside)
    return tuple(sorted(cells, key=lambda cell: (-cell.value, cell.row, cell.column)))


def chapter_level(items: Sequence[Item]) -> int:
    """The first level of headings that tells a plan's items apart."""
    deepest = max((len(item.headings) for item in items), default=0)
    for level in range(deepest):
        if len({item.headings[level] for item in items if len(item.headings) > level}) > 1:
            return level
    return 0


def chapter_of(item: Item, level: int) -> str:
    """Whose chapter an item stands in."""
    return f"{municipality(item.plan)} {_heading(item, level)}"


def _heading(item: Item, level: int) -> str:
    heading = item.headings[min(level, len(item.headings) - 1)] if item.headings else item.plan.title or item.plan.id
    return " ".join(heading.split())


def points_of(items: Sequence[Item], rows: Rows, themes: Sequence[Theme], standings: Standings) -> tuple[Point, ...]:
    """The items on the plane on which the themes' middles lie farthest apart, within [-1, 1]."""
    theme = {item.id: place for place, each in enumerate(themes) for item in each.items}
    of_theme = np.array([theme.get(items[row].id, 0) for row in rows], np.int64)
    vectors = matters([items[row] for row in rows], standings.meanings, rows).astype(np.float64)
    middles = np.zeros((max(len(themes), 1), vectors.shape[1]))
    np.add.at(middles, of_theme, vectors)
    middles /= np.sqrt(np.maximum(np.bincount(of_theme, minlength=len(middles)), 1))[:, None]
    _, axes = np.linalg.eigh(middles.T @ middles)
    plane = axes[:, [-1, -2]]
    plane = plane * np.sign(plane[np.abs(plane).argmax(axis=0), [0, 1]])  # an axis has no sign of its own
    places = vectors @ plane
    places -= np.median(places, axis=0)
    far = np.quantile(np.abs(places), _INSIDE, axis=0) if len(places) else np.ones(2)
    places = np.clip(places / np.maximum(far, 1e-9), -1, 1)
    return tuple(
        Point(items[row], round(float(x), 3), round(float(y), 3), theme.get(items[row].id, 0))
        for row, (x, y) in zip(rows, places, strict=True)
    )


def _cells(
    names: Sequence[str], ours: Rows, theirs: Rows, standings: Standings, others: Sequence[str] | None
) -> tuple[Cell, ...]:
    columns = list(dict.fromkeys(others if others is not None else names))
    of_column = {name: place for place, name in enumerate(columns)}
    order = np.argsort([of_column[name] for name in (others if others is not None else names)], kind="stable")
    edges = np.unique(
        np.array([of_column[name] for name in (others if others is not None else names)])[order], return_index=True
    )[1]
    best: list[Floats] = []
    for start in range(0, len(ours), _BLOCK):
        meaning = standings.meaning(ours[start : start + _BLOCK], theirs[order])
        best.append(np.maximum.reduceat(meaning, edges, axis=1))
    if not best or not len(theirs):
        return ()
    table = np.concatenate(best)
    labels = np.array(names)
    return tuple(
        Cell(row, column, round(float(table[labels == row, place].mean()), 3), int((labels == row).sum()))
        for row in dict.fromkeys(names)
        for place, column in enumerate(columns)
        if row != column
    )
