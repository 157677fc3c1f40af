"""似た施策を他市でさがす: the measures of other municipalities that are most like one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from search.measures.shelf import Shelf

from ..documents.similar import SimilarJson
from .cards import Card, card

ALIKE_MOST = 10  # measures that are shown (as the other screens have it)


@dataclass(frozen=True, slots=True)
class Alike:
    """A measure of another municipality: how alike it is, in a word, and how sure that is, in percent."""

    card: Card
    likeness: str
    sure: str


@dataclass(frozen=True, slots=True)
class AlikeView:
    """A measure and those that are like it."""

    of: Card
    others: tuple[Alike, ...]


def alike_view(found: SimilarJson, shelf: Shelf, picked: Collection[str], today: date) -> AlikeView | None:
    """What is shown of ``found``; what is no measure of the shelf (a passage, a service) is left out.

    None where the measure itself is not on the shelf.
    """
    listed = shelf.measure(found["measure"]["id"])
    if listed is None:
        return None
    others = tuple(
        Alike(card(other, picked, today), str(match["class"]), f"{match['sure']:.0%}")
        for match in found["matches"]
        if (other := shelf.measure(match["measure"]["id"])) is not None
    )
    return AlikeView(card(listed, picked, today), others)
