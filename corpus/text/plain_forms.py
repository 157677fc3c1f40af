"""Characters that only look like others, as PDFs and old fonts leave them: radicals, Kangxi forms, variant selectors."""

import re
import unicodedata
from typing import Final

# CJK Radicals Supplement (U+2E80-2EFF): NFKC leaves them. Pairs of a radical and the character that Japanese text
# writes for it, from Equivalent_Unified_Ideograph of the Unicode Character Database, where that is used in Japanese.
_RADICALS: Final = (
    "⺁厂⺂乛⺃乚⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎尢⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足"
    "⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒長⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜"
    "⻲亀⻳龟"
)
# Kangxi radicals (U+2F00-2FD5) whose NFKC is a form that Japanese text does not use: the character it uses instead.
_KANGXI: Final = "⼾戸⾭青⿆麦⿈黄⿊黒⿑斉⿒歯"
_SELECTORS: Final = (*range(0x180B, 0x180E), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))  # of variants
_PAIRS: Final = _RADICALS + _KANGXI
LOOKALIKES: Final = dict(zip(map(ord, _PAIRS[::2]), _PAIRS[1::2], strict=True))
_BY_CODE: Final[dict[int, str | None]] = {**LOOKALIKES, **dict.fromkeys(_SELECTORS)}
# What NFKC leaves as it is and composes with nothing before it, which is most of a text: only what stands between is
# normalised, with the sign before it, with which it may compose. Python looks every sign up in a list from its start.
_UNSETTLED: Final = re.compile(r"[\s\S]?[^\x00-\x7fぁ-ゖァ-ヺー一-鿿、。「」『』【】・〜]+")


def plain(text: str) -> str:
    """``text`` in NFKC, each look-alike as the character it is read as, without variation selectors."""
    return text if text.isascii() else _UNSETTLED.sub(_normal, text)


def nfkc(text: str) -> str:
    """``text`` in NFKC."""
    return text if text.isascii() else _UNSETTLED.sub(_nfkc, text)


def _normal(others: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", others[0].translate(_BY_CODE))


def _nfkc(others: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", others[0])
