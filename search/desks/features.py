"""What speaks for a desk and against it, as numbers, and how much each counts."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from operator import attrgetter, mul
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.records.desks.area import Area
from corpus.text.matching import squeezed
from corpus.text.nouns import is_number, words_in
from index.desks.known import TAKEN
from index.desks.naming import PLAIN_NAME
from index.desks.texts import listed
from index.encoder.static import Rarity, StaticEncoder

from ..question.question import Question
from ..ranking.word_match import WordMatch
from ..results import Reply
from .area import holds, is_everywhere
from .called import miscalled, named_by, sounded, spoken
from .naming import is_beside, is_in_building, is_typed, named_town, suits
from .room import Profile, Room

WEIGHTS: Final = "weights.tsv"
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
    ahead: float  # share of the question's weight that any of its words are near to, less that of the best other desk
    matter: float  # cosine of their telling words and its name's, less that of the best other desk
    others: float  # it is for others; the less the more of the question its name has
    phone: float
    here: float  # it serves the asker's district
    apart: float  # it serves others only
    first: float  # 1 where it stands in the passage found first, 1/2 for the second and so on
    entry: float  # share of the question's words that its entry has, or words near them
    entry_ahead: float  # the same less that of the best other desk
    address: float  # share of the question's weight that its address has
    located: float  # it stands in the town that was typed
    elsewhere: float  # another desk does, and this one's address is in another town
    sounded: (
        float  # how much of how its name is read stands in the question in kana, less that of the best other number
    )
    denied: float  # share of its name's weight that is said not to be meant
    miscalled: float  # another of its kind is named
    article: (
        float  # cosine of the question and the text that its number ends, less that of the best desk of another number
    )


_values: Final[Callable[[Features], tuple[float, ...]]] = attrgetter(*(each.name for each in fields(Features)))


@dataclass(frozen=True, slots=True)
class Nearness:
    """What was found for a question: the rank of each passage, and the question's words."""

    ranks: Mapping[str, int]
    match: WordMatch

    @classmethod
    def of(cls, reply: Reply, match: WordMatch) -> "Nearness":
        """Of the passages of ``reply``."""
        return cls({result.passage.id: result.rank for result in reply.results}, match)


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic regression over :class:`Features`, in their order; ``python -m benchmarks.learn`` learns them again.

    Learned from judged contact questions over five plans and the documents of many municipalities, and from made-up towns'
    desks asked for by name, building and matter; what that gives for towns left out stands in docs/benchmarks.md.
    """

    constant: float
    features: tuple[float, ...]

    @classmethod
    def learned(cls) -> "Weights":
        """Those that the program has."""
        text = resources.files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8")
        rows = {row["feature"]: float(row["weight"]) for row in csv.DictReader(text.splitlines(), delimiter="\t")}
        return cls(rows["constant"], tuple(rows[each.name] for each in fields(Features)))

    def certainty(self, features: Features) -> float:
        """The log-odds that this is the desk to name."""
        told: float = sum(map(mul, self.features, _values(features)))
        return self.constant + told


def features_of(
    question: Question, room: Room, areas: Mapping[str, Sequence[Area]], rarity: Rarity, nearness: Nearness
) -> list[Features]:
    """The features of each desk of ``room``, in its order."""
    wanted = _Weighed.of(question, rarity)
    if not room.profiles:
        return []
    found = [_shares(profile, wanted, rarity) for profile in room.profiles]
    told = _directions(room.encoder, (listed(wanted.said), listed(wanted.official)))
    asked = _directions(room.encoder, (question.wanted.text, question.wanted.official))
    ahead = _ahead(_akin(wanted, room), room.others)
    matter = _ahead((room.matters @ told.T).max(axis=1), room.others)
    located, elsewhere = _towns(question, room)
    entries = np.array(nearness.match.sentences([profile.entry for profile in room.profiles]), np.float32)
    entries_ahead = _ahead(entries, room.others)
    articles = _ahead((room.articles @ asked.T).max(axis=1), room.otherwise)
    heard = [sounded(profile.sound, wanted.spoken) for profile in room.profiles]
    heard_ahead = _ahead(np.array(heard, np.float32), room.otherwise)
    places = [name for place in question.applied.places for name in (place.name, *place.said)]
    called = named_by(question.wanted.said, places)
    return [
        Features(
            **shares,
            **_facts(question, profile, areas, shares["covered"]),
            **_placed(profile, wanted, nearness),
            located=located[place],
            elsewhere=elsewhere[place],
            entry=float(entries[place]),
            entry_ahead=float(entries_ahead[place]),
            sounded=float(heard_ahead[place]),
            miscalled=miscalled(profile.called, profile.whole, profile.sound, called),
            article=float(articles[place]),
            ahead=float(ahead[place]),
            matter=float(matter[place]),
        )
        for place, (profile, shares) in enumerate(zip(room.profiles, found, strict=True))
    ]


@lru_cache(maxsize=64)
def _directions(encoder: StaticEncoder, texts: tuple[str, ...]) -> NDArray[np.float32]:
    """A unit row per text of a question: it is put to the desks of one municipality after the other."""
    return encoder.encode_queries(texts)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The telling words of a question by their rarity, and those that the lexicon leads to."""

    said: Mapping[str, float]
    official: Mapping[str, float]
    taken: Mapping[str, float]  # of what is said, what a desk is asked to take
    denied: frozenset[str]
    spoken: tuple[str, ...]  # the sounds of what is written in kana

    @classmethod
    def of(cls, question: Question, rarity: Rarity) -> "_Weighed":
        home = words_in(question.district.name) if question.district else frozenset()
        drop = PLAIN_NAME | _ASKED | home
        wanted = question.wanted
        said = {word: weight for word, weight in wanted.lemmas.items() if word not in drop and not is_number(word)}
        official = {word: rarity.of(word) for word in words_in(wanted.official) - drop - said.keys()}
        taken = {word for phrase in TAKEN.findall(wanted.text) for word in words_in(phrase)}
        asked = {word: rarity.of(word) for word in taken - drop}
        denied = words_in(wanted.denied) - drop - said.keys()
        return cls(said, official, asked, frozenset(denied), spoken(wanted.said))


def _shares(profile: Profile, wanted: _Weighed, rarity: Rarity) -> dict[str, float]:
    """What can be counted word by word."""
    whole = sum(wanted.said.values()) or 1.0
    asked = sum(wanted.taken.values()) or 1.0
    typed, turned = max((_of_name(name, wanted, rarity) for name in profile.names), key=sum)
    everything = {**wanted.official, **wanted.said}
    names = frozenset().union(*profile.names)
    told = [weight * profile.told[word] for word, weight in everything.items() if word in profile.told]
    return {
        "typed": typed,
        "turned": turned,
        "covered": sum(weight for word, weight in wanted.said.items() if word in names) / whole,
        "told": min(sum(told) / whole, 1.0),
        "taken": sum(weight * profile.taken.get(word, 0.0) for word, weight in wanted.taken.items()) / asked,
        "serves": min(sum(weight for word, weight in everything.items() if word in profile.serves) / 10, 1.0),
        "phone": float(profile.desk.phone is not None),
        "denied": _share(profile.names[0], wanted.denied, rarity),
    }


def _share(name: frozenset[str], words: frozenset[str], rarity: Rarity) -> float:
    """The share of a name's weight that ``words`` have."""
    if name.isdisjoint(words):
        return 0.0
    whole = sum(rarity.of(word) for word in name) or 1.0
    return sum(rarity.of(word) for word in name & words) / whole


def _of_name(name: frozenset[str], wanted: _Weighed, rarity: Rarity) -> tuple[float, float]:
    """How much of a name was typed, and how much the lexicon leads to."""
    if name.isdisjoint(wanted.said) and name.isdisjoint(wanted.official):
        return 0.0, 0.0
    words = {word: rarity.of(word) for word in sorted(name)}
    whole = sum(words.values()) or 1.0
    typed = sum(weight for word, weight in words.items() if word in wanted.said)
    return typed / whole, sum(weight for word, weight in words.items() if word in wanted.official) / whole


def _facts(
    question: Question, profile: Profile, areas: Mapping[str, Sequence[Area]], covered: float
) -> dict[str, float]:
    """What is so or not."""
    desk, said = profile.desk, question.wanted.said
    serves = None
    own = areas.get(desk.id, ())
    if question.district is not None and own and not any(map(is_everywhere, own)):
        serves = holds(own, question.district.address)
    return {
        "housed": float(is_in_building(desk, said)),
        "literal": float(is_typed(desk, profile.plan, said)),
        "beside": float(is_beside(desk, said)),
        "others": (1 - covered) * float(suits(desk, question) < 0),
        "here": float(serves is True),
        "apart": float(serves is False),
    }


def _placed(profile: Profile, wanted: _Weighed, nearness: Nearness) -> dict[str, float]:
    """Where the desk stands among what was found, and how much of its address was typed."""
    rank = nearness.ranks.get(profile.desk.passage_id or "", 0)
    whole = sum(wanted.said.values()) or 1.0
    return {
        "first": 1 / rank if rank else 0.0,
        "address": min(sum(weight for word, weight in wanted.said.items() if word in profile.address) / whole, 1.0),
    }


def _towns(question: Question, room: Room) -> tuple[list[float], list[float]]:
    """Of each desk, whether it stands in the town that the question names, and whether others do and it does not.

    Where the asker's district is known, the areas that desks serve decide, and not where they stand.
    """
    said = squeezed(question.wanted.said)
    for name in (name for place in question.applied.places for name in (place.name, *place.said)):
        said = said.replace(squeezed(name), "\n")
    towns = [] if question.district else [profile.town for profile in room.profiles]
    named = {town: named_town(town, said) for town in dict.fromkeys(towns)}
    most = max(named.values(), default=0)
    located = [float(bool(most) and bool(towns) and named[profile.town] == most) for profile in room.profiles]
    return located, [
        float(bool(most) and bool(profile.town) and not here)
        for profile, here in zip(room.profiles, located, strict=True)
    ]


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
