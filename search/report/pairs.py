"""Each item and the best of other municipalities: the matches of a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Final

import numpy as np

from index.encoder.protocol import Encoder, unit_rows

from .items import done, for_whom, municipality
from .kept import Arrays, Kept
from .library import Library
from .nearness.likeness import Standings
from .nearness.nearest import nearest
from .nearness.rows import Floats, Rows
from .nearness.wording import aligned
from .report import Item, Likeness, Match

_BEST: Final = 3  # matches told of each municipality, where so many are like it
_OF_MANY: Final = 20  # matches told of each item among municipalities too many to be told one by one
_AT_ONCE: Final = 50  # rows: with 20,000 others and their parts some 20 MB
_KEPT: Final = 2000  # rows that are kept at once: with 100,000 others some ten seconds of work
_NO_PLACES: Final = np.zeros(0, np.int64)
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
        return self._told(next(self._near(np.array([row]), theirs)), np.arange(len(theirs)), k)

    def by_city(self, ours: Rows, theirs: Rows, rest: Rows) -> Iterator[list[Match]]:
        """For each of ``ours`` the best of each municipality, municipalities in the order of ``theirs``.

        Where none of a municipality's items has the aim of ours, passages of its plans (``rest``) that have it are told
        too; where nothing is like it, the nearest item alone, as unrelated.
        """
        both = np.concatenate([theirs, rest])
        cities = [municipality(self._library.texts[each].plan) for each in both]
        items, passages = _places(cities[: len(theirs)], 0), _places(cities[len(theirs) :], len(theirs))
        for near in self._near(ours, both):
            found = []
            for city in dict.fromkeys(cities):
                best = self._told(near, items.get(city, _NO_PLACES), _BEST)
                if not any(match.likeness in _AIM for match in best):
                    told = self._told(near, passages.get(city, _NO_PLACES), _BESIDE)
                    best = [*(match for match in told if match.likeness in _AIM), *best]
                found.extend([match for match in best if match.likeness is not Likeness.UNRELATED] or best[:1])
            yield found

    def nearest(self, ours: Rows, theirs: Rows, kept: Kept) -> Iterator[list[Match]]:
        """For each of ``ours`` the best of all other municipalities, of however many."""
        texts, standings = self._library.texts, self._library.standings
        whose = np.unique([municipality(text.plan) for text in texts], return_inverse=True)[1]
        all_of_them = sha256("\0".join(texts[row].id for row in theirs).encode("utf-8", "surrogatepass")).hexdigest()
        for start in range(0, len(ours), _KEPT):
            block = ours[start : start + _KEPT]
            make = partial(_nearest_of, standings, block, theirs, whose)
            found = kept.piece("nearest", (all_of_them, *(texts[row].id for row in block)), make)
            for place, row in enumerate(block.tolist()):
                near = _Near(row, *(found[name][place] for name in ("others", "meaning", "wording", "words")))
                yield self._told(near, np.flatnonzero(near.theirs >= 0), _OF_MANY)

    def _near(self, rows: Rows, theirs: Rows) -> Iterator["_Near"]:
        standings = self._library.standings
        for start in range(0, len(rows), _AT_ONCE):
            block = rows[start : start + _AT_ONCE]
            meaning, words = standings.meaning_and_words(block, theirs)
            wording = standings.grams.shared(block, theirs)
            for place, row in enumerate(block.tolist()):
                yield _Near(row, theirs, meaning[place], wording[place], words[place])

    def _told(self, near: "_Near", places: Rows, k: int) -> list[Match]:
        """The ``k`` best of those in ``places``."""
        score = -np.maximum(near.meaning[places], near.wording[places])
        return [self._match(near, int(place)) for place in places[np.lexsort((near.theirs[places], score))[:k]]]

    def _match(self, near: "_Near", place: int) -> Match:
        library, row, other = self._library, near.row, int(near.theirs[place])
        meaning, wording, words = (float(each[place]) for each in (near.meaning, near.wording, near.words))
        likeness, sure = library.standings.chance.judged(meaning, wording, words)
        alike = likeness is not Likeness.UNRELATED
        spans = aligned(library.letters[row], library.letters[other]) if alike else ()
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


def _places(cities: Sequence[str], first: int) -> dict[str, Rows]:
    """Where each municipality stands among ``cities``, counted from ``first``."""
    found: dict[str, list[int]] = {}
    for place, city in enumerate(cities, start=first):
        found.setdefault(city, []).append(place)
    return {city: np.array(places, np.int64) for city, places in found.items()}


def _nearest_of(standings: Standings, ours: Rows, theirs: Rows, whose: Rows) -> Arrays:
    """The nearest of each row as arrays of ``_OF_MANY`` columns; -1 where there are fewer."""
    shape = (len(ours), _OF_MANY)
    found = {name: np.zeros(shape, np.float32) for name in ("meaning", "wording", "words")}
    others = np.full(shape, -1, np.int64)
    for place, each in enumerate(nearest(standings, ours, theirs, whose, _OF_MANY)):
        others[place, : len(each.others)] = each.others
        for name, table in found.items():
            table[place, : len(each.others)] = getattr(each, name)
    return {"others": others, **found}


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
