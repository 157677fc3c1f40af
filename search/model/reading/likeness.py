"""Which words of a text another one has, or has one like them: 申し込む like 申請, 育てる like 養育.

The embedded encoder's vectors tell. They put 東部 beside 西部 and 母子 beside 父子 too, so a name is never held to be
another one by them; they only tell whether something was left out, or whether a sentence is about its source at all.
"""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from corpus.text.tokens import lemmas
from index.encoder.static import Rarity, StaticEncoder

_LIKE: Final = 0.6  # cosine; 児童 and 子供 have .73, 申請 and 申し込む .62, 障害 and 医療 .15; 0.5 to 0.7 come out alike in tests/paraphrases_seen.tsv


def share_kept(wanted: Iterable[str], text: str) -> float:
    """The share of ``wanted`` words, by their rarity in Japanese at large, that a text has or has one like."""
    weights = {word: _rarity().of(word) for word in wanted}
    whole = sum(weights.values())
    if not whole:
        return 0.0
    own = frozenset(lemmas(text))
    return sum(weight for word, weight in weights.items() if has_like(word, own) or word in text) / whole


def has_like(word: str, words: Collection[str], least: float = _LIKE) -> bool:
    """Whether ``words`` has ``word`` or one like it, from the cosine ``least`` on."""
    if word in words:
        return True
    encoder = _encoder()
    known = [other for other in words if encoder.knows(other)]
    if not known or not encoder.knows(word):
        return False
    return bool((encoder.unit_vectors(known) @ encoder.unit_vectors([word])[0]).max() >= least)


@cache
def _encoder() -> StaticEncoder:
    return StaticEncoder()


@cache
def _rarity() -> Rarity:
    return Rarity()
