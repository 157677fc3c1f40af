"""How municipalities are spelt in addresses of the web and names of files: かこがわ -> kakogawa."""

import re
from functools import cache
from typing import Final

from .gazetteer import municipalities

_KANA_ENDING: Final = re.compile(r"(?:し|く|ちょう|まち|そん|むら)$")
ROWS: Final = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_LETTERS: Final = {kana: head + vowel for head, row in ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_LETTERS.update(
    {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
)
# Kunrei and Hepburn, long vowels and short ones become one spelling: shi and si, ou and oo and oh.
_FOLDED: Final = (
    ("sh", "s"), ("ch", "t"), ("ts", "t"), ("j", "z"), ("f", "h"), ("sya", "sa"), ("syu", "su"), ("syo", "so"),
    ("tya", "ta"), ("tyu", "tu"), ("tyo", "to"), ("zya", "za"), ("zyu", "zu"), ("zyo", "zo"), ("di", "zi"),
    ("du", "zu"), ("mb", "nb"), ("mp", "np"), ("mm", "nm"), ("ou", "o"), ("oo", "o"), ("uu", "u"),
)  # fmt: skip
_LONG_O: Final = re.compile(r"oh(?![aiueo])")


def folded(spelling: str) -> str:
    """A spelling in Latin letters, so that those of one name are equal."""
    text = _LONG_O.sub("o", spelling.lower())
    for written, plain in _FOLDED:
        text = text.replace(written, plain)
    return text


def romaji(kana: str) -> str:
    """Hiragana in Latin letters, folded; a small っ doubles what follows."""
    text = ""
    for mark in kana:
        letters = _LETTERS.get(mark, "")
        if mark in "ゃゅょ" and text.endswith("i"):
            text = text[:-1] + letters
        elif mark == "っ":
            text += "*"
        else:
            text += letters
    return folded(re.sub(r"\*(.)", r"\1\1", text).replace("*", ""))


@cache
def codes_by_spelling() -> dict[str, tuple[str, ...]]:
    """Codes of municipalities by their name without 市 and the like (kakogawa), and by what their domain says of them."""
    found: dict[str, list[str]] = {}
    for each in municipalities():
        if each.ward is not None:
            continue
        spellings = {romaji(_KANA_ENDING.sub("", each.kana))}
        if each.domain and (label := re.match(r"(?:city|town|vill)[.-]([a-z-]+)\.", each.domain)):
            spellings.add(folded(label[1]))
        for spelling in spellings:
            found.setdefault(spelling, []).append(each.code)
    return {spelling: tuple(codes) for spelling, codes in found.items()}
