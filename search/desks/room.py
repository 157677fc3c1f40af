"""The desks of some plans as they are compared with a question: their words and vectors, made once."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.records.desks.desk import Desk
from corpus.text.matching import matching_text, squeezed
from corpus.text.nouns import words_in
from corpus.text.sentences import sentence_spans
from index.catalog import PlanEntry
from index.encoder.static import StaticEncoder

from .called import sound_of
from .naming import PLAIN_NAME, names_of, own_name, plain_name, town_of

_LISTED: Final = 3  # desks that a sentence names, to be a list that says nothing of one of them
_ONE_WORD: Final = 2  # words that two names do not share where one stands for another: 東部, 西部
_ANY: Final = "窓口"  # stands for no word, since an empty slice cannot be reduced
_AROUND: Final = 200  # characters on either side of a name, in which its sentence is looked for; arbitrary
_MENTIONS: Final = 12  # of a name whose sentences are read; later ones say what the first have said; arbitrary
_SHORTEST: Final = 3  # characters of a name that is looked for in running text
# What a desk is asked to take: 虐待の相談, 在宅医療と介護の相談窓口.
TAKEN: Final = re.compile(
    r"([^、。，,\s?？!！]{2,14}?)(?:等?の|に関する|についての|などの)?(?:各種)?(?:相談|苦情|手続)"
)


def listed(words: Iterable[str]) -> str:
    """Words that stand in no order as a text for an encoder: what stands side by side in it is no phrase."""
    return "、".join(sorted(words))


@dataclass(frozen=True, slots=True)
class Profile:
    """A desk, its plan and its words: of each of its names, the full one first, and of what is said of it."""

    desk: Desk
    plan: PlanEntry
    names: tuple[frozenset[str], ...]
    told: Mapping[str, float]  # words that the plan says of it beside its name, each by how few desks share it
    taken: Mapping[str, float]  # of those, what stands right before 相談
    serves: frozenset[str]  # words of whom it says that it serves
    entry: frozenset[str]  # words of its entry, name and address and all
    address: frozenset[str]
    town: str  # of its address
    sound: str  # of its name
    called: str  # its name as it is looked for in a question
    whole: str  # its entry and its address, squeezed

    @property
    def words(self) -> list[str]:
        """All of them, once."""
        return sorted({*self.names[0], *self.told, *self.serves})


class Room:
    """Desks among which one is chosen."""

    def __init__(
        self,
        desks: Sequence[Desk],
        plans: Mapping[str, PlanEntry],
        said: Callable[[Desk], str],
        entry: Callable[[Desk], str],
        article: Callable[[Desk], str],
        encoder: StaticEncoder,
    ) -> None:
        """Compare ``desks`` with questions.

        Args:
            desks: of the plans that are searched.
            plans: by id.
            said: what the plan says of a desk, a sentence a line; "" where it says nothing.
            entry: the text of its entry, with the headings above it.
            article: the text that its number ends: from the number before on.
            encoder: whose vectors say how near words are.
        """
        self.desks = [desk for desk in desks if not _stands_for(desk, desks)]
        self.plans = plans
        self.encoder = encoder
        self._article = article
        self.profiles = _profiles(
            self.desks, plans, [said(desk) for desk in self.desks], [entry(desk) for desk in self.desks]
        )

    @cached_property
    def matters(self) -> NDArray[np.float32]:
        """A unit row per desk: the telling words of its name; nought where it has none."""
        return self.encoder.encode_queries([listed(each.names[0]) for each in self.profiles])

    @cached_property
    def articles(self) -> NDArray[np.float32]:
        """A unit row per desk: the text that its number ends."""
        return self.encoder.encode_queries([self._article(desk) for desk in self.desks])

    @cached_property
    def otherwise(self) -> NDArray[np.bool_]:
        """For each desk, which have another number: shape (desks, desks)."""
        numbers = np.array([desk.phone or desk.id for desk in self.desks])
        return np.asarray(numbers[:, None] != numbers[None, :])

    @cached_property
    def others(self) -> NDArray[np.bool_]:
        """For each desk, which are of another kind: shape (desks, desks); of its kind are those named as it but a word."""
        names = [each.names[0] for each in self.profiles]
        return np.array([[len(own ^ other) > _ONE_WORD for other in names] for own in names], dtype=np.bool_)

    def near(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """How near each of some words is to the nearest of each desk's: shape (desks, words), 0 to 1."""
        rows, starts, empty = self._words
        nearest: NDArray[np.float32] = np.maximum.reduceat(rows @ vectors.T, starts, axis=0)
        nearest[empty] = 0.0
        return np.clip(nearest, 0.0, 1.0)

    @cached_property
    def _words(self) -> tuple[NDArray[np.float32], list[int], list[int]]:
        """The vectors of each desk's words below each other, where each desk's begin, and the desks without any."""
        known = [[word for word in each.words if self.encoder.knows(word)] for each in self.profiles]
        filled = [each or [_ANY] for each in known]
        starts = np.cumsum([0, *map(len, filled)])[:-1].tolist()
        flat = [word for each in filled for word in each]
        return self.encoder.unit_vectors(flat), starts, [place for place, each in enumerate(known) if not each]


def _profiles(
    desks: Sequence[Desk], plans: Mapping[str, PlanEntry], said: Sequence[str], entries: Sequence[str]
) -> list[Profile]:
    names = [
        tuple(frozenset(words_in(name) - PLAIN_NAME) for name in names_of(desk, plans[desk.plan_id])) for desk in desks
    ]
    telling = [_telling(text, desk, desks) for text, desk in zip(said, desks, strict=True)]
    told = [words_in(text) - PLAIN_NAME - own[0] for text, own in zip(telling, names, strict=True)]
    taken = [_taken(text) | _taken(desk.serves or "") for desk, text in zip(desks, telling, strict=True)]
    serves = [words_in(desk.serves or "") - PLAIN_NAME for desk in desks]
    return [
        Profile(
            desk=desk,
            plan=plans[desk.plan_id],
            names=own,
            told=words,
            taken=taking,
            serves=serving,
            entry=words_in(entry) | own[0],
            address=words_in(desk.address or "") - words_in(plans[desk.plan_id].municipality or "") - PLAIN_NAME,
            town=town_of(desk, plans[desk.plan_id]),
            sound=sound_of(own_name(desk.name, plans[desk.plan_id])),
            called=squeezed(plain_name(own_name(desk.name, plans[desk.plan_id]))).replace("の", ""),
            whole=squeezed(f"{entry}{desk.name}{desk.address or ''}").replace("の", ""),
        )
        for desk, own, words, taking, serving, entry in zip(
            desks, names, _rare(told), _rare(taken), serves, entries, strict=True
        )
    ]


def _rare(words: Sequence[frozenset[str]]) -> list[dict[str, float]]:
    """Each desk's words, by how few desks have them."""
    common = Counter(word for each in words for word in each)
    return [{word: 1 / common[word] for word in sorted(each)} for each in words]


def _telling(said: str, desk: Desk, desks: Sequence[Desk]) -> str:
    """The sentences that say something of this desk, its name left out; one that lists desks says nothing of one."""
    names = {each.name for each in desks}
    lines = [line for line in said.splitlines() if sum(name in line for name in names) < _LISTED]
    return "\n".join(lines).replace(desk.name, " ")


def _taken(text: str) -> frozenset[str]:
    return frozenset(word for phrase in TAKEN.findall(matching_text(text)) for word in words_in(phrase)) - PLAIN_NAME


def _stands_for(desk: Desk, others: Collection[Desk]) -> bool:
    """Whether a bare name stands for desks that bear it, with areas or numbers (地域包括支援センター)."""
    if desk.phone or desk.areas:
        return False
    return any(other.name.endswith(desk.name) and (other.phone or other.areas) for other in others)


def sentences_on(desk: Desk, plan: PlanEntry, text: str) -> str:
    """The sentences of a plan that name ``desk``, by its name or its nickname, one a line, the first ones only."""
    found: dict[str, None] = {}
    for name in (name for name in names_of(desk, plan) if len(name) >= _SHORTEST):
        for mention in list(re.finditer(re.escape(name), text))[:_MENTIONS]:
            start = max(0, mention.start() - _AROUND)
            window = text[start : mention.end() + _AROUND]
            place = mention.start() - start
            found |= {
                " ".join(window[left:right].split()): None
                for left, right in sentence_spans(window)
                if left <= place < right
            }
    return "\n".join(found)
