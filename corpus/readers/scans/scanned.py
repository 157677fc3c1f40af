"""What was read of a page that is an image, and its form as a page of type, which is laid out as any other."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..pdf.page import Box, Glyph, RawPage


class ScannedLine(NamedTuple):
    """A stretch of type: what it says, where it stands on the page made level, and how sure that is, 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page as it was read; sizes and places in points. ``vertical`` pages have their lines from top to bottom."""

    width: float
    height: float
    lines: tuple[ScannedLine, ...]
    rules: tuple[Box, ...]
    vertical: bool

    @property
    def confidence(self) -> float:
        """How sure the page's letters are, on average."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) * line.confidence for line in self.lines) / letters if letters else 0.0

    def as_type(self) -> RawPage:
        """The page as if its letters had been printed as text."""
        glyphs = tuple(glyph for line in self.lines for glyph in self._glyphs(line))
        return RawPage(self.width, self.height, glyphs, self.rules, (), pictured=True)

    def confidence_of(self, boxes: Sequence[Box | None]) -> float | None:
        """How sure the least sure stretch of type is in which one of ``boxes`` stands."""
        places = [((box.left + box.right) / 2, (box.top + box.bottom) / 2) for box in boxes if box is not None]
        found = [
            line.confidence
            for line in self.lines
            if any(line.box.left <= x <= line.box.right and line.box.top <= y <= line.box.bottom for x, y in places)
        ]
        return round(min(found), 3) if found else None

    def _glyphs(self, line: ScannedLine) -> list[Glyph]:
        """The line's characters side by side: Tesseract's own places of them are often wrong, the line's are ours."""
        widths = [1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.55 for each in line.text]
        left, top, right, bottom = line.box
        length = bottom - top if self.vertical else right - left
        step = length / sum(widths)
        glyphs = []
        at = top if self.vertical else left
        for character, width in zip(line.text, widths, strict=True):
            after = at + width * step
            box = Box(left, at, right, after) if self.vertical else Box(at, top, after, bottom)
            glyphs.append(Glyph(character, box, 0))
            at = after
        return glyphs
