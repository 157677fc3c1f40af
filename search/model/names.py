"""What a text names, to tell one figure from another: words in 「」, runs of kanji, katakana or Latin letters."""

import re
from functools import lru_cache
from typing import Final

from corpus.text.tokens import tokenize

from .spelling import KANJI, KATAKANA

_WORD: Final = re.compile(rf"[「『]([^」』]{{1,40}})[」』]|[{KANJI}{KATAKANA}A-Za-z]{{2,}}")
_GENERIC: Final = re.compile(
    r"電話|番号|件数|人数|回数|か所数|箇所数|世帯数|団体数|開催数|総数|合計|累計|年度末?|年間|月間|"
    r"毎月|毎年|月額|年額|日額|前年|約|計画期間|以上|以下|TEL|FAX|tel|ファクス|ファックス"
)
STAGE: Final = re.compile(r"目標|実績|現状|基準|見込")  # of a value, not what is counted
_STAGE_VALUE: Final = re.compile(r"(目標|実績|現状|基準)値")


def names(text: str) -> list[str]:
    """What a text names: quoted names whole, runs of kanji, katakana or Latin letters without what any figure has."""
    found = (match[1] or _GENERIC.sub("", _STAGE_VALUE.sub(r"\1", match[0])) for match in _WORD.finditer(text))
    return [word for word in found if len(word) > 1]


def last_named(text: str) -> str:
    """The last name of ``text``, which is nearest to a figure behind it; "" without one. A stage (目標) is none."""
    return next((word for word in reversed(names(text)) if STAGE.sub("", word)), "")


def first_named(text: str) -> str:
    """The first name of ``text``, which is nearest to a figure before it."""
    return next((word for word in names(text) if STAGE.sub("", word)), "")


def has_name(text: str, word: str) -> bool:
    """Whether a name, or every piece of it, stands in ``text``."""
    return word in text or all(piece in text for piece in _pieces(word))


def shares_name(text: str, word: str) -> bool:
    """Whether a piece of a name stands in ``text``."""
    return word in text or any(piece in text for piece in _pieces(word))


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[str, ...]:
    """The tokens of a name of two characters or more; itself where it has none. A quoted name has no pieces."""
    if not _WORD.fullmatch(word):
        return (word,)
    return tuple(token.surface for token in tokenize(word) if len(token.surface) > 1) or (word,)
