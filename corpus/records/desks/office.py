"""What the name of an office looks like: what it ends in, and what stands round it that is no part of it."""

import re
from functools import lru_cache
from typing import Final

from ...text.folding import fold

# What offices, homes, schools, shops and clubs are called; the long ones first. Of lists of public facilities.
KINDS: Final = (
    "センター", "窓口", "相談室", "相談所", "事業所", "ステーション", "支所", "出張所", "連絡所", "課", "係", "部", "局", "室",
    "担当", "協議会", "事務所", "事務局", "ダイヤル", "ホットライン", "ライン", "本部", "支部", "本店", "支店", "営業所", "保健所", "役所",
    "役場", "病院", "医院", "診療所", "クリニック", "助産院", "助産所", "薬局", "学校", "小学校", "中学校", "高校", "大学", "学園", "学院",
    "保育園", "保育所", "保育室", "幼稚園", "こども園", "園", "館", "公社", "公団", "施設", "協会", "組合", "連合会", "連合", "法人",
    "財団", "基金", "機構", "ホーム", "ハウス", "苑", "荘", "寮", "の家", "の里", "の杜", "の丘", "拠点", "プラザ", "警察署", "消防署",
    "交番", "裁判所", "法務局", "サロン", "ひろば", "広場", "グループ", "班", "チーム", "クラブ", "学童", "教室", "塾", "会議所", "公民館",
    "会社", "商店", "工房", "作業所", "カフェ", "デスク", "ルーム", "相談", "電話", "会", "庁舎", "区役所", "総合支所", "センターなど",
)  # fmt: skip
KIND: Final = "(?:" + "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True)) + ")"
BRACKET: Final = r"(?:\s?[(（「『〔][^()（）「」『』〔〕]{1,30}[)）」』〕])?"
ENDS: Final = re.compile(rf"{KIND}{BRACKET}$")
# 地域包括支援センターこまえ苑, 特別養護老人ホーム しおさい: the kind before the name of its own.
_KIND_FIRST: Final = re.compile(
    r"^(?:\S*(?:センター|ホーム|事業所|ステーション|ケアハウス|保育園|こども園|児童館|クラブ|サロン|ひろば|法人|会社|サービス|施設))"
    r"[\s・「『]*[^\s。、]{1,14}[」』]?$"
)
_AROUND: Final = re.compile(
    r"^(?:[\s*・•●○◎◇◆□■▼▽★☆※→⇒>◦▪▲△★-]|[①-⑳㉑-㉟]|[(（]?[0-9]{1,2}[).）]\s|[\ue000-\uf8ff\U000f0000-\U000fffff])+"
)
_BEHIND: Final = re.compile(
    r"(?:\s*(?:[<＜〈(（\[【](?:外部サイト|外部リンク|別ウィンドウ|新しいウィンドウ|PDF|PNG|JPE?G|Excel|Word|リンク)[^<>＜＞()（）\[\]]*[>＞〉)）\]】]|[※＊*]+[0-9]*|→))+$",
    re.IGNORECASE,
)
_ENCLOSED: Final = re.compile(r"[(（][^()（）]+[)）]|【[^【】]+】")
_WRAP: Final = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")


@lru_cache(maxsize=8192)  # a plan is asked about the same words by several finders (arbitrary)
def is_office(cell: str) -> bool:
    """Whether ``cell`` is named as offices, homes, schools and clubs are."""
    flat = fold(shown_name(cell))
    return 2 <= len(flat) <= 40 and bool(ENDS.search(flat) or _KIND_FIRST.match(flat))


def bare_span(text: str, start: int, end: int) -> tuple[int, int]:
    """``text[start:end]`` without the marks before a name and the notes on links behind it."""
    while start < end and text[end - 1].isspace():
        end -= 1
    mark = _AROUND.match(text[start:end])
    start += mark.end() if mark else 0
    behind = _BEHIND.search(text[start:end])
    end = start + behind.start() if behind else end
    if _ENCLOSED.fullmatch(text[start:end]):
        return start + 1, end - 1
    return start, end


def unwrapped(cell: str) -> str:
    """A cell as one line."""
    return re.sub(r"\s*\n\s*", " ", _WRAP.sub("", cell))


def shown_name(cell: str) -> str:
    """The name in a cell: one line, without marks and notes."""
    start, end = bare_span(cell, 0, len(cell))
    return unwrapped(cell[start:end]).strip()
