"""Quantities of a text from which dates, telephone numbers and numbers of sections are gone.

A numeral is read with its unit, what goes on with it (8割5分, 1歳6か月, 1年半), the other end of its range and the words
that bound it. Kanji numerals need a unit that may follow them, or three signs that can be nothing else (百二十). A hyphen
joins a range only before a unit (3-5人; 3-5 alone may be a section or a house); a blank inside a number counts only
before a unit (5 6 社).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from string import ascii_letters
from typing import Final

from ..frozen import frozen
from .bounds import Before, before, behind, per_behind, per_name
from .figure import Bound, Kind, Quantity, Taken
from .items import FRACTION, Item, with_unit
from .numerals import KANJI_DIGITS, RUN, SPACED_RUN, is_kanji, is_long, rounded, value_of
from .units import Row, header_unit, unit_row

_LEAD: Final = 12  # characters before a numeral in which what bounds it stands
_TO: Final = re.compile(r" ?(?:(?P<wave>[~])|(?P<dash>-|ー(?=[0-9]))|(?P<word>から|ないし|乃至)) ?")
_NEXT_TO: Final = re.compile(r" ?[・、,] ?")
# What these begin with comes first, so that other signs are passed over fast (``no_figures``).
_WORDS: Final = re.compile(r"[半過](?:(?<=半)[数額分]|(?<=過)半数|(?<=半)(?<![上下前後四一-龠].)年(?![度生])間?)")
_CHANGES: Final = re.compile(r"[にへ](?:[増減上下低引拡縮変な]|まで|改)")
_LINK: Final = re.compile(
    r"(?:(?P<strong>(?:当たり|あたり|当り|につき|に付き|ごとに|毎に)(?:の?[一-龠々ァ-ヶー]{1,10}(?:は|が|:)?)?、? ?)|(?P<weak>[にの]|\b)? ?)(?:平均|"
    r"合計|原則|およそ|約|最大|上限|概ね|おおむね)?(?=[0-9▲一二三四五六七八九十百千])"
)
_TAKEN_PER: Final = re.compile(r" ?(?:当たり|あたり|当り|につき|に付き|対(?![応象策して]))")
_PERS: Final = frozenset(("人", "年", "か月", "週", "日", "回", "時間", "世帯"))
# What that ends with, what a run with blanks goes on with, what a Latin word ends with: looked at first, since most
# numerals have none of them beside them.
_NEVER_LAST: Final = frozenset("第№#./,-_^")
_SPACED_ON: Final = frozenset(f" ,.0123456789十百千拾万億兆{KANJI_DIGITS}")
_LATIN_LAST: Final = frozenset(f"{ascii_letters}×")
_NEVER_BEFORE: Final = re.compile(r"(?:第|№|#|[0-9][./,-]|[A-Za-z]-|_|\^)\Z")
_NEVER_BEHIND: Final = re.compile(r"[A-Za-z_]|/[0-9]|-[0-9A-Za-z]|\.[0-9]|:[0-9]{2}(?![0-9])")
_LATIN: Final = re.compile(r"(?:[A-Za-z]+|×)\Z")
_PAIR: Final = re.compile(r" ?[-ー] ?[0-9]")
_ONE_IN: Final = re.compile(
    r"(?P<of>[0-9一二三四五六七八九十](?<![0-9,.].)(?:(?<=[0-9])[0-9]*+|(?<![0-9])[一二三四五六七八九十]{0,2})) ?(?P<unit>人|名|世帯|軒|組|校|社)(?:中|のうち)?に ?(?:約 ?)?[1一] ?(?P=unit)(?!当|あ|に)"
)
_SHARES: Final = re.compile(r"(?:補助率|負担率|助成率|割合|負担区分)(?:は|:|が)? ?")
_SHARE: Final = re.compile(
    r"(?:[、,・ ]{0,2}[^\s0-9、。・]{0,6}(?:は|:)? ?)(?<![0-9.,])(?P<count>[0-9]{1,2}) ?/ ?(?P<of>[0-9]{1,2})(?![0-9/.])"
)
_UP_TO: Final = re.compile(r"(?:^|(?<=[\s(「、:/|]))~\Z")
_FILLERS: Final = ("余", "数")
# 第3次計画, 第5位; 第二次産業 and 第1次避難所 are of a kind and not the second or the first of several.
_ORDER: Final = re.compile(
    r"第 ?(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?(?P<unit>次(?!元|期|産業|世界|性徴|救急|医療|避難|予防|ベビー|反抗|審査|選考|募集|"
    r"試験|判定|世代|相談)|位(?![置相牌階]))"
)


@frozen
class _Per:
    """1人当たり before a numeral: where it begins and what it names."""

    start: int
    name: str


def read_quantities(flat: str, header: str = "") -> Iterator[Quantity]:
    """Every quantity of a folded text, in order; ``header`` is the unit of those that print none."""
    row, factor = header_unit(header) if header else (None, Decimal(1))
    place = low = 0
    per: _Per | None = None
    while (run := RUN.search(flat, place)) is not None:
        word = _WORDS.search(flat, place, run.start())
        if word is not None:
            yield _half(flat, low, word)
            place = low = word.end()
            continue
        item = _item(flat, low, run, per is not None)
        if item is None:
            place, per = run.end(), None
            continue
        link = _link(flat, low, item) if per is None or per.name != item.unit else None
        if link is not None:
            place, name = link
            per = _Per(per.start if per else item.start, name) if name else None
            if not name:
                low = place
            continue
        found = _quantity(flat, low, item, per, (row, factor))
        per = None
        if found is None:
            place = item.end
            continue
        yield found
        place = low = found.end
    for word in _WORDS.finditer(flat, place):
        yield _half(flat, low, word)
        low = word.end()


def read_shares(flat: str) -> Iterator[Taken]:
    """4人に1人, and 1/2 beside 補助率 or 割合, as parts of one; the first kind before the second."""
    for match in _ONE_IN.finditer(flat):
        of = value_of(match["of"])
        if of is not None and of > 1:
            yield _share(flat, match.start(), match.end(), 1 / of)
    end = 0  # of what a label before has told
    for label in _SHARES.finditer(flat):
        place = label.end() if label.start() >= end else len(flat)
        while (part := _SHARE.match(flat, place)) is not None:
            place = end = part.end()
            if 0 < int(part["count"]) < int(part["of"]):
                yield _share(flat, part.start("count"), place, Decimal(part["count"]) / Decimal(part["of"]))


def _share(flat: str, start: int, end: int, value: Decimal) -> Taken:
    value, (end, bound) = rounded(value), behind(flat, end)
    return Taken(start, end, Quantity(start, end, value, value, bound, "", Kind.RATE, ""))


def read_orders(flat: str) -> Iterator[Taken]:
    """第3次 and 第5位; what else 第 numbers (第3章, 第3回) is a name and counts nothing."""
    for match in _ORDER.finditer(flat):
        value = value_of(match["count"])
        if value is not None:
            found = Quantity(match.start(), match.end(), value, value, Bound.EXACT, match["unit"], Kind.ORDER, "")
            yield Taken(match.start(), match.end(), found)


def _half(flat: str, low: int, word: re.Match[str]) -> Quantity:
    around = before(flat, low, word.start())
    end, bound = behind(flat, word.end())
    if word[0] == "過半数":
        bound = Bound.MORE
    half, year = Decimal("0.5"), word[0].startswith("半年")
    kind = Kind.DURATION if year else Kind.RATE
    return Quantity(around.start, end, half, half, bound or around.bound, "年" if year else "", kind, "")


def _item(flat: str, low: int, run: re.Match[str], of_per: bool) -> Item | None:
    """The numeral at a place with its unit; None where it is part of a code, a word or a number too long."""
    start, last = run.start(), flat[run.start() - 1 : run.start()]
    if last in _NEVER_LAST and not of_per and _NEVER_BEFORE.search(flat, max(low, start - 2), start):
        return None
    spaced = SPACED_RUN.match(flat, start) if flat[run.end() : run.end() + 1] in _SPACED_ON else None
    if spaced is not None and spaced.end() > run.end():
        item = with_unit(flat, spaced)
        if item is not None and item.row is not None and (len(spaced[0]) > 3 or flat.startswith(" ", spaced.end())):
            return item  # 5 6 社; 5 5歳児 are two cells
    item = with_unit(flat, run)
    if item is None or (item.row is None and not _may_be_bare(flat, low, item)):
        return None
    latin = _LATIN.search(flat, max(low, start - 12), start) if last in _LATIN_LAST else None
    times = latin is not None and latin[0] in "x×" and 0 < low == latin.start()  # 220円×2回
    if latin is not None and not times and (len(latin[0]) < 2 or item.row is None or item.row.name.isascii()):
        return None
    return item


def _may_be_bare(flat: str, low: int, item: Item) -> bool:
    """Whether a numeral without a unit counts: no part of a code, a fraction, a time or a hyphened pair."""
    digits = re.sub("[^0-9]", "", item.run)
    if len(digits) > 1 and digits[0] == "0" and not item.run.startswith("0."):
        return False
    if len(digits) > 15 or flat.startswith(_FILLERS, item.end):
        return False
    joined = _TO.match(flat, item.end)
    dashed = joined is not None and bool(joined["dash"])
    never = _NEVER_BEHIND.match(flat, item.end)
    return (never is None or dashed) and not re.search(r"[0-9][-/:]\Z", flat[max(low, item.start - 2) : item.start])


def _link(flat: str, low: int, item: Item) -> tuple[int, str] | None:
    """1人当たり and the 1回 of 1回300円: where the next numeral begins and what it is per.

    Returns: None where ``item`` is a quantity itself; "" for what is per several (人口10万人当たり) or has no numeral.
    """
    if item.row is None or item.row is FRACTION:
        return None
    taken = _TAKEN_PER.match(flat, item.end)
    if item.value != 1:
        return (taken.end(), "") if taken else None
    link = _LINK.match(flat, item.end)
    if link is None:
        return (taken.end(), "") if taken else None
    start = link.end()
    run = RUN.match(flat, start + (flat[start : start + 1] in tuple("▲△")))
    following = with_unit(flat, run) if run is not None else None
    if following is None or following.row is None:
        return (taken.end(), "") if taken else None
    if not link["strong"]:
        if before(flat, max(low, item.start - _LEAD), item.start).per:
            return None  # 週1回60分
        counted = item.unit in _PERS or following.unit == "円"
        tight = " " not in link[0] or len(link[0]) == 1 or link["weak"] is not None  # 1日平均35人
        if not counted or not tight or following.unit == item.unit or following.row.kind in (Kind.ORDER, Kind.AGE):
            return None
    return start, per_name(item.unit)


def _quantity(flat: str, low: int, item: Item, per: _Per | None, header: tuple[Row | None, Decimal]) -> Quantity | None:
    last, joined = _other_end(flat, item)
    if (
        item.row is None
        and not joined
        and (_PAIR.match(flat, item.end) or (is_kanji(item.run) and not is_long(item.run)))
    ):
        return None  # 14-1., and 二 of 二、三の
    around = before(flat, max(low, item.start - _LEAD), item.start) if per is None else _within(flat, per, item)
    row, value, high = last.row, item.value, last.value
    if row is None and flat.startswith("¥", around.start - 1) and around.start > low:
        row, around = unit_row("円"), replace(around, start=around.start - 1)
    if row is None:
        row, value, high = header[0], value * header[1], high * header[1]
    if joined and item.row is None and last.row is not None:
        value = _shared_scale(item, last)
    if around.negative:
        value, high = -value, -high
    end, slash = per_behind(flat, last.end)
    end, limit = behind(flat, end)
    if joined and limit is Bound.AT_MOST and flat.endswith("まで", 0, end):
        limit = Bound.EXACT
    if row is not None and row.name == "歳代":
        high, row = high + 9, _AGE
    start = around.start
    if limit is Bound.EXACT and not joined and row is not None and _UP_TO.search(flat, max(low, start - 2), start):
        start, limit = start - 1, Bound.AT_MOST  # ～18歳
    if row is not None and row.name == "ページ" and flat.endswith(("全", "総"), low, start):
        start -= 1
    bound = limit if limit not in (Bound.EXACT, Bound.ABOUT) else around.bound or limit or item.bound or last.bound
    least = rounded(min(value, high))
    most = least if value == high else rounded(max(value, high))
    return Quantity(
        start, end, least, most, bound, row.name if row else "", row.kind if row else Kind.NUMBER,
        (per.name if per else "") or around.per or slash,
    )  # fmt: skip


_AGE: Final = Row("歳", Kind.AGE, Decimal(1), (), (), True, False, "", "")


def _within(flat: str, per: _Per, item: Item) -> Before:
    """The words between 1人当たり and its numeral, and those before it."""
    inner = before(flat, max(per.start, item.start - 4), item.start)
    outer = before(flat, max(0, per.start - 5), per.start)
    bounded = bool(outer.bound) and not outer.per
    kept = outer.start if bounded else per.start
    return Before(kept, inner.bound or (outer.bound if bounded else Bound.EXACT), inner.negative, "")


def _other_end(flat: str, item: Item) -> tuple[Item, bool]:
    """The item at the other end of a range (3〜5人, 40歳から64歳, 1・2歳) and True; else ``item`` and False."""
    sign = _TO.match(flat, item.end)
    listed = _NEXT_TO.match(flat, item.end) if sign is None and item.row is None else None
    place = sign.end() if sign else listed.end() if listed else -1
    run = RUN.match(flat, place) if place >= 0 else None
    other = with_unit(flat, run) if run is not None else None
    if other is None or item.bound or (other.row is None and is_kanji(other.run)):
        return item, False
    if listed is not None:
        fits = other.row is not None and other.raw == item.raw + 1 and is_kanji(item.run) == is_kanji(other.run)
        return (other, True) if fits and other.raw <= 31 else (item, False)
    assert sign is not None
    if item.row is not None and other.row is not None and item.unit != other.unit:
        return item, False
    if other.row is None and (item.row is not None or not sign["wave"] or not _may_be_bare(flat, other.start, other)):
        return item, False
    if sign["word"] and _CHANGES.match(flat, other.end):
        return item, False
    low = item.value if item.row is not None or other.row is None else _shared_scale(item, other)
    return (other, True) if low < other.value else (item, False)


def _shared_scale(item: Item, last: Item) -> Decimal:
    """The first end's value in the last one's scale and unit: 1〜2万円 is 10000, 500〜2万円 500."""
    assert last.row is not None
    if last.raw and item.raw == item.value and item.raw < last.raw:
        return item.value * last.value / last.raw
    return item.value * last.row.factor
