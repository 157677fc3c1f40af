"""A passage taken apart: its sentences, and the words of each, of what stands before it and of what stands above.

The words of a passage are in the index, where they stand; a sentence's are those that stand in it, and nothing is taken
apart again. Only where the text as it is matched differs from the text as it is written, as in a word that the page broke
into two lines, are they looked for anew.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from corpus.passage import Passage
from corpus.text.folding import fold
from corpus.text.matching import matching_text
from corpus.text.nouns import words_in
from index.wording.placed import Placed

from ..results import Result
from .pieces import pieces_of

_LABELLED: Final = 60  # characters before a sentence, in which its label stands
_KEPT: Final = 512  # passages taken apart; good ones come back often
# What is matched as it is written: letters, kana and kanji, and a line that is short or ends in a full stop.
_PLAIN: Final = re.compile(r"(?:[!-~\tぁ-ゖァ-ー一-鿿、-〇「-】■-◿！-～]|(?<=。)\n|(?<![^\n]{25})(?<!\n)\n(?!\s))+")


class Said:
    """What one passage says."""

    def __init__(self, passage: Passage, placed: Placed | None) -> None:
        """Take ``passage`` apart; ``placed`` are its words where they stand, None where nobody knows them."""
        self._passage, self._placed = passage, placed
        self.pieces = pieces_of(passage.text)

    @cached_property
    def sentences(self) -> list[frozenset[str]]:
        """The words of each of ``pieces``."""
        return [self.within(left, right) for left, right in self.pieces]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its text."""
        if self._placed is None:
            return words_in(self._passage.text)
        return frozenset(self._lemmas).union(*self.sentences)

    @cached_property
    def above(self) -> frozenset[str]:
        """The words that stand above it."""
        return words_in("\n".join((*self._passage.headings, *self._passage.header)))

    @cached_property
    def everything(self) -> frozenset[str]:
        """The words of its text and those above it."""
        return self.words | self.above

    @cached_property
    def before(self) -> list[frozenset[str]]:
        """For each of ``pieces`` the words of the one before, and of what stands right before, which may be none."""
        earlier = [frozenset[str](), *self.sentences]
        stretches = ((max(left - _LABELLED, 0), left) for left, _ in self.pieces)
        return [own | self.within(*stretch) for own, stretch in zip(earlier, stretches, strict=False)]

    def within(self, left: int, right: int) -> frozenset[str]:
        """The words between two offsets in its text, as the text is matched."""
        body = self._passage.text[left:right]
        if self._placed is None or not (_PLAIN.fullmatch(body) or matching_text(body) == fold(body)):
            return words_in(body)
        return self._written(left, right)

    def _written(self, left: int, right: int) -> frozenset[str]:
        """The words between two offsets in its text, as it is written."""
        if self._placed is None:
            return words_in(self._passage.text[left:right])
        first = bisect_left(self._starts, left)
        found = frozenset(self._lemmas[first : bisect_right(self._ends, right)])
        if first and self._ends[first - 1] > left:  # a word is cut: what is left of it may be one
            found |= words_in(self._passage.text[left : self._ends[first - 1]])
        return found

    @cached_property
    def _lemmas(self) -> list[str]:
        return [lemma for _, _, lemma in self._placed.words] if self._placed else []

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self._placed.words] if self._placed else []

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end, _ in self._placed.words] if self._placed else []


@dataclass(frozen=True, slots=True)
class _Source:
    passage: Passage
    placed: Placed | None = field(compare=False)


def said_in(result: Result) -> Said:
    """What the passage of a result says."""
    return _taken_apart(_Source(result.passage, result.words))


@lru_cache(maxsize=_KEPT)
def _taken_apart(source: _Source) -> Said:
    return Said(source.passage, source.placed)
