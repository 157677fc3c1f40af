"""Japanese typed in Latin letters -> hiragana: kaigo no soudan wa doko -> かいご の そうだん は どこ."""

import re
from typing import Final

from corpus.about.romaji import ROWS

_PARTICLES: Final = {"wa": "は", "o": "を", "wo": "を", "e": "へ"}
# Loan words, whose sounds romaji has no one spelling for.
_LOANS: Final = {
    "borantia": "ボランティア", "borantiia": "ボランティア", "herupa": "ヘルパー", "herupaa": "ヘルパー", "deisabisu": "デイサービス",
    "deisaabisu": "デイサービス", "takushi": "タクシー", "takushii": "タクシー", "shotosutei": "ショートステイ", "sabisu": "サービス",
    "saabisu": "サービス", "sapoto": "サポート", "sapooto": "サポート", "senta": "センター", "sentaa": "センター", "apato": "アパート",
    "apaato": "アパート", "kea": "ケア", "yangukeara": "ヤングケアラー", "arukoru": "アルコール", "sukuru": "スクール",
}  # fmt: skip
_SMALL: Final = {"a": "ゃ", "u": "ゅ", "o": "ょ"}
_MACRONS: Final = str.maketrans(
    {"ā": "aa", "â": "aa", "ī": "ii", "ū": "uu", "û": "uu", "ē": "ee", "ō": "ou", "ô": "ou"}
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MORA: Final = re.compile(
    r"(?P<small>([kstpgzdbcj])(?=\2)|t(?=ch))|(?P<n>n(?:['’]|(?![aiueoy])))|(?P<mora>[^aiueo]{0,2}[aiueo])|[-'’]"
)
_MOST: Final = 0.8  # of the words, arbitrary: of an English sentence hardly a third can be read so
_FEWEST: Final = 2  # words; a single one may be of any language


def _syllables() -> dict[str, str]:
    known = {head + vowel: kana for head, row in ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
    known |= {
        "shi": "し",
        "chi": "ち",
        "tsu": "つ",
        "fu": "ふ",
        "ji": "じ",
        "ya": "や",
        "yu": "ゆ",
        "yo": "よ",
        "wa": "わ",
        "wo": "を",
    }
    bent = [(head + "y", row[1]) for head, row in ROWS.items() if head]
    for head, kana in (*bent, ("sh", "し"), ("ch", "ち"), ("j", "じ")):
        known |= {head + vowel: kana + small for vowel, small in _SMALL.items()}
    return known


_SYLLABLES: Final = _syllables()


def kana_of(word: str) -> str:
    """``word`` in hiragana; "" where it cannot be read so."""
    text = word.lower().translate(_MACRONS)
    if word_read := _PARTICLES.get(text) or _LOANS.get(text):
        return word_read
    kana, place = "", 0
    while place < len(text):
        mora = _MORA.match(text, place)
        if mora is None or (mora["mora"] and mora["mora"] not in _SYLLABLES):
            return ""
        kana += "っ" if mora["small"] else "ん" if mora["n"] else _SYLLABLES.get(mora["mora"] or "", "")
        place = mora.end()
    return kana


def hiragana(text: str) -> str:
    """``text`` with its Latin words in hiragana where most can be read so; "" where it is no romaji."""
    words = [word for word in _WORD.findall(text) if word[0].isascii() or word.lower().translate(_MACRONS).isascii()]
    read = [word for word in words if kana_of(word)]
    if len(words) < _FEWEST or len(read) < _MOST * len(words):
        return ""
    return _WORD.sub(lambda word: kana_of(word[0]) or word[0], text)
