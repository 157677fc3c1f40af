"""What the small models see of a question: runs of words and of letters, and what the rules say, as buckets of a hash."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from corpus.text.tokens import tokenize

BUCKETS: Final = 1 << 21  # 340,000 different runs in 9,800 examples: one in six shares its bucket
_WORDS: Final = 3  # the longest run of words
_LETTERS: Final = range(2, 5)  # lengths of runs of letters: for kana, typing errors and other scripts
_READ: Final = 2_000  # characters; no longer question is answered
_BLANKS: Final = re.compile(r"\s+")
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")
_STORY: Final = 90  # characters; from there on what is wanted is looked for in the sentences that ask
_ASKS: Final = re.compile(
    r"[?？]|(?:ます|です|ました|でした|ません|でしょう|だろう|の|ん|い|る|た)か[。]?$|教え|知りた|ほしい|欲しい|ください|下さい|かしら|かな[。]?$"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The buckets of a question: ``whole`` says what it is about, ``asking`` what it wants."""

    whole: frozenset[int]
    asking: frozenset[int]


def seen(text: str, hints: Iterable[str]) -> Seen:
    """The buckets of ``text``, each of which counts once, and of what the rules say of it.

    Runs of one to three words, as the dictionary lists them and as they are written, with the text's two ends, and
    runs of two to four letters. What is wanted of a long story is told by the sentences that ask, or by its last one;
    those of a shorter one count besides. On folds of hands this gave .78 macro-F1 of what is wanted where the whole
    text gave .73; letters beside words .75 where words alone gave .72; the encoder's vectors nothing more.
    """
    flat = unicodedata.normalize("NFKC", text[:_READ]).lower()
    said = frozenset(hint_bucket(hint) for hint in hints)
    whole, asking = _runs_of("", flat), asking_sentences(flat)
    base = _runs_of("", asking) if len(flat) > _STORY else whole
    return Seen(whole | said, base | _runs_of("?", asking) | said)


def asking_sentences(text: str) -> str:
    """The sentences of ``text`` that have the shape of a question or a wish; its last one where none has."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    asking = [sentence for sentence in sentences if _ASKS.search(sentence)]
    return "".join(asking or sentences[-1:])


def hint_bucket(hint: str) -> int:
    """The bucket of something that the rules say."""
    return crc32(f"r{hint}".encode()) % BUCKETS


def _runs_of(view: str, text: str) -> frozenset[int]:
    flat = _BLANKS.sub(" ", text)
    tokens = [token for token in tokenize(flat) if token.surface.strip()]
    lemmas, surfaces = ["^", *[token.lemma for token in tokens], "$"], ["^", *[token.surface for token in tokens], "$"]
    letters = f"^{flat}$"
    runs = [f"{view}l" + "\t".join(run) for run in _runs(lemmas)] + [
        f"{view}s" + "\t".join(run) for run in _runs(surfaces)
    ]
    runs += [
        f"{view}c{letters[place : place + length]}" for length in _LETTERS for place in range(len(letters) - length + 1)
    ]
    return frozenset([crc32(run.encode("utf-8", "replace")) % BUCKETS for run in runs])


def _runs(words: Sequence[str]) -> list[Sequence[str]]:
    places = range(len(words))
    return [
        words[place : place + length] for length in range(1, _WORDS + 1) for place in places[: len(words) - length + 1]
    ]
