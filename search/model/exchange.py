"""Whether a sentence mixes what its source keeps apart, where no figure tells.

Of 「東部では体操を、西部では料理を行います」 a model may not make 「東部では料理を行います」: in the source's rounds of phrases
(:mod:`search.model.reading.phrases`) with two particles in common, what only the one names stands with what only the
other names.

Missed: two things of sentences apart, and of a list.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from corpus.figures import Clock, Days, Quantity
from corpus.text.tokens import lemmas

from .reading.facts import Fact, Literal, bears_out, facts
from .reading.phrases import Round, Rounds

_TOPIC: Final = re.compile(r"(?:^|(?<=[、。\t]))([^、。は\t]{1,30})(?:は|では|には)")
# A topic right before its figure: 北部が112件、南部が98件; 上会館で第1月曜日.
_BEFORE_FIGURE: Final = re.compile(r"(?:^|(?<=[、。は\t]))([^、。は\t]{1,30}?)(?:が|で)(?=[0-9第約延毎])")
_CLAUSE: Final = re.compile(r"[^、。]+[、。]?")


@dataclass(frozen=True, slots=True)
class Topic:
    """What one of several topics of a sentence has for itself: its words, and the figures told of it."""

    words: frozenset[str]
    figures: Sequence[Fact]


def keeps_topics(told: str, cited: Iterable[str]) -> bool:
    """Whether no clause tells a figure of another topic of a sentence with several: A型は5か所、B型は14か所です.

    Args:
        told: a sentence in one spelling.
        cited: the sentences of its passages.
    """
    parts = _CLAUSE.findall(told)
    if sum(isinstance(fact, Quantity | Clock | Days) for fact in facts(told)) == 1:
        parts.append(told)
    clauses = [(frozenset(lemmas(part)), facts(part)) for part in parts]
    return not any(
        _takes_topic(*clause, _topics(sentence, pattern))
        for sentence in cited
        for pattern in (_TOPIC, _BEFORE_FIGURE)
        for clause in clauses
    )


def _topics(sentence: str, pattern: re.Pattern[str]) -> list[Topic]:
    """The topics of a sentence, where it has several."""
    heads = list(pattern.finditer(sentence))
    if len(heads) < 2:
        return []
    words = [frozenset(lemmas(head[1])) for head in heads]
    ends = [head.start() for head in heads[1:]] + [len(sentence)]
    bodies = [sentence[head.end() : end] for head, end in zip(heads, ends, strict=True)]
    return [
        Topic(
            own - frozenset().union(*(other for other in words if other is not own)),
            facts(body),
        )
        for own, body in zip(words, bodies, strict=True)
    ]


def _takes_topic(words: frozenset[str], found: Sequence[Fact], topics: list[Topic]) -> bool:
    """Whether a clause has most words of one topic and a figure that is told of others alone."""
    shares = [len(topic.words & words) / max(len(topic.words), 1) for topic in topics]
    if not shares or not max(shares) or shares.count(max(shares)) > 1:
        return False
    own = topics[shares.index(max(shares))]
    figures = (fact for fact in found if not isinstance(fact, Literal))
    printed = ([topic for topic in topics if any(bears_out(one, fact) for one in topic.figures)] for fact in figures)
    return bool(own.figures) and any(having and own not in having for having in printed)


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
