"""A span of a plan's text -> the passages it stands in; a service -> the desk it sends to."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..passage import Passage
from .desks.desk import Desk
from .services.service import Service

_FEW: Final = 50  # desks; of a longer list only those within a service's own text are compared with it


class PassageSpans:
    """The passages of one plan, in the order of its text, looked up by span."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._ids = [passage.id for passage in passages]
        self._starts = [passage.start for passage in passages]
        self._ends = [passage.end for passage in passages]

    def overlapping(self, start: int, end: int) -> tuple[str, ...]:
        """The ids of every passage that shares a character with ``text[start:end]``, in order."""
        return tuple(self._ids[bisect_right(self._ends, start) : bisect_left(self._starts, end)])


def _start(desk: Desk) -> int:
    return desk.start


def with_desk(service: Service, desks: Sequence[Desk]) -> Service:
    """The service with the desk of its document that it names first; desks may stand inside it, or right behind it."""
    named = [text for role in ("where", "desk") for text in service.of(role)]
    inside = desks[bisect_left(desks, service.start, key=_start) : bisect_left(desks, service.end, key=_start)]
    near = desks if len(desks) <= _FEW else inside
    said = [
        desk for text in named for desk in near if desk.name in text or (desk.phone is not None and desk.phone in text)
    ]
    found = next(iter([*said, *inside, *(desks if len(desks) == 1 else ())]), None)
    return replace(service, desk_id=found.id) if found is not None else service
