"""A sentence in rounds of phrases, each with its particle: 「東部では体操を、西部では料理を」 has two of で and を.

A round ends where a particle comes again. A phrase that ends in 、 alone, as in 「高齢部会の長は早乙女委員、障害部会の長は久我委員が務める」, has
the particle that the next round has and its own has not. Of a compound both the words and the whole are kept: 障害福祉課 has
words that 障害者手帳 has too.
"""

import re
from itertools import pairwise
from typing import Final

from corpus.text.tokens import spans

from .facts import Literal, blanked, fact_words, facts
from .spelling import KANJI, KATAKANA, LINE_END

Round = dict[str, frozenset[str]]  # the words of each particle's phrase, in dictionary form, with its figures
Rounds = tuple[Round, ...]  # of a sentence

_PARTICLES: Final = {"は": "は", "が": "が", "を": "を", "に": "に", "へ": "に", "で": "で"}
_LAST: Final = "です"  # in the place of the particle of what a sentence ends in
_IS: Final = re.compile(rf"[{KANJI}{KATAKANA}ぁ-ゖ](?<![たないう])(?:です|である|だ)\b")
_RANKING: Final = frozenset(
    ("最も", "多い", "少ない", "高い", "低い", "次いで", "次", "一番")
)  # which any of several things may be
_GAP: Final = "、"
_COMPOUND: Final = re.compile(rf"[{KANJI}{KATAKANA}]{{3,}}")
# Whom one acts on: に.
_TO: Final = re.compile(r"に(?:対し(?:て|、)?|対する|向け(?:て)?|とって)|を対象(?:に|と)(?:し(?:て|た))?")
_ON: Final = re.compile(r"に(?:ついて|関して)は?、?")
_SENTENCE_ENDS: Final = re.compile(rf"[。{LINE_END}\t]+")


def rounds_of_sentences(text: str) -> tuple[Rounds, ...]:
    """The rounds of each sentence of a text in lines."""
    found = [fact for fact in facts(text) if not isinstance(fact, Literal)]
    flat = blanked(text, found, "0")
    for pattern, particle in ((_TO, "に"), (_ON, "は")):
        flat = pattern.sub(lambda match, short=particle: short.ljust(len(match[0])), flat)  # type: ignore[misc]
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
        if token.content and not token.surface.isdigit() and token.lemma not in _RANKING:
            words.add(token.lemma)
        particle = _PARTICLES.get(token.surface)
        if token.surface == _GAP and words and rounds[-1].keys() == {"は"}:
            particle = _GAP
        if particle is None or token.content:
            continue
        words |= {word for place, own in figures if begins <= place < start for word in own}
        words |= set(_COMPOUND.findall(sentence[begins:start]))
        if words and particle in rounds[-1]:
            rounds.append({})
        if words:
            rounds[-1][particle] = frozenset(words)
            words = set()
        begins = end
    if words and rounds[-1] and _IS.search(sentence):  # 担っているのは、NPO法人です
        rounds[-1].setdefault(_LAST, frozenset(words | set(_COMPOUND.findall(sentence[begins:]))))
    return tuple(_filled(one, after) for one, after in pairwise((*rounds, {})))


def _filled(one: Round, after: Round) -> Round:
    """A round with the particle that the next one has in the place of 、."""
    if _GAP not in one:
        return one
    particle = next((name for name in after if name not in one and name != _GAP), _GAP)
    return {particle if name == _GAP else name: words for name, words in one.items()}
