"""Words by their sound: so that さこうじゅう finds サ高住, and エンデイングノート finds エンディングノート."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from .tokens import tokenize

_SMALL: Final = str.maketrans("ァィゥェォャュョッヮヵヶヅヂ", "アイウエオヤユヨツワカケズジ")
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヶー]+")
_GRAM: Final = 3  # kana; two say too little, four lose a word with one letter wrong


def sound(text: str) -> str:
    """How ``text`` is read, in full-size katakana without long marks; what has no reading is a space."""
    return "".join([_spoken(token.surface, token.reading) for token in tokenize(text)])


@lru_cache(maxsize=32_768)  # a text repeats few different tokens many times (4 MB)
def _spoken(surface: str, reading: str) -> str:
    heard = _katakana(surface) if _KANA.fullmatch(surface) else reading
    return (heard or " ").translate(_SMALL).replace("ー", "")


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
    return text.translate(_TO_KATAKANA)


def _grams(kana: str) -> list[str]:
    return [run[place : place + _GRAM] for run in kana.split(" ") for place in range(len(run) - _GRAM + 1)]
