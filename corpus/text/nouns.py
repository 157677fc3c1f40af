"""The nouns of a text, those that touch as one: 避難行動要支援者."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .folding import fold
from .matching import matching_text
from .tokens import Token, lemmas, spans

_NOUN: Final = re.compile(r"[一-龠々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ]+")
_DIGITS: Final = re.compile(r"[\d.,]+")
_INFLECTED: Final = re.compile(r"(?:[一-龠々].*|[ぁ-ん]{2,})[うくすつぬむるぐぶ]$")
_ENDINGS: Final = frozenset(
    ("て", "た", "で", "だ", "まし", "ます", "ませ", "ない", "なかっ", "れ", "られ", "れる", "られる", "たい", "てる", "ちゃ",
     "よう", "ば")
)  # fmt: skip


@lru_cache(maxsize=512)
def words(text: str) -> tuple[tuple[int, int, Token], ...]:
    """The tokens of a passage where they stand: start, end, token. Kept, since good passages come back often."""
    return tuple(spans(fold(text)))


@dataclass(frozen=True, slots=True)
class Noun:
    """Where a noun stands in its text, and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def words(self) -> frozenset[str]:
        """Its content words in dictionary form; no numbers."""
        return frozenset(token.lemma for token in self.tokens if token.content and not is_number(token.lemma))


def nouns(text: str) -> Iterator[Noun]:
    """The nouns of ``text``, in order; what is inflected is none."""
    tokens = words(text)
    run: list[tuple[int, int, Token]] = []
    for place, (start, end, token) in enumerate(tokens):
        behind = tokens[place + 1][2].surface if place + 1 < len(tokens) else ""
        noun = (token.content or bool(_NOUN.fullmatch(token.surface))) and not _is_inflected(token.surface, behind)
        if run and (not noun or run[-1][1] != start):
            yield _joined(run)
            run = []
        if noun:
            run.append((start, end, token))
    if run:
        yield _joined(run)


def _joined(run: list[tuple[int, int, Token]]) -> Noun:
    return Noun(run[0][0], run[-1][1], tuple(token for _, _, token in run))


def _is_inflected(surface: str, behind: str) -> bool:
    return "ぁ" <= surface[-1] <= "ん" and (behind in _ENDINGS or bool(_INFLECTED.fullmatch(surface)))


def written_nouns(text: str) -> list[str]:
    """The runs of kanji, katakana and letters in ``text``, as written."""
    return _NOUN.findall(text)


def is_number(word: str) -> bool:
    """Whether a word is a number in digits."""
    return bool(_DIGITS.fullmatch(word))


@lru_cache(maxsize=8192)
def words_in(text: str) -> frozenset[str]:
    """The content words of ``text``, in dictionary form."""
    return frozenset(lemmas(matching_text(text)))
