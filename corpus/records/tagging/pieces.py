"""A text cut into the pieces that a model gives parts to: values, years, words for roles, and the words between."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from ...figures import Figure
from ..indicators.roles import RoleWord, role_words
from ..indicators.running.atoms import Atom, Read

# Blanks, the edges of brackets and arrows, particles before another word, marks of a list.
_CUT: Final = re.compile(
    r"[\s|]+|(?<=[、。:)」』】〉→])|(?=[(「『【〈※→])|(?<=[をはがにへ])(?=[^ぁ-ん])|(?<=\S)(?=[①-⑳●○◎■□◆◇▲△・]\S)"
)


class Sort(Enum):
    """What a piece is by itself."""

    VALUE = "V"
    ROLE = "R"
    YEAR = "Y"
    WORDS = "T"


Held = Atom | RoleWord | Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """``flat[start:end]`` of a folded text, without blanks at its ends; ``line`` counts from 0.

    ``held`` is the value, the word for a role or the year that it is; None of words.
    """

    start: int
    end: int
    sort: Sort
    line: int
    held: Held | None = None


def pieces_of(text: Read) -> tuple[Piece, ...]:
    """Every piece of a text, in order; words reach over no line's end."""
    ends = [match.start() for match in re.finditer("\n", text.flat)]
    held = list(_held(text))
    edges = [(0, 0), *((start, end) for start, end, _, _ in held), (len(text.flat), len(text.flat))]
    words = [
        (left, right, Sort.WORDS, None)
        for (_, one), (two, _) in pairwise(edges)
        for left, right in _words(text.flat, one, two)
    ]
    every = sorted([*held, *words], key=lambda each: each[0])
    return tuple(Piece(start, end, sort, bisect_right(ends, start - 1), of) for start, end, sort, of in every)


def _held(text: Read) -> Iterator[tuple[int, int, Sort, Held | None]]:
    """What is more than words, no two over each other: of two that begin together the value counts."""
    found: Sequence[tuple[int, int, int, Sort, Held]] = [
        *((each.start, 0, each.end, Sort.VALUE, each) for each in text.atoms),
        *((each.start, 1, each.end, Sort.ROLE, each) for each in role_words(text.flat)),
        *((each.start, 2, each.end, Sort.YEAR, each) for each in text.years),
    ]
    last = 0
    for start, _, end, sort, of in sorted(found, key=lambda each: each[:2]):
        if start >= last:
            yield start, end, sort, of
            last = end


def _words(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for cut in _CUT.finditer(flat, start, end):
        if left < cut.start():
            yield left, cut.start()
        left = max(left, cut.end())
    if left < end:
        yield left, end
