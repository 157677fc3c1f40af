"""The picture of a page -> what it says and where."""

import re
from collections.abc import Sequence
from time import monotonic
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..pdf.page import Box
from .drawn import DPI
from .picture import Grey, made_ready
from .scanned import ScannedLine, ScannedPage
from .segments import Area, Segments, segments_of
from .tesseract import FIGURES, LEVEL, VERTICAL, Read, read_lines

_WHITE: Final = 12  # dots around a line; Tesseract misses strokes at the very edge
_MOST_LINES: Final = 1_500  # stretches of type on a page; a photograph has more
_SURE: Final = 0.45  # below it a stretch is a drawing, not type
_WEAK: Final = 0.6  # a page below it may lie on its side
_POINTS: Final = 72 / DPI
# Each line is read at two sizes, and what the program is surer of is kept: character error rate on the made pages at
# 300 / 150 dpi .028 / .030 at full size, .019 / .026 at three quarters, .015 / .020 with both, .009 / .015 with
# figures that stand alone read by the model for Latin letters as well.
_SIZES: Final = (1.0, 0.75)
_FIGURE: Final = re.compile(r"[-0-9.,%()/]{2,}")
_MAY_BE_FIGURE: Final = re.compile(r"[^\u3040-\u30ff\u4e00-\u9fff]*")
_DIGITS: Final = re.compile(r"[0-9.,]")
_DOUBTFUL: Final = 0.5  # of a line whose figures were read in two ways


def recognise(dots: NDArray[np.uint8], seconds: float) -> ScannedPage:
    """Read a page from its picture at 300 dpi, upright or on its side.

    Raises: TooSlow where it takes more than ``seconds``; OSError where Tesseract cannot be run.
    """
    until = monotonic() + seconds
    page = _read(dots, until)
    if page.lines and page.confidence >= _WEAK:
        return page
    turned = [_read(np.ascontiguousarray(np.rot90(dots, quarters)), until) for quarters in (1, 3, 2)]
    return max((page, *turned), key=lambda each: sum(len(line.text) * line.confidence**2 for line in each.lines))


def _read(dots: NDArray[np.uint8], until: float) -> ScannedPage:
    picture = made_ready(dots)
    found = segments_of(picture)
    height, width = picture.grey.shape
    areas = found.lines if len(found.lines) <= _MOST_LINES else ()
    reads = _reads([_crop(picture.grey, area, found) for area in areas], found.vertical, until)
    lines = [_told(area, read) for area, read in zip(areas, reads, strict=True) if read.confidence >= _SURE]
    if found.vertical:
        lines.sort(key=lambda line: (-line.box.left, line.box.top))
    rules = tuple(_box(area) for area in found.rules)
    return ScannedPage(width * _POINTS, height * _POINTS, tuple(lines), rules, found.vertical)


def _reads(crops: Sequence[Grey], vertical: bool, until: float) -> list[Read]:
    """What each crop says, of several readings the one that the program is surest of."""
    at_sizes = [[_framed(crop, size) for crop in crops] for size in _SIZES]
    language = VERTICAL if vertical else LEVEL
    readings = [read_lines(lines, language, max(until - monotonic(), 1.0)) for lines in at_sizes]
    reads = [_surest(several) for several in zip(*readings, strict=True)]
    alone = [place for place, read in enumerate(reads) if not vertical and _MAY_BE_FIGURE.fullmatch(read.text)]
    for lines in at_sizes:
        again = read_lines([lines[place] for place in alone], FIGURES, max(until - monotonic(), 1.0))
        for place, read in zip(alone, again, strict=True):
            if _FIGURE.fullmatch(read.text):
                reads[place] = _surest((reads[place], read))
    return reads


def _surest(readings: Sequence[Read]) -> Read:
    """The reading of the highest confidence, which counts for little where the next has other figures."""
    best = max(readings, key=lambda read: read.confidence)
    figures = {"".join(_DIGITS.findall(read.text)) for read in readings if read.confidence >= _SURE}
    return best if len(figures) < 2 else Read(best.text, min(best.confidence, _DOUBTFUL))


def _framed(crop: Grey, size: float) -> Grey:
    from PIL import Image

    if size != 1.0:
        height, width = (max(round(side * size), 1) for side in crop.shape)
        crop = np.asarray(Image.fromarray(crop).resize((width, height), Image.Resampling.LANCZOS))
    return np.pad(crop, _WHITE, constant_values=255)


def _crop(grey: Grey, area: Area, found: Segments) -> Grey:
    """The stretch's own type, without rules and drawings that reach into it."""
    cut = grey[area.top : area.bottom, area.left : area.right]
    inked = found.near[area.top : area.bottom, area.left : area.right]
    return np.where(inked, cut, np.uint8(255))


def _told(area: Area, read: Read) -> ScannedLine:
    return ScannedLine(read.text, _box(area), read.confidence)


def _box(area: Area) -> Box:
    return Box(*(side * _POINTS for side in area))
