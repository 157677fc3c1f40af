"""Words by their sound: so that さこうじゅう finds サ高住, and エンデイングノート finds エンディングノート."""

import re
import unicodedata
from typing import Final

from .tokens import tokenize

_SMALL: Final = str.maketrans("ァィゥェォャュョッヮヵヶヅヂ", "アイウエオヤユヨツワカケズジ")
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヶー]+")
_GRAM: Final = 3  # kana; two say too little, four lose a word with one letter wrong


def sound(text: str) -> str:
    """How ``text`` is read, in full-size katakana without long marks; what has no reading is a space."""
    parts = []
    for token in tokenize(text):
        reading = _katakana(token.surface) if _KANA.fullmatch(token.surface) else token.reading
        parts.append(reading or " ")
    return "".join(parts).translate(_SMALL).replace("ー", "")


def sound_terms(text: str) -> list[str]:
    """The overlapping runs of three kana in the sound of ``text``, in order."""
    return _grams(sound(text))


def kana_terms(word: str) -> list[str]:
    """The same for a word written in kana, taken letter by letter: no dictionary splits it wrongly."""
    return _grams(kana_sound(word))


def kana_sound(word: str) -> str:
    """The sound of a word written in kana, letter by letter."""
    return _katakana(unicodedata.normalize("NFKC", word)).translate(_SMALL).replace("ー", "")


def _katakana(text: str) -> str:
    return "".join(chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter for letter in text)


def _grams(kana: str) -> list[str]:
    grams = (kana[place : place + _GRAM] for place in range(len(kana) - _GRAM + 1))
    return [gram for gram in grams if " " not in gram]
