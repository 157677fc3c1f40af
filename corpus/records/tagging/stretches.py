"""A long text -> stretches as long as a page or two, each read by the models once for all finders."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ..indicators.running.atoms import Read, atoms_of
from ..indicators.running.plain import Plain, plain
from .features import NO_SIGNS
from .features import signs as signs_of
from .hints import Ruled, ruled
from .laid import Laid, laid
from .pieces import Piece, pieces_of
from .tagger import Models, Reading, load

MODELS: Final = ("indicators", "measures")
_LINES: Final = 100  # of a stretch before its end is looked for; the models learned from pages of 15 to 90 (arbitrary)
_MOST: Final = 150  # lines
_LETTERS: Final = 12_000  # characters, for texts on a few lines
# What a stretch without any of these tells is neither what is aimed at nor what is done.
_SPEAKS: Final = re.compile(
    "目標|指標|KPI|めざ|目指|達成|実績|現状|施策|事業|取組|取り組|推進|支援|充実|整備|強化|促進|開催|実施|増加|減少|→"
)
_EDGE: Final = re.compile(r"\s*(?:$|第\s?[0-9]{1,2}\s?[章節編部]|[■●◆]|[0-9]{1,2}[.．])")


@dataclass(frozen=True)
class Stretch:
    """Pieces of a text that begins at ``start`` of the whole, and what each model reads of them.

    No part is told where the stretch speaks of nothing that a plan aims at or does.
    """

    start: int
    laid: Laid
    told: Mapping[str, Reading]

    @property
    def text(self) -> Read:
        """Its text."""
        return self.laid.text

    @property
    def pieces(self) -> Sequence[Piece]:
        """The pieces of its text."""
        return self.laid.pieces


@dataclass(frozen=True)
class Stretches:
    """The running text of a plan, which leads places back to the plan's own; what rules find in it; its stretches."""

    plain: Plain
    whole: Read
    ruled: Ruled
    each: Sequence[Stretch]


@lru_cache(maxsize=1)  # the finders of one plan follow each other
def stretches(raw: str) -> Stretches:
    """Every stretch of a plan's text, in order; together they are all of it."""
    told = plain(raw)
    whole = atoms_of(told.text)
    by_rule = ruled(whole)
    spans = list(_cut(told.text))
    texts = [whole.part(start, end) for start, end in spans]
    cut = [laid(text, pieces_of(text)) for text in texts]
    signs = [
        signs_of(each, by_rule, start) if _SPEAKS.search(each.text.flat) else NO_SIGNS
        for (start, _), each in zip(spans, cut, strict=True)
    ]
    read = zip(spans, cut, models().read(signs), strict=True)
    return Stretches(told, whole, by_rule, tuple(Stretch(start, each, parts) for (start, _), each, parts in read))


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Spans of about ``_LINES`` lines, cut before a heading or at a blank line where one is near."""
    start, lines = 0, 0
    place = 0
    while place < len(text):
        following = text.find("\n", place) + 1 or len(text)
        long = place - start >= _LETTERS
        if long or lines >= _MOST or (lines >= _LINES and _EDGE.match(text, place, following)):
            yield start, place
            start, lines = place, 0
        place, lines = following, lines + 1
    if start < len(text):
        yield start, len(text)


@cache
def models() -> Models:
    """The models of both kinds of record."""
    return load(MODELS)
