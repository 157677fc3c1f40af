"""Where Japanese text may be cut with least harm: after a sentence, before an item, at a comma."""

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final

# A full stop that closes a quotation in mid-sentence (…です。」と) is no end: what follows decides. と after a full
# stop that closes nothing starts a sentence (。ところが).
_SENTENCE: Final = re.compile(
    r"[。！？!?](?:[」』）)】]+(?![」』）)】と])|(?<=。)(?![」』）)】])|(?<=[！？!?])(?![」』）)】と]))\s*"
)
_ITEM: Final = re.compile(r"(?<=\S)\s*(?=[○◇◆●◎□]\S)|(?<=\S)\s+(?=・)|\n+")
_ITEM_FIRST: Final = re.compile(r"[\s○◇◆●◎□]")  # what an item or the blanks before it begin with
_COMMA: Final = re.compile(r"[、，]\s*")


def split(text: str, limit: int) -> list[tuple[int, int]]:
    """Spans of ``text`` of at most ``limit`` characters that cover it, in order, cut where it hurts least.

    The pieces aim at equal lengths, so that no rest is a scrap: each cut is the sentence end or item start nearest
    to that aim that leaves a third of ``limit`` or more, else the nearest comma, else the limit itself.
    """
    marks = _marks(text)
    commas = [match.end() for match in _COMMA.finditer(text)]
    spans: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > limit:
        left = len(text) - start
        aim = start + left // -(-left // limit)
        cut = _nearest(marks, aim, start, limit) or _nearest(commas, aim, start, limit) or start + limit
        spans.append((start, cut))
        start = cut
    spans.append((start, len(text)))
    return spans


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences and items of ``text``, in order; together they cover it."""
    marks = _marks(text)
    edges = [0, *(mark for mark in marks if 0 < mark < len(text)), len(text)]
    return list(pairwise(edges))


def _marks(text: str) -> list[int]:
    """Where sentences end and items begin, in order."""
    ends = {match.end() for match in _SENTENCE.finditer(text)}
    place = 0
    for first in _ITEM_FIRST.finditer(text):
        if first.start() >= place and (match := _ITEM.match(text, first.start())) is not None:
            place = match.end()
            ends.add(place)
    return sorted(ends)


def _nearest(marks: list[int], aim: int, start: int, limit: int) -> int | None:
    """The mark nearest to ``aim`` that leaves a piece of a third to the whole of ``limit``; the later of equals."""
    fitting = marks[bisect_left(marks, start + limit // 3) : bisect_right(marks, start + limit)]
    return min(fitting, key=lambda mark: (abs(mark - aim), -mark), default=None)
