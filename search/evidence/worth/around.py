"""What a sentence is told with: its neighbours that may belong to the answer, what follows first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ..pieces import sentences_of
from ..spans import Span

# Characters, neighbours included. Of 480 questions, each municipality by the weights of the others, a right answer's strings
# are told in .68 (five plans) and .63 (others) with no neighbours, .74 and .72 up to 180, .75 and .73 up to 240.
_SHOWN: Final = 240
# Of the sentence's own probability that a neighbour must have: 0 tells .76 and .74 in 370 characters, .1 .75 and .73 in 300,
# .2 .73 and .73 in 265.
_BELONGS: Final = 0.1
_CHAPTER: Final = re.compile(r"(?:^|\n)\s*第\s*[0-9０-９一二三四五六七八九十]+\s*[編部章節]")


def with_around(found: Sequence[Span], *, dated: bool) -> list[Span]:
    """``found``, each with the offsets of what it is told with.

    A row that is told with its headings stays alone, and so does a figure of the year asked for, where a year is asked for
    (``dated``): beside those of other years it would be looked for again.
    """
    worths = {(span.result.passage.id, span.piece): span.worth for span in found}
    return [replace(span, around=None if dated and span.exact else _around(span, worths)) for span in found]


def _around(span: Span, worths: Mapping[tuple[str, int], float]) -> tuple[int, int] | None:
    passage = span.result.passage
    if span.cut or (passage.header and "\t" in span.text):
        return None
    text, pieces = passage.text, sentences_of(passage.text)
    left, right = span.start - passage.start, span.end - passage.start

    def belongs(place: int) -> bool:
        return worths.get((passage.id, place), 0.0) >= _BELONGS * span.worth

    for place in range(span.piece + 1, len(pieces)):
        start, end, _ = pieces[place]
        if not belongs(place) or end - left > _SHOWN or _CHAPTER.search(text, right, end):
            break
        right = max(right, end)
    for place in range(span.piece - 1, -1, -1):
        start, end, _ = pieces[place]
        if not belongs(place) or right - start > _SHOWN or _CHAPTER.search(text, start, left):
            break
        left = min(left, start)
    return passage.start + left, passage.start + right
