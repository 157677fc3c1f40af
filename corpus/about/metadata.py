"""What a document says of itself: municipality, title, kind, status, period."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..plan import Document
from .gazetteer import Municipality
from .owner import Clues, find_owner
from .title import announced, find_title, kind_of
from .versions import find_version

_OPENING_LINES: Final = 40  # a title page and a running head are within these; a table of contents may follow
_OPENING_CHARACTERS: Final = 6000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What could be found; None is what the document does not say. ``likely``: see :class:`corpus.about.owner.Owner`."""

    municipality: Municipality | None
    likely: tuple[str, ...]
    title: str | None
    kind: str | None
    status: str | None
    period: tuple[int, int] | None


def find_metadata(document: Document, names: Sequence[str] = ()) -> Metadata:
    """Read the opening of ``document`` the way a person would: the title page first, then what is named most.

    ``names`` are those of the file and its folders. A status is given only where the text calls itself something: a
    plan that says nothing may be in force or long replaced, so it stays None. 素案 and 原案 are 案.
    """
    text, outside = document.text, document.outside
    opening = [line.strip() for line in text[:_OPENING_CHARACTERS].split("\n")[:_OPENING_LINES]]
    marked = [line for number, line in enumerate(opening, start=1) if document.heading_levels.get(number) == 1][:1]
    titles = [*marked, *([outside.title] if outside.title else [])]
    title = find_title(opening, titles) or announced(text[:_OPENING_CHARACTERS])
    version = find_version(text, title)
    clues = Clues((*([title] if title else []), *titles, *outside.site), tuple(names), outside.addresses)
    owner = find_owner("\n".join((text, *outside.feet)), clues)
    return Metadata(
        municipality=owner.municipality,
        likely=owner.likely,
        title=title,
        kind=kind_of(title),
        status="案" if version.status in ("素案", "原案") else version.status,
        period=version.period,
    )
