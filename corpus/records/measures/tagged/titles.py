"""A stretch of text -> the titles of measures that the model reads in it."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from ....frozen import frozen
from ...tagging.stretches import Stretch

_GAP: Final = 3  # pieces between two parts of a title (arbitrary)
_STARTS: Final = re.compile(
    r"(?:[\s①-⑳●○◎■□◆◇▲△・★☆※|、。:)」】》〉▶→\-【〔「《〈]|\(?[0-9ア-ン]{1,2}[).、．]|[0-9]{1,2}(?:-[0-9]{1,2})+|第[0-9]+[章節項])+"
)
_ENDS: Final = re.compile(r"[\s。:：】〕「(（《〈|]+$")
_FEWEST: Final = 2  # letters


# Words that stand between others (と記載…, …の充実を), a list of a program, and brackets of which a line's end took one.
_MID: Final = re.compile(r"(?:[をがにはとのへでもや]|など|及び|または|又は)(?=[一-龠ァ-ヶ「(（])|\[\"")
_HANGING: Final = re.compile(r"(?:[をがとのや、・]|及び|または|又は|ため|により|として)$")
_PAIRS: Final = ("「」", "『』", "()", "（）", "【】", "〔〕")


def is_whole(title: str) -> bool:
    """Whether a title is no torn line: it neither begins nor ends in the midst of words, nor closes a bracket that another opens."""
    opened = all(title.count(opening) >= title.count(closing) for opening, closing in _PAIRS)
    return opened and not _MID.match(title) and not _HANGING.search(title)


class Title(StrEnum):
    """What a piece is in a title."""

    FIRST = "N"
    ON = "C"  # the title's next piece
    OUTSIDE = "O"


@frozen
class Told:
    """A title at ``start:end`` of the whole text, and how sure the model is of it: the mean chance of its pieces."""

    title: str
    start: int
    end: int
    sure: float


def tagged_titles(stretch: Stretch) -> Iterator[Told]:
    """Every title in order; one that a page tore is put together.

    Measured by ``python -m benchmarks.by_hand``.
    """
    pieces, reading = stretch.pieces, stretch.told["measures"]
    found: list[list[int]] = []
    for place, part in enumerate(reading.parts):
        if part == Title.FIRST:
            found.append([place])
        elif part == Title.ON and found and place - found[-1][-1] <= _GAP:
            found[-1].append(place)
    for places in found:
        words = "".join(stretch.text.raw[pieces[place].start : pieces[place].end] for place in places)
        title = _ENDS.sub("", words[m.end() :] if (m := _STARTS.match(words)) else words)
        if len(title) >= _FEWEST and is_whole(title):
            sure = sum(reading.chance(place, reading.parts[place]) for place in places) / len(places)
            yield Told(title, stretch.start + pieces[places[0]].start, stretch.start + pieces[places[-1]].end, sure)
