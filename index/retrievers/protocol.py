"""What every retriever of candidates returns, and the one filter that all of them take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..catalog import PlanEntry

Hits = Sequence[tuple[int, float]]  # (row of a passage, score), best first, ties in order of row


@dataclass(frozen=True, slots=True)
class Scope:
    """The plans that are searched: their ids, and the rows that their passages stand in."""

    plans: tuple[str, ...]
    rows: tuple[tuple[int, int], ...]  # first and last of each plan; the last is before the first where it has none

    @classmethod
    def of(cls, plans: Iterable[PlanEntry]) -> "Scope":
        """The scope of ``plans``."""
        listed = tuple(plans)
        return cls(tuple(plan.id for plan in listed), tuple((plan.first_row, plan.last_row) for plan in listed))


def best_first(hits: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """``hits`` by score, ties in order of row."""
    return [(row, -lowered) for lowered, row in sorted([(-score, row) for row, score in hits])]
