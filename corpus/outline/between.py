"""A numbered line between others that no empty lines set apart (2 相談支援): a heading, or an entry or a figure of a table."""

import re
from dataclasses import dataclass
from typing import Final

from ..figures import Quantity, read

_ENTRY: Final = re.compile(r"[0-9]{1,2} ")
_SENTENCE_ENDS: Final = ("。", "!", "?", "。)")
_PROSE: Final = 30  # characters; a longer line is running text, or the first line of it (arbitrary)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The line above or below another: its text, whether an empty line parts the two, and what else it is."""

    text: str
    apart: bool
    row: bool = False
    heading: bool = False

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return not self.row and (len(self.text) > _PROSE or self.text.endswith(_SENTENCE_ENDS))


def opens_text(text: str, above: Neighbour, below: Neighbour) -> bool:
    """Whether a line that begins with a number heads what stands below it.

    Something has to end above it: a sentence, a heading, a table, or what an empty line parts. Below it text has to begin, or a
    table where none stands above. So an entry of a list, whose neighbours are entries, is none; nor is what is counted (5 歳児), nor an item
    whose words go on on the next line.
    """
    if above.apart and below.apart:
        return True
    if len(text) > _PROSE or "。" in text:
        return False
    first = next(iter(read(text)), None)
    if (isinstance(first, Quantity) and first.start == 0 and first.unit) or _ENTRY.match(below.text):
        return False
    ended = above.apart or above.row or above.heading or above.text.endswith(_SENTENCE_ENDS)
    return ended and (below.apart or below.prose or (below.row and not above.row))
