"""Whether a name stands in a text, in other words too: 障害者相談支援センター is no 地域包括支援センター, 待つ人 is 待機者."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from corpus.text.tokens import Token

# Of the weight of a long name; …相談支援センター without 障害者 has .74, 地域…支援センター without 包括 .66.
_HELD: Final = 0.76
_LONG: Final = 3  # words; a shorter name must stand whole
_STRETCH: Final = 8  # characters that may stand between the words of a name
_PLAIN: Final = 5.0  # rarity of a word that the question does not weigh
_NATIVE: Final = re.compile(r"[一-龠々][ぁ-ん]{1,2}")
_TWO_KANJI: Final = re.compile(r"[一-龠々]{2}")


def weight(name: Collection[str], rarity: Mapping[str, float]) -> float:
    """How much a name says."""
    return sum(rarity.get(word, _PLAIN) for word in name)


def is_held(name: Collection[str], present: Collection[str], rarity: Mapping[str, float]) -> bool:
    """Whether ``present`` has the words of ``name``, of a long one most."""
    if len(name) < _LONG:
        return bool(name) and all(word in present for word in name)
    return weight([word for word in name if word in present], rarity) >= _HELD * weight(name, rarity)


def last_place(
    tokens: Sequence[tuple[int, int, Token]], name: Collection[str], last: str, rarity: Mapping[str, float]
) -> int | None:
    """Where the name last ends among the tokens, its words close together; None where it does not stand there.

    Places where it ends in the word ``last`` come before others.
    """
    longest = sum(map(len, name)) + _STRETCH
    meant = [(start, end, token.surface, _meant(token.lemma, name)) for start, end, token in tokens]
    meant = [each for each in meant if each[3]]
    for _, end, _, _ in sorted(reversed(meant), key=lambda each: each[2] != last):
        near = {word for start, stop, _, words in meant if start >= end - longest and stop <= end for word in words}
        if is_held(name, near, rarity):
            return end
    return None


def _meant(lemma: str, name: Collection[str]) -> list[str]:
    """The words of ``name`` that a word of the text stands for: itself, and 待機 or 配布 for 待つ or 配る."""
    if lemma in name:
        return [lemma]
    return [word for word in name if lemma[0] in word and _NATIVE.fullmatch(lemma) and _TWO_KANJI.fullmatch(word)]
