"""Who does what to whom in a clause, as far as particles tell, and whether two clauses exchange them.

Of 「民生委員は、世帯の情報をセンターにつなぎます」 a model may not make 「センターは、世帯の情報を民生委員につなぎます」. Only clauses that
end in the same word and the same voice are compared: 「社協に委託します」 and 「社協が委託を受けます」 say the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.text.tokens import Token

_AGENT: Final = frozenset(("は", "が"))
_OTHERS: Final = {"を": "を", "に": "に", "へ": "に", "から": "から", "と": "と"}
_RECEIVER: Final = "に"
_PASSIVE: Final = re.compile(r"(?:[されせ]|ら)れ|せ[らてます]|もら|いただ|頂|できま|できる")


@dataclass(frozen=True, slots=True)
class Roles:
    """The words of each phrase of a clause, by its particle, the word behind the last one, and whether it is active."""

    phrases: tuple[tuple[str, frozenset[str]], ...]  # は stands as が, へ as に
    topics: frozenset[str]  # the words before は, which may be anything's
    carried: frozenset[str]  # those of them that stand in a clause before
    verb: str
    active: bool

    @property
    def named(self) -> frozenset[str]:
        """The words of those who act that stand in the clause itself."""
        return self.of("が") - self.carried

    def of(self, particle: str) -> frozenset[str]:
        """The words of all phrases with a particle."""
        return frozenset().union(*(words for name, words in self.phrases if name == particle))


def roles(tokens: Iterable[Token], text: str, carried: frozenset[str] = frozenset()) -> Roles:
    """The roles of a clause, from its tokens and its text; ``carried`` is what the clauses before are about."""
    phrases: list[tuple[str, frozenset[str]]] = []
    topics: set[str] = set()
    words: set[str] = set()
    verb = ""
    for token in tokens:
        if token.content and not token.surface.isdigit():
            words.add(token.lemma)
            verb = token.lemma
        elif words and token.surface in _AGENT:
            phrases.append(("が", frozenset(words)))
            topics |= words if token.surface == "は" else set()
            words, verb = set(), ""
        elif words and token.surface in _OTHERS:
            phrases.append((_OTHERS[token.surface], frozenset(words)))
            words, verb = set(), ""
        elif token.surface in ("、", "で"):
            words = set()
    if any(name == "が" for name, _ in phrases):
        carried = frozenset()
    return Roles((*phrases, ("が", carried)), frozenset(topics | carried), carried, verb, _PASSIVE.search(text) is None)


def keeps_roles(told: Roles, cited: Sequence[Roles]) -> bool:
    """Whether, where clauses of a source end in the word that ``told`` ends in, one has those act who act in it."""
    alike = [one for one in cited if told.verb and one.verb == told.verb]
    return not alike or any(not exchanges(told, one) and not takes_over(told, one, cited) for one in alike)


def takes_over(told: Roles, cited: Roles, others: Iterable[Roles]) -> bool:
    """Whether ``told`` gives what one does in ``cited`` to one who does something else in another clause."""
    own, theirs = told.named, cited.named
    if not (own - theirs and theirs - own and told.active == cited.active):
        return False
    return any(own <= other.named for other in others if other.verb != cited.verb)


def exchanges(told: Roles, cited: Roles) -> bool:
    """Whether ``told`` makes one who acts of one who is acted on in ``cited``."""
    if told.active != cited.active:
        return False
    own, theirs = told.of("が"), cited.of("が")
    for particle in dict.fromkeys(_OTHERS.values()):
        acted_on, was_acted_on = told.of(particle), cited.of(particle)
        doer, done = own - acted_on, acted_on - own
        crossed = doer & (was_acted_on - theirs) and done & (theirs - was_acted_on)
        if crossed and not doer & theirs and not done & was_acted_on:
            return True
    receiver = cited.of(_RECEIVER) - theirs
    doer = own - told.topics - told.of(_RECEIVER)
    return told.active and bool(doer) and doer <= receiver
