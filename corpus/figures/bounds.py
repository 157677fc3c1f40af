"""Words around a quantity: what bounds it (約, 以上, まで), its sign (▲, マイナス) and what it is counted per (月, 1人当たり)."""

import re
from typing import Final

from ..frozen import frozen
from .figure import Bound

# Each limits the value itself; 延べ, 計 and 全 say how it was counted and are left out.
_BEFORE: Final = {
    "約": Bound.ABOUT, "およそ": Bound.ABOUT, "おおよそ": Bound.ABOUT, "おおむね": Bound.ABOUT, "概ね": Bound.ABOUT,
    "ほぼ": Bound.ABOUT, "最大": Bound.AT_MOST, "最大で": Bound.AT_MOST, "最大限": Bound.AT_MOST, "上限": Bound.AT_MOST,
    "上限は": Bound.AT_MOST, "上限:": Bound.AT_MOST, "上限額": Bound.AT_MOST, "上限額は": Bound.AT_MOST, "限度額": Bound.AT_MOST,
    "限度額は": Bound.AT_MOST, "上限額:": Bound.AT_MOST, "最高": Bound.AT_MOST, "最高で": Bound.AT_MOST, "最長": Bound.AT_MOST,
    "最長で": Bound.AT_MOST, "多くとも": Bound.AT_MOST, "最低": Bound.AT_LEAST, "最低でも": Bound.AT_LEAST,
    "最低限": Bound.AT_LEAST, "少なくとも": Bound.AT_LEAST, "最短": Bound.AT_LEAST, "最短で": Bound.AT_LEAST,
    "最少": Bound.AT_LEAST, "最小": Bound.AT_LEAST, "下限": Bound.AT_LEAST, "下限は": Bound.AT_LEAST, "下限額": Bound.AT_LEAST,
}  # fmt: skip
_SIZES: Final = tuple(sorted({len(word) for word in _BEFORE}, reverse=True))
_RECORD: Final = ("過去", "史上", "歴代")  # 過去最高300件 is 300
_BEHIND: Final = re.compile(
    r"(?= ?[以をがか~超上よ下内ま(限未に程ほ前余あくぐ近強弱台]) ?(?:(?P<least>以上(?!の点から)|を下限|が下限|から(?= ?利用可)|~(?= ?(?:$|[\s、。,()\]」』|/・]|の|で|お)))|(?P<more>を?超(?:え[るてたな]?|"
    r"過)?(?![高音勤え])|を上回[るりっ]|より(?:多|大き|高))"
    r"|(?P<most>以下|以内|まで|を(?:上限|限度)|が(?:上限|限度)|\(上限\)|上限|限度)|(?P<less>未満|"
    r"に満たな[いく]|を下回[るりっ]|より(?:少な|小さ|低))"
    r"|(?P<about>程度|ほど|前後|余り(?![あで])|あまり(?!に)|余(?![裕地剰暇計分念罪])|くらい|"
    r"ぐらい|近く(?![のに])|(?:強|弱)(?![いくまみめかさ者化視点調行度])|台(?:半ば|前半|後半)?))"
)
_SIGNED: Final = re.compile(r"(?:[▲△] ?|(?:マイナス|ﾏｲﾅｽ) ?|(?P<minus>-)|(?P<plus>\+|プラス ?))\Z")
# A dash is a sign at the head of a cell or a bracket and behind 前年度比; elsewhere it joins.
_MINUS_BEHIND: Final = re.compile(r"[\s(\[「『:、,・/=<>比差減額値率は\0]\Z")
_PER_BEFORE: Final = re.compile(
    r"(?:(?P<named>(?P<a>[月年日週])(?:額|給)|\((?P<d>[月年日])額\)|時給|毎(?P<b>[月年週日])|"
    r"(?<![0-9か箇ヶヵカケ半])(?P<c>[年月週])間)"
    r"|(?<![0-9〇一二三四五六七八九十正毎先今来翌前後当同生隔昨本近周少青成老晩中学か箇ヶヵカケ期延満末半新定停\0])(?P<one>[月年週])|"
    r"(?<=各)(?P<each>[月年週])|(?<=原則)(?P<rule>[月年週]))(?:に|で)? ?(?:平均|合計|計)? ?\Z"
)
_PER_BEHIND: Final = re.compile(
    r" ?(?:/|\((?=[月年日]額))(?P<per>[月年日](?=額)|か月|ヶ月|人|名|月|年|日|週|回|時間|世帯|"
    r"件|台|泊|kg|㎡|ha)(?:額\))?(?!(?!程度|以[上下内]|未満|限度|前後)[一-龠0-9])"
)
# What these words and signs end with: most numerals stand behind something else.
_LAST: Final = frozenset(" ▲△スｽ-+額給)月年週日間にで均計") | {word[-1] for word in _BEFORE}
_NAMES: Final = {
    "名": "人",
    "か月": "月",
    "ヶ月": "月",
    "1月": "月",
    "年間": "年",
    "週間": "週",
    "日間": "日",
    "月間": "月",
}
_STRICT: Final = {"least": Bound.AT_LEAST, "more": Bound.MORE, "most": Bound.AT_MOST, "less": Bound.LESS}


@frozen
class Before:
    """What the words directly before a numeral say."""

    start: int
    bound: Bound = Bound.EXACT
    negative: bool = False
    per: str = ""


def per_name(unit: str) -> str:
    """What a quantity is counted per, in one spelling: か月 -> 月, 名 -> 人."""
    return _NAMES.get(unit, unit)


def before(flat: str, low: int, start: int) -> Before:
    """The sign, the bound and the 月額 before ``start``, not beyond ``low``; 約月5回 and 月約5回 are alike."""
    if flat[start - 1 : start] not in _LAST:
        return Before(start)
    sign = _SIGNED.search(flat, max(low, start - 5), start)
    place, negative = start, False
    if sign is not None and not (sign["minus"] and not _may_be_minus(flat, low, sign.start())):
        place, negative = sign.start(), not sign["plus"]
    bound, per = Bound.EXACT, ""
    for _ in range(4):
        word = _bound_word(flat, low, place)
        if word:
            bound = bound or _BEFORE[word.strip()]
            place -= len(word)
            continue
        match = None if per else _PER_BEFORE.search(flat, max(low, place - 10), place)
        if match is None:
            break
        per = (
            match["a"]
            or match["b"]
            or match["c"]
            or match["d"]
            or match["one"]
            or match["each"]
            or match["rule"]
            or "時間"
        )
        place = match.start()
    return Before(place, bound, negative, per)


def behind(flat: str, place: int) -> tuple[int, Bound]:
    """The bound that up to two words behind a quantity give, the strict one first: 80%程度以上 is 以上."""
    bound = Bound.EXACT
    for _ in range(2):
        match = _BEHIND.match(flat, place)
        if match is None:
            break
        place = match.end()
        found = next((_STRICT[name] for name in _STRICT if match[name] is not None), Bound.ABOUT)
        bound = found if bound in (Bound.EXACT, Bound.ABOUT) else bound
    return place, bound


def per_behind(flat: str, place: int) -> tuple[int, str]:
    """What a slash behind a unit names: 12人/年, 300円／回, 3万円(月額)."""
    match = _PER_BEHIND.match(flat, place)
    return (match.end(), per_name(match["per"])) if match else (place, "")


def _bound_word(flat: str, low: int, place: int) -> str:
    blank = flat.startswith(" ", place - 1) and place - 1 >= low
    end = place - blank
    for size in _SIZES:
        if end - size < low or flat[end - size : end] not in _BEFORE:
            continue
        return "" if flat.endswith(_RECORD, low, end - size) else flat[end - size : place]
    return ""


def _may_be_minus(flat: str, low: int, place: int) -> bool:
    return place == 0 or (place > low and _MINUS_BEHIND.match(flat, place - 1, place) is not None)
