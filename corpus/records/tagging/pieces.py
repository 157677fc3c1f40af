"""A text cut into the pieces that a model gives parts to: values, years, words for roles, and the words between."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Final, NamedTuple

from ...figures import Figure
from ..indicators.roles import RoleWord, role_words
from ..indicators.running.atoms import Atom, Read

# Blanks, the edges of brackets and arrows, particles before another word, marks of a list.
# What stands on either side of a cut is looked at first: at most signs neither is so.
_CUT: Final = re.compile(
    r"(?:(?=[\s|(「『【〈※→①-⑳●○◎■□◆◇▲△・])|(?<=[、。:)」』】〉→をはがにへ]))"
    r"(?:[\s|]+|(?<=[、。:)」』】〉→])|(?=[(「『【〈※→])|(?<=[をはがにへ])(?=[^ぁ-ん])|(?<=\S)(?=[①-⑳●○◎■□◆◇▲△・]\S))"
)


class Sort(StrEnum):
    """What a piece is by itself."""

    VALUE = "V"
    ROLE = "R"
    YEAR = "Y"
    WORDS = "T"


Held = Atom | RoleWord | Figure
_Span = tuple[int, int, Sort, Held | None]


class Piece(NamedTuple):
    """``flat[start:end]`` of a folded text, without blanks at its ends; ``line`` counts from 0.

    A plan has ten thousands, so it is a tuple, which is made faster than a dataclass.
    ``held`` is the value, the word for a role or the year that it is; None of words.
    """

    start: int
    end: int
    sort: Sort
    line: int
    held: Held | None = None


def pieces_of(text: Read) -> tuple[Piece, ...]:
    """Every piece of a text, in order; words reach over no line's end."""
    flat, last = text.flat, 0
    spans: list[_Span] = []
    for held in _held(text):
        spans += _words(flat, last, held[0])
        spans.append(held)
        last = held[1]
    spans += _words(flat, last, len(flat))
    found: list[Piece] = []
    line, stop = 0, flat.find("\n")
    for start, end, sort, of in spans:
        while 0 <= stop < start:
            line, stop = line + 1, flat.find("\n", stop + 1)
        found.append(Piece(start, end, sort, line, of))
    return tuple(found)


def _held(text: Read) -> Iterator[_Span]:
    """What is more than words, no two over each other: of two that begin together the value counts."""
    found: Sequence[tuple[int, int, int, Sort, Held]] = [
        *((each.start, 0, each.end, Sort.VALUE, each) for each in text.atoms),
        *((each.start, 1, each.end, Sort.ROLE, each) for each in role_words(text.flat)),
        *((each.start, 2, each.end, Sort.YEAR, each) for each in text.years),
    ]
    last = 0
    for start, _, end, sort, of in sorted(found, key=itemgetter(0, 1)):
        if start >= last:
            yield start, end, sort, of
            last = end


def _words(flat: str, start: int, end: int) -> list[_Span]:
    """The words of ``flat[start:end]``, which holds nothing else."""
    found: list[_Span] = []
    left = start
    for cut in _CUT.finditer(flat, start, end):
        first, last = cut.span()
        if left < first:
            found.append((left, first, Sort.WORDS, None))
        left = max(left, last)
    if left < end:
        found.append((left, end, Sort.WORDS, None))
    return found
