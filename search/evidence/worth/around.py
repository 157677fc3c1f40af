"""What a sentence is told with: its neighbours that may belong to the answer, what follows first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ..pieces import pieces_of
from ..spans import Span

# Characters, neighbours included. Of 480 questions, each municipality by the weights of the others, a right answer's strings
# are told in .68 (five plans) and .63 (others) with no neighbours, .74 and .72 up to 180, .75 and .73 up to 240.
_SHOWN: Final = 240
# Of the sentence's own probability that a neighbour must have: 0 tells .76 and .74 in 370 characters, .1 .75 and .73 in 300,
# .2 .73 and .73 in 265.
_BELONGS: Final = 0.1
_CHAPTER: Final = re.compile(r"(?:^|\n)\s*第\s*[0-9０-９一二三四五六七八九十]+\s*[編部章節]")


def with_worths(found: Sequence[Span], worths: Sequence[float], *, dated: bool) -> list[Span]:
    """``found``, each with its worth and with what it may be told with.

    A row that is told with its headings stays alone, and so does a figure of the year asked for, where a year is asked for
    (``dated``): beside those of other years it would be looked for again.
    """
    both = list(zip(found, worths, strict=True))
    beside = _Beside({(span.result.passage.id, span.piece): worth for span, worth in both})
    return [replace(span, worth=worth, beside=None if dated and span.exact else beside) for span, worth in both]


class _Beside:
    """The neighbours of sentences, looked at where one is told."""

    def __init__(self, worths: Mapping[tuple[str, int], float]) -> None:
        """``worths`` of each sentence, by its passage and its place in it."""
        self._worths = worths

    def around(self, span: Span) -> tuple[int, int] | None:
        passage = span.result.passage
        if span.cut or (passage.header and "\t" in span.text):
            return None
        text, pieces = passage.text, pieces_of(passage.text)
        left, right = span.start - passage.start, span.end - passage.start
        for place in range(span.piece + 1, len(pieces)):
            _, end = pieces[place]
            if not self._belongs(place, span) or end - left > _SHOWN or _CHAPTER.search(text, right, end):
                break
            right = max(right, end)
        for place in range(span.piece - 1, -1, -1):
            start, _ = pieces[place]
            if not self._belongs(place, span) or right - start > _SHOWN or _CHAPTER.search(text, start, left):
                break
            left = min(left, start)
        return passage.start + left, passage.start + right

    def _belongs(self, place: int, span: Span) -> bool:
        return self._worths.get((span.result.passage.id, place), 0.0) >= _BELONGS * span.worth
