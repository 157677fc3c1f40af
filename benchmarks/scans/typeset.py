"""A made-up page -> its picture at 300 dots an inch, and its text as a person would copy it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from .blocks import Columns, Face, Page, Stamp, Table, Text, Vertical

DPI: Final = 300
_POINT: Final = DPI / 72
A4: Final = (2480, 3508)  # dots
_MARGIN: Final = 64 * _POINT
_LEADING: Final = 1.7  # of the type size
_PAD: Final = 5 * _POINT
_FONTS: Final = Path("/usr/share/fonts/opentype/noto")  # where Debian's fonts-noto-cjk puts them
_JAPANESE: Final = 0  # the place of the Japanese face in Noto's collections
_HANGING: Final = "、。」)』】,."  # never begin a line
_UPRIGHT: Final = {"、": (0.55, -0.55), "。": (0.55, -0.55)}  # how far vertical type moves them, of the type size
_TURNED: Final = frozenset("ー()「」『』~-")  # what vertical type turns to the right


def has_fonts() -> bool:
    """Whether this machine has the type that the pages are set in."""
    return all(_file(face).exists() for face in Face)


def typeset(page: Page) -> tuple[Image.Image, list[str]]:
    """The page in colour, and its lines and cells in the order in which they are read."""
    setter = _Setter()
    for block in page.blocks:
        setter.block(block)
    for stamp in page.stamps:
        setter.stamp(stamp)
    return setter.image, setter.told


def _file(face: Face) -> Path:
    family, weight = face.value.split("-")
    return _FONTS / f"Noto{family}CJK-{weight}.ttc"


@cache
def _font(face: Face, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_file(face)), round(size * _POINT), index=_JAPANESE)


@dataclass(slots=True)
class _Setter:
    """Sets block under block on one sheet."""

    image: Image.Image = field(default_factory=lambda: Image.new("RGB", A4, "white"))
    told: list[str] = field(default_factory=list)
    top: float = _MARGIN

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def block(self, block: Text | Table | Columns | Vertical) -> None:
        match block:
            case Text():
                self.top = self._text(block, _MARGIN, A4[0] - _MARGIN, self.top)
            case Table():
                self._table(block)
            case Columns(left, right):
                self._columns(left, right)
            case Vertical():
                self._vertical(block)

    def _text(self, text: Text, left: float, right: float, top: float) -> float:
        font = _font(text.face, text.size)
        step = text.size * _POINT * _LEADING
        for line in _broken(text.text, font, right - left - text.indent * _POINT):
            self.pen.text((left + text.indent * _POINT, top), line, fill="black", font=font)
            top += step
        self.told.append(text.text)
        return top + 0.5 * step

    def _columns(self, left: Sequence[Text], right: Sequence[Text]) -> None:
        middle, gutter, start = A4[0] / 2, 14 * _POINT, self.top
        ends = []
        for column, edges in ((left, (_MARGIN, middle - gutter)), (right, (middle + gutter, A4[0] - _MARGIN))):
            top = start
            for text in column:
                top = self._text(text, *edges, top)
            ends.append(top)
        self.top = max(ends)

    def _table(self, table: Table) -> None:
        font = _font(table.face, table.size)
        step = table.size * _POINT * 1.35
        width = A4[0] - 2 * _MARGIN
        xs = [_MARGIN + width * sum(table.widths[:place]) for place in range(len(table.widths) + 1)]
        for place, row in enumerate(table.rows):
            cells = [
                _broken(cell, font, right - left - 2 * _PAD) for cell, left, right in zip(row, xs, xs[1:], strict=False)
            ]
            bottom = self.top + 2 * _PAD + step * max(map(len, cells))
            for lines, left, right in zip(cells, xs, xs[1:], strict=False):
                fill = "#d8d8d8" if table.shaded and place == 0 else None
                self.pen.rectangle((left, self.top, right, bottom), fill=fill, outline="black", width=3)
                for number, line in enumerate(lines):
                    at = (left + _PAD, self.top + _PAD + number * step)
                    self.pen.text(at, line, fill="black", font=font)
            self.told += row
            self.top = bottom
        self.top += step

    def _vertical(self, block: Vertical) -> None:
        size = block.size * _POINT
        font = _font(block.face, block.size)
        x, limit = A4[0] - _MARGIN - size, A4[1] - _MARGIN
        for paragraph in block.paragraphs:
            y = _MARGIN
            for character in paragraph:
                if y + size > limit and character not in _HANGING:
                    x, y = x - size * _LEADING, _MARGIN
                self._upright(character, x, y, size, font)
                y += size * 1.02
            x -= size * _LEADING
        self.told += block.paragraphs

    def _upright(self, character: str, x: float, y: float, size: float, font: ImageFont.FreeTypeFont) -> None:
        if character in _TURNED:
            tile = Image.new("RGB", (round(size), round(size)), "white")
            ImageDraw.Draw(tile).text((0, size / 2), character, fill="black", font=font, anchor="lm")
            self.image.paste(tile.rotate(-90), (round(x), round(y)))
            return
        right, down = _UPRIGHT.get(character, (0.0, 0.0))
        self.pen.text((x + right * size, y + (0.5 + down) * size), character, fill="black", font=font, anchor="lm")

    def stamp(self, stamp: Stamp) -> None:
        """A seal over whatever is there: its ink lets what is under it through."""
        colour = (214, 40, 40) if stamp.red else (60, 60, 60)
        size = 15 * _POINT
        font = _font(Face.MINCHO_BOLD, 15)
        side = round(size * (max(map(len, stamp.lines)) + 1.2))
        tile = Image.new("RGB", (side, side), "white")
        pen = ImageDraw.Draw(tile)
        draw = pen.ellipse if stamp.round else pen.rectangle
        draw((4, 4, side - 5, side - 5), outline=colour, width=9)
        for place, line in enumerate(stamp.lines):
            down = side / 2 + (place - (len(stamp.lines) - 1) / 2) * size * 1.1
            pen.text((side / 2, down), line, fill=colour, font=font, anchor="mm")
        at = (round(A4[0] * stamp.across - side / 2), round(A4[1] * stamp.down - side / 2))
        under = self.image.crop((*at, at[0] + side, at[1] + side))
        self.image.paste(ImageChops.multiply(under, tile), at)


def _broken(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The lines of ``text`` in a column of ``width`` dots."""
    lines = [""]
    for character in text:
        if lines[-1] and character not in _HANGING and font.getlength(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines
