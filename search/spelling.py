"""Words that the corpus does not have, but for one letter: エンデイングノート -> エンディングノート."""

from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from index.encoder.static import Rarity

from .lexicon import Expansion

_SHORTEST: Final = 4  # characters; shorter words are within one letter of too many others
_MOST: Final = 2  # corrections of one word


class Spelling:
    """The words of an index, ready to be compared with."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= _SHORTEST)
        self._listed: Sequence[str] = sorted(self._words)

    def corrected(self, lemmas: Iterable[str], rarity: Rarity) -> tuple[Expansion, ...]:
        """For each word that neither the index nor Japanese at large knows, the index's words one letter away."""
        found = []
        for lemma in lemmas:
            if len(lemma) < _SHORTEST or lemma in self._words or rarity.knows(lemma):
                continue
            near = process.extract(lemma, self._listed, scorer=Levenshtein.distance, score_cutoff=1, limit=_MOST)
            if near:
                found.append(Expansion(lemma, tuple(word for word, _, _ in near)))
        return tuple(found)
