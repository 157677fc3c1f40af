"""What the rules and tables say of a question, for the models to weigh."""

from collections.abc import Collection, Iterable
from typing import Final

from corpus.figures import Figure, Kind, Quantity, read

from ..audience import Audience, audiences
from ..danger.said import dangers
from ..lexicon import Expansion, lexicon

_ADULT: Final = 18  # years
_OLD: Final = 65


def hints(text: str) -> frozenset[str]:
    """The hints of a question that nobody has read yet."""
    return hints_of(read(text), audiences(text), dangers(text), lexicon().expand(text))


def hints_of(
    figures: Iterable[Figure], groups: Collection[Audience], kinds: Collection[str], expansions: Iterable[Expansion]
) -> frozenset[str]:
    """The hints of a question, by what has been read of it: its figures, whom it is about, dangers, what plans call its words."""
    found = {f"group {group.name}" for group in groups} | {f"danger {kind}" for kind in kinds}
    found |= {f"plans say {expansion.official[0]}" for expansion in expansions}
    for figure in figures:
        found.add(f"figure {type(figure).__name__}")
        if isinstance(figure, Quantity):
            found.add(f"unit {figure.kind.value}")
            if figure.kind is Kind.AGE:
                found.add("young" if figure.high < _ADULT else "old" if figure.high >= _OLD else "grown")
    return frozenset(found)
