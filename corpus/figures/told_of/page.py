"""A text with the figures and the nouns that were read in it, and what its nouns are: names, places or words that only count."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from corpus.text.counting_words import COUNTERS, PLAIN
from corpus.text.folding import fold
from corpus.text.nouns import Noun, is_number, nouns, words_in

from ..figure import Figure
from ..read import read
from ..taken import GONE, without

CUT: Final = re.compile(rf"[、。,;:：\n\t(（「」{GONE}]")  # ends a clause
BEHIND: Final = 30  # characters behind a figure in which a noun may be told of it: 3か所の地域包括支援センター
# Nouns that say how something is counted, or how much of it, not what.
HEDGES: Final = frozenset(
    ("延べ", "累計", "年間", "年", "年度", "月", "日", "時", "毎", "平均", "合計", "計", "総", "全", "全体", "全部", "現在", "最大", "最長",
     "最高", "最低", "上限", "下限", "約", "昨年", "今年", "前年", "前年度", "同", "同年", "内", "内訳", "次", "以上", "以下", "未満", "当たり",
     "令和", "平成", "昭和", "末", "初", "頃", "時点", "新た", "既に", "間", "中", "後", "前", "概ね", "毎月", "毎年", "毎週", "増", "減",
     "増加", "減少", "上", "下", "場合", "予定", "見込み", "規模", "程度", "差", "割", "方", "つ", "一", "週", "週間", "市", "町", "村", "区", "県", "国", "対する", "関する", "要する", "含む", "比べる", "除く", "朝", "夜", "午前", "午後")
)  # fmt: skip
_ANOTHER_TIME: Final = frozenset(("前回", "今回"))  # 前回調査の48%: no survey is counted
_LEADING: Final = frozenset(("内", "延べ", "約", "計", "年間", "現在", "累計", "毎年", "毎月"))  # うち女性 is 女性
_PLACE: Final = re.compile(
    r"(?:[市町村区県国館管圏域地校園]内|全[国市町区県域]|(?:全国|県|国|市)(?:の?平均|全体)|本[市町村区県]|当[市町村区]|.+(?:地区|[市町村区県]|丁目|圏域|支所管内|校区|学区))\Z"
)
_DONE: Final = re.compile(r"[一-龠々][うくすつぬむるぐぶ]\Z")
_KIND: Final = re.compile(r".(地区|圏域|丁目|校区|学区|支所管内|[市町村区])\Z")
_NO_PLACE: Final = re.compile(r"(?:[0-9]|市町村|自治体|小学校区)\Z")


Said = tuple[int, int, frozenset[str]]  # where it stands, and its words


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what was read in it: ``flat`` has its figures and closed brackets taken out."""

    text: str
    flat: str
    figures: tuple[Figure, ...]
    nouns: tuple[Said, ...]


@lru_cache(maxsize=512)
def figures_of(text: str) -> tuple[Figure, ...]:
    """As :func:`read`; kept, since good passages come back often."""
    return read(text)


@lru_cache(maxsize=512)
def page_of(text: str) -> Page:
    """A text with what is read in it; kept as its figures are."""
    figures = figures_of(text)
    flat = without(fold(text), ((each.start, each.end) for each in figures))
    return Page(text, flat, figures, tuple(part for noun in nouns(text) for part in _parts(noun, flat)))


def _parts(noun: Noun, flat: str) -> list[Said]:
    """A noun, or what figures leave of it: 相談 of 相談340件."""
    if len(noun.tokens) == 1 and _DONE.search(noun.tokens[0].lemma) and flat.startswith(("、", "。", ","), noun.end):
        return []  # 送り、行い、
    parts: list[Said] = []
    place, begin = noun.start, -1
    words: list[str] = []
    for token in (*noun.tokens, None):
        end = place + len(token.surface) if token else place
        if token is not None and begin < 0 and token.lemma in _LEADING:
            place = end
            continue
        if token is None or GONE in flat[place:end]:
            if begin >= 0 and words:
                parts.append((begin, place, frozenset(words)))
            begin, words = -1, []
        else:
            begin = place if begin < 0 else begin
            words += [token.lemma] if token.content and not is_number(token.lemma) else []
        place = end
    return parts


def is_hedge(words: frozenset[str]) -> bool:
    """Whether a noun's words only say how something is counted: 延べ, 年間."""
    return words <= HEDGES or not words.isdisjoint(_ANOTHER_TIME)


def is_place(name: str) -> bool:
    """Whether a name is a place's: 沼地区, 市内, 全国平均."""
    return _PLACE.fullmatch(name) is not None and _NO_PLACE.search(name) is None


def place_kind(name: str) -> str:
    """What kind of place a name is one of several of: 地区 of 沼地区; "" for 市内 and what is no place."""
    kind = _KIND.search(name) if is_place(name) and name[0] not in "全本当" else None
    return kind[1] if kind else ""


def tells(name: str) -> bool:
    """Whether a name says something by itself: 配食サービス does, 利用者数 does not."""
    return bool(words_in(name) - COUNTERS - PLAIN)
