"""One spelling for what a model wrote and for what it was given, so that they compare character by character."""

import re
import unicodedata
from typing import Final

from corpus.text.folding import fold
from corpus.text.matching import matching_text

KANJI: Final = "一-鿿㐀-䶿々ヶ\U00020000-\U0003ffff"
KATAKANA: Final = "ァ-ヴー"
LINE_END: Final = "¶"  # where a line, an item or a cell's piece ends; no fact and no word goes across

_SPACE: Final = re.compile(r"(?<![0-9A-Za-z])[^\S\t]+|[^\S\t]+(?![0-9A-Za-z])")  # 12 34 and LINE WORKS stay two
# Blanks between numerals and what they count are left to :func:`in_one_spelling`, which closes them.
_BREAK: Final = re.compile(r"\s*\n\s*|(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])|\s+(?=[○◇◆●◎□■・])")
_NUMERIC: Final = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万億兆第]")
# Nouns that are written with kana or without.
_SHORT_FORMS: Final = {
    long: short
    for short, forms in {
        "受付": "受け付け 受付け", "申込": "申し込み 申込み", "手続": "手続き", "届出": "届け出", "貸出": "貸し出し 貸出し",
        "受入": "受け入れ 受入れ", "取組": "取り組み", "問合": "問い合わせ 問合せ", "引取": "引き取り", "締切": "締め切り 締切り",
    }.items()
    for long in forms.split()
}  # fmt: skip
_LONG: Final = re.compile("|".join(_SHORT_FORMS))


def in_one_spelling(text: str) -> str:
    """``text`` in NFKC with one dash and one wave, without blanks except between digits or Latin letters."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(char for char in text if char.isspace() or unicodedata.category(char)[0] != "C")
    return _LONG.sub(lambda match: _SHORT_FORMS[match[0]], fold(_SPACE.sub("", text)))


def in_lines(text: str) -> str:
    """:func:`in_one_spelling`, with ``LINE_END`` where a line or an item ends; a sentence that a page broke is joined."""

    def mark(match: re.Match[str]) -> str:
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        return match[0] if "\t" in match[0] or (_NUMERIC.search(around) and "\n" not in match[0]) else LINE_END

    text = text if "\t" in text else matching_text(text)  # rows of a table are not joined
    return in_one_spelling(_BREAK.sub(mark, text))
