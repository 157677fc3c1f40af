"""The embedded encoder: one vector per lemma and per phrase of two, a text is their sum. numpy alone, no network, no torch."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.text.tokens import terms

from ..errors import BadEncoder
from .protocol import unit_rows

WEIGHTS: Final = Path(__file__).with_name("weights")
_FILES: Final = ("static_config.json", "vocabulary.txt", "words.npz", "vectors.npy", "base.npy")
NO_BASE: Final = 65_535
CHARACTERS: Final = 1.0  # how much a word's characters count beside itself
_KEPT: Final = 20_000  # vectors held in memory, of words composed and of words compared


class StaticEncoder:
    """Reads a sentence-transformers folder whose one module is :class:`index.encoder.module.LemmaEmbedding`.

    The words of ``vocabulary.txt`` (a line a lemma, or a phrase: two that stand side by side, as 生活+保護) that come first have a row of ``vectors.npy`` of their own (int8, a
    float16 ``scale`` each in ``words.npz``). The others are composed as they are needed: the direction of their row of
    ``base.npy``, given by ``base``, plus that of their characters, at their ``length``. So rare words cost four bytes.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load ``folder``; the vectors stay on disk and are read as they are needed.

        Raises: BadEncoder where a file is missing or does not fit the others.
        """
        try:
            config = json.loads((folder / "static_config.json").read_text(encoding="utf-8"))
            self.name, self.dim, self.digest = str(config["name"]), int(config["dim"]), str(config["digest"])
            self._words, arrays = _words(folder)
            self._base_row, self._length, self._scale = arrays["base"], arrays["length"], arrays["scale"]
            self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")
            self._base = np.load(folder / "base.npy", mmap_mode="r")
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise BadEncoder(str(folder), "埋め込みモデルのフォルダではないか、ファイルが欠けています。") from error
        fits = all(rows.ndim == 2 and rows.shape[1] == self.dim for rows in (self._vectors, self._base))
        fits = fits and len(self._scale) == len(self._vectors) <= len(self._words) == len(self._base_row)
        if not fits or np.any((self._base_row != NO_BASE) & (self._base_row >= len(self._base))):
            raise BadEncoder(str(folder), "ファイルどうしの大きさが合いません。")
        self._composed: dict[int, NDArray[np.float32]] = {}
        self._units: dict[str, NDArray[np.float32]] = {}

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per text, shape (len(texts), dim)."""
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for place, text in enumerate(texts):
            ids = self.ids(text)
            if ids:
                rows[place] = self.sum_of(ids)
        return unit_rows(rows)

    encode_passages = encode_queries

    def ids(self, text: str) -> list[int]:
        """The known content words of ``text`` and its known phrases, as places in the vocabulary, in order."""
        return self.places(terms(text))

    def places(self, terms: Iterable[str]) -> list[int]:
        """Those of ``terms``, words and phrases as :func:`corpus.text.tokens.terms` has them, that are in the vocabulary."""
        return [place for term in terms if (place := self._words.get(term)) is not None]

    @cached_property
    def phrases(self) -> NDArray[np.bool_]:
        """Which places of the vocabulary are phrases, shape (words,): what they add to their words is no meaning by itself."""
        return np.array(["+" in name for name in self._names])

    def knows(self, lemma: str) -> bool:
        """Whether ``lemma`` has a vector."""
        return lemma in self._words

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """Every word that has a vector, with its place."""
        return self._words

    def unit_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """A unit row per word that it knows, shape (len(words), dim). Raises: KeyError for one that it does not."""
        missing = [word for word in dict.fromkeys(words) if word not in self._units]
        if missing:
            if len(self._units) > _KEPT:
                self._units.clear()
                missing = list(dict.fromkeys(words))
            rows = unit_rows(self.vectors_of(np.array([self._words[word] for word in missing], dtype=np.int64)))
            self._units.update(zip(missing, rows, strict=True))
        if not words:
            return np.zeros((0, self.dim), dtype=np.float32)
        return np.concatenate([self._units[word] for word in words]).reshape(len(words), self.dim)

    def sum_of(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The sum of the vectors of ``ids``, shape (dim,)."""
        own = [place for place in ids if place < len(self._vectors)]
        total: NDArray[np.float32] = self._scale[own] @ self._vectors[own].astype(np.float32)
        for place in ids:
            if place >= len(self._vectors):
                if place not in self._composed:
                    if len(self._composed) > _KEPT:
                        self._composed.clear()
                    self._composed[place] = self._compose(np.array([place]))[0]
                total = total + self._composed[place]
        return total

    def vectors_of(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of the words at ``places`` in the vocabulary, shape (len(places), dim)."""
        vectors = np.zeros((len(places), self.dim), dtype=np.float32)
        own = places < len(self._vectors)
        vectors[own] = self._vectors[places[own]].astype(np.float32) * self._scale[places[own]][:, None]
        vectors[~own] = self._compose(places[~own])
        return vectors

    def table(self) -> NDArray[np.float32]:
        """One vector per word, shape (words, dim): the whole model as a plain matrix."""
        return self.vectors_of(np.arange(len(self._words)))

    def _compose(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        names = self._names
        spelt = [
            (row, self._base_row[character])
            for row, place in enumerate(places)
            for letter in names[place]
            if len(names[place]) > 1 and is_kanji(letter) and (character := self._words.get(letter)) is not None
        ]
        letters = [(row, base) for row, base in spelt if base != NO_BASE]
        characters = np.zeros((len(places), self.dim), dtype=np.float32)
        if letters:
            rows, bases = np.array(letters, dtype=np.int64).T
            np.add.at(characters, rows, unit_rows(self._base[bases].astype(np.float32)))
        based = self._base_row[places]
        own = np.zeros_like(characters)
        has = based != NO_BASE
        own[has] = self._base[based[has]]
        mixed = unit_rows(unit_rows(own) + CHARACTERS * unit_rows(characters))
        return mixed * self._length[places][:, None]

    @cached_property
    def _names(self) -> list[str]:
        return list(self._words)


class Rarity:
    """How rare a word is in Japanese at large: log(1 + N / df), 0.7 for one in every text, some 12 for one in none.

    A small corpus cannot tell: in five welfare plans 気 and まず are as rare as 里親.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._words, arrays = _words(folder)
        self._rarity = arrays["rarity"]
        self.highest = float(self._rarity.max())

    def knows(self, lemma: str) -> bool:
        """Whether ``lemma`` is a word of Japanese at large."""
        return lemma in self._words

    def of(self, lemma: str) -> float:
        """The rarity of ``lemma``; a word never seen is as rare as the rarest."""
        place = self._words.get(lemma)
        return self.highest if place is None else float(self._rarity[place])


@lru_cache(maxsize=2)
def _words(folder: Path) -> tuple[dict[str, int], dict[str, NDArray[np.float32]]]:
    """The vocabulary with each word's place, and the arrays beside it."""
    words = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    with (folder / "words.npz").open("rb") as file, np.load(file) as arrays:
        return dict(zip(words, range(len(words)), strict=True)), dict(arrays)


@dataclass(frozen=True, slots=True)
class Composed:
    """What the words without a row of their own are composed from: nothing, in a model that has none."""

    base: NDArray[np.float32]  # directions, shape (rows, dim)
    rows: NDArray[np.int64]  # for each word of the vocabulary its row, or -1
    lengths: NDArray[np.float32]  # of each word's vector


def write_weights(
    folder: Path,
    name: str,
    words: Sequence[str],
    vectors: NDArray[np.float32],
    rarity: NDArray[np.float32],
    composed: Composed | None = None,
) -> None:
    """Write the folder that :class:`StaticEncoder` and ``SentenceTransformer(folder)`` read.

    Args:
        folder: made where it is missing; the model card in it is left alone.
        name: what the manifest of an index will call the encoder.
        words: lemmas, without repetition, those with a vector first.
        vectors: of the first words, shape (len(vectors), dim); kept as int8, each scaled to its own largest component.
        rarity: for each word log(1 + N / df) over general text.
        composed: for the words behind them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if composed is None:
        nothing = np.zeros((0, vectors.shape[1]), np.float32)
        composed = Composed(nothing, np.full(len(words), -1), np.zeros(len(words), np.float32))
    own, scale = _in_bytes(vectors)
    np.save(folder / "vectors.npy", own)
    np.save(folder / "base.npy", _in_bytes(composed.base)[0])
    np.savez(
        folder / "words.npz",
        base=np.where(composed.rows < 0, NO_BASE, composed.rows).astype(np.uint16),
        length=composed.lengths.astype(np.float16),
        scale=scale.astype(np.float32),
        rarity=rarity.astype(np.float16),
    )
    (folder / "vocabulary.txt").write_text("\n".join(words), encoding="utf-8")
    digest = hashlib.sha256()
    for file in _FILES[1:]:
        digest.update((folder / file).read_bytes())
    config = {"name": name, "dim": vectors.shape[1], "digest": digest.hexdigest()}
    (folder / "static_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    modules = [{"idx": 0, "name": "0", "path": "", "type": "index.encoder.module.LemmaEmbedding"}]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    _words.cache_clear()  # this folder may have been read before


def is_kanji(letter: str) -> bool:
    """Whether a character means something by itself."""
    return letter >= "\u3400"


def _in_bytes(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.maximum(np.abs(rows).max(axis=1, initial=0), 1e-9) / 127
    return np.round(rows / scale[:, None]).astype(np.int8), scale
