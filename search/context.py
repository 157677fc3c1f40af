"""A passage opened in its plan: the lines around it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from corpus.passage import Passage
from index.catalog import Catalog, PlanEntry

from .errors import UnknownPassage


@dataclass(frozen=True, slots=True)
class Context:
    """``before + span + after`` is a stretch of the plan's text; ``first_line`` is the file's line it starts in."""

    passage: Passage
    plan: PlanEntry
    before: str
    span: str
    after: str
    first_line: int


def open_passage(catalog: Catalog, passage_id: str, lines: int) -> Context:
    """The passage with ``lines`` lines that hold anything before and after it.

    Raises: UnknownPassage.
    """
    passage = catalog.passage(passage_id)
    if passage is None:
        raise UnknownPassage(passage_id)
    return surroundings(catalog, passage, lines)


def surroundings(catalog: Catalog, passage: Passage, lines: int) -> Context:
    """As :func:`open_passage`, for a passage at hand."""
    text, starts = catalog.text(passage.plan_id), catalog.line_starts(passage.plan_id)
    filled = [
        start for start, end in zip(starts, [*starts[1:], len(text) + 1], strict=True) if text[start : end - 1].strip()
    ]
    here, behind = bisect_right(filled, passage.start) - 1, bisect_left(filled, passage.end)
    first = filled[max(0, here - lines)]
    last = filled[behind + lines] if behind + lines < len(filled) else len(text)
    return Context(
        passage=passage,
        plan=catalog.plan_by_id[passage.plan_id],
        before=text[first : passage.start],
        span=text[passage.start : passage.end],
        after=text[passage.end : last].rstrip(),
        first_line=bisect_right(starts, first),
    )
