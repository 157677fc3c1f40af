"""Which desk to name, by rules that can be read, and why; a question back where the area decides and is not known."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.matching import matching_text
from corpus.records.area import Area
from corpus.records.desk import Desk
from index.catalog import PlanEntry
from index.encoder.static import Rarity
from index.tokens import lemmas

from .districts import District
from .query import Wanted

_SURE: Final = 0.5  # of a desk name's weight that a question which asks for a desk must have
_CERTAIN: Final = 0.8  # one that does not
_GENERAL: Final = ("総合相談", "まるごと", "くらしと福祉", "地域包括支援センター", "相談窓口")
_PLAIN_NAME: Final = frozenset(
    ("センター", "窓口", "相談", "支援", "事業", "所", "室", "市", "町", "村", "区", "地域", "地区", "機関", "総合", "福祉",
     "市民", "町民", "住民", "生活")
)  # fmt: skip
_TURNED: Final = 0.8  # what a word of the lexicon counts beside one that was typed
_NEAR: Final = 0.5  # cosine of question and name
_TELLING: Final = 6.0  # rarity of a word that tells whom a desk is for; 高齢 has 5, 困窮 8
_LANDMARK: Final = 4  # characters
_MOST: Final = 3  # desks that are shown
_WHERE: Final = "担当の窓口は、お住まいの地域で決まります。町名と番地を教えてください。"
_MEANT: Final = "ご質問の内容を受け持つ窓口として、計画に書かれています。"
_BESIDE: Final = "お尋ねの場所にある窓口です。"


@dataclass(frozen=True, slots=True)
class Choice:
    """A desk and the reason for it, in a sentence that a resident reads."""

    desk: Desk
    plan: PlanEntry
    why: str


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question back, and what can be answered to it."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The desks to show, the best first; or a question back; or neither."""

    desks: tuple[Choice, ...]
    clarify: Clarify | None


def choose(
    wanted: Wanted,
    desks: Sequence[Desk],
    plans: Mapping[str, PlanEntry],
    areas: Mapping[str, Sequence[Area]],
    district: District | None,
    likeness: Callable[[str, Sequence[str]], Sequence[float]],
    rarity: Rarity,
    *,
    wants_desk: bool,
) -> Chosen:
    """The desk that the question names; else the one of its district; else one that it means.

    Args:
        wanted: the question, with what plans call it.
        desks: of the plans that are searched.
        plans: by id.
        areas: of each desk that states any, by its id.
        district: the one that the question names.
        likeness: cosines of a text with others.
        rarity: how much a word says.
        wants_desk: whether the question asks where to go; else only a desk that it names or means is shown.
    """
    found = _meant(wanted, desks, plans, likeness, rarity, _SURE if wants_desk else _CERTAIN)
    named = [choice for choice, typed in found if typed]
    serving = [desk for desk in desks if desk.id in areas and not any(map(_everywhere, areas[desk.id]))]
    divided = {desk.id for desk in serving}
    if named and (named[0].desk.id not in divided or _told_apart(wanted, named[0], serving, district)):
        return Chosen(_without_neighbours(found, divided), None)
    if district is not None:
        answers = {desk.id: _holds(areas[desk.id], district.address) for desk in serving}
        here = [desk for desk in serving if answers[desk.id]]
        if here:
            why = f"{district.address}は、この窓口の担当地域です。"
            others = [choice for choice, _ in found if choice.desk.id not in divided]
            return Chosen((Choice(here[0], plans[here[0].plan_id], why), *others[: _MOST - 1]), None)
        unsure = [desk for desk in serving if answers[desk.id] is None]
        if unsure and wants_desk:
            question = f"{district.address}は、番地によって担当の窓口が分かれます。何丁目何番何号ですか。"
            return Chosen((), _ask_back(question, unsure))
    alike = [choice for choice, _ in found if choice.desk.id in divided]
    if (
        found
        and found[0][0].desk.id in divided
        and len(alike) > 1
        and not _told_apart(wanted, found[0][0], serving, None)
    ):
        return Chosen((), _ask_back(_WHERE, [choice.desk for choice in alike]) if wants_desk else None)
    if found:
        return Chosen(_without_neighbours(found, divided), None)
    return _general(desks, plans, divided) if wants_desk else Chosen((), None)


def _without_neighbours(found: Sequence[tuple[Choice, bool]], divided: Collection[str]) -> tuple[Choice, ...]:
    """The best desks; of those among whom the area decides only the one that comes first, if one does."""
    choices = [choice for choice, _ in found]
    return (*choices[:1], *[choice for choice in choices[1:] if choice.desk.id not in divided][: _MOST - 1])


def _general(desks: Sequence[Desk], plans: Mapping[str, PlanEntry], divided: Collection[str]) -> Chosen:
    """The general desk of the one plan there is, said as such; where the area divides it, the question back."""
    general = [desk for desk in desks if any(word in desk.name for word in _GENERAL)]
    serving = [desk for desk in general if desk.id in divided]
    if len(serving) > 1:
        return Chosen((), _ask_back(_WHERE, serving))
    if len({desk.plan_id for desk in general}) != 1:
        return Chosen((), None)
    why = "ご質問の窓口そのものは計画に見当たりません。計画にある総合的な相談窓口です。"
    return Chosen((Choice(general[0], plans[general[0].plan_id], why),), None)


def _ask_back(question: str, desks: Sequence[Desk]) -> Clarify:
    return Clarify(question, tuple(f"{desk.name}: {_flat('、'.join(desk.areas))}" for desk in desks))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _everywhere(area: Area) -> bool:
    """Whether an area is the whole municipality (市内全域): its desk is nobody's by where they live."""
    return any(part.town is part.place is None and not part.vague and not part.exclusions for part in area.parts)


def _holds(areas: Sequence[Area], address: str) -> bool | None:
    answers = [area.holds(address) for area in areas]
    return True if True in answers else None if None in answers else False


def _meant(
    wanted: Wanted,
    desks: Sequence[Desk],
    plans: Mapping[str, PlanEntry],
    likeness: Callable[[str, Sequence[str]], Sequence[float]],
    rarity: Rarity,
    sure: float,
) -> list[tuple[Choice, bool]]:
    """The desks that the question names, in words or by what stands beside them, or means; whether it names each."""
    official = set(lemmas(matching_text(wanted.official)))
    near = likeness(wanted.text, [desk.name for desk in desks]) if desks else ()
    scored = []
    for place, (desk, cosine) in enumerate(zip(desks, near, strict=True)):
        names = (desk.name, desk.name.partition("(")[0])  # 女性相談 of 女性相談(DV、離婚) names it too
        shares = [_shares(_name(name, plans[desk.plan_id]), wanted, official, rarity) for name in names]
        typed, turned = max(shares, key=sum)
        beside = is_beside(desk, wanted.said)
        meant = max(typed + turned, cosine if cosine >= _NEAR else 0.0, _served(desk, wanted, official, rarity))
        if beside or meant >= sure:
            why = _BESIDE if beside else _MEANT
            named = beside or typed >= _SURE
            scored.append((-(2 * beside + named + meant), place, Choice(desk, plans[desk.plan_id], why), named))
    return [(choice, named) for _, _, choice, named in sorted(scored, key=lambda each: each[:2])]


def _served(desk: Desk, wanted: Wanted, official: Collection[str], rarity: Rarity) -> float:
    """``_SURE`` and a little where the desk says that it is for what the question is about (生活困窮、ひきこもり)."""
    clients = set(lemmas(matching_text(desk.serves or ""))) - _PLAIN_NAME
    subject = {*wanted.lemmas, *official} - _PLAIN_NAME
    return _SURE + 0.1 if any(rarity.of(word) >= _TELLING for word in clients & subject) else 0.0


def _shares(name: set[str], wanted: Wanted, official: Collection[str], rarity: Rarity) -> tuple[float, float]:
    """How much of a name was typed, and how much the lexicon leads to."""
    words = {word: rarity.of(word) for word in sorted(name - _PLAIN_NAME)}
    whole = sum(words.values()) or 1.0
    typed = sum(weight for word, weight in words.items() if word in wanted.lemmas)
    return typed / whole, _TURNED * sum(weight for word, weight in words.items() if word in official) / whole


def is_beside(desk: Desk, text: str) -> bool:
    """Whether ``text`` says where the desk stands as its address does: 亀ヶ岡のバス停のそば, 亀ヶ岡バス停そば."""
    landmark = unicodedata.normalize("NFKC", desk.address or "").partition("(")[2].rstrip(")")
    said = unicodedata.normalize("NFKC", text).replace("の", "")
    return any(landmark[:length] in said for length in range(len(landmark), _LANDMARK - 1, -1))


def _told_apart(wanted: Wanted, first: Choice, others: Sequence[Desk], district: District | None) -> bool:
    """Whether the question says which of several like desks it means: 東部, or a landmark beside it.

    The name of the district where somebody lives is none: the desk that bears it need not be the one that serves it.
    """
    if is_beside(first.desk, wanted.said):
        return True
    shared = {word for other in others if other.id != first.desk.id for word in _name(other.name, first.plan)}
    shared |= set(lemmas(matching_text(district.name))) if district else set()
    return bool((_name(first.desk.name, first.plan) - shared - _PLAIN_NAME) & set(wanted.lemmas))


def _name(name: str, plan: PlanEntry) -> set[str]:
    """The words of a desk's name, its municipality's own name aside: no part of what is asked within it."""
    return set(lemmas(matching_text(name.removeprefix(plan.municipality or ""))))
