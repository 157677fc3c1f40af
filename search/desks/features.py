"""What speaks for a desk and against it, as numbers, and how much each counts."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.records.desks.area import Area
from corpus.text.nouns import is_number, words_in
from index.encoder.static import Rarity

from ..question.question import Question
from .area import holds, is_everywhere
from .naming import PLAIN_NAME, is_beside, is_in_building, is_typed, suits
from .room import TAKEN, Profile, Room

# What is asked of any desk, and so tells none.
_ASKED: Final = frozenset(("電話", "番号", "連絡", "名前", "場所", "住所", "所在", "受付", "時間", "教える", "知る"))
_UNLIKE: Final = 0.3  # cosine up to which two words have nothing in common; arbitrary


@dataclass(frozen=True, slots=True)
class Features:
    """Of a question and a desk, each about 0 to 1."""

    typed: float  # share of the name's weight that was typed
    covered: float  # share of the question's weight that the name has
    literal: float  # its whole name was typed
    beside: float  # so was a landmark beside it
    housed: float  # or the building where it stands; the less the more desks stand there
    turned: float  # share of the name's weight that the lexicon leads to
    told: float  # share of the question's weight that the plan says of it and of few others
    taken: float  # share of the question's weight that it says it takes: 虐待 of 虐待の相談
    serves: float  # weight of the question's words among those that it says it serves, of ten
    text: float  # cosine of question and what is said of it
    ahead: float  # share of the question's weight that any of its words are near to, less that of the best other desk
    before: float  # cosine of question and name, less that of the best other desk
    matter: float  # the same of their telling words alone
    fits: float  # it is for those whom the question is about
    others: float  # it is for others; the less the more of the question its name has
    phone: float
    here: float  # it serves the asker's district
    apart: float  # it serves others only


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic regression over :class:`Features`, in their order; ``python -m benchmarks.learn`` learns them again.

    Learned from 58 judged contact questions over five plans, 157 over eight made-up towns, and those towns' desks asked
    for by name, building and matter. By towns that were not learned from: of 122 questions that ask where to go the
    first desk is told and right for 93 and wrong for 7; of 45 that do not, for 39 and 1.
    """

    constant: float = -4.4
    features: tuple[float, ...] = (
        1.1,
        0.6,
        3.7,
        1.1,
        6.1,
        1.6,
        2.7,
        1.4,
        2.8,
        2.7,
        2.0,
        1.2,
        2.5,
        0.7,
        -1.9,
        1.0,
        5.3,
        -3.7,
    )

    def certainty(self, features: Features) -> float:
        """The log-odds that this is the desk to name."""
        return self.constant + sum(
            weight * float(value) for weight, value in zip(self.features, astuple(features), strict=True)
        )


def features_of(question: Question, room: Room, areas: Mapping[str, Sequence[Area]], rarity: Rarity) -> list[Features]:
    """The features of each desk of ``room``, in its order."""
    wanted = _Weighed.of(question, rarity)
    if not room.profiles:
        return []
    found = [_shares(profile, wanted, rarity) for profile in room.profiles]
    told, asked = (
        room.encoder.encode_queries(each)
        for each in (
            [" ".join(wanted.said), " ".join(wanted.official)],
            [question.wanted.text, question.wanted.official],
        )
    )
    text, near = (room.texts @ asked.T).max(axis=1), (room.names @ asked.T).max(axis=1)
    shares = (_akin(wanted, room), near, (room.matters @ told.T).max(axis=1))
    ahead, before, matter = (_ahead(each, room.others) for each in shares)
    return [
        Features(
            **shares,
            **_facts(question, profile, areas, shares["covered"]),
            text=float(text[place]),
            ahead=float(ahead[place]),
            before=float(before[place]),
            matter=float(matter[place]),
        )
        for place, (profile, shares) in enumerate(zip(room.profiles, found, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The telling words of a question by their rarity, and those that the lexicon leads to."""

    said: Mapping[str, float]
    official: Mapping[str, float]
    taken: Mapping[str, float]  # of what is said, what a desk is asked to take

    @classmethod
    def of(cls, question: Question, rarity: Rarity) -> "_Weighed":
        home = words_in(question.district.name) if question.district else frozenset()
        drop = PLAIN_NAME | _ASKED | home
        wanted = question.wanted
        said = {word: weight for word, weight in wanted.lemmas.items() if word not in drop and not is_number(word)}
        official = {word: rarity.of(word) for word in words_in(wanted.official) - drop - said.keys()}
        taken = {word for phrase in TAKEN.findall(wanted.text) for word in words_in(phrase)}
        return cls(said, official, {word: rarity.of(word) for word in taken - drop})


def _shares(profile: Profile, wanted: _Weighed, rarity: Rarity) -> dict[str, float]:
    """What can be counted word by word."""
    whole = sum(wanted.said.values()) or 1.0
    asked = sum(wanted.taken.values()) or 1.0
    typed, turned = max((_of_name(name, wanted, rarity) for name in profile.names), key=sum)
    everything = {**wanted.official, **wanted.said}
    names = frozenset().union(*profile.names)
    told = {word: weight * profile.told.get(word, 0.0) for word, weight in everything.items()}
    return {
        "typed": typed,
        "turned": turned,
        "covered": sum(weight for word, weight in wanted.said.items() if word in names) / whole,
        "told": min(sum(told.values()) / whole, 1.0),
        "taken": sum(weight * profile.taken.get(word, 0.0) for word, weight in wanted.taken.items()) / asked,
        "serves": min(sum(weight for word, weight in everything.items() if word in profile.serves) / 10, 1.0),
        "phone": float(profile.desk.phone is not None),
    }


def _of_name(name: frozenset[str], wanted: _Weighed, rarity: Rarity) -> tuple[float, float]:
    """How much of a name was typed, and how much the lexicon leads to."""
    words = {word: rarity.of(word) for word in sorted(name)}
    whole = sum(words.values()) or 1.0
    typed = sum(weight for word, weight in words.items() if word in wanted.said)
    return typed / whole, sum(weight for word, weight in words.items() if word in wanted.official) / whole


def _facts(
    question: Question, profile: Profile, areas: Mapping[str, Sequence[Area]], covered: float
) -> dict[str, float]:
    """What is so or not."""
    desk, said = profile.desk, question.wanted.said
    fits = suits(desk, question)
    serves = None
    own = areas.get(desk.id, ())
    if question.district is not None and own and not any(map(is_everywhere, own)):
        serves = holds(own, question.district.address)
    return {
        "housed": float(is_in_building(desk, said)),
        "literal": float(is_typed(desk, profile.plan, said)),
        "beside": float(is_beside(desk, said)),
        "fits": float(fits > 0),
        "others": (1 - covered) * float(fits < 0),
        "here": float(serves is True),
        "apart": float(serves is False),
    }


def _akin(wanted: _Weighed, room: Room) -> NDArray[np.float32]:
    """How much of the question's weight the words of each desk are near to, 0 to 1."""
    whole = sum(wanted.said.values()) or 1.0
    known = [word for word in (*wanted.said, *wanted.official) if room.encoder.knows(word)]
    weights = np.array([(wanted.said.get(word) or wanted.official[word]) / whole for word in known], np.float32)
    nearness = room.near(room.encoder.unit_vectors(known))
    nearness = np.clip((nearness - _UNLIKE) / (1 - _UNLIKE), 0.0, 1.0)
    shares: NDArray[np.float32] = np.minimum(nearness @ weights, 1.0)
    return shares


def _ahead(scores: NDArray[np.float32], others: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Each less the best of those that are of another kind; of nought where none is."""
    best = np.where(others, scores[None, :], 0.0).max(axis=1)
    result: NDArray[np.float32] = scores - best
    return result
