"""Words by their sound: so that さこうじゅう finds サ高住, and エンデイングノート finds エンディングノート."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from .tokens import Token, full_size, tokenize

_GRAM: Final = 3  # kana; two say too little, four lose a word with one letter wrong


def sound(text: str) -> str:
    """How ``text`` is read, in full-size katakana without long marks; what has no reading is a space."""
    return _sound_of(tokenize(text))


def _sound_of(tokens: Iterable[Token]) -> str:
    return "".join([token.sound for token in tokens])


def sound_terms(text: str) -> list[str]:
    """The overlapping runs of three kana in the sound of ``text``, in order."""
    return sound_terms_of(tokenize(text))


def sound_terms_of(tokens: Iterable[Token]) -> list[str]:
    """As :func:`sound_terms`, of a text that is taken apart already."""
    return _grams(_sound_of(tokens))


def kana_terms(word: str) -> list[str]:
    """The same for a word written in kana, taken letter by letter: no dictionary splits it wrongly."""
    return _grams(kana_sound(word))


def kana_sound(word: str) -> str:
    """The sound of a word written in kana, letter by letter."""
    return full_size(unicodedata.normalize("NFKC", word))


def _grams(kana: str) -> list[str]:
    return [run[place : place + _GRAM] for run in kana.split(" ") for place in range(len(run) - _GRAM + 1)]
