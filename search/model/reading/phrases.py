"""A sentence in rounds of phrases, each with its particle: 「東部では体操を、西部では料理を」 has two of で and を.

A round ends where a particle comes again.
"""

import re
from typing import Final

from corpus.text.tokens import spans

from .facts import Literal, blanked, fact_words, facts
from .spelling import LINE_END

Round = dict[str, frozenset[str]]  # the words of each particle's phrase, in dictionary form, with its figures
Rounds = tuple[Round, ...]  # of a sentence

_PARTICLES: Final = {"は": "は", "が": "が", "を": "を", "に": "に", "へ": "に", "で": "で"}
_SENTENCE_ENDS: Final = re.compile(rf"[。{LINE_END}\t]+")


def rounds_of_sentences(text: str) -> tuple[Rounds, ...]:
    """The rounds of each sentence of a text in lines."""
    found = [fact for fact in facts(text) if not isinstance(fact, Literal)]
    flat = blanked(text, found, "0")
    sentences = []
    place = 0
    for end in (*(match.end() for match in _SENTENCE_ENDS.finditer(flat)), len(flat)):
        inside = [(fact.start - place, fact_words(fact)) for fact in found if place <= fact.start < end]
        sentences.append(_rounds(flat[place:end], inside))
        place = end
    return tuple(sentences)


def _rounds(sentence: str, figures: list[tuple[int, tuple[str, ...]]]) -> Rounds:
    rounds: list[Round] = [{}]
    words: set[str] = set()
    begins = 0
    for start, end, token in spans(sentence):
        if token.content and not token.surface.isdigit():
            words.add(token.lemma)
        particle = _PARTICLES.get(token.surface)
        if particle is None or token.content:
            continue
        words |= {word for place, own in figures if begins <= place < start for word in own}
        if words and particle in rounds[-1]:
            rounds.append({})
        if words:
            rounds[-1][particle] = frozenset(words)
            words = set()
        begins = end
    return tuple(rounds)
