"""How a program sets pages, and how wide and where each character stands."""

from dataclasses import dataclass
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

FONTS: Final = ("HeiseiMin-W3", "HeiseiKakuGo-W5")  # known to every viewer of Japanese, so they are not embedded
_NOT_FIRST: Final = "、。，．）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；！？％%,.)"
_NOT_LAST: Final = "（「『【〈《(["
_GLUED: Final = ".,%-:/"

for _font in FONTS:
    pdfmetrics.registerFont(UnicodeCIDFont(_font))


@dataclass(frozen=True, slots=True)
class Habit:
    """What a word processor, or whoever uses it, does on every page; sizes in points."""

    font: str = FONTS[0]
    size: float = 10.5
    leading: float = 1.65  # of the size
    margin: float = 64.0
    edge: float = 80.0  # from the upper and the lower edge of the sheet to the text
    glyphs: bool = False  # each character is drawn by itself
    quarter: bool = False  # a quarter em between Japanese and Latin letters or digits
    justified: bool = False  # lines are spread to the full width
    shuffled: bool = False  # text boxes are drawn in no order
    spaced_digits: bool = False  # digits stand a third of an em apart
    ascent_zero: bool = False  # the fonts say that their letters have no height
    sideways: bool = False  # the sheet is upright, its text lies on its side
    rotated: bool = False  # the same, and the file tells the viewer to turn it
    watermark: str = ""
    rules: str = "lines"  # or "boxes": a rectangle for each cell; or "filled": thin black rectangles
    split_rows: bool = True  # a row may go on overleaf
    repeat_header: bool = False
    centred: bool = False  # cells are set in the middle of their height
    number: str = "- {} -"


def advances(text: str, size: float, habit: Habit) -> list[float]:
    """How far each character of ``text`` moves the next one on."""
    widths = [pdfmetrics.stringWidth(character, habit.font, size) for character in text]
    for place in range(len(text) - 1):
        one, other = text[place], text[place + 1]
        if habit.quarter and one.isascii() != other.isascii() and _lettered(one) and _lettered(other):
            widths[place] += size / 4
        if habit.spaced_digits and one.isdigit() and other.isdigit():
            widths[place] += size / 3
    return widths


def _lettered(character: str) -> bool:
    return character.isalnum() or character in "%"


def broken(text: str, width: float, size: float, habit: Habit) -> list[str]:
    """``text`` in lines of at most ``width``; numbers stay whole, and no line begins with a stop."""
    steps = advances(text, size, habit)
    lines: list[str] = []
    start = 0
    room = width
    for place, step in enumerate(steps):
        if room - step < -0.01 and place > start:
            cut = _cut(text, start, place)
            lines.append(text[start:cut])
            start = cut
            room = width - sum(steps[cut:place])
        room -= step
    lines.append(text[start:])
    return lines


def _cut(text: str, start: int, place: int) -> int:
    """Where to break at or before ``place``, where the next character does not fit any more."""
    cut = place
    while cut > start + 1 and not _may_break(text[cut - 1], text[cut]):
        cut -= 1
    return cut if cut > start + 1 or _may_break(text[cut - 1], text[cut]) else place


def _may_break(last: str, following: str) -> bool:
    if following in _NOT_FIRST or last in _NOT_LAST:
        return False
    word = last.isascii() and following.isascii()
    return not (word and (last.isalnum() or last in _GLUED) and (following.isalnum() or following in _GLUED))
