"""In which letters a question is typed."""

import unicodedata
from enum import StrEnum


class Script(StrEnum):
    """The kinds of writing that are told apart."""

    MIXED = "mixed"  # kanji and kana, the ordinary way
    KANA = "kana"  # hardly any kanji: children, typed in haste, やさしい日本語
    LATIN = "latin"  # romaji, or a language written so
    OTHER = "other"  # neither kana nor Latin letters: Chinese, Korean


_LEAST: float = 0.5  # of the letters, arbitrary; words of a brand or a name do not make a question foreign
_KANJI_MOST: float = 0.1  # of kanji in a question of kana, arbitrary: 市 or a town's name stands in many


def script_of(text: str) -> Script:
    """The script of most letters of ``text``; MIXED where it has none."""
    names = [unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()]
    if not names:
        return Script.MIXED
    kana = len([name for name in names if name in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH")])
    if names.count("LATIN") > _LEAST * len(names):
        return Script.LATIN
    if not kana:  # 相談窓口 is a query; a sentence without kana is none in Japanese
        return Script.MIXED if names.count("CJK") == len(names) else Script.OTHER
    return Script.KANA if names.count("CJK") <= _KANJI_MOST * len(names) else Script.MIXED
