"""A copy of a text in which one sign has one spelling, as long as the text, so that offsets stay."""

import re
import unicodedata
from typing import Final

from .plain_forms import LOOKALIKES

# What NFKC leaves apart: the dashes and waves of ranges and telephone numbers, weekdays in circles and brackets.
_ONE: Final = (
    dict.fromkeys("‐‑‒–—―−－﹣─━", "-")
    | dict.fromkeys("〜～∼˜〰", "~")
    | dict.fromkeys("→⇒▶►➡", "→")
    | {"♯": "#"}
    | dict(zip("㈪㈫㈬㈭㈮㈯㈰", "月火水木金土日", strict=True))
    | dict(zip("㊊㊋㊌㊍㊎㊏㊐", "月火水木金土日", strict=True))
)
_APART: Final = ("<circle>", "<super>", "<sub>")  # ① and a note's ² are no numbers


class _Table(dict[int, str]):
    """Folded characters by code point, each worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        normal = _ONE.get(character) or LOOKALIKES.get(code)
        if normal is None:
            apart = unicodedata.decomposition(character).startswith(_APART)
            normal = character if apart else unicodedata.normalize("NFKC", character)
        self[code] = folded = normal if len(normal) == 1 else character
        return folded


_TABLE: Final = _Table()
# Most of a text is of signs that are folded already: to pass over them takes a tenth of looking each of them up.
_OTHERS: Final = re.compile("[^\\x00-\\x7fぁ-ヿ一-鿿、。「」【】]+")


def fold(text: str) -> str:
    """``text`` in NFKC character by character, with one dash, one wave and one arrow; circled numbers stay."""
    return text if text.isascii() else _OTHERS.sub(_folded, text)


def _folded(others: re.Match[str]) -> str:
    return others[0].translate(_TABLE)
