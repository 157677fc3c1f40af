"""Which desk to name, by rules that can be read, and why; a question back where the area decides and is not known."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.records.desks.area import Area
from corpus.records.desks.checked.desk_table import DESK_TABLE, TITLE
from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from index.desks.naming import PLAIN_NAME
from index.encoder.static import Rarity

from ..question.calling import Calling
from ..question.districts import District
from ..question.query import Wanted
from ..question.question import Question
from .area import holds
from .called import without_places
from .chosen import Choice, Chosen, Clarify
from .features import Nearness
from .meant import Found, is_divided, meant_by
from .name_asked import other_name
from .naming import has_number, is_beside, is_general, name_words, suits
from .room import Room

_LIKE: Final = 3.0  # log-odds within which desks are asked about between which the area decides; arbitrary
# Within which two desks are equals, and neither is told: of the questions over many municipalities 3 of the 217 and 4 of
# the 37 are so.
_EQUAL: Final = 0.2
# Within which the best of several is as often wrong as right: by towns that were not learned from 20 of those ahead by less are right,
# 12 are of another matter and 8 told where none fits; of those ahead by more 337, 31 and 42.
_CLEAR: Final = 1.0
_PERHAPS: Final = 0.5  # within which it is asked whether they are meant; arbitrary
_OFFERED: Final = 4  # desks that are asked about
# That one has where nobody said whose is asked for: on the samples the best desks of municipalities that have it are right
# in 15 of 16, of those below in 5 of 11.
_EVEN: Final = 0.0
# Or this, and so far ahead of the next: on the samples 4 more desks are told so, 3 of them right.
_FAIR: Final = -1.6
_FAR: Final = 3.0
_MOST: Final = 3  # desks that are shown
_WHERE: Final = "担当の窓口は、お住まいの地域で決まります。町名と番地を教えてください。"
_WHICH: Final = "当てはまりそうな窓口がいくつかあります。どちらをお探しですか。"
_ELSEWHERE: Final = "ご質問の窓口そのものは{0}に見当たりません。{0}にある総合的な相談窓口です。"
_MEANT: Final = "ご質問の内容を受け持つ窓口として、{}に書かれています。"
_NUMBER: Final = "お尋ねの番号は、この窓口の{}として{}に書かれています。"
_PERHAPS_MEANT: Final = "ご質問の内容の窓口かどうかは、お確かめください。"
_OTHER_NAME: Final = "お尋ねの「{}」とは、名前の違う窓口です。"
_BESIDE: Final = "お尋ねの場所にある窓口です。"


def choose(
    question: Question,
    room: Room,
    areas: Mapping[str, Sequence[Area]],
    rarity: Rarity,
    nearness: Nearness,
) -> Chosen:
    """The desk that the question names; else the one of its district; else one that it means.

    An address goes before a matter: the desk that serves the district comes first if it is for those whom the question
    is about, and a desk of the whole city for the matter behind it. Of several desks that serve it, the one for them.

    Args:
        question: as read; where it does not ask where to go, only a desk that it names or means is shown.
        room: the desks of the plans that are searched.
        areas: of each desk that states any, by its id.
        rarity: how much a word says.
        nearness: what was found for the question.
    """
    desks, plans = room.desks, room.plans
    if question.calling.numbers and (whose := _by_number(question.calling, desks, plans)) is not None:
        return whose
    wanted, wants_desk = question.wanted, question.wants_desk
    meant = meant_by(question, room, areas, rarity, nearness)
    serving = [desk for desk in desks if is_divided(areas.get(desk.id, ()))]
    case = _Case(wanted, desks, plans, areas, question.district, question, meant.found, serving, wants_desk)
    chosen = next(chosen for decide in _DECIDERS if (chosen := decide(case)) is not None)
    if chosen.desks:
        by_area = question.district is not None and chosen.desks[0].desk.id in case.divided
        return chosen if by_area else _with_name(chosen, question, room)
    if chosen.clarify:
        return chosen
    perhaps = [Choice(desk, plans[desk.plan_id], _PERHAPS_MEANT) for desk in meant.nearest]
    return replace(chosen, perhaps=tuple(perhaps))


def _with_name(chosen: Chosen, question: Question, room: Room) -> Chosen:
    """``chosen``, told as near where the question asks for a desk by a name that the first one does not have."""
    first = chosen.desks[0].desk
    profile = next(each for each in room.profiles if each.desk.id == first.id)
    places = [name for place in question.applied.places for name in (place.name, *place.said)]
    name = other_name(without_places(question.wanted.said, places), profile.called + profile.whole, profile.sound)
    if name is None:
        return chosen
    why = _OTHER_NAME.format(name)
    return replace(chosen, desks=tuple(replace(each, why=why) for each in chosen.desks), other_name=name)


def likely(
    question: Question,
    room: Room,
    areas: Mapping[str, Sequence[Area]],
    rarity: Rarity,
    nearness: Nearness,
) -> Choice | None:
    """The desk of ``room`` that is meant more likely than not; None where there is none, or the area decides.

    Args: as of :func:`choose`.
    """
    best = next(iter(meant_by(question, room, areas, rarity, nearness).found), None)
    if best is None or is_divided(areas.get(best.desk.id, ())):
        return None
    if best.certainty < _EVEN and (best.certainty < _FAIR or best.ahead < _FAR):
        return None
    return _choice(best, room.plans)


def is_told(desks: Sequence[Choice], question: Question) -> bool:
    """Whether one of ``desks`` is told whatever else is found: it is asked for, or chosen by more than its matter."""
    return bool(desks) and (question.wants_desk or not desks[0].by_matter)


def doubtful(desks: Sequence[Choice], question: Question) -> tuple[Choice, ...]:
    """``desks`` as they are told beside an answer that is only near: one chosen by its matter alone is told as perhaps meant,
    and not at all where no desk is asked for.
    """
    told = desks if question.wants_desk else [each for each in desks if not each.by_matter]
    return tuple(replace(each, why=_PERHAPS_MEANT) if each.by_matter else each for each in told)


@dataclass(frozen=True, slots=True)
class _Case:
    """What the deciders look at."""

    wanted: Wanted
    desks: Sequence[Desk]
    plans: Mapping[str, PlanEntry]
    areas: Mapping[str, Sequence[Area]]
    district: District | None
    question: Question
    found: Sequence[Found]  # that the question names or means, the best first
    serving: Sequence[Desk]  # among which the area decides
    wants_desk: bool

    @property
    def divided(self) -> frozenset[str]:
        """The ids of the desks among which the area decides."""
        return frozenset(desk.id for desk in self.serving)

    @property
    def named(self) -> Found | None:
        """The desk that the question names: in full, before one that it names in part."""
        named = (each for each in self.found if each.named)
        return max(named, key=lambda each: each.literal, default=None)

    @property
    def shown(self) -> Chosen:
        """The desks found."""
        return _shown(self.found, self.plans, self.divided)

    def shown_first(self, first: Found) -> Chosen:
        """The desks found, ``first`` before the others."""
        return _shown([first, *(each for each in self.found if each is not first)], self.plans, self.divided)


def _named_apart(case: _Case) -> Chosen | None:
    """A desk that is named so that its area need not be known: one that the area does not decide, or 東部 of several."""
    named = case.named
    if named is None:
        return None
    if named.desk.id in case.divided:
        apart = _told_apart(case.wanted, named.desk, case.serving, case.plans, case.district)
        return case.shown_first(named) if apart else None
    return case.shown_first(named) if named.literal or case.district is None or not case.wants_desk else None


def _of_district(case: _Case) -> Chosen | None:
    """The desk that serves the asker's district, the one for those whom the question is about before others."""
    if case.district is None:
        return None
    answers = {desk.id: holds(case.areas[desk.id], case.district.address) for desk in case.serving}
    fitting = [desk for desk in case.serving if suits(desk, case.question) >= 0]
    here = _best([desk for desk in fitting if answers[desk.id]], case.question)
    unsure = [desk for desk in fitting if answers[desk.id] is None]
    if case.named and case.named.desk.id not in case.divided and not here and not unsure:
        return case.shown
    here = here or _best([desk for desk in case.serving if answers[desk.id]], case.question)
    if here:
        why = f"{case.district.address}は、この窓口の担当地域です。"
        others = [_choice(each, case.plans) for each in case.found if each.desk.id not in case.divided]
        return Chosen((Choice(here, case.plans[here.plan_id], why), *others[: _MOST - 1]), None)
    unsure = unsure or [desk for desk in case.serving if answers[desk.id] is None]
    if unsure and case.wants_desk:
        question = f"{case.district.address}は、番地によって担当の窓口が分かれます。何丁目何番何号ですか。"
        return _ask_back(question, unsure, case)
    return None


def _of_several_like(case: _Case) -> Chosen | None:
    """The question back where the best desk found is one of several like it, among which the area decides."""
    if not case.found or case.found[0].desk.id not in case.divided:
        return None
    first = case.found[0].desk
    if _told_apart(case.wanted, first, case.serving, case.plans, None):
        return None
    least = case.found[0].certainty - _LIKE
    alike = [each.desk for each in case.found if each.desk.id in case.divided and each.certainty >= least]
    if len(alike) > 1:
        return _ask_back(_WHERE, alike, case) if case.wants_desk else Chosen((), None)
    return Chosen((_of_its_area(first, case), *case.shown.desks[1:]), None)


def _of_equals(case: _Case) -> Chosen | None:
    """The question back where another desk than the best may as well be meant."""
    best = next(iter(case.found), None)
    if best is None or not case.wants_desk or best.literal or best.ahead >= _EQUAL:
        return None
    near = [each.desk for each in case.found if each.certainty >= best.certainty - _PERHAPS]
    named = {f"{case.plans[desk.plan_id].municipality or ''} {desk.name}の電話番号".strip(): None for desk in near}
    return Chosen((), Clarify(_WHICH, tuple(named)[:_OFFERED]))


def _of_rivals(case: _Case) -> Chosen | None:
    """None for certain where another desk is so near to the best that it may be meant: both are told as that."""
    best = next(iter(case.found), None)
    if best is None or not case.wants_desk or best.literal or best.ahead >= _CLEAR:
        return None
    return Chosen((), None)


def _found(case: _Case) -> Chosen | None:
    return case.shown if case.found else None


def _of_all(case: _Case) -> Chosen:
    """The general desk, where it is asked where to go; else none."""
    return _general(case) if case.wants_desk else Chosen((), None)


# In this order; the first that answers wins, and the last always does.
_DECIDERS: Final[tuple[Callable[[_Case], Chosen | None], ...]] = (
    _named_apart,
    _of_district,
    _of_several_like,
    _of_equals,
    _of_rivals,
    _found,
    _of_all,
)


def _by_number(asked: Calling, desks: Sequence[Desk], plans: Mapping[str, PlanEntry]) -> Chosen | None:
    """The desks that have a number which was typed; that none has it, where the question is whose it is."""
    whose = [(desk, kind) for desk in desks if (kind := has_number(desk, asked.numbers))]
    if whose:
        whose.sort(key=lambda each: each[0].source != DESK_TABLE)
        choices = [
            Choice(desk, plans[desk.plan_id], _NUMBER.format(kind, _written(desk))) for desk, kind in whose[:_MOST]
        ]
        return Chosen(tuple(choices), None, by_number=True)
    if not asked.whose_number:
        return None
    return Chosen((), None, by_number=True)


def _shown(found: Sequence[Found], plans: Mapping[str, PlanEntry], divided: Collection[str]) -> Chosen:
    """The best desks; of those among whom the area decides only the one that comes first, if one does."""
    others = [each for each in found[1:] if each.desk.id not in divided]
    return Chosen(tuple(_choice(each, plans) for each in (*found[:1], *others[: _MOST - 1])), None)


def _choice(found: Found, plans: Mapping[str, PlanEntry]) -> Choice:
    plan = plans[found.desk.plan_id]
    if found.beside:
        return Choice(found.desk, plan, _BESIDE)
    return Choice(found.desk, plan, _MEANT.format(_written(found.desk)), by_matter=not found.literal)


def _written(desk: Desk) -> str:
    """Where a desk is written."""
    return TITLE if desk.source == DESK_TABLE else "計画"


def _best(desks: Sequence[Desk], question: Question) -> Desk | None:
    """The one that is most for whom the question is about; of equals one that a person checked, then the first."""
    return max(desks, key=lambda desk: (suits(desk, question), desk.source == DESK_TABLE), default=None)


def _general(
    case: _Case,
) -> Chosen:
    """The general desk of the one municipality there is, said as such; where the area divides it, the question back.

    One for other people than the question's is none; one with a telephone number goes before one without, and those that
    a person checked before all of a plan.
    """
    plans = case.plans
    general = [desk for desk in case.desks if is_general(desk, plans[desk.plan_id], case.question)]
    general = [desk for desk in general if desk.source == DESK_TABLE] or general
    serving = [desk for desk in general if desk.id in case.divided]
    if len(serving) > 1:
        return _ask_back(_WHERE, serving, case)
    if len({desk.plan_id for desk in general}) != 1 or len({desk.phone for desk in general} - {None}) > 1:
        return Chosen((), None)
    best = min(general, key=lambda desk: desk.phone is None)
    return Chosen((Choice(best, plans[best.plan_id], _ELSEWHERE.format(_written(best))),), None)


def _ask_back(question: str, desks: Sequence[Desk], case: _Case) -> Chosen:
    """The question with a desk an option; a single desk is no choice and is named with its area instead."""
    if len(desks) == 1:
        return Chosen((_of_its_area(desks[0], case),), None)
    return Chosen((), Clarify(question, tuple(f"{desk.name}: {_areas_of(desk, case)}" for desk in desks)))


def _of_its_area(desk: Desk, case: _Case) -> Choice:
    why = f"担当地域は「{_areas_of(desk, case)}」です。お住まいの番地が入るか、お確かめください。"
    return Choice(desk, case.plans[desk.plan_id], why)


def _areas_of(desk: Desk, case: _Case) -> str:
    """The areas that a desk serves on one line: its own, or those that its plan has for an entry of the desk table."""
    printed = desk.areas or [area.printed for area in case.areas.get(desk.id, ())]
    return " ".join("、".join(printed).split())


def _told_apart(
    wanted: Wanted, first: Desk, others: Sequence[Desk], plans: Mapping[str, PlanEntry], district: District | None
) -> bool:
    """Whether the question says which one of several like desks it means: 東部, or a landmark beside it.

    The name of the district where somebody lives is none: the desk that bears it need not be the one that serves it.
    Nor is one of several that are named (東部? 中部?): between them the address decides.
    """
    if is_beside(first, wanted.said):
        return True
    words = {desk.id: name_words(desk.name, plans[desk.plan_id]) - PLAIN_NAME for desk in (*others, first)}
    home = name_words(district.name, plans[first.plan_id]) if district else set()
    told = []
    for desk_id, own in words.items():
        shared = {word for other_id, each in words.items() if other_id != desk_id for word in each}
        if (own - shared - home) & set(wanted.lemmas):
            told.append(desk_id)
    return told == [first.id]
