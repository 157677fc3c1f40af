"""Sheets of paper: what is drawn on each, and the PDF file that it becomes."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from .habit import Habit, advances

A4: Final = (595.0, 842.0)
_THIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """Characters, each with its left edge, on one base line measured from the upper edge."""

    text: str
    lefts: tuple[float, ...]
    base: float
    size: float


@dataclass(slots=True)
class Sheet:
    """One page: text boxes of text, rules from point to point, and filled bars."""

    boxes: list[list[Drawn]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    bars: list[tuple[float, float, float, float]] = field(default_factory=list)

    def write(self, text: str, left: float, base: float, size: float, habit: Habit, spread: float = 0.0) -> None:
        """A line of text; ``spread`` is added behind each of its characters."""
        lefts = []
        for step in advances(text, size, habit):
            lefts.append(left)
            left += step + spread
        if not self.boxes:
            self.boxes.append([])
        self.boxes[-1].append(Drawn(text, tuple(lefts), base, size))

    def frame(self, left: float, top: float, right: float, bottom: float) -> None:
        """A rectangle of four rules."""
        self.rules += [(left, top, right, top), (right, top, right, bottom)]
        self.rules += [(left, bottom, right, bottom), (left, top, left, bottom)]


def save(sheets: list[Sheet], path: Path, habit: Habit, seed: int) -> None:
    """Write ``sheets`` as a PDF file, the same bytes each time."""
    turned = habit.sideways or habit.rotated
    size = (A4[1], A4[0]) if habit.rotated else A4  # reportlab swaps them for the page that a viewer turns
    canvas = Canvas(str(path), pagesize=size, invariant=1, pageCompression=0 if habit.ascent_zero else 1)
    height = A4[0] if turned else A4[1]
    order = Random(seed)
    for sheet in sheets:
        if turned:
            canvas.translate(A4[0], 0)
            canvas.rotate(90)
        if habit.rotated:
            canvas.setPageRotation(90)
        _draw(canvas, sheet, height, habit, order)
        canvas.showPage()
    canvas.save()
    if habit.ascent_zero:
        raw = re.sub(rb"/Ascent (\d+)", lambda found: b"/Ascent " + b"0" * len(found[1]), path.read_bytes())
        path.write_bytes(re.sub(rb"/Descent (-?\d+)", lambda found: b"/Descent " + b"0" * len(found[1]), raw))


def _draw(canvas: Canvas, sheet: Sheet, height: float, habit: Habit, order: Random) -> None:
    if habit.watermark:
        canvas.saveState()
        canvas.setFillColor(colors.Color(0.85, 0.85, 0.85))
        canvas.setFont(habit.font, 80)
        canvas.translate(150, height / 2 - 150)
        canvas.rotate(45)
        canvas.drawString(0, 0, habit.watermark)
        canvas.restoreState()
    canvas.setLineWidth(_THIN)
    for left, top, right, bottom in sheet.rules:
        if habit.rules == "filled":
            canvas.rect(left, height - bottom, max(right - left, _THIN), max(bottom - top, _THIN), stroke=0, fill=1)
        else:
            canvas.line(left, height - top, right, height - bottom)
    for left, top, right, bottom in sheet.bars:
        canvas.rect(left, height - bottom, right - left, bottom - top, stroke=0, fill=1)
    boxes = [box for box in sheet.boxes if box]
    if habit.shuffled:
        order.shuffle(boxes)
    for box in boxes:
        for line in box:
            _draw_line(canvas, line, height, habit)


def _draw_line(canvas: Canvas, line: Drawn, height: float, habit: Habit) -> None:
    """Draw ``line`` in as few pieces as its gaps allow, or character by character where that is the habit."""
    canvas.setFont(habit.font, line.size)
    plain = Habit(font=habit.font)
    start = 0
    for place in range(1, len(line.text) + 1):
        at_end = place == len(line.text)
        natural = line.lefts[place - 1] + advances(line.text[place - 1], line.size, plain)[0]
        if at_end or habit.glyphs or abs(line.lefts[place] - natural) > 0.01:
            canvas.drawString(line.lefts[start], height - line.base, line.text[start:place])
            start = place
