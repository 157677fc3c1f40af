"""What the reader's page shows: the part, its outline, and what is cited."""

from dataclasses import dataclass

from ..addresses import plan_address
from .blocks import Block, Span, blocks_of, trimmed
from .book import Book

_GONE = "引用された場所が、この計画の中に見つかりません。計画が新しくなったのかもしれません。"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline; ``here`` where it stands in the part that is shown."""

    level: int
    title: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody comes for: a part (from 1), a passage, or a span of the text."""

    part: int = 1
    passage: str = ""
    start: int | None = None
    end: int | None = None

    @property
    def cites(self) -> bool:
        return bool(self.passage) or self.start is not None


@dataclass(frozen=True, slots=True)
class View:
    """A page of the reader; ``page`` is the file's page on which the cited words begin, where there is one."""

    title: str
    part: int
    parts: int
    outline: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    before: str
    after: str
    cited: Span | None
    page: int | None
    note: str


def view_of(book: Book, place: Place) -> View:
    """The part of ``book`` that ``place`` stands in."""
    cited = _cited(book, place)
    number = book.part_of(cited[0]) if cited else min(max(place.part, 1), len(book.parts))
    part = book.parts[number - 1]
    passage = book.passage_at(cited[0]) if cited else None
    return View(
        title=part.title,
        part=number,
        parts=len(book.parts),
        outline=outline_of(book, number),
        blocks=blocks_of(book, part, cited),
        before=plan_address(book.plan.id, number - 1) if number > 1 else "",
        after=plan_address(book.plan.id, number + 1) if number < len(book.parts) else "",
        cited=cited,
        page=passage.page if passage else None,
        note=_GONE if place.cites and cited is None else "",
    )


def outline_of(book: Book, part: int) -> tuple[Entry, ...]:
    """The outermost headings of the plan, and all of the part that is shown."""
    outermost = min((heading.level for heading in book.headings), default=0)
    return tuple(
        Entry(
            heading.level,
            heading.title,
            plan_address(book.plan.id, number, heading.anchor),
            number == part,
        )
        for heading in book.headings
        if (number := book.part_of(heading.start)) == part or heading.level == outermost
    )


def _cited(book: Book, place: Place) -> Span | None:
    if place.passage:
        found = next((each for each in book.passages if each.id == place.passage), None)
        return trimmed(book.text, found.start, found.end) if found else None
    if place.start is None or place.end is None:
        return None
    return trimmed(book.text, place.start, place.end)
