"""Whether a sentence mixes what its source keeps apart, where no figure tells.

Of 「東部では体操を、西部では料理を行います」 a model may not make 「東部では料理を行います」: in the source's rounds of phrases
(:mod:`search.model.reading.phrases`) with two particles in common, what only the one names stands with what only the
other names.

Missed: two things of sentences apart, and of a list.
"""

from collections.abc import Iterable
from itertools import combinations

from .reading.phrases import Round, Rounds


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
