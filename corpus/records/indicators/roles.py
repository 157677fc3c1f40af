"""The words of plans for what a value is (目標値, 現状値, 達成率) and the words that stand beside those in a header."""

import re
from enum import Enum, auto
from functools import cache
from typing import Final

from ...frozen import frozen
from ...text.folding import fold


class Role(Enum):
    """What a value is to its indicator."""

    TARGET = auto()
    STEP = auto()  # a target on the way
    BASE = auto()
    NOW = auto()
    INTERIM = auto()
    ACTUAL = auto()
    RATE = auto()


# From the headers of plans for welfare, health, suicide prevention and 総合戦略; each with 値, 数, 年 or 年度 behind it too.
_WORDS: Final = {
    Role.TARGET: "目標 最終目標 数値目標 達成目標 到達目標 目標水準 めざす 目指す めざそう 目指そう 計画 到達 目標とする",
    Role.STEP: "中間目標",
    Role.BASE: "基準 策定時 計画策定時 策定時の現状 当初 計画当初 ベースライン 初期 スタート時 従前",
    Role.NOW: "現状 現況 現在 直近 最新 直近の現状 現時点",
    Role.INTERIM: "中間評価 中間 中間実績 中間評価時",
    Role.ACTUAL: "実績 実績見込 実績見込み 実測 最終評価 最終実績 結果",
    Role.RATE: "達成率 達成度 進捗率 達成割合 目標達成率",
}
# Of these the word alone is no role: 計画 and 結果 stand in any text, 目標とする in any sentence.
_ONLY_WITH_VALUE: Final = frozenset(
    [
        "数値目標",
        "計画",
        "到達",
        "めざす",
        "目指す",
        "めざそう",
        "目指そう",
        "目標とする",
        "結果",
        "初期",
        "中間",
        "従前",
    ]
)
_SUFFIX: Final = ("の数値", "の値", "値", "数", "量", "年度", "年")
# What else stands in a header: what is measured, of whom, in what, who says so, how it went.
BESIDE: Final = [
    "成果指標",
    "ライフステージ",
    "ライフ",
    "ステージ",
    "分野",
    "施策名",
    "年齢",
    "性別",
    "種別",
    "世代",
    "評価指標",
    "活動指標",
    "数値目標",
    "指標名",
    "指標",
    "項目名",
    "評価項目",
    "目標項目",
    "項目",
    "対象者",
    "対象",
    "単位",
    "区分",
    "番号",
    "事業名",
    "取組内容",
    "取組",
    "内容",
    "名称",
    "年度",
    "時点",
    "達成状況",
    "評価",
    "判定",
    "担当課",
    "所管課",
    "担当部署",
    "担当",
    "所管",
    "関係課",
    "出典",
    "備考",
    "方向性",
    "方向",
    "重要業績",
    "基本目標",
    "KPI",
    "No",
    "値",
    "策定時値の算出資料",
    "算出資料",
    "データソース",
    "資料",
    "把握方法",
    "調査名",
    "根拠",
]


@frozen
class RoleWord:
    """A role's word as it stands in a folded text."""

    start: int
    end: int
    role: Role
    word: str

    @property
    def kind(self) -> str | None:
        """What a value of this role is called beside baseline and target."""
        return None if self.role is Role.TARGET else self.word


@cache
def _spellings() -> dict[str, Role]:
    found: dict[str, Role] = {}
    for role, words in _WORDS.items():
        for word in words.split():
            if word not in _ONLY_WITH_VALUE:
                found[word] = role
            if role is not Role.RATE:
                suffixes = _SUFFIX[:3] if word in _ONLY_WITH_VALUE else _SUFFIX
                found |= {word + suffix: role for suffix in suffixes}
    return found


@cache
def _pattern() -> re.Pattern[str]:
    ends: dict[str, list[str]] = {}  # of each first sign, so that few words are tried at any place
    for word in sorted(_spellings(), key=len, reverse=True):
        ends.setdefault(word[0], []).append(re.escape(word[1:]))
    words = "|".join(f"{re.escape(sign)}(?:{'|'.join(each)})" for sign, each in ends.items())
    first = "".join(sorted(ends))  # looked at alone first: a text is mostly something else
    return re.compile(
        rf"(?=[{re.escape(first)}])(?:(?<![一-龠ァ-ヶ])|(?<=年度)|(?<=[0-9元]年)|(?<=[度年月]末)|(?<=時点))(?:{words})(?![一-龠ァ-ヶ]|\s?の(?!値))"
    )


def role_words(flat: str, start: int = 0, end: int | None = None) -> list[RoleWord]:
    """Every role's word that stands by itself; 数値目標の達成 and 目標達成 hold none."""
    found = _pattern().finditer(flat, start, len(flat) if end is None else end)
    return [RoleWord(match.start(), match.end(), _spellings()[match[0]], match[0]) for match in found]


def role_of(head: str) -> RoleWord | None:
    """The role that a header cell gives its column; the last word decides (現状値に対する達成率)."""
    return next(iter(reversed(role_words(fold(head)))), None)


def is_rate(head: str) -> bool:
    """Whether a header cell is over rates of achievement."""
    word = role_of(head)
    return word is not None and word.role is Role.RATE
