"""What an item is about, in the themes of the lexicon: 保護観察 and 罪を犯した人 share no word, but one matter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from corpus.text.folding import fold
from index.encoder.protocol import unit_rows
from search.question.lexicon import lexicon

from .rows import Floats

_NOUN: Final = 3  # characters of an everyday word that may be looked for in a plan; shorter ones stand in other words
_SAID: Final = 0.5  # what an everyday word counts beside one of plans' own (arbitrary)


@dataclass(frozen=True, slots=True)
class _Terms:
    """How much each term tells of each theme, and the lengths of terms by their first two characters."""

    themes: tuple[str, ...]
    tells: dict[str, Floats]
    lengths: dict[str, tuple[int, ...]]


def profiles(titles: Sequence[str], texts: Sequence[str]) -> Floats:
    """A row an item: how much its title, twice, and its text tell of each theme."""
    terms = _terms()
    rows = np.zeros((len(titles), len(terms.themes)), np.float32)
    for row, title, text in zip(rows, titles, texts, strict=True):
        counts = Counter(_found(text, terms))
        for term in _found(title, terms):
            counts[term] += 2
        for term, times in counts.items():
            row += (1 + np.log(times)) * terms.tells[term]
    return rows


def themes() -> tuple[str, ...]:
    """The themes, in the order of the columns of :func:`profiles`."""
    return _terms().themes


def directions(rows: Floats) -> Floats:
    """Profiles at length 1; a theme that few items touch counts for more, as a rare word does."""
    touched = (rows > _SAID).sum(axis=0)
    return unit_rows((np.sqrt(rows) * np.log1p(len(rows) / np.maximum(touched, 1))).astype(np.float32))


def _found(text: str, terms: _Terms) -> list[str]:
    """The terms of a text from left to right, the longest where several begin."""
    text, place, found = fold(text), 0, []
    while place < len(text) - 1:
        lengths = terms.lengths.get(text[place : place + 2], ())
        term = next((own for length in lengths if (own := text[place : place + length]) in terms.tells), "")
        if term:
            found.append(term)
        place += len(term) or 1
    return found


@cache
def _terms() -> _Terms:
    counts: dict[str, Counter[str]] = {}
    entries = lexicon().entries
    for entry in entries:
        said = fold(entry.everyday)
        if len(entry.pieces) == 1 and len(said) >= _NOUN and not "ぁ" <= said[-1] <= "ん":
            counts.setdefault(said, Counter())[entry.theme] += _SAID  # type: ignore[assignment]
        for word in entry.official:
            counts.setdefault(fold(word), Counter())[entry.theme] += 1
    themes = tuple(sorted({entry.theme for entry in entries}))
    tells = {term: _told(each, themes) for term, each in counts.items() if len(term) > 1}
    lengths: dict[str, set[int]] = {}
    for term in tells:
        lengths.setdefault(term[:2], set()).add(len(term))
    return _Terms(themes, tells, {start: tuple(sorted(each, reverse=True)) for start, each in lengths.items()})


def _told(counts: Counter[str], themes: Sequence[str]) -> Floats:
    """A term's share in each theme; one that stands in many tells less of each."""
    shares = np.array([counts[theme] for theme in themes], np.float32) / sum(counts.values())
    told: Floats = (shares * shares.max()).astype(np.float32)
    return told
