"""Each item and the best of other municipalities: the matches of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.encoder.protocol import Encoder, unit_rows

from .items import done, for_whom, municipality
from .library import Library
from .nearness.meaning import Floats
from .nearness.rows import Rows
from .nearness.wording import aligned
from .report import Item, Likeness, Match

_BEST: Final = 3  # matches told of each municipality, where so many are like it
_BESIDE: Final = 2  # passages, where none of its items is


class Pairs:
    """Makes matches of a library's texts."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        self._library = library
        self._whom = _field_rows(encoder, [for_whom(item) for item in library.texts[: library.count]])
        self._done = _field_rows(encoder, [done(item) for item in library.texts[: library.count]])

    def best(self, row: int, theirs: Rows, k: int) -> list[Match]:
        """The ``k`` of ``theirs`` nearest to ``row`` in meaning or wording, nearest first."""
        if not len(theirs):
            return []
        return self._told(self._near(row, theirs), np.arange(len(theirs)), k)

    def by_city(self, row: int, theirs: Rows, rest: Rows) -> list[Match]:
        """The best of each municipality, municipalities in the order of ``theirs``.

        Where none of a municipality's items has the aim of ``row``, passages of its plans (``rest``) that have it are told
        too; where nothing is like it, the nearest item alone, as unrelated.
        """
        both, found = np.concatenate([theirs, rest]), []
        near = self._near(row, both)
        cities = np.array([municipality(self._library.texts[each].plan) for each in both])
        recorded = np.arange(len(both)) < len(theirs)
        for city in dict.fromkeys(cities.tolist()):
            best = self._told(near, np.flatnonzero((cities == city) & recorded), _BEST)
            if not any(match.likeness in _AIM for match in best):
                told = self._told(near, np.flatnonzero((cities == city) & ~recorded), _BESIDE)
                best = [*(match for match in told if match.likeness in _AIM), *best]
            found.extend([match for match in best if match.likeness is not Likeness.UNRELATED] or best[:1])
        return found

    def _near(self, row: int, theirs: Rows) -> "_Near":
        standings, here = self._library.standings, np.array([row])
        meaning, words = standings.meaning_and_words(here, theirs)
        return _Near(row, theirs, meaning[0], standings.grams.shared(here, theirs)[0], words[0])

    def _told(self, near: "_Near", places: Rows, k: int) -> list[Match]:
        """The ``k`` best of those in ``places``."""
        score = -np.maximum(near.meaning[places], near.wording[places])
        return [self._match(near, int(place)) for place in places[np.lexsort((near.theirs[places], score))[:k]]]

    def _match(self, near: "_Near", place: int) -> Match:
        library, row, other = self._library, near.row, int(near.theirs[place])
        meaning, wording, words = (float(each[place]) for each in (near.meaning, near.wording, near.words))
        likeness, sure = library.standings.chance.judged(meaning, wording, words)
        spans = aligned(library.letters[row], library.letters[other])
        whom, what = (_field_near(rows, row, other) for rows in (self._whom, self._done))
        ours, theirs = library.texts[row], library.texts[other]
        return Match(ours, theirs, wording, meaning, likeness, sure, spans, whom, what)


@dataclass(frozen=True, slots=True)
class _Near:
    """How near a row is to each of others, in three ways."""

    row: int
    theirs: Rows
    meaning: Floats
    wording: Floats
    words: Floats


_AIM: Final = (Likeness.NEAR_COPY, Likeness.SAME_AIM)


def unique(matches: Sequence[Match]) -> tuple[Item, ...]:
    """Our items that have the aim of nobody else's, in the order of their plans."""
    shared = {match.ours.id for match in matches if match.likeness in _AIM}
    return tuple({match.ours.id: match.ours for match in matches if match.ours.id not in shared}.values())


def _field_rows(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """A row a text, less their mean; one that says nothing is a row of zeros."""
    rows = encoder.encode_passages(texts)
    said = np.abs(rows).sum(axis=1) > 0
    return (
        unit_rows(np.where(said[:, None], rows - rows[said].mean(axis=0), 0).astype(np.float32)) if said.any() else rows
    )


def _field_near(rows: Floats, row: int, other: int) -> float | None:
    if max(row, other) >= len(rows) or not rows[row].any() or not rows[other].any():
        return None
    return max(float(rows[row] @ rows[other]), 0.0)
