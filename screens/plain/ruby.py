"""Readings over the kanji of a page, for whoever asks for them."""

import re
from html import escape
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from corpus.text.tokens import spans

_KANJI: Final = re.compile(r"[一-鿿々〆]")
_NEVER: Final = frozenset({"title", "script", "style", "textarea", "option", "rt", "rp"})  # they hold text alone
_KATAKANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def with_ruby(html: str) -> str:
    """``html`` with a reading over each word that has kanji and that the dictionary can read."""
    soup = BeautifulSoup(html, "html.parser")
    for text in soup.find_all(string=_KANJI):
        if type(text) is NavigableString and (text.parent is None or text.parent.name not in _NEVER):
            text.replace_with(BeautifulSoup(ruby(text), "html.parser"))
    return str(soup)


def ruby(text: str) -> str:
    """Text -> HTML; only the letters before the endings in kana get a reading: 届け is read とど over 届."""
    parts, last = [], 0
    for start, end, token in spans(text):
        word, read = text[start:end], token.reading.translate(_KATAKANA)
        tail = 0
        while tail < len(word) and not _KANJI.match(word[-1 - tail]) and read[-1 - tail :][:1] == word[-1 - tail]:
            tail += 1
        base, over = word[: len(word) - tail], read[: len(read) - tail]
        if _KANJI.search(base) and over:
            parts += [
                escape(text[last:start]),
                f"<ruby>{escape(base)}<rp>(</rp><rt>{escape(over)}</rt><rp>)</rp></ruby>",
                escape(word[len(base) :]),
            ]
            last = end
    return "".join([*parts, escape(text[last:])])
