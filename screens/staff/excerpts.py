"""The part of a text that says most of what was asked, its words marked; word for word, with … where it is cut."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.text.nouns import words
from search.ranking.excerpt import highlights, window

_BLANK: Final = re.compile(r"[ \t\u3000]*\n\s*")  # empty lines and margins, which a page's text is full of
_TELLING: Final = (
    0.6  # of the rarest word's weight: 支援 and 推進 stand in every plan, and marked say nothing (arbitrary)
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt, and whether it is one of the words asked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces that are the text from one place to another; ``cut`` says whether the text has more."""

    name: str
    pieces: tuple[Piece, ...]
    cut: bool


def telling(lemmas: Mapping[str, float]) -> Mapping[str, float]:
    """The words of a question that say what it is about, by their rarity."""
    least = _TELLING * max(lemmas.values(), default=0.0)
    return {lemma: weight for lemma, weight in lemmas.items() if weight >= least}


def best_excerpt(texts: Sequence[tuple[str, str]], asked: Mapping[str, float], most: int) -> Excerpt | None:
    """Of texts with their names the one that has most of the words ``asked``, the first of equals, cut to ``most``."""
    filled = [each for each in texts if each[1].strip()]
    if not filled:
        return None
    name, text = max(filled, key=lambda each: _has(each[1], asked))
    return excerpt(name, text, asked, most)


def excerpt(name: str, text: str, asked: Mapping[str, float], most: int) -> Excerpt:
    """The ``most`` characters of ``text`` around the words ``asked``."""
    text = _BLANK.sub("\n", text.strip())
    marks = highlights(words(text), asked)
    left, right = window(text, marks, most)
    if marks and not any(start < right and end > left for start, end in marks):  # one sentence, longer than that
        left = max(0, min(marks[0][0], len(text) - most))
        right = min(len(text), left + most)
    inner = [(max(start, left), min(end, right)) for start, end in marks if start < right and end > left]
    places = sorted({left, right, *(place for mark in inner for place in mark)})
    starts = {start for start, _ in inner}
    pieces = [Piece(text[start:end], start in starts) for start, end in pairwise(places)]
    if left > 0:
        pieces.insert(0, Piece("…", marked=False))
    if right < len(text):
        pieces.append(Piece("…", marked=False))
    return Excerpt(name, tuple(pieces), right - left < len(text))


def _has(text: str, asked: Mapping[str, float]) -> float:
    return sum(asked[lemma] for lemma in {token.lemma for _, _, token in words(text)} & asked.keys())
