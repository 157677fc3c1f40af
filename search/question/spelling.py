"""Words that the corpus has otherwise: with another letter (エンデイングノート), or in kanji (さこうじゅう -> サ高住)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from corpus.text.readings import kana_sound, sound
from corpus.text.tokens import lemmas, terms, tokenize
from index.encoder.static import Rarity

from .lexicon import Expansion

_SHORTEST: Final = 4  # characters; shorter words are within one letter of too many others
_MOST: Final = 2  # corrections of one word
_SPOKEN: Final = 3  # kana of a word that is known by its sound; shorter ones have too many homophones
_KANA_RUN: Final = re.compile(r"(?<![ぁ-ゖァ-ヶー一-龠々])[ぁ-ゖー]{3,}|(?<![ァ-ヶー])[ァ-ヶー]{4,}")
_KANJI: Final = re.compile(r"(?<![0-9一-龠々])[一-龠々][一-龠々ァ-ヶー]+")  # not 時台 of 9時台
_ANY: Final = "他何各同全毎両"  # 他町, 何課 are no word, nor one mistyped
_HAS_KANJI: Final = re.compile("[一-龠々]")
_ASKED: Final = re.compile(
    r"[はがもをに](?:いつ|いくら|いくつ|どこ|だれ|なに|なん|どう|どれ|どの)"
)  # 室はいつ is no ハイツ
_PARTICLES: Final = ("って", "から", "まで", "です", *"でのをがにはもへとや")


class Spelling:
    """The words of an index, each with its sound, ready to be compared with."""

    def __init__(
        self, words: Mapping[str, str], names: Iterable[str] = (), stands: Callable[[str], bool] = lambda _: False
    ) -> None:
        """Take the words of an index.

        Args:
            words: each with its sound; looked at only where a question has a word that they may put right.
            names: what plans call things, of several words each (ヘルプマーク).
            stands: whether two words, joined by "+", stand side by side somewhere in the index.
        """
        self._sounds, self._names, self._stands = words, tuple(names), stands

    @cached_property
    def _listed(self) -> Sequence[str]:
        return sorted(word for word in self._sounds if len(word) >= _SHORTEST)

    @cached_property
    def _spoken(self) -> dict[str, list[str]]:
        spoken: dict[str, list[str]] = {}
        for word, said in (*self._sounds.items(), *((name, sound(name)) for name in self._names)):
            if len(said) >= _SPOKEN and " " not in said and word not in spoken.setdefault(said, []):
                spoken[said].append(word)
        return spoken

    def corrections(self, text: str, rarity: Rarity) -> tuple[Expansion, ...]:
        """What of ``text`` is mistyped and what was meant, the likeliest first."""
        return self.corrected(lemmas(text), rarity) + self.heard(text) + self.misconverted(text)

    def heard(self, text: str) -> tuple[Expansion, ...]:
        """For each word of ``text`` typed in kana, the index's words that sound so; a particle may stand behind it."""
        found = []
        for run in _KANA_RUN.findall(text):
            if _ASKED.match(run):
                continue
            ends = [
                len(run),
                *(place for place in range(len(run) - 1, _SPOKEN, -1) if run.startswith(_PARTICLES, place)),
            ]
            stems = [run[:end] for end in ends]
            stem = next((stem for stem in stems if kana_sound(stem) in self._spoken), "")
            read = lemmas(stem)
            if len(read) == 1 and read[0] in self._sounds:  # the dictionary knows らくご, and not さとおや for 里親
                continue
            others = [each for each in self._spoken.get(kana_sound(stem), ()) if each not in stems]
            others.sort(key=lambda each: not _HAS_KANJI.search(each))  # 保育園 before ホイクエン
            if others:
                found.append(Expansion(stem, tuple(others[:_MOST])))
        return tuple(found)

    def misconverted(self, text: str) -> tuple[Expansion, ...]:
        """For each word in kanji that falls apart into single ones, the one that sounds so: 虐対 -> 虐待."""
        found = []
        for run in dict.fromkeys(_KANJI.findall(text)):
            if "11" not in "".join("1" if len(token.surface) == 1 else "-" for token in tokenize(run)):
                continue
            pairs = [term for term in terms(run) if "+" in term]
            if run[0] in _ANY or run in self._names or (pairs and all(map(self._stands, pairs))):  # 市立 is not 私立
                continue
            others = [each for each in self._spoken.get(sound(run), ()) if each != run]
            if others:
                found.append(Expansion(run, tuple(others[:_MOST])))
        return tuple(found)

    def corrected(self, words: Iterable[str], rarity: Rarity) -> tuple[Expansion, ...]:
        """For each word that neither the index nor Japanese at large knows, the index's words one letter away."""
        found = []
        for lemma in words:
            if len(lemma) < _SHORTEST or rarity.knows(lemma) or lemma in self._sounds:
                continue
            near = process.extract(lemma, self._listed, scorer=Levenshtein.distance, score_cutoff=1, limit=_MOST)
            if near:
                found.append(Expansion(lemma, tuple(word for word, _, _ in near)))
        return tuple(found)
