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
_ROLE_OF: Final = dict.fromkeys(_AGENT, "が") | _OTHERS
_BODIES: Final = frozenset("国都道府県市区町村")
_RECEIVER: Final = "に"
_PASSIVE: Final = re.compile(
    r"(?:[さかがたなばまわせ]|ら)れ(?=[まてるたなず])|受け[まてる][^、]{0,12}$|せ[らてます]|もら|いただ|頂|できま|できる"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The words of each phrase of a clause, by its particle, the word behind the last one, and whether it is active."""

    phrases: tuple[tuple[str, frozenset[str]], ...]  # は stands as が, へ as に
    heads: tuple[tuple[str, str], ...]  # the last noun of each phrase, with words that touch as one: 大学生
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
    read: list[tuple[str, frozenset[str], str]] = []
    owners: list[tuple[str, str]] = []
    topics: set[str] = set()
    words: set[str] = set()
    nouns = [""]
    verb = before = ""
    for token in tokens:
        particle = _ROLE_OF.get(token.surface) if before != "て" else None  # してみては
        before = token.surface
        if token.content and not token.surface.isdigit():
            words.add(token.lemma)
            nouns[-1] += token.surface
            verb = token.lemma
        elif words and particle:
            read.append((particle, frozenset(words), next(filter(None, reversed(nouns)), "")))
            topics |= words if token.surface == "は" else set()
            words, nouns, verb = set(), [""], ""
        elif token.surface in ("、", "で"):
            words, nouns = set(), [""]
        elif token.surface == "の" and nouns[-1]:
            owners.append(("の", nouns[-1]))
            nouns.append("")
        else:
            nouns.append("")
    if any(name == "が" for name, _, _ in read):
        carried = frozenset()
    return Roles(
        (*((name, words) for name, words, _ in read), ("が", carried)),
        (*((name, head) for name, _, head in read), *owners),
        frozenset(topics | carried),
        carried,
        verb,
        _PASSIVE.search(text) is None,
    )


def keeps_roles(told: Roles, cited: Sequence[Roles]) -> bool:
    """Whether, where clauses of a source end in the word that ``told`` ends in, one has those act who act in it."""
    alike = [one for one in cited if told.verb and one.verb == told.verb]
    return not alike or any(not exchanges(told, one) and not takes_over(told, one, cited) for one in alike)


def turned(told: Sequence[Roles], cited: Sequence[Roles]) -> bool:
    """Whether, of two sentences of one voice, who acts in one is acted on in the other and the other way round."""
    if all(one.active for one in told) != all(one.active for one in cited):
        return False
    (doers, done), (were_doers, were_done) = _sides(told), _sides(cited)
    return bool(doers & were_done - were_doers and done & were_doers - were_done)


def _sides(sentence: Sequence[Roles]) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns of those who act in a sentence, and of those acted on."""
    doers = [head for one in sentence for name, head in one.heads if name == "が"]
    done = [head for one in sentence for name, head in one.heads if name in ("を", "に", "の")]
    return _long(doers), _long(done)


def _long(nouns: Sequence[str]) -> frozenset[str]:
    return frozenset(noun.removesuffix("さん") for noun in nouns if len(noun) > 1 or noun in _BODIES)


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
