"""Which figures, dates or names of a passage answer a question that asks for one: of what they are, and of which year."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from corpus.figures import Bound, Figure, Kind, Quantity, years
from corpus.figures.told_of import Told, figures_of, place_kind, told_of
from corpus.passage import Passage
from corpus.text.folding import fold
from corpus.text.nouns import nouns

from ...question.intent import Asked, Intent
from ...question.query import Wanted
from .figures import stands_by
from .persons import person_as
from .things import Thing, things

_FREE: Final = re.compile(r"(?:無料|無償)(?=で|に|と|[。、)）\s]|$)|(?:料金|費用|負担)[はが](?:かか|あ)りません")


class Exact:
    """What one question asks for exactly."""

    def __init__(self, kind: Asked, wanted: Wanted) -> None:
        self._figure = kind.figure
        self._person = person_as(kind.role) if kind.role else None
        self._about = kind.about
        self._years = frozenset(kind.years)
        self._rarity = wanted.lemmas
        self._dated = kind.intent is Intent.WHEN
        said = (wanted.text[noun.start : noun.end] for noun in nouns(wanted.text))
        self._places = {name: place for name in said if (place := place_kind(name))}
        self._things: tuple[Thing, ...] = () if kind.role else things(wanted, dated=self._dated)

    def found(
        self, passage: Passage, left: int, right: int, of: frozenset[int] = frozenset()
    ) -> tuple[int, str] | None:
        """Where what answers first stands in the sentence ``left:right`` of the passage, and what is around it.

        ``of`` are the years that its figures are known to be of, as a header over them says.
        """
        if self._about is not None and not self._about.search(passage.text, left, right):
            return None
        if self._person is not None:
            match = self._person.search(fold(passage.text), left, right)
            return (match.start(), "") if match else None
        for told in self._told(passage, left, right):
            of_it = stands_by(passage, told, self._things, self._rarity, dated=self._dated)
            if (
                of_it
                and not self._is_elsewhere(told)
                and (not self._years or not self._years.isdisjoint(of) or self._is_of_year(passage, told, left, right))
            ):
                return told.figure.start, told.around
        return None

    def _told(self, passage: Passage, left: int, right: int) -> Iterator[Told]:
        """The figures of a sentence that would answer, with what they are told of."""
        wanted = self._figure
        if wanted is None:
            return
        for figure in figures_of(passage.text):
            if not left <= figure.start < right or _is_base(passage.text, figure):
                continue
            number = isinstance(figure, Quantity) and figure.kind is Kind.NUMBER
            if not number and not wanted.fits(figure):
                continue
            told = _told_of(passage, figure)
            if not number or wanted.fits(figure, told.unit, counts=told.counts):
                yield told
        if wanted.free:
            for match in _FREE.finditer(passage.text, left, right):
                nothing = Decimal(0)
                free = Quantity(*match.span(), nothing, nothing, Bound.EXACT, "円", Kind.MONEY, "")
                yield _told_of(passage, free)

    def _is_elsewhere(self, told: Told) -> bool:
        """Whether a figure is of another place than the one asked about, of the same kind."""
        kind = place_kind(told.place)
        asked = [name for name, each in self._places.items() if each == kind]
        return bool(kind and asked) and not any(name in told.place or told.place in name for name in asked)

    def states_year(self, body: str) -> bool:
        """Whether a sentence names a year that was asked for."""
        return bool(self._years and self._years.intersection(years_of(body)))

    def _is_of_year(self, passage: Passage, told: Told, left: int, right: int) -> bool:
        if told.years:
            return not self._years.isdisjoint(told.years)
        return not years_of(passage.text[left:right]) and self.states_year(passage.text)


def _is_base(text: str, figure: Figure) -> bool:
    """Whether a figure is what another one is counted for: 支援対象者1人に対して2人."""
    return isinstance(figure, Quantity) and figure.high == 1 and text.startswith("に", figure.end)


@lru_cache(maxsize=2048)
def _told_of(passage: Passage, figure: Figure) -> Told:
    return told_of(passage.text, figure, passage.header, passage.headings)


@lru_cache(maxsize=2048)
def years_of(text: str) -> frozenset[int]:
    """The years that a text states."""
    return frozenset(years(text))
