"""What a text names, to tell one figure from another: what stands in 「」, runs of kanji, katakana or Latin letters."""

import re
from functools import lru_cache
from typing import Final

from corpus.text.tokens import tokenize

from .spelling import KANJI, KATAKANA

_NAME: Final = re.compile(rf"[「『]([^」』]{{1,40}})[」』]|[{KANJI}{KATAKANA}A-Za-z]{{2,}}")
_GENERIC: Final = re.compile(
    r"電話|番号|全体|件数|人数|回数|か所数|箇所数|世帯数|団体数|開催数|総数|合計|累計|年度末?|年間|月間|"
    r"毎月|毎年|[前今]回(?:の?調査|計画)?|月額|年額|日額|前年|現在|時点|約|計画期間|以上|以下|以外|以内|以降|TEL|FAX|tel|ファクス|ファックス"
)
_NEAR: Final = "[ぁ-ん]{0,4}"  # characters between the pieces of a compound (arbitrary: での, に対する)
_STAGE: Final = re.compile(r"目標|実績|現状|基準|見込")  # of a value, not what is counted
_STAGE_VALUE: Final = re.compile(r"(目標|実績|現状|基準)値")


def names(text: str) -> list[str]:
    """What a text names: quoted names whole, runs of kanji, katakana or Latin letters without what any figure has."""
    found = (match[1] or _GENERIC.sub("", _STAGE_VALUE.sub(r"\1", match[0])) for match in _NAME.finditer(text))
    return [name for name in found if len(name) > 1]


def last_named(text: str) -> str:
    """The last name of ``text``, which is nearest to a figure behind it; "" without one. A stage (目標) is none."""
    return next((name for name in reversed(names(text)) if _STAGE.sub("", name)), "")


def first_named(text: str) -> str:
    """The first name of ``text``, which is nearest to a figure before it."""
    return next((name for name in names(text) if _STAGE.sub("", name)), "")


def has_name(text: str, name: str) -> bool:
    """Whether a name, or every piece of it, stands in ``text``."""
    return name in text or all(piece in text for piece in _pieces(name))


def shares_name(text: str, name: str) -> bool:
    """Whether a piece of a name stands in ``text``."""
    return name in text or any(piece in text for piece in _pieces(name))


@lru_cache(maxsize=4096)
def _pieces(name: str) -> tuple[str, ...]:
    """The tokens of a name; itself where it has none or is quoted.

    Those of one character are joined (一次) or, before another, part of it (南地区, 小学校); else left out (利用者).
    """
    if not _NAME.fullmatch(name):
        return (name,)
    pieces = [""]
    for token in tokenize(name):
        if len(token.surface) > 1 and len(pieces) == 1:
            pieces = [pieces[0] + token.surface, ""]
        elif len(token.surface) > 1:
            pieces += [token.surface, ""]
        else:
            pieces[-1] += token.surface
    return tuple(piece for piece in pieces if len(piece) > 1) or (name,)


def put_together(name: str, text: str) -> bool:
    """Whether a compound is put together of what stands together in ``text`` by particles: 在宅介護 of 在宅で介護を受ける."""
    pieces = _pieces(name)
    return (
        len(pieces) > 1 and "".join(pieces) == name and re.search(_NEAR.join(map(re.escape, pieces)), text) is not None
    )
