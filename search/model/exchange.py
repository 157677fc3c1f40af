"""Whether a sentence mixes what its source keeps apart, where no figure tells.

Of 「東部では体操を、西部では料理を行います」 a model may not make 「東部では料理を行います」: in the source's rounds of phrases
(:mod:`search.model.reading.phrases`) with two particles in common, what only the one names stands with what only the
other names.

Missed: two things of sentences apart, and of a list.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from corpus.text.tokens import lemmas

from .reading.facts import Fact, Literal, bears_out, facts
from .reading.phrases import Round, Rounds

_TOPIC: Final = re.compile(r"(?:^|(?<=[、。\t]))([^、。は\t]{1,30})(?:は|では|には)")
_CLAUSE: Final = re.compile(r"[^、。]+[、。]?")


def keeps_topics(told: str, cited: Iterable[str]) -> bool:
    """Whether no clause tells a figure of another topic of a sentence with several: A型は5か所、B型は14か所です.

    Args:
        told: a sentence in one spelling.
        cited: the sentences of its passages.
    """
    clauses = [(clause, frozenset(lemmas(clause)), facts(clause)) for clause in _CLAUSE.findall(told)]
    return not any(_takes_topic(words, found, _topics(sentence)) for sentence in cited for _, words, found in clauses)


def _topics(sentence: str) -> list[tuple[frozenset[str], Sequence[Fact]]]:
    """The words of each topic of a sentence that no other topic of it has, and the figures told of it."""
    heads = list(_TOPIC.finditer(sentence))
    if len(heads) < 2:
        return []
    words = [frozenset(lemmas(head[1])) for head in heads]
    ends = [head.start() for head in heads[1:]] + [len(sentence)]
    return [
        (own - frozenset().union(*(other for other in words if other is not own)), facts(sentence[head.end() : end]))
        for own, head, end in zip(words, heads, ends, strict=True)
    ]


def _takes_topic(
    words: frozenset[str], found: Sequence[Fact], topics: list[tuple[frozenset[str], Sequence[Fact]]]
) -> bool:
    """Whether a clause has words of one topic alone and a figure that is told of others alone."""
    named = [bool(own & words) for own, _ in topics]
    if sum(named) != 1:
        return False
    for fact in found:
        printed = [any(bears_out(one, fact) for one in figures) for _, figures in topics]
        if not isinstance(fact, Literal) and any(printed) and not printed[named.index(True)]:
            return True
    return False


def is_mixed(told: Iterable[Rounds], cited: Iterable[Rounds]) -> bool:
    """Whether a sentence mixes the rounds of that sentence of its passages that it was made of."""
    own = [each for rounds in told for each in rounds]
    wanted = frozenset().union(*map(_words, own))
    made_of: Rounds = max(cited, key=lambda rounds: len(wanted & frozenset().union(*map(_words, rounds))), default=())
    return any(
        _mixes(told_round, one, other)
        for told_round in own
        if not any(_words(told_round) <= _words(each) for each in made_of)
        for one, other in combinations(made_of, 2)
    )


def _mixes(told: Round, one: Round, other: Round) -> bool:
    common = one.keys() & other.keys()
    if len(common) < 2:
        return False
    of_one = frozenset().union(*(one[particle] for particle in common)) - _words(other)
    of_other = frozenset().union(*(other[particle] for particle in common)) - _words(one)
    places = [{place for place, phrase in enumerate(told.values()) if phrase & words} for words in (of_one, of_other)]
    return all(places) and places[0] != places[1]


def _words(phrases: Round) -> frozenset[str]:
    return frozenset().union(*phrases.values())
