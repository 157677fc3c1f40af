"""The sentences of the excerpts, each with what it holds of the question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Protocol

from corpus.figures import Quantity
from corpus.figures.told_of import figures_of
from corpus.passage import Passage
from corpus.records.indicators.indicator import Indicator
from corpus.text.nouns import words_in

from ..question.intent import Asked
from ..question.query import Wanted
from ..results import Result
from .exact.exact import Exact
from .key_words import weights_of
from .names import same
from .pieces import SHORTEST
from .said import Said, said_in

_ABOVE: Final = 0.5  # what a word of the headings or of the rest of the passage counts beside one of the sentence
_BEFORE: Final = 40  # characters; what stands before a figure says what it is of, across the end of a sentence
_PRECEDING: Final = 0.9  # one of the sentence before a figure; arbitrary, less than its own
_BARE: Final = 12  # characters; - 4,726回
_LONGEST: Final = 240
_AHEAD: Final = 100  # characters of a long sentence that are told before its figure
_OF_ROW: Final = 0.7  # of the weight of a question's words, for a row to be what it asks for (arbitrary)
_JAPANESE: Final = re.compile(r"[ぁ-んァ-ヶ一-龠]")  # a piece without any is a key or an address: row_0f3a77
_ROLES: Final = "基準値\n現状値\n目標値\n実績値\n指標"
_GROWN: Final = 2  # characters that are matched as one, at most: half-width ｶﾞ
_ROWS: Final = 2  # indicators of one piece, for it to be a torn table
_CUT: Final = re.compile(r"[\s(（、。・]")


class Neighbours(Protocol):
    """Knows which sentences beside one may belong to the answer."""

    def around(self, span: "Span") -> tuple[int, int] | None:
        """The offsets of what ``span`` is told with, where that is more than itself."""
        ...


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
    row: Indicator | None = None  # of a torn table, which is told by itself
    beside: Neighbours | None = field(default=None, repr=False, compare=False)  # what it may be told with

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        offset = self.result.passage.start
        return self.result.passage.text[self.start - offset : self.end - offset]

    @property
    def wide(self) -> "Span":
        """It with what stands beside it and may belong to it."""
        around = self.beside.around(self) if self.beside else None
        return replace(self, start=around[0], end=around[1], beside=None) if around else self


def spans(
    results: Sequence[Result],
    wanted: Wanted,
    kind: Asked,
    indicators: Mapping[str, Sequence[Indicator]] = MappingProxyType({}),
) -> list[Span]:
    """The sentences of ``results``, in the order in which they stand there.

    Args:
        results: best first.
        wanted: the question.
        kind: what a sentence must print to answer exactly, of what and of which year.
        indicators: those of passages, by id: each row of a torn table is a piece of its own.
    """
    weights, whole = weights_of(wanted)
    exact = Exact(kind, wanted) if kind.exact else None
    found = []
    for result in results:
        passage = result.passage
        said = said_in(result)
        above = said.everything
        about = exact is not None and not above.isdisjoint(weights)
        labels = _Labels(passage)
        pieces = _rows_apart(passage, said, indicators.get(passage.id, ()))
        for piece, left, right, inside, row in pieces:
            body = passage.text[left:right]
            place = exact.found(passage, left, right, years_in(row)) if exact is not None and about else None
            if exact is not None and row is not None and _is_of(row, inside, weights, whole, kind):
                place = row.start - passage.start, ""
            if place is None and (len(body) < SHORTEST or not _JAPANESE.search(body) or body in labels):
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
            found.append(Span(result, start, end, min(held / whole, 1.0), place is not None, piece, cut, row=row))
    return found


def _is_of(row: Indicator, inside: frozenset[str], weights: Mapping[str, float], whole: float, kind: Asked) -> bool:
    """Whether a row's own words are what is asked for, and one of its values of a year that is."""
    named = sum(weight for word, weight in weights.items() if word in inside)
    return (
        kind.figure is not None
        and named >= _OF_ROW * whole
        and not (kind.years and years_in(row).isdisjoint(kind.years))
    )


def years_in(row: Indicator | None) -> frozenset[int]:
    """The years that the values of a row are of."""
    values = (row.baseline, row.target, *row.series) if row is not None else ()
    return frozenset(value.year for value in values if value is not None and value.year is not None)


def of_other_years(said: Sequence[Span], kind: Asked) -> bool:
    """Whether what is told first is a row of which every year is another than those that are asked for."""
    row = said[0].row if said else None
    return bool(kind.years) and bool(years_in(row)) and years_in(row).isdisjoint(kind.years)


def words_of(passage: Passage, row: Indicator) -> frozenset[str]:
    """The words of a row, its name put together, and what its values are called."""
    printed = passage.text[row.start - passage.start : row.end - passage.start]
    return words_in("\n".join((row.name, row.subject or "", _ROLES, printed)))


class _Labels:
    """What a passage is headed with: a piece that is one of these says nothing."""

    def __init__(self, passage: Passage) -> None:
        self._labels = {same("".join(passage.header)), *map(same, passage.headings)}
        self._longest = _GROWN * max(map(len, self._labels))

    def __contains__(self, body: str) -> bool:
        return len("".join(body.split())) <= self._longest and same(body) in self._labels


_Piece = tuple[int, int, int, frozenset[str], Indicator | None]


def _rows_apart(passage: Passage, said: Said, indicators: Sequence[Indicator]) -> Iterator[_Piece]:
    """The place, the span and the words of each sentence; of one that is too long to be told and holds rows of indicators, of
    each row, and whole where the rows leave values over.
    """
    for place, ((left, right), inside) in enumerate(zip(said.pieces, said.sentences, strict=True)):
        start, end = passage.start + left, passage.start + right
        rows = [each for each in indicators if start <= each.start and each.end <= end]
        if right - left <= _LONGEST or len(rows) < _ROWS:
            yield place, left, right, inside, None
            continue
        if _left_over(passage, left, right, rows):
            yield place, left, right, inside, None
        for row in sorted(rows, key=lambda each: each.start):
            yield place, row.start - passage.start, row.end - passage.start, words_of(passage, row), row


def _left_over(passage: Passage, left: int, right: int, rows: Sequence[Indicator]) -> bool:
    """Whether values with a unit stand in a sentence beside its rows."""
    taken = [(row.start - passage.start, row.end - passage.start) for row in rows]
    values = [each.start for each in figures_of(passage.text) if isinstance(each, Quantity) and each.unit]
    return any(left <= place < right and not any(start <= place < end for start, end in taken) for place in values)


def _start(text: str, left: int, right: int, place: int) -> int:
    """Where a sentence is begun to be told: at its start, or where it is too long, a little before its figure."""
    if right - left <= _LONGEST or place - left < _LONGEST - _AHEAD // 2:
        return left
    cut = _CUT.search(text, place - _AHEAD, place)
    return cut.end() if cut is not None and cut.end() < place else place
