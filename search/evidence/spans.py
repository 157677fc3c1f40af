"""The sentences of the excerpts, each with what it holds of the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.text.nouns import words_in

from ..question.intent import Asked
from ..question.query import Wanted
from ..results import Result
from .exact.exact import Exact
from .key_words import weights_of
from .names import same
from .pieces import SHORTEST, sentences_of

_ABOVE: Final = 0.5  # what a word of the headings or of the rest of the passage counts beside one of the sentence
_BEFORE: Final = 40  # characters; what stands before a figure says what it is of, across the end of a sentence
_PRECEDING: Final = 0.9  # one of the sentence before a figure; arbitrary, less than its own
_BARE: Final = 12  # characters; - 4,726回
_LONGEST: Final = 240
_AHEAD: Final = 100  # characters of a long sentence that are told before its figure
_CUT: Final = re.compile(r"[\s(（、。・]")


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of a result: offsets in the plan's text, and how much of the question it and its place hold."""

    result: Result
    start: int
    end: int
    coverage: float  # 0 to 1
    exact: bool = False  # whether it prints the figure, the date or the name that the question asks for
    piece: int = 0  # of the sentences of its passage, from 0
    cut: bool = False  # whether the sentence goes on behind the end
    worth: float = 1.0  # probability that it answers, beside the other sentences
    around: tuple[int, int] | None = None  # offsets of what it is told with, where that is more than itself

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        offset = self.result.passage.start
        return self.result.passage.text[self.start - offset : self.end - offset]

    @property
    def wide(self) -> "Span":
        """It with what stands beside it and may belong to it."""
        return replace(self, start=self.around[0], end=self.around[1]) if self.around else self


def spans(results: Sequence[Result], wanted: Wanted, kind: Asked) -> list[Span]:
    """The sentences of ``results``, in the order in which they stand there.

    Args:
        results: best first.
        wanted: the question.
        kind: what a sentence must print to answer exactly, of what and of which year.
    """
    weights, whole = weights_of(wanted)
    exact = Exact(kind, wanted) if kind.exact else None
    found = []
    for result in results:
        passage = result.passage
        above = words_in("\n".join((*passage.headings, *passage.header))) | words_in(passage.text)
        about = exact is not None and not above.isdisjoint(weights)
        labels = {same("".join(passage.header)), *map(same, passage.headings)}
        for piece, (left, right, inside) in enumerate(sentences_of(passage.text)):
            body = passage.text[left:right]
            place = exact.found(passage, left, right) if exact is not None and about else None
            if place is None and (same(body) in labels or len(body) < SHORTEST):
                continue
            near = inside
            if place is not None and ("\t" in body or len(body) < _BARE or place[1]):
                inside |= above  # what a row or a bare value is of stands above it
            elif place is not None:
                near = words_in(passage.text[max(place[0] - _BEFORE, 0) : right])
            held = sum(
                weight * (1 if word in inside else _PRECEDING if word in near else _ABOVE)
                for word, weight in weights.items()
                if word in inside or word in near or word in above
            )
            start = passage.start + _start(passage.text, left, right, place[0] if place is not None else left)
            end = min(start + _LONGEST, passage.start + right)
            cut = end < passage.start + right
            found.append(Span(result, start, end, min(held / whole, 1.0), place is not None, piece, cut))
    return found


def _start(text: str, left: int, right: int, place: int) -> int:
    """Where a sentence is begun to be told: at its start, or where it is too long, a little before its figure."""
    if right - left <= _LONGEST or place - left < _LONGEST - _AHEAD // 2:
        return left
    cut = _CUT.search(text, place - _AHEAD, place)
    return cut.end() if cut is not None and cut.end() < place else place
