"""A page of a PDF as pdfium gives it: glyphs and ruled lines, in points of the page as it is displayed."""

import ctypes
import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

_MAX_PATHS: Final = 5_000  # of one page; a map has more, and no table
_DRAWN: Final = 50  # paths; letters turned into outlines are at least as many
_ASKEW: Final = 10  # degrees; a scan lies straighter, and a watermark is printed across the page
_SHORTEST: Final = 6.0  # points; a shorter stroke is a dash or an ornament
_THIN: Final = 2.0  # points; a filled rectangle below it is a rule
_FRAME: Final = 24.0  # points; a box that is lower or narrower frames no lines
_FRAME_POINTS: Final = 24  # of its outline; one with round corners has at most 17
_LINE_HEIGHT: Final = (0.75, 2.0)  # of the type size: how high fonts say that their lines are
_EM: Final = (0.88, 0.12)  # of the type size, over and under the base line: where Japanese type stands in its square


class Box(NamedTuple):
    """A rectangle on the displayed page: points from its left and its upper edge."""

    left: float
    top: float
    right: float
    bottom: float


class Glyph(NamedTuple):
    """A character where it is printed, turned to the right by ``turn`` quarters."""

    text: str
    box: Box
    turn: int

    @property
    def sideways(self) -> bool:
        """Whether it lies on its side."""
        return self.turn % 2 == 1


@dataclass(frozen=True, slots=True)
class RawPage:
    """What is printed on a page, in the order in which the file draws it.

    ``frames`` are rectangles and boxes with round corners, drawn as a line or filled; ``pictured`` says that an image
    or a drawing is printed too, and ``covered`` how much of the page its largest image takes.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...]
    frames: tuple[Box, ...]
    pictured: bool
    mixed_gap: float = 0.0  # see ``lines.mixed_gap``
    covered: float = 0.0  # share of the page


class TooManyCharacters(Exception):
    """A page holds more characters than its caller has room for."""


def read_page(page: "pypdfium2.PdfPage", room: int) -> RawPage:
    """The glyphs and rules of ``page``; blanks that pdfium adds between words are left out.

    Raises: TooManyCharacters where there are more than ``room``.
    """
    shown = _display(page)
    width, height = page.get_size()
    rules, frames, pictured, largest = _rules(page, shown)
    glyphs = _glyphs(page, shown, room)
    return RawPage(width, height, glyphs, rules, frames, pictured, covered=largest / max(width * height, 1.0))


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
        angles = [raw.FPDFText_GetCharAngle(textpage, index) for index in range(count)]
        boxes = _loose_boxes(textpage, angles)
        glyphs = []
        seen: set[tuple[str, int, int]] = set()
        high = 0
        for index in range(count):
            code = raw.FPDFText_GetUnicode(textpage, index)
            if raw.FPDFText_IsGenerated(textpage, index) == 1:
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
            angle = (math.degrees(angles[index]) + rotation) % 360
            turn = round(angle / 90) % 4
            if abs((angle - 90 * turn + 180) % 360 - 180) > _ASKEW:
                continue
            glyphs.append(Glyph(text, box, turn))
        return tuple(glyphs)
    finally:
        textpage.close()


def _loose_boxes(
    textpage: "pypdfium2.PdfTextPage", angles: Sequence[float]
) -> list[tuple[float, float, float, float] | None]:
    """Left, bottom, right, top of every character as high and as wide as its type; ``angles`` are those of all.

    Of fonts made of drawings pdfium knows only the ink, which would make a line of its own of every ・: such a
    character is given the height of the others of its font size, from the point where it is set. Of fonts that give
    their letters no height it takes the ink as well: those that come out too low or too high get the square of their
    type.
    """
    import pypdfium2.raw as raw

    loose, tight = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    _, _, bottom, top = tight
    edges = [ctypes.byref(edge) for edge in tight]
    x, y = ctypes.c_double(), ctypes.c_double()
    boxes: list[tuple[float, float, float, float] | None] = []
    sizes: dict[float, tuple[float, float]] = {}  # font size -> height over and under the base line
    inked: list[tuple[int, float]] = []
    for index, angle in enumerate(angles):
        if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(loose)):
            boxes.append(None)
            continue
        boxes.append((loose.left, loose.bottom, loose.right, loose.top))
        size = round(raw.FPDFText_GetFontSize(textpage, index), 1)
        raw.FPDFText_GetCharBox(textpage, index, *edges)
        if abs(loose.top - top.value) + abs(loose.bottom - bottom.value) < 0.02 and top.value > bottom.value:
            inked.append((index, size))
        elif size not in sizes and angle == 0:
            raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
            sizes[size] = (loose.top - y.value, y.value - loose.bottom)
    for index, size in inked:
        box = boxes[index]
        if size not in sizes or box is None or angles[index] != 0:
            continue
        over, under = sizes[size]
        raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        wide = unicodedata.east_asian_width(chr(raw.FPDFText_GetUnicode(textpage, index))) in "WFA"
        right_edge = max(box[2], x.value + over + under) if wide else box[2]
        boxes[index] = (min(box[0], x.value), y.value - under, right_edge, y.value + over)
    for index, box in enumerate(boxes):
        if box is not None and angles[index] == 0:
            boxes[index] = _squared(textpage, index, box)
    return boxes


def _squared(
    textpage: "pypdfium2.PdfTextPage", index: int, box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """``box`` with the height of the type where its own is not that of a line of it."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    if size <= 1.5 or _LINE_HEIGHT[0] * size <= box[3] - box[1] <= _LINE_HEIGHT[1] * size:  # of 1 are pdfium's blanks
        return box
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
    return (box[0], y.value - _EM[1] * size, box[2], y.value + _EM[0] * size)


def _character(code: int) -> str:
    if code in (0x02, 0xAD):  # pdfium's mark for a hyphen at the end of a line
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    if code < 0x20 or code == 0x7F:
        return ""
    return " " if code == 0xA0 else chr(code)


def _rules(
    page: "pypdfium2.PdfPage", shown: Callable[..., Box]
) -> tuple[tuple[Box, ...], tuple[Box, ...], bool, float]:
    """The straight level and upright strokes of a page, its frames, whether it holds an image or a drawing, and how large
    its largest image is, in square points.
    """
    import pypdfium2.raw as raw

    rules: list[Box] = []
    frames: list[Box] = []
    pictured = False
    largest = 0.0
    paths = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = True
            image = shown(*item.get_bounds())
            largest = max(largest, (image.right - image.left) * (image.bottom - image.top))
            continue
        paths += 1
        if paths > _MAX_PATHS:
            return (), (), True, largest
        rules.extend(box for box in _strokes(item, shown) if _is_rule(box))
        if 4 <= raw.FPDFPath_CountSegments(item) <= _FRAME_POINTS:
            frame = shown(*item.get_bounds())
            if min(frame.right - frame.left, frame.bottom - frame.top) >= _FRAME:
                frames.append(frame)
    return tuple(rules), tuple(frames), pictured or paths >= _DRAWN, largest


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
