"""The words that make a line a measure's heading or the label of one of its fields."""

import re
import unicodedata
from typing import Final

from .parts import closed_up

_NUMBER: Final = r"(?:[0-9０-９]{1,3}(?:[-－][0-9０-９]{1,2}){0,2}|[①-⑳]|[一二三四五六七八九十]{1,3})"
# A heading that can be a measure's, its number and its title. A goal (基本目標, 視点) is none: measures stand under it.
_TITLED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:基本施策|基本事業|重点施策|重点事業|政策|施策|事業|取組)\s*(?P<number>{_NUMBER})[\s:：.．]*(?P<title>.*)",
        r"(?P<number>[(（][0-9０-９]{1,2}[)）])\s*(?P<title>.+)",
        r"(?P<number>第[0-9０-９一二三四五六七八九十]{1,3}項)\s*(?P<title>.+)",
        r"(?P<number>[0-9０-９]{1,2}(?:[-－][0-9０-９]{1,2}){0,2})[.．]?(?:\s+|(?<=[.．]))(?P<title>[^\s0-9].*)",
    )
)
_WORDS: Final = (
    "現状 課題 背景 目的 目標 内容 概要 効果 成果 実績 対象者? 期間 これまで これから 今後 主な 主 それぞれ 具体的?な? 施策 事業 "
    "取り?組み? 方向性? 方針 方策 確保 展開 考え方 評価 担当(?:課|部署|所管|局|部)? 所管(?:課|部署)? 関係課 関連計画 関連(?:する)? "
    "計画 推進 実施(?:方法|主体|状況)? 状況 の と 及び や ・ 、 等 市 町 村 社協 社会福祉協議会 地域 行政 役割"
)
# A label holds nothing but these words, and at least one that names a field: 【災害の取り組み】 is a story's title.
_LABEL: Final = re.compile(rf"(?:{'|'.join(_WORDS.split())})+")
_CORE: Final = re.compile(
    r"現状|課題|取り?組|内容|概要|効果|実績|方策|方向性|方針|担当|所管|目的|対象|関連計画|背景|役割|実施方法|主な(?:施策|事業)"
)
_STOP: Final = re.compile(r"(?:主な)?(?:成果指標|数値目標|評価指標|指標|KPI)(?:[(（].*[)）])?")
_LABEL_MAX: Final = 30  # characters; a longer line is a sentence


def numbered_title(heading: str) -> tuple[str, str] | None:
    """The number as printed and the title of a heading that can be a measure's."""
    for shape in _TITLED:
        if match := shape.fullmatch(heading):
            return match["number"], " ".join(match["title"].split())
    return None


def is_label(words: str) -> bool:
    """Whether the words name a field of a measure."""
    name = unicodedata.normalize("NFKC", closed_up(words))
    return len(name) <= _LABEL_MAX and bool(_LABEL.fullmatch(name) and _CORE.search(name))


def is_stop(words: str) -> bool:
    """Whether the words head the indicators, which end a measure's fields."""
    name = unicodedata.normalize("NFKC", closed_up(words))
    return len(name) <= _LABEL_MAX and bool(_STOP.fullmatch(name))
