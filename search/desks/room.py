"""The desks of some plans as they are compared with a question: their words and vectors, made once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.records.desks.desk import Desk
from corpus.text.matching import squeezed
from corpus.text.nouns import words_in
from index.catalog import PlanEntry
from index.desks.known import UNKNOWN, Known
from index.desks.naming import PLAIN_NAME, names_of, own_name, plain_name
from index.desks.texts import apart, listed, telling
from index.encoder.static import StaticEncoder

from .naming import town_of

_ONE_WORD: Final = 2  # words that two names do not share where one stands for another: 東部, 西部
_ANY: Final = "窓口"  # stands for no word, since an empty slice cannot be reduced


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
        known: Mapping[str, Known] = MappingProxyType({}),
    ) -> None:
        """Compare ``desks`` with questions.

        Args:
            desks: of the plans that are searched.
            plans: by id.
            said: what the plan says of a desk, a sentence a line; "" where it says nothing.
            entry: the text of its entry, with the headings above it.
            article: the text that its number ends: from the number before on.
            encoder: whose vectors say how near words are.
            known: what was written of desks, by their ids.
        """
        self.desks = apart(desks)
        self.plans = plans
        self.encoder = encoder
        self._article = article
        self._known = [known.get(desk.id, UNKNOWN) for desk in self.desks]
        self.profiles = _profiles(
            self.desks, plans, [said(desk) for desk in self.desks], [entry(desk) for desk in self.desks], self._known
        )

    @cached_property
    def matters(self) -> NDArray[np.float32]:
        """A unit row per desk: the telling words of its name; nought where it has none."""
        names = [listed(each.names[0]) for each in self.profiles]
        return self._stacked([own.row(name, self.encoder) for own, name in zip(self._known, names, strict=True)])

    @cached_property
    def articles(self) -> NDArray[np.float32]:
        """A unit row per desk: the text that its number ends."""
        return self._stacked(
            [
                self.encoder.encode_queries([self._article(desk)])[0] if own.article is None else own.article
                for own, desk in zip(self._known, self.desks, strict=True)
            ]
        )

    def _stacked(self, rows: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        return np.stack(rows) if rows else np.zeros((0, self.encoder.dim), np.float32)

    @cached_property
    def otherwise(self) -> NDArray[np.bool_]:
        """For each desk, which have another number: shape (desks, desks)."""
        numbers = np.array([desk.phone or desk.id for desk in self.desks])
        return np.asarray(numbers[:, None] != numbers[None, :])

    @cached_property
    def others(self) -> NDArray[np.bool_]:
        """For each desk, which are of another kind: shape (desks, desks); of its kind are those named as it but a word."""
        names = [each.names[0] for each in self.profiles]
        places = {word: place for place, word in enumerate(sorted(frozenset[str]().union(*names)))}
        held = np.zeros((len(names), len(places)), np.float32)
        for row, name in enumerate(names):
            held[row, [places[word] for word in name]] = 1
        shared, whole = held @ held.T, held.sum(axis=1)
        return np.asarray(whole[:, None] + whole[None, :] - 2 * shared > _ONE_WORD)

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
    desks: Sequence[Desk],
    plans: Mapping[str, PlanEntry],
    said: Sequence[str],
    entries: Sequence[str],
    known: Sequence[Known],
) -> list[Profile]:
    every = {each.name for each in desks}
    lines = [telling(text, desk, every) for text, desk in zip(said, desks, strict=True)]
    names: list[tuple[frozenset[str], ...]] = []
    told: list[frozenset[str]] = []
    taken: list[frozenset[str]] = []
    for desk, own, line in zip(desks, known, lines, strict=True):
        called = tuple(own.words_in(name) - PLAIN_NAME for name in names_of(desk, plans[desk.plan_id]))
        names.append(called)
        told.append(own.words_in(line) - PLAIN_NAME - called[0])
        taken.append(own.taken_in(line) | own.taken_in(desk.serves or ""))
    return [
        _profile(desk, plans[desk.plan_id], called, words, taking, entry, own)
        for desk, called, words, taking, entry, own in zip(
            desks, names, _rare(told), _rare(taken), entries, known, strict=True
        )
    ]


def _profile(
    desk: Desk,
    plan: PlanEntry,
    names: tuple[frozenset[str], ...],
    told: Mapping[str, float],
    taken: Mapping[str, float],
    entry: str,
    known: Known,
) -> Profile:
    name = own_name(desk.name, plan)
    return Profile(
        desk=desk,
        plan=plan,
        names=names,
        told=told,
        taken=taken,
        serves=known.words_in(desk.serves or "") - PLAIN_NAME,
        entry=known.words_in(entry) | names[0],
        address=known.words_in(desk.address or "") - words_in(plan.municipality or "") - PLAIN_NAME,
        town=town_of(desk, plan),
        sound=known.sound_of(name),
        called=squeezed(plain_name(name)).replace("の", ""),
        whole=squeezed(f"{entry}{desk.name}{desk.address or ''}").replace("の", ""),
    )


def _rare(words: Sequence[frozenset[str]]) -> list[dict[str, float]]:
    """Each desk's words, by how few desks have them."""
    common = Counter(word for each in words for word in each)
    return [{word: 1 / common[word] for word in sorted(each)} for each in words]
