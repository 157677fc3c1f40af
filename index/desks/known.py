"""What is known of a desk's texts before a question comes: their words, how names are read, and their vectors."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text.matching import matching_text
from corpus.text.nouns import words_in
from corpus.text.readings import sound

from ..encoder.static import StaticEncoder
from .naming import PLAIN_NAME

# What a desk is asked to take: 虐待の相談, 在宅医療と介護の相談窓口.
TAKEN: Final = re.compile(
    r"([^、。，,\s?？!！]{2,14}?)(?:等?の|に関する|についての|などの)?(?:各種)?(?:相談|苦情|手続)"
)
_WAVE: Final = str.maketrans("～〜", "ーー")
_BYTES: Final = 8


def taken_in(text: str) -> frozenset[str]:
    """The words of what stands right before 相談 in ``text``."""
    phrases = TAKEN.findall(matching_text(text))
    return frozenset(word for phrase in phrases for word in words_in(phrase)) - PLAIN_NAME


def sound_of(name: str) -> str:
    """How a desk's name is read."""
    return sound(name.translate(_WAVE))


def key_of(text: str) -> str:
    """By which a text is found again."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """What was written of one desk; of a text that was not thought of everything is worked out as it is asked for."""

    said: str | None = None  # the sentences of its own document that name it
    entry: str | None = None
    article: NDArray[np.float32] | None = None  # the direction of the text that its number ends
    words: Mapping[str, list[str]] = field(default_factory=dict)  # of texts, by their keys
    taken: Mapping[str, list[str]] = field(default_factory=dict)
    sounds: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)

    def words_in(self, text: str) -> frozenset[str]:
        """As :func:`corpus.text.nouns.words_in`."""
        return _of(self.words, text, words_in)

    def taken_in(self, text: str) -> frozenset[str]:
        """As :func:`taken_in`."""
        return _of(self.taken, text, taken_in)

    def sound_of(self, name: str) -> str:
        """As :func:`sound_of`."""
        found = self.sounds.get(key_of(name))
        return sound_of(name) if found is None else found

    def row(self, text: str, encoder: StaticEncoder) -> NDArray[np.float32]:
        """The direction of ``text``, shape (dim,)."""
        found = self.rows.get(key_of(text))
        if found is None:
            found = encoder.encode_queries([text])[0]
        return found


def _of(known: Mapping[str, list[str]], text: str, find: Callable[[str], frozenset[str]]) -> frozenset[str]:
    if not text:
        return frozenset()
    found = known.get(key_of(text))
    return find(text) if found is None else frozenset(found)


UNKNOWN: Final = Known()
