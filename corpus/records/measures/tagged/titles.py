"""A stretch of text -> the titles of measures that the model reads in it."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from ...tagging.stretches import Stretch

_GAP: Final = 3  # pieces between two parts of a title (arbitrary)
_STARTS: Final = re.compile(
    r"(?:[\s①-⑳●○◎■□◆◇▲△・★☆※|、。:)」】》〉▶→\-【〔「《〈]|\(?[0-9ア-ン]{1,2}[).、．]|[0-9]{1,2}(?:-[0-9]{1,2})+|第[0-9]+[章節項])+"
)
_ENDS: Final = re.compile(r"[\s。:：】〕「(（《〈|]+$")
_FEWEST: Final = 2  # letters


class Title(StrEnum):
    """What a piece is in a title."""

    FIRST = "N"
    ON = "C"  # the title's next piece
    OUTSIDE = "O"


def tagged_titles(stretch: Stretch) -> Iterator[tuple[str, int, int]]:
    """Every title with its span in the whole text, in order; one that a page tore is put together.

    Measured by ``python -m benchmarks.by_hand``.
    """
    pieces = stretch.pieces
    found: list[list[int]] = []
    for place, part in enumerate(stretch.parts["measures"]):
        if part == Title.FIRST:
            found.append([place])
        elif part == Title.ON and found and place - found[-1][-1] <= _GAP:
            found[-1].append(place)
    for places in found:
        words = "".join(stretch.text.raw[pieces[place].start : pieces[place].end] for place in places)
        title = _ENDS.sub("", words[m.end() :] if (m := _STARTS.match(words)) else words)
        if len(title) >= _FEWEST:
            yield title, stretch.start + pieces[places[0]].start, stretch.start + pieces[places[-1]].end
