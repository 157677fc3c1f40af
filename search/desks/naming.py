"""What speaks for a desk: its name, its place, its number, whom it is for, and the sentence that names it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from corpus.records.desks.desk import Desk
from corpus.text.matching import matching_text
from corpus.text.nouns import words_in
from index.catalog import PlanEntry
from index.encoder.static import Rarity

from ..question.audience import GROUPS, Audience, audiences
from ..question.calling import DESK_NOUN
from ..question.query import Wanted

PLAIN_NAME: Final = frozenset(
    ("センター", "窓口", "相談", "支援", "事業", "所", "室", "市", "町", "村", "区", "地域", "地区", "機関", "総合", "福祉",
     "市民", "町民", "住民", "生活")
)  # fmt: skip
_SURE: Final = 0.5  # of a name's weight that was typed, for the desk to be named
_TURNED: Final = 0.8  # what a word of the lexicon counts beside one that was typed
_NEAR: Final = 0.5  # cosine of question and name
_TELLING: Final = 6.0  # rarity of a word that tells whom a desk is for; 高齢 has 5, 困窮 8
_LANDMARK: Final = 4  # characters
_TOLD: Final = 0.8  # what the words of a desk's own sentence count beside those of its name
_HOUSED: Final = 0.5  # for one that stands in the building that is named
_MOSTLY: Final = 0.75  # of what a desk is asked to take, told in its sentence
_FEW: Final = 2  # sentences that have a word, for it to tell them from others
_LISTED: Final = 3  # desks that a sentence names, to be a list that says nothing of one of them
_SUITS: Final = 0.1  # for a desk that is for whom the question is about
_OTHERS: Final = 0.4  # against one that is for others
_KINDS: Final = (
    ("地域包括支援センター", Audience.ELDER),  # 介護保険法
    ("基幹相談支援センター", Audience.DISABLED),  # 障害者総合支援法
    ("特定相談支援", Audience.DISABLED),
)
# One that is nobody's in particular.
_GENERAL: Final = re.compile("総合相談|まるごと|丸ごと|なんでも|何でも|くらしと福祉|福祉の?相談|地域包括支援センター")
_OPEN: Final = re.compile("総合|まるごと|属性|誰で?も|だれでも|どなたでも|すべて|全て|あらゆる|問わ|なんでも|何でも")
# What a desk is asked to take: 虐待の相談, 在宅医療と介護の相談窓口.
_TAKEN: Final = re.compile(
    r"([^、。，,\s?？!！]{2,14}?)(?:等?の|に関する|についての|などの)?(?:各種)?(?:相談|苦情|手続)"
)
_NO_DIGIT: Final = re.compile(r"[^0-9]")
_BUILDING: Final = re.compile(r"[市区町村]役[所場]|[一-龠々ァ-ヶー]{1,6}(?:会館|支所|出張所|病院|プラザ|保健センター)")


@dataclass(frozen=True, slots=True)
class Found:
    """A desk that a question names or means; ``literal`` where its whole name, its number or its place was typed."""

    desk: Desk
    named: bool
    literal: bool
    beside: bool


def has_number(desk: Desk, numbers: Collection[str]) -> str | None:
    """What one of ``numbers`` is to the desk, in Japanese; None where it has none of them."""
    for kind, printed in (("電話番号", desk.phone), ("ファックス番号", desk.fax)):
        if printed and _NO_DIGIT.sub("", unicodedata.normalize("NFKC", printed)) in numbers:
            return kind
    return None


def is_beside(desk: Desk, text: str) -> bool:
    """Whether ``text`` says where the desk stands as its address does: 亀ヶ岡のバス停のそば, 亀ヶ岡バス停そば."""
    landmark = unicodedata.normalize("NFKC", desk.address or "").partition("(")[2].rstrip(")")
    said = unicodedata.normalize("NFKC", text).replace("の", "")
    return any(landmark[:length] in said for length in range(len(landmark), _LANDMARK - 1, -1))


def _in_building(desk: Desk, said: str) -> bool:
    """Whether a desk is asked for in the building where this one stands: 区役所のセンター, 市役所1階でやっている相談."""
    return any(_desk_in(name).search(said) for name in _BUILDING.findall(desk.address or ""))


@cache
def _desk_in(building: str) -> re.Pattern[str]:
    return re.compile(rf"{building}(?![一-龠]).{{0,12}}{DESK_NOUN}")


def suits(desk: Desk, asked: Collection[Audience]) -> int:
    """1 for a desk that is for those whom a question is about, -1 for one that is for others only, else 0."""
    own, wanted = _groups(desk), GROUPS & set(asked)
    if not own or not wanted:
        return 0
    if own & wanted and (wanted != GROUPS or own == GROUPS):  # who asks for everyone is not sent to one group's
        return 1
    return 0 if _OPEN.search(desk.serves or "") else -1


def is_general(desk: Desk, plan: PlanEntry, asked: Collection[Audience]) -> bool:
    """Whether a desk is for any matter, and not for others only than the question is about."""
    own, words = _groups(desk), name_words(desk.name, plan)
    broad = bool(_GENERAL.search(desk.name)) or words <= PLAIN_NAME
    others = own and not GROUPS & set(asked) and "地域包括" not in desk.name and not _OPEN.search(desk.serves or "")
    return broad and not others and suits(desk, asked) >= 0


@lru_cache(maxsize=4096)
def _groups(desk: Desk) -> frozenset[Audience]:
    told = GROUPS & audiences(f"{desk.name}。{desk.serves or ''}")
    return told | {audience for kind, audience in _KINDS if kind in desk.name and not desk.serves}


def name_words(name: str, plan: PlanEntry) -> set[str]:
    """The words of a desk's name, its municipality's own name aside: no part of what is asked within it."""
    return set(words_in(_own_name(name, plan)))


def _own_name(name: str, plan: PlanEntry) -> str:
    city = plan.municipality or ""
    if city and name.startswith(city):
        return name.removeprefix(city)
    return name.removeprefix(city[:-1]) or name  # 逗子あんしんセンター


def meant(
    wanted: Wanted,
    desks: Sequence[Desk],
    plans: Mapping[str, PlanEntry],
    asked: Collection[Audience],
    likeness: Callable[[str, Sequence[str]], Sequence[float]],
    rarity: Rarity,
    sentence: Callable[[Desk], str],
    sure: float,
) -> list[Found]:
    """The desks that the question names, by name or by what stands beside them, or means with ``sure`` or more.

    Best first: those beside what was typed, those whose whole name was, those whose name was in its telling words,
    then by how much speaks for each; equals in the order of ``desks``.
    """
    official = set(words_in(wanted.official))
    near = likeness(wanted.text, [desk.name for desk in desks]) if desks else ()
    told = _told(wanted, desks, rarity, sentence)
    scored = []
    for place, (desk, cosine) in enumerate(zip(desks, near, strict=True)):
        names = (desk.name, desk.name.partition("(")[0])  # 女性相談 of 女性相談(DV、離婚) names it too
        shares = [_shares(name_words(name, plans[desk.plan_id]), wanted, official, rarity) for name in names]
        typed, turned = max(shares, key=sum)
        beside, literal = is_beside(desk, wanted.said), is_typed(desk, plans[desk.plan_id], wanted.said)
        housed = _HOUSED if _in_building(desk, wanted.said) else 0.0
        speaks = max(typed + turned + told[place] + housed, cosine if cosine >= _NEAR else 0.0)
        speaks = max(speaks, _served(desk, wanted, official, rarity))
        fits = 0 if literal or beside else suits(desk, asked)
        speaks -= _OTHERS if fits < 0 else 0.0
        if beside or literal or speaks >= sure:
            named = beside or literal or typed >= _SURE
            score = 4 * beside + 2 * literal + named + speaks + (_SUITS if fits > 0 else 0.0)
            scored.append((-score, place, Found(desk, named, literal or beside, beside)))
    return [found for _, _, found in sorted(scored, key=lambda each: each[:2])]


def is_typed(desk: Desk, plan: PlanEntry, said: str) -> bool:
    """Whether the whole name stands in ``said``, with or without the municipality's and what is in brackets."""
    text = _plain(said)
    for name in (desk.name, desk.name.partition("(")[0].partition("(")[0]):
        own = _plain(_own_name(name, plan))
        if own in text and words_in(own) - PLAIN_NAME:
            return True
    return False


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _served(desk: Desk, wanted: Wanted, official: Collection[str], rarity: Rarity) -> float:
    """``_SURE`` and a little where the desk says that it is for what the question is about (生活困窮、ひきこもり)."""
    clients = words_in(desk.serves or "") - PLAIN_NAME
    subject = {*wanted.lemmas, *official} - PLAIN_NAME
    return _SURE + 0.1 if any(rarity.of(word) >= _TELLING for word in clients & subject) else 0.0


def _shares(name: Collection[str], wanted: Wanted, official: Collection[str], rarity: Rarity) -> tuple[float, float]:
    """How much of a name was typed, and how much the lexicon leads to."""
    words = {word: rarity.of(word) for word in sorted(set(name) - PLAIN_NAME)}
    whole = sum(words.values()) or 1.0
    typed = sum(weight for word, weight in words.items() if word in wanted.lemmas)
    return typed / whole, _TURNED * sum(weight for word, weight in words.items() if word in official) / whole


def _told(
    wanted: Wanted,
    desks: Sequence[Desk],
    rarity: Rarity,
    sentence: Callable[[Desk], str],
) -> list[float]:
    """For each desk, how much of what it is asked to take (虐待の相談) its own sentence says; 0 to ``_TOLD``.

    Right before 相談 a word counts whole, and so do several that are most of it; else a word elsewhere in the sentence
    counts half. A word that the sentences of many desks have tells none of them, and a sentence that lists desks says
    nothing of one.
    """
    subject = {word: rarity.of(word) for phrase in _TAKEN.findall(wanted.text) for word in words_in(phrase)}
    subject = {word: weight for word, weight in subject.items() if word not in PLAIN_NAME}
    whole = sum(subject.values())
    if whole < _TELLING:
        return [0.0] * len(desks)
    texts = [sentence(desk) for desk in desks]
    texts = [text if sum(desk.name in text for desk in desks) < _LISTED else "" for text in texts]
    common = Counter(word for text in set(texts) for word in words_in(text) & subject.keys())
    texts = [text.replace(desk.name, " ") for desk, text in zip(desks, texts, strict=True)]  # its name counts already
    result = []
    for text in texts:
        held = {word for word in words_in(text) & subject.keys() if common[word] <= _FEW}
        near = {word for phrase in _TAKEN.findall(matching_text(text)) for word in words_in(phrase)}
        share = sum(subject[word] for word in held) / whole
        if len(held) == 1 or share < _MOSTLY or "相談" not in text:
            share = sum(subject[word] * (1.0 if word in near else 0.5) for word in held) / whole
        result.append(_TOLD * share)
    return result
