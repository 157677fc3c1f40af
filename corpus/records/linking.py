"""A span of a plan's text -> the passages it stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..passage import Passage


class PassageSpans:
    """The passages of one plan, in the order of its text, looked up by span."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._ids = [passage.id for passage in passages]
        self._starts = [passage.start for passage in passages]
        self._ends = [passage.end for passage in passages]

    def overlapping(self, start: int, end: int) -> tuple[str, ...]:
        """The ids of every passage that shares a character with ``text[start:end]``, in order."""
        return tuple(self._ids[bisect_right(self._ends, start) : bisect_left(self._starts, end)])
