"""A page's picture made ready to be read: paper white, ink dark, level, without seals in colour, specks and dark edges."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .drawn import DPI

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_COLOURED: Final = 60  # of 255 between the channels: ink of a seal, not of a printer
_TILE: Final = 64  # dots: what is the paper's own grey is told tile by tile
_PAPER: Final = 0.9  # quantile of a tile's dots, which is paper even between lines of type
_INK: Final = 160  # of 255, once paper is 255: Otsu's threshold of the made pages lies between 140 and 175
_STEEPEST: Final = 4.0  # degrees; beyond it a page is not laid askew but drawn so
_COARSE: Final = 4  # dots to one, for finding the skew
_SPECK: Final = 5  # dots; a full stop of 8 points has 7


@dataclass(frozen=True, slots=True)
class Picture:
    """A page ready to be read: greys with white paper, and where there is ink; both are level."""

    grey: Grey
    ink: Mask


def made_ready(dots: NDArray[np.uint8]) -> Picture:
    """``dots`` (height, width) or (height, width, 3), at :data:`DPI`, ready to be read."""
    grey = _on_white(_without_colour(dots))
    angle = _skew(grey < _INK)
    if angle:
        grey = _turned(grey, angle)
    ink = _clean(grey < _INK)
    return Picture(grey, ink)


def _without_colour(dots: NDArray[np.uint8]) -> Grey:
    """Greys in which what is coloured is as light as its lightest channel: seals go, and type under them stays."""
    if dots.ndim == 2:
        return dots
    lightest, darkest = dots[..., :3].max(axis=2), dots[..., :3].min(axis=2)
    coloured = lightest - darkest > _COLOURED
    grey: Grey = np.where(coloured, lightest, dots[..., :3].mean(axis=2).astype(np.uint8))
    return grey


def _on_white(grey: Grey) -> Grey:
    """``grey`` divided by the paper's own: shadows and shaded cells become white."""
    from scipy import ndimage

    height, width = grey.shape
    rows, columns = -(-height // _TILE), -(-width // _TILE)
    padded = np.pad(grey, ((0, rows * _TILE - height), (0, columns * _TILE - width)), mode="edge")
    tiles = padded.reshape(rows, _TILE, columns, _TILE).swapaxes(1, 2).reshape(rows, columns, -1)
    paper = np.quantile(tiles[..., ::7], _PAPER, axis=2).astype(np.float32)
    paper = ndimage.zoom(paper, _TILE, order=1, grid_mode=True, mode="nearest")[:height, :width]
    white: Grey = np.clip(grey / np.maximum(paper, 60.0) * 255.0, 0, 255).astype(np.uint8)  # 60: an inverted cell stays
    return white


def _skew(ink: Mask) -> float:
    """The degrees by which the page is to be turned to be level: where its rows, or columns, part ink from paper most."""
    height, width = (side // _COARSE * _COARSE for side in ink.shape)
    small = ink[:height, :width].reshape(height // _COARSE, _COARSE, width // _COARSE, _COARSE).mean(axis=(1, 3))
    margin = small.shape[0] // 40, small.shape[1] // 40  # a dark edge is level whatever the type is
    small = small[margin[0] : -margin[0] or None, margin[1] : -margin[1] or None]
    ys, xs = np.nonzero(small > 0.25)
    if len(ys) < 200:
        return 0.0
    y, x = ys - small.shape[0] / 2, xs - small.shape[1] / 2

    def parted(angle: float) -> float:
        slope = np.tan(np.radians(angle))
        rows = np.bincount(np.floor(y - x * slope + small.shape[0]).astype(int))
        columns = np.bincount(np.floor(x + y * slope + small.shape[1]).astype(int))
        return float(max((np.diff(rows) ** 2).sum(), (np.diff(columns) ** 2).sum()))

    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.2), key=parted)
    best = max(np.arange(best - 0.2, best + 0.21, 0.05), key=parted)
    return float(best) if abs(best) >= 0.05 else 0.0


def _turned(grey: Grey, angle: float) -> Grey:
    from PIL import Image

    image = Image.fromarray(grey).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(image)


def _clean(ink: Mask) -> Mask:
    """``ink`` without specks, and without what is dark along an edge of the page."""
    from scipy import ndimage

    labels, count = ndimage.label(ink, structure=np.ones((3, 3), dtype=int))
    if not count:
        return ink
    boxes = ndimage.find_objects(labels)
    keep = np.ones(count + 1, dtype=bool)
    keep[0] = False
    height, width = ink.shape
    for number, (down, across) in enumerate(boxes, start=1):
        tall, wide = down.stop - down.start, across.stop - across.start
        at_edge = down.start == 0 or across.start == 0 or down.stop == height or across.stop == width
        if max(tall, wide) <= _SPECK or (at_edge and max(tall, wide) > DPI):
            keep[number] = False
    clean: Mask = keep[labels]
    return clean
