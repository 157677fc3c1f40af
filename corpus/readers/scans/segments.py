"""A page's ink -> its ruled lines, and the stretches of type that are read one by one."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .drawn import DPI
from .picture import Mask, Picture

_RULE: Final = DPI // 2  # dots; a dash in a title of 30 points is shorter
_THICK: Final = 14  # dots; a thicker bar is no rule
_TYPE: Final = (10, 130)  # dots: between them lies the type size, 3 to 30 points
_GAP: Final = 1.3  # of the type size: more parts two stretches, so that columns do not run into each other
_ACROSS: Final = 0.12  # of the type size: what parts of a character and its marks are apart
_LARGE: Final = 2.6  # of the type size, both ways, and hollow: a seal or a drawing
_DRAWN: Final = (
    6.0  # of the type size: a thicker stretch is a photograph or a drawing; titles have three at most (arbitrary)
)
_HOLLOW: Final = 0.35  # of the box of such a thing is ink


class Area(NamedTuple):
    """A rectangle of dots."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Segments:
    """What a page is made of; ``near`` is where its type is and the dots around it, ``size`` how large most of it is."""

    rules: tuple[Area, ...]
    lines: tuple[Area, ...]
    near: Mask
    size: float
    vertical: bool


def segments_of(picture: Picture) -> Segments:
    """Rules and stretches of type of ``picture``."""
    level, upright = _rules(picture.ink), _rules(picture.ink.T)
    ruled = _mask(picture.ink.shape, level) | _mask(picture.ink.shape, upright, turned=True)
    ink = picture.ink & ~ruled
    size = _size(ink)
    ink = _without_drawings(ink, size)
    vertical = _is_vertical(ink, size)
    rules = (*level, *(Area(area.top, area.left, area.bottom, area.right) for area in upright))
    walls = _mask(picture.ink.shape, level, grown=False) | _mask(picture.ink.shape, upright, turned=True, grown=False)
    if vertical:
        turned = _lines(ink.T, walls.T, size)
        lines = tuple(Area(area.top, area.left, area.bottom, area.right) for area in turned)
    else:
        lines = _lines(ink, walls, size)
    lines = tuple(area for area in lines if min(area.width, area.height) <= _DRAWN * size)
    return Segments(rules, lines, _grown(_grown(ink, 0, 5), 1, 5), size, vertical)


def _rules(ink: Mask) -> tuple[Area, ...]:
    """The level rules of ``ink``: runs longer than any stroke of a character, as thin as a rule is."""
    from scipy import ndimage

    bridged = _closed(_grown(ink, 0, 3), 1, 3)  # a rule that is a little askew goes on one row further down
    runs = _opened(bridged, 1, _RULE)
    joined = _grown(runs, 1, 9)
    labels, _ = ndimage.label(joined, structure=np.ones((3, 3), dtype=int))
    found = []
    for down, across in ndimage.find_objects(labels):
        if down.stop - down.start <= _THICK + 2:
            found.append(Area(across.start, down.start, across.stop, down.stop))
    return tuple(found)


def _grown(mask: Mask, axis: int, reach: int) -> Mask:
    from scipy import ndimage

    grown: Mask = ndimage.maximum_filter1d(mask.view(np.uint8), reach, axis=axis).view(bool)
    return grown


def _shrunk(mask: Mask, axis: int, reach: int) -> Mask:
    from scipy import ndimage

    shrunk: Mask = ndimage.minimum_filter1d(mask.view(np.uint8), reach, axis=axis).view(bool)
    return shrunk


def _closed(mask: Mask, axis: int, reach: int) -> Mask:
    return _shrunk(_grown(mask, axis, reach), axis, reach)


def _opened(mask: Mask, axis: int, reach: int) -> Mask:
    return _grown(_shrunk(mask, axis, reach), axis, reach)


def _mask(shape: tuple[int, ...], areas: tuple[Area, ...], *, turned: bool = False, grown: bool = True) -> Mask:
    """Where ``areas`` are; a little more where they are to be wiped out."""
    mask = np.zeros(shape[::-1] if turned else shape, dtype=bool)
    more = 2 if grown else 0
    for area in areas:
        mask[max(area.top - more, 0) : area.bottom + more, max(area.left - more, 0) : area.right + more] = True
    return mask.T if turned else mask


def _size(ink: Mask) -> float:
    """The type size of most of the page: what the larger parts of characters measure."""
    from scipy import ndimage

    labels, _ = ndimage.label(_grown(_grown(ink, 0, 5), 1, 5))
    sides = [
        max(down.stop - down.start, across.stop - across.start) - 4 for down, across in ndimage.find_objects(labels)
    ]
    usual = [side for side in sides if _TYPE[0] <= side <= _TYPE[1]]
    return float(np.quantile(usual, 0.7)) * 1.08 if usual else 44.0


def _without_drawings(ink: Mask, size: float) -> Mask:
    """``ink`` without what is large both ways and hollow: seals, frames, drawings."""
    from scipy import ndimage

    labels, count = ndimage.label(ink, structure=np.ones((3, 3), dtype=int))
    if not count:
        return ink
    areas = np.bincount(labels.ravel())
    keep = np.ones(count + 1, dtype=bool)
    keep[0] = False
    for number, (down, across) in enumerate(ndimage.find_objects(labels), start=1):
        tall, wide = down.stop - down.start, across.stop - across.start
        if min(tall, wide) > _LARGE * size and areas[number] < _HOLLOW * tall * wide:
            keep[number] = False
    kept: Mask = keep[labels]
    return kept


def _is_vertical(ink: Mask, size: float) -> bool:
    """Whether characters stand nearer to what is under them than to what is beside them."""
    from scipy import ndimage

    reach = 2 * max(round(0.12 * size), 1) + 1
    labels, _ = ndimage.label(_grown(_grown(ink, 0, reach), 1, reach))
    boxes = [Area(across.start, down.start, across.stop, down.stop) for down, across in ndimage.find_objects(labels)]
    signs = np.array([box for box in boxes if 0.5 * size <= max(box.width, box.height) <= 1.6 * size], dtype=float)
    wide = sum(box.width > 3 * max(box.height, size) for box in boxes)
    tall = sum(box.height > 3 * max(box.width, size) for box in boxes)
    if len(signs) < 8:
        return tall > wide
    beside, below = _nearest(signs), _nearest(signs[:, [1, 0, 3, 2]])
    return bool((below < beside).sum() + 20 * tall > (beside < below).sum() + 20 * wide)


def _nearest(signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each sign is from the next one to its right on its own row."""
    order = np.argsort(signs[:, 0])
    signs = signs[order]
    far = np.full(len(signs), np.inf)
    for place, (_, top, right, bottom) in enumerate(signs):
        others = signs[place + 1 :]
        overlap = np.minimum(others[:, 3], bottom) - np.maximum(others[:, 1], top)
        gaps = (others[:, 0] - right)[overlap > 0.5 * (bottom - top)]
        gaps = gaps[gaps > -0.3 * (bottom - top)]
        far[place] = gaps.min() if len(gaps) else np.inf
    back = np.empty_like(far)
    back[order] = far
    return back


def _lines(ink: Mask, walls: Mask, size: float) -> tuple[Area, ...]:
    """Stretches of level type: ink run together along the line, cut at the rules."""
    from scipy import ndimage

    reach = round(_GAP * size)
    run = _closed(np.pad(ink, ((0, 0), (reach, reach))), 1, reach)[:, reach:-reach]
    run = _closed(run, 0, max(round(_ACROSS * size), 1))
    labels, _ = ndimage.label(run & ~walls)
    areas = [Area(across.start, down.start, across.stop, down.stop) for down, across in ndimage.find_objects(labels)]
    return tuple(_gathered(areas, size))


def _gathered(areas: list[Area], size: float) -> list[Area]:
    """Stretches with the marks and parts of characters that stand over, under or in them; none that is next to nothing."""
    lines = sorted((area for area in areas if area.height >= 0.5 * size), key=lambda area: -area.width)
    small = [area for area in areas if area.height < 0.5 * size]
    kept: list[Area] = []
    for area in lines:
        home = next((place for place, line in enumerate(kept) if _inside(area, line, size)), None)
        if home is None:
            kept.append(area)
        else:
            kept[home] = _around(kept[home], area)
    for area in small:
        home = next((place for place, line in enumerate(kept) if _belongs(area, line, size)), None)
        if home is not None:
            kept[home] = _around(kept[home], area)
        elif area.width >= 0.5 * size and area.height >= 3:
            kept.append(area)
    return sorted(kept, key=lambda area: (area.top, area.left))


def _inside(area: Area, line: Area, size: float) -> bool:
    overlap = min(area.bottom, line.bottom) - max(area.top, line.top)
    near = area.left < line.right + 0.3 * size and line.left < area.right + 0.3 * size
    return near and overlap > 0.6 * min(area.height, line.height)


def _belongs(area: Area, line: Area, size: float) -> bool:
    middle = (area.top + area.bottom) / 2
    near = area.left < line.right + _GAP * size and line.left < area.right + _GAP * size
    return near and line.top - 0.25 * size <= middle <= line.bottom + 0.25 * size


def _around(one: Area, other: Area) -> Area:
    return Area(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
