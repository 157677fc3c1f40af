"""What says of what a figure is where the words before it do not: a row, its header, the headings."""

import re
from typing import Final

from corpus.passage import Passage

from .countable import countable

_SHORT_CELL: Final = 60  # characters; a longer cell is running text, whose row says little of a figure in it
_SHORT_ROW: Final = 240  # characters
_BARE: Final = 6  # letters that may stand beside a value in its line
_SENTENCE: Final = 120  # characters of the sentence before a line that is a bare value
_LETTER: Final = re.compile(r"\w")


def surroundings(passage: Passage, start: int, end: int) -> str:
    """What says of what the figure at ``start:end`` of the passage's text is.

    In a table of short cells that is the row, the header and the heading, for a line that is a bare value the headings
    and the sentence before it; "" in running text.
    """
    text = passage.text
    left, right = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    right = right if right >= 0 else len(text)
    if "\t" in text[left:right]:
        return _of_cell(passage, left, right, start, end)
    counting = countable(text)
    beside = counting[left:start] + counting[end:right]
    if len(_LETTER.findall(beside)) > _BARE:
        return ""
    before = text[:left].rstrip()
    sentence = before[max(before.rfind("。", 0, -1), len(before) - _SENTENCE, 0) :]
    return "\n".join((*passage.headings[-2:], sentence))


def _of_cell(passage: Passage, left: int, right: int, start: int, end: int) -> str:
    text, row = passage.text, passage.text[left:right]
    if end - max(text.rfind("\t", 0, start) + 1, left) > _SHORT_CELL:
        return ""
    first = next(line for line in text.split("\n") if "\t" in line)
    if any(len(cell) > 2 * _SHORT_CELL for cell in row.split("\t")):
        row = row.partition("\t")[0]
    return "\n".join((*passage.headings[-1:], *passage.header, first if len(first) <= _SHORT_ROW else "", row))
