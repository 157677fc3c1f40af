"""Each item and the best of other municipalities: the matches of a report."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from index.encoder.protocol import Encoder, unit_rows

from .items import done, for_whom, municipality
from .library import Library
from .meaning import Floats, Rows
from .report import Item, Likeness, Match
from .wording import aligned

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
        standings, here = self._library.standings, np.array([row])
        return self._told(row, theirs, standings.meaning(here, theirs)[0], standings.grams.shared(here, theirs)[0], k)

    def by_city(self, row: int, theirs: Rows, rest: Rows) -> list[Match]:
        """The best of each municipality, municipalities in the order of ``theirs``.

        Where none of a municipality's items has the aim of ``row``, passages of its plans (``rest``) that have it are told
        too; where nothing is like it, the nearest item alone, as unrelated.
        """
        standings, here, found = self._library.standings, np.array([row]), []
        both = np.concatenate([theirs, rest])
        meaning, wording = standings.meaning(here, both)[0], standings.grams.shared(here, both)[0]
        cities = np.array([municipality(self._library.texts[each].plan) for each in both])
        for city in dict.fromkeys(cities.tolist()):
            own = np.flatnonzero((cities == city) & (np.arange(len(both)) < len(theirs)))
            best = self._told(row, both[own], meaning[own], wording[own], _BEST)
            if not any(match.likeness in _AIM for match in best):
                others = np.flatnonzero((cities == city) & (np.arange(len(both)) >= len(theirs)))
                told = self._told(row, both[others], meaning[others], wording[others], _BESIDE)
                best = [*(match for match in told if match.likeness in _AIM), *best]
            found.extend([match for match in best if match.likeness is not Likeness.UNRELATED] or best[:1])
        return found

    def _told(self, row: int, theirs: Rows, meaning: Floats, wording: Floats, k: int) -> list[Match]:
        order = np.lexsort((theirs, -np.maximum(meaning, wording)))[:k]
        return [self._match(row, int(theirs[each]), float(meaning[each]), float(wording[each])) for each in order]

    def _match(self, row: int, other: int, meaning: float, wording: float) -> Match:
        library = self._library
        words = library.standings.words(row, other)
        likeness, sure = library.standings.chance.judged(meaning, wording, words)
        spans = aligned(library.letters[row], library.letters[other])
        whom, what = (_near(rows, row, other) for rows in (self._whom, self._done))
        ours, theirs = library.texts[row], library.texts[other]
        return Match(ours, theirs, wording, meaning, likeness, sure, spans, whom, what)


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


def _near(rows: Floats, row: int, other: int) -> float | None:
    if max(row, other) >= len(rows) or not rows[row].any() or not rows[other].any():
        return None
    return max(float(rows[row] @ rows[other]), 0.0)
