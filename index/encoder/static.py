"""The embedded encoder: one vector per lemma, a text is their weighted mean. numpy alone, no network, no torch."""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ..errors import BadEncoder
from ..tokens import lemmas
from .protocol import unit_rows

WEIGHTS: Final = Path(__file__).with_name("weights")
_FILES: Final = ("static_config.json", "vocabulary.txt", "words.npz", "vectors.npy")


class StaticEncoder:
    """Reads a sentence-transformers folder whose one module is :class:`index.encoder.module.LemmaEmbedding`.

    ``vectors.npy`` holds int8 rows, shape (rows, dim); ``words.npz`` holds for each word of ``vocabulary.txt``
    (a lemma a line) its ``row``, its ``weight``, a float32 into which the row's scale is already multiplied, and its
    ``rarity``, log(1 + N / df) over general Japanese text.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load ``folder``; the vectors stay on disk and are read as they are needed.

        Raises: BadEncoder where a file is missing or does not fit the others.
        """
        try:
            config = json.loads((folder / "static_config.json").read_text(encoding="utf-8"))
            self.name, self.dim, self.digest = str(config["name"]), int(config["dim"]), str(config["digest"])
            self._words, arrays = _words(folder)
            self._rows, self._weights = arrays["row"], arrays["weight"]
            self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise BadEncoder(str(folder), "埋め込みモデルのフォルダではないか、ファイルが欠けています。") from error
        fits = self._vectors.ndim == 2 and self._vectors.shape[1] == self.dim
        fits = fits and len(self._words) == len(self._rows) == len(self._weights)
        if not fits or self._rows.max() >= len(self._vectors):
            raise BadEncoder(str(folder), "ファイルどうしの大きさが合いません。")

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per text, shape (len(texts), dim)."""
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for place, text in enumerate(texts):
            ids = self.ids(text)
            if ids:
                rows[place] = self._weights[ids] @ self._vectors[self._rows[ids]].astype(np.float32)
        return unit_rows(rows)

    encode_passages = encode_queries

    def ids(self, text: str) -> list[int]:
        """The known content words of ``text``, as places in the vocabulary, in order."""
        return [place for lemma in lemmas(text) if (place := self._words.get(lemma)) is not None]

    def vectors_of(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The weighted vectors of the words at ``places`` in the vocabulary, shape (len(places), dim)."""
        vectors: NDArray[np.float32] = self._vectors[self._rows[places]].astype(np.float32)
        return vectors * self._weights[places][:, None]

    def table(self) -> NDArray[np.float32]:
        """One weighted vector per word, shape (words, dim): the whole model as a plain matrix."""
        return self.vectors_of(np.arange(len(self._rows)))


class Rarity:
    """How rare a word is in Japanese at large: log(1 + N / df), 0.7 for one in every text, some 12 for one in none.

    A small corpus cannot tell: in five welfare plans 気 and まず are as rare as 里親.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._words, arrays = _words(folder)
        self._rarity = arrays["rarity"]
        self.highest = float(self._rarity.max())

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


def write_weights(
    folder: Path, name: str, words: Sequence[str], rows: NDArray[np.int64], weights: NDArray[np.float32],
    rarity: NDArray[np.float32], vectors: NDArray[np.float32],
) -> None:  # fmt: skip
    """Write the folder that :class:`StaticEncoder` and ``SentenceTransformer(folder)`` read.

    Args:
        folder: made where it is missing; the model card in it is left alone.
        name: what the manifest of an index will call the encoder.
        words: lemmas, without repetition.
        rows: for each word its row of ``vectors``.
        weights: for each word how much it counts in the mean.
        rarity: for each word log(1 + N / df) over general text.
        vectors: float rows, shape (rows, dim); kept as int8, each scaled to its own largest component.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scale = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    np.save(folder / "vectors.npy", np.round(vectors / scale[:, None]).astype(np.int8))
    kept = (weights * scale[rows]).astype(np.float32)
    row = rows.astype(np.min_scalar_type(len(vectors)))  # 16 bits for the 20,000 of chiVe
    np.savez(folder / "words.npz", row=row, weight=kept, rarity=rarity.astype(np.float16))
    (folder / "vocabulary.txt").write_text("\n".join(words), encoding="utf-8")
    digest = hashlib.sha256()
    for file in _FILES[1:]:
        digest.update((folder / file).read_bytes())
    config = {"name": name, "dim": vectors.shape[1], "digest": digest.hexdigest()}
    (folder / "static_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    modules = [{"idx": 0, "name": "0", "path": "", "type": "index.encoder.module.LemmaEmbedding"}]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    _words.cache_clear()  # this folder may have been read before
