"""A plan with its outline, cut into parts that a page can hold."""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.passage import Passage
from corpus.text.matching import squeezed
from index.catalog import Catalog, PlanEntry

_LONGEST: Final = 20_000  # characters of a part (arbitrary: some fifteen printed pages)
_SMALL: Final = 1_500  # characters; a shorter part goes with its neighbour (arbitrary: a printed page or two)
_BATCH: Final = 500  # passages asked for at once
_NEAR: Final = 300  # characters into a passage where its heading may stand (arbitrary: a heading or three)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline: ``level`` from 0, and where its line, or what stands under it, begins."""

    level: int
    title: str
    start: int
    printed: bool  # whether its own line begins at ``start``

    @property
    def anchor(self) -> str:
        return f"s{self.start}-{self.level}"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a plan's text that is one page of the reader."""

    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class Book:
    """A plan as it is read."""

    plan: PlanEntry
    text: str
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    parts: tuple[Part, ...]

    def part_of(self, offset: int) -> int:
        """The part, from 1, that ``offset`` stands in."""
        return max(1, bisect_right([part.start for part in self.parts], offset))

    def passage_at(self, offset: int) -> Passage | None:
        """The last passage that begins at ``offset`` or before."""
        place = bisect_right([passage.start for passage in self.passages], offset)
        return self.passages[place - 1] if place else None


def read_book(catalog: Catalog, plan: PlanEntry) -> Book:
    """The plan as the catalogue has it. Raises: Altered."""
    text = catalog.text(plan.id)
    passages: list[Passage] = []
    for first in range(plan.first_row, plan.last_row + 1, _BATCH):
        some = catalog.passages(range(first, min(first + _BATCH, plan.last_row + 1)))
        passages += [some[row] for row in sorted(some)]
    passages.sort(key=lambda passage: passage.start)
    headings = headings_of(text, passages)
    return Book(plan, text, tuple(passages), headings, parts_of(text, headings, passages))


def headings_of(text: str, passages: Sequence[Passage]) -> tuple[Heading, ...]:
    """The outline that the passages' headings tell, each where it is printed as far as that can be found."""
    found: list[Heading] = []
    above: tuple[str, ...] = ()
    looked = 0
    for passage in passages:
        same = next((n for n, (a, b) in enumerate(zip(above, passage.headings, strict=False)) if a != b), len(above))
        for level, title in list(enumerate(passage.headings))[same:]:
            place = _line_of(title, text, looked, min(passage.end, passage.start + _NEAR))
            found.append(Heading(level, title, passage.start if place is None else place, place is not None))
            looked = found[-1].start + 1 if place is not None else looked
        above, looked = passage.headings, passage.end
    return tuple(found)


def parts_of(text: str, headings: Sequence[Heading], passages: Sequence[Passage]) -> tuple[Part, ...]:
    """The text cut at its outermost headings; what is still too long at those below them, then between passages."""
    marks = [(heading.start, heading.level) for heading in headings]
    ends = _cuts(marks, [passage.start for passage in passages], (0, len(text)), 0)
    starts = [0, *ends]
    return tuple(
        Part(start, end, _title(headings, start, end)) for start, end in zip(starts, [*ends, len(text)], strict=True)
    )


def _cuts(marks: Sequence[tuple[int, int]], between: Sequence[int], span: tuple[int, int], level: int) -> list[int]:
    """Where ``span`` is cut, in order."""
    start, end = span
    if end - start <= _LONGEST:
        return []
    inside = [(place, each) for place, each in marks if start < place < end and each >= level]
    if not inside:
        return _between(between, start, end)
    outermost = min(each for _, each in inside)
    at = sorted({place for place, each in inside if each == outermost})
    kept: list[int] = []
    edges = [start, *at, end]
    for before, place, after in zip(edges, edges[1:], edges[2:], strict=False):
        begun = kept[-1] if kept else start
        small = place - begun < _SMALL or (after - place < _SMALL and place - before < _LONGEST)
        if not small or after - begun > _LONGEST:
            kept.append(place)
    deeper = outermost + 1
    edges = [start, *kept, end]
    pieces = itertools.pairwise(edges)
    return sorted({*kept, *(cut for piece in pieces for cut in _cuts(inside, between, piece, deeper))})


def _between(places: Sequence[int], start: int, end: int) -> list[int]:
    """The last of ``places`` before each part would be too long; any place where there is none."""
    cuts: list[int] = []
    begun = start
    while end - begun > _LONGEST:
        near = bisect_right(places, begun + _LONGEST) - 1
        begun = places[near] if near >= 0 and places[near] > begun else begun + _LONGEST
        cuts.append(begun)
    return cuts


def _title(headings: Sequence[Heading], start: int, end: int) -> str:
    place = bisect_right([heading.start for heading in headings], start)
    if place and headings[place - 1].start == start:
        first = next(n for n, heading in enumerate(headings) if heading.start == start)
        return headings[first].title
    after = headings[place] if place < len(headings) and headings[place].start < end else None
    if place == 0 or (after and after.level == 0 and after.start - start < _SMALL):
        return after.title if after else ""
    return f"{headings[place - 1].title}(続き)"


def _line_of(title: str, text: str, start: int, end: int) -> int | None:
    """Where the line begins that says ``title``, between two offsets."""
    wanted = squeezed(title)
    place = start
    while place < end:
        until = text.find("\n", place)
        until = len(text) if until < 0 else until
        if squeezed(text[place:until].lstrip("#")) == wanted:  # as Markdown marks it
            return place
        place = until + 1
    return None
