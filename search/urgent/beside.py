"""What may stand below the helplines: a desk for the matter, and nothing that a frightened person has to read past."""

from collections.abc import Sequence
from typing import Final

from corpus.records.desks.names import mentions

from ..desks.chosen import Choice
from ..evidence.spans import Span
from ..question.danger.reading import InDanger

_ENDURED: Final = frozenset({"住まい", "食べ物"})  # in need, whom what the plan offers helps as well
_LIFE: Final = frozenset({"自殺", "子どもの自殺", "命の危険"})


def stands_alone(danger: InDanger | None) -> bool:
    """Whether the helplines are all that is told, but for a desk: somebody may be hurt now."""
    return danger is not None and danger.likely and not _ENDURED.issuperset(danger.kinds)


def beside_helplines(danger: InDanger | None, said: Sequence[Span], desks: Sequence[Choice]) -> list[Span]:
    """Of the sentences that would be told, those that may be.

    Of violence and abuse the first that names a place to turn to, where no desk is told; where a life is in danger, none.
    """
    if danger is None or not stands_alone(danger):
        return list(said)
    if desks or not _LIFE.isdisjoint(danger.kinds):
        return []
    return [span for span in said if any(mentions(span.text, 0, len(span.text)))][:1]
