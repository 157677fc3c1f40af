"""Whether a sentence keeps the limits that its passage sets: 一部の, 場合があります, 翌月, から against まで, and each of two conditions.

Of 「一部の事業所では」 a model may not make 「どの事業所でも」 or 「事業所では」; of 「65歳以上のひとり暮らしで、持病のある人に」 it may not leave out the
illness.

Missed: a condition of a sentence of its own, and all of them left out together.
"""

import re
from collections.abc import Sequence
from typing import Final

from corpus.figures import Kind, Quantity
from corpus.text.tokens import lemmas

from .reading.clauses import Clause, origins
from .reading.facts import Fact, Literal, bears_out, facts
from .reading.likeness import share_kept
from .reading.spelling import LINE_END

# Each limit, and what keeps it in other words.
_LIMITS: Final = (
    (re.compile(r"一部の|一部で|一部に"), re.compile(r"一部|いくつか|中には|ところ|もあ[りる]|など")),
    (
        re.compile(r"(?:場合|こと)[がも]あ(?:り|る)|可能性があ"),
        re.compile(r"場合[がもに]|こと[がも]あ|可能性|かもしれ|あり得|ありえ|ときもあ|もらえたり"),
    ),
    (
        re.compile(r"中には|ところ[がも]あ|いくつかの"),
        re.compile(r"中には|ところ|もあ[りる]|もい[まる]|いくつか|一部|事業所があ"),
    ),
    (re.compile(r"に限[りっる]|に限定"), re.compile(r"限|だけ|のみ|しか|場合|必要|以外")),
    (re.compile(r"翌(?=[月日年週朝])"), re.compile(r"翌|次の|あくる|あとの")),
    (
        re.compile(r"希望(?:する|の|され|があ|があった|のあった)"),
        re.compile(r"希望|望|申し出|申込|申し込|ほし|たい|求め|いただけ|もらえ|られます|できま|受け"),
    ),
)
_EVERY: Final = re.compile(
    r"(?:どの|どこの|いずれの|どんな)[^、。]{1,24}?(?:でも|も(?!の))|[^、。]とも(?=[、に土日月火水木金す])|漏れなく|もれなく|例外なく|一律|残らず"
)
_IS_EVERY: Final = re.compile(r"どの|どこ|いずれ|どんな|すべて|全|各|とも|なく|一律|みな|ごと|それぞれ|両")
_ON_WISH: Final = re.compile(r"(?:希望|申請|申込|相談|登録)(?:さえ)?すれば|望めば|(?:希望|申請)(?:だけ)?で")
_IS_ON_WISH: Final = re.compile(r"希望|申請|申込|申し|相談|登録|求め")
_MOST: Final = re.compile(r"ほとんど|大半|大部分|大多数|多く(?:の|が|は)|過半")
_IS_MOST: Final = re.compile(r"ほとんど|大半|大部分|大多数|多く|過半|半数|[5-9][0-9](?:\.[0-9]+)?%|[6-9]割")
_WIDE: Final = re.compile(r"(?:市内|町内|村内|区内|市|町|県)?全(?:域|体)|(?:市|町|村|区)内(?:の)?(?:どこ|至る)")
_IS_WIDE: Final = re.compile(r"全|各|どこ|至る|すべて")
_BEGINS: Final = re.compile(
    r"(?:日|分|頃|ごろ|前)?(?:から|以降|以後)|(?:より|に)[^、。]{0,6}(?:開始|始|開設|再開|発足)"
)
_ENDS: Final = re.compile(
    r"(?:日|分|頃|ごろ|前)?(?:まで|以前|以内)|を(?:期限|締|最後)|で[^、。]{0,8}(?:終|締め?切|打ち?切)|に[^、。]{0,6}(?:終[わえ]|閉|締め?切|満了)|が(?:期限|締)"
)
_AGED: Final = re.compile(
    r"([0-9]+(?:歳|か月|年生)(?:以上|未満|以下|まで)?)の([^、。0-9]{1,14}?(?:人|方|者|世帯|家庭))"
)
# A time told from now or from another one; each row says the same.
_WHEN: Final = (
    r"今年|本年|当年|この年", r"昨年|前年|去年|前の年", r"翌年|来年|次年|次の年", r"今月|当月|本月", r"翌月|来月|次の月",
    r"前月|先月|前の月", r"前回|前の調査|前の計画|前期", r"次回|次期|次の", r"翌日|次の日|明くる", r"前日|前の日",
)  # fmt: skip
_PEOPLE: Final = "人|方|者|児|世帯|家庭|家族|事業所|団体"
_CONDITIONS: Final = re.compile(
    rf"(?P<first>[^。、は{LINE_END}\t]{{2,40}}?)(?:で、|でかつ|かつ、?|のうち、?|、かつ|であって、?|(?P<verb>(?<=[いきぎしちにびみりけせてべめれ])(?<!除き)(?<!ため)、))(?P<last>[^。、{LINE_END}\t]+?(?<![0-9,])(?:{_PEOPLE}))(?:に(?!よ)|を対象|へ|(?(verb)に|[はが]))"
)


def keeps_limits(told: str, cited: str, own: Sequence[Clause], source: Sequence[Clause]) -> bool:
    """Whether a sentence in one spelling keeps what limits the clauses that it was made of.

    Args:
        told: the sentence.
        cited: its passages.
        own: the clauses of the sentence.
        source: those of the passages.
    """
    return (
        _not_wider(told, cited)
        and all(_keeps(clause, told, source) for clause in own)
        and _keeps_conditions(told, cited)
        and _keeps_edges(told, cited)
        and _keeps_ages(told, cited)
        and all(not re.search(when, told) or re.search(when, cited) for when in _WHEN)
    )


def _not_wider(told: str, cited: str) -> bool:
    """Whether a sentence that says every, most or everywhere has a passage that does."""
    if _ON_WISH.search(told) and not _IS_ON_WISH.search(cited):
        return False
    pairs = ((_EVERY, _IS_EVERY), (_MOST, _IS_MOST), (_WIDE, _IS_WIDE))
    return all(holds.search(cited) for says, holds in pairs if says.search(told))


def _keeps(clause: Clause, told: str, source: Sequence[Clause]) -> bool:
    made_of = origins(clause, source)
    return all(
        keeps.search(told) or not all(limit.search(one.text) for one in made_of) for limit, keeps in _LIMITS if made_of
    )


def _keeps_conditions(told: str, cited: str) -> bool:
    """Whether of conditions that stand together none is left out where another is told."""
    for match in _CONDITIONS.finditer(cited):
        if any(isinstance(fact, Quantity) and fact.kind in _COUNTS for fact in facts(match["first"])):
            continue  # 人口は12,480人で、うち前期高齢者が
        kept = [_is_kept(match[part], told) for part in ("first", "last")]
        if any(kept) and not all(kept):
            return False
    return True


def _is_kept(part: str, told: str) -> bool:
    found = [fact for fact in facts(part) if isinstance(fact, Quantity)]
    if found:
        own = facts(told)
        return all(any(bears_out(fact, other) for other in own) for fact in found)
    words = set(lemmas(part)) - _PLAIN_PEOPLE
    return not words or share_kept(words, told) > _SOME


_PLAIN_PEOPLE: Final = frozenset(("人", "方", "者", "有る", "ある", "為る", "居る", "於く", "等"))
_COUNTS: Final = frozenset(
    (Kind.PERSONS, Kind.HOUSEHOLDS, Kind.CASES, Kind.PLACES, Kind.TIMES, Kind.THINGS)
)  # no conditions
_SOME: Final = 0.45  # of a condition's words, by rarity (arbitrary: less than half, for they may be told in others)


def _keeps_ages(told: str, cited: str) -> bool:
    """Whether those of an age are told with it: 1歳未満の子を育てる人 are not all who bring up a child."""
    own = facts(told)
    for match in _AGED.finditer(cited):
        words = set(lemmas(match[2])) - _PLAIN_PEOPLE
        aged = facts(match[1])
        kept = any(bears_out(one, other) for one in aged for other in own)
        if words and not kept and not any(isinstance(fact, Quantity) for fact in own) and share_kept(words, told) == 1:
            return False
    return True


def _keeps_edges(told: str, cited: str) -> bool:
    """Whether no date or span told as a beginning is printed only as an end, or the other way."""
    printed = facts(cited)
    for fact in facts(told):
        edge = _edge(told, fact)
        if isinstance(fact, Literal) or not edge:
            continue
        edges = {_edge(cited, one) for one in printed if type(one) is type(fact) and bears_out(one, fact)}
        if edges and edges == {"end" if edge == "begin" else "begin"}:
            return False
    return True


def _edge(text: str, fact: Fact) -> str:
    if isinstance(fact, Quantity) and fact.unit not in ("日", "週", "か月", "年", "月", "週間"):
        return ""
    if _BEGINS.match(text, fact.end):
        return "begin"
    return "end" if _ENDS.match(text, fact.end) else ""
