"""A page of a PDF as pdfium gives it: glyphs and ruled lines, in points of the page as it is displayed."""

import ctypes
import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

_MAX_PATHS: Final = 5_000  # of one page; a map has more, and no table
_DRAWN: Final = 50  # paths; letters turned into outlines are at least as many
_SHORTEST: Final = 6.0  # points; a shorter stroke is a dash or an ornament
_THIN: Final = 2.0  # points; a filled rectangle below it is a rule


class Box(NamedTuple):
    """A rectangle on the displayed page: points from its left and its upper edge."""

    left: float
    top: float
    right: float
    bottom: float


class Glyph(NamedTuple):
    """A character where it is printed; ``sideways`` where it lies on its side, ``spaced`` after a gap like a blank."""

    text: str
    box: Box
    sideways: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class RawPage:
    """What is printed on a page, in the order in which the file draws it; ``pictured`` where that includes an image or a drawing."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...]
    pictured: bool


class TooManyCharacters(Exception):
    """A page holds more characters than its caller has room for."""


def read_page(page: "pypdfium2.PdfPage", room: int) -> RawPage:
    """The glyphs and rules of ``page``; blanks that pdfium adds between words are left out.

    Raises: TooManyCharacters where there are more than ``room``.
    """
    shown = _display(page)
    rules, pictured = _rules(page, shown)
    width, height = page.get_size()
    return RawPage(width, height, _glyphs(page, shown, room), rules, pictured)


def _display(page: "pypdfium2.PdfPage") -> Callable[[float, float, float, float], Box]:
    """From the file's coordinates (y up, before rotation and cropping) to the displayed page's."""
    left, bottom, right, top = page.get_cropbox()
    turn: Callable[[float, float], tuple[float, float]] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }[page.get_rotation() % 360]

    def shown(x0: float, y0: float, x1: float, y1: float) -> Box:
        (ax, ay), (bx, by) = turn(x0, y0), turn(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    return shown


def _glyphs(page: "pypdfium2.PdfPage", shown: Callable[..., Box], room: int) -> tuple[Glyph, ...]:
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > room:
            raise TooManyCharacters
        rotation = page.get_rotation()
        boxes = _loose_boxes(textpage, count)
        glyphs = []
        seen: set[tuple[str, int, int]] = set()
        high = 0
        spaced = False
        for index in range(count):
            code = raw.FPDFText_GetUnicode(textpage, index)
            if raw.FPDFText_IsGenerated(textpage, index) == 1:
                spaced = True
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            text, found = _character(code), boxes[index]
            if not text or found is None:
                continue
            box = shown(*found)
            place = (text, round(box.left), round(box.top))
            if place in seen:  # drawn twice to look bold
                continue
            seen.add(place)
            turned = (math.degrees(raw.FPDFText_GetCharAngle(textpage, index)) - rotation) % 180
            glyphs.append(Glyph(text, box, 45 <= turned <= 135, spaced))
            spaced = False
        return tuple(glyphs)
    finally:
        textpage.close()


def _loose_boxes(textpage: "pypdfium2.PdfTextPage", count: int) -> list[tuple[float, float, float, float] | None]:
    """Left, bottom, right, top of every character as high and as wide as its type.

    Of fonts made of drawings pdfium knows only the ink, which would make a line of its own of every ・: such a
    character is given the height of the others of its font size, from the point where it is set.
    """
    import pypdfium2.raw as raw

    loose, tight = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    boxes: list[tuple[float, float, float, float] | None] = []
    sizes: dict[float, tuple[float, float]] = {}  # font size -> height over and under the base line
    inked: list[tuple[int, float]] = []
    for index in range(count):
        if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(loose)):
            boxes.append(None)
            continue
        boxes.append((loose.left, loose.bottom, loose.right, loose.top))
        size = round(raw.FPDFText_GetFontSize(textpage, index), 1)
        left, right, bottom, top = tight
        raw.FPDFText_GetCharBox(textpage, index, *(ctypes.byref(edge) for edge in (left, right, bottom, top)))
        if abs(loose.top - top.value) + abs(loose.bottom - bottom.value) < 0.02 and top.value > bottom.value:
            inked.append((index, size))
        elif size not in sizes and raw.FPDFText_GetCharAngle(textpage, index) == 0:
            raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
            sizes[size] = (loose.top - y.value, y.value - loose.bottom)
    for index, size in inked:
        box = boxes[index]
        if size not in sizes or box is None or raw.FPDFText_GetCharAngle(textpage, index) != 0:
            continue
        over, under = sizes[size]
        raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        wide = unicodedata.east_asian_width(chr(raw.FPDFText_GetUnicode(textpage, index))) in "WFA"
        right_edge = max(box[2], x.value + over + under) if wide else box[2]
        boxes[index] = (min(box[0], x.value), y.value - under, right_edge, y.value + over)
    return boxes


def _character(code: int) -> str:
    if code in (0x02, 0xAD):  # pdfium's mark for a hyphen at the end of a line
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    if code < 0x20 or code == 0x7F:
        return ""
    return " " if code == 0xA0 else chr(code)


def _rules(page: "pypdfium2.PdfPage", shown: Callable[..., Box]) -> tuple[tuple[Box, ...], bool]:
    """The straight level and upright strokes of a page, and whether it holds an image or a drawing."""
    import pypdfium2.raw as raw

    rules: list[Box] = []
    pictured = False
    paths = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = True
            continue
        paths += 1
        if paths > _MAX_PATHS:
            return (), True
        rules.extend(box for box in _strokes(item, shown) if _is_rule(box))
    return tuple(rules), pictured or paths >= _DRAWN


def _is_rule(box: Box) -> bool:
    width, height = box.right - box.left, box.bottom - box.top
    return min(width, height) <= _THIN and max(width, height) >= _SHORTEST


def _strokes(item: Any, shown: Callable[..., Box]) -> list[Box]:  # noqa: ANN401  # a pypdfium2.PdfObject
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value:
        return [shown(*item.get_bounds())] if fill.value else []
    matrix = item.get_matrix()
    boxes: list[Box] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for place in range(min(raw.FPDFPath_CountSegments(item), _MAX_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(item, place)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            boxes.append(shown(*last, *point))
        if raw.FPDFPathSegment_GetClose(segment):
            boxes.append(shown(*point, *start))
        last = point
    return boxes
