"""Municipalities in other letters: Zushi, Kawasaki-shi, Kamakura city; 镰仓."""

import re
from collections.abc import Sequence
from typing import Final

from corpus.about.gazetteer import by_code
from corpus.about.romaji import codes_by_spelling
from corpus.about.romaji import folded as spelling
from index.catalog import PlanEntry, kept

from ..places import codes_of
from .terms import folded

_NAME: Final = re.compile(
    r"([^\W\d_]{3,}?)((?:[- ](?:shi|city|ku|ward|machi|cho|town|mura|son|village))?)(?!\w|['’])", re.I
)
_PLAIN: Final = 5  # letters of a name that counts in small letters too, arbitrary: date and mine are words
# Characters of places' names that China and Taiwan write otherwise.
_CHARACTERS: Final = str.maketrans(
    "镰鐮仓滨濱岛泽澤广廣县縣东桥冈长龟龜盐鹽关關万萬叶边邊驹齐鹤贺",
    "鎌鎌倉浜浜島沢沢広広県県東橋岡長亀亀塩塩関関万万葉辺辺駒斉鶴賀",
)


def in_japanese_characters(text: str) -> str:
    """Chinese ``text`` with the characters of places' names as Japan writes them."""
    return text.translate(_CHARACTERS)


def with_names(text: str, plans: Sequence[PlanEntry]) -> tuple[str, tuple[str, ...]]:
    """``text`` with the municipalities that it spells in Latin letters in kanji, and these.

    One with a plan is known by its bare name, in capitals where it is short; others only with what they are (Otaru city).
    """
    indexed = kept(plans, codes_of)
    names: list[str] = []

    def named(match: re.Match[str]) -> str:
        codes = codes_by_spelling().get(spelling(folded(match[1])), ())
        own = [code for code in codes if code in indexed]
        plain = match[1][0].isupper() or len(match[1]) >= _PLAIN
        if not codes or not (match[2] or (own and plain)):
            return match[0]
        names.append(by_code()[(own or codes)[0]].name)
        return f" {names[-1]} "

    written = re.sub(r"(?<![\w'’-])" + _NAME.pattern, named, text, flags=re.I)
    return written, tuple(dict.fromkeys(names))
