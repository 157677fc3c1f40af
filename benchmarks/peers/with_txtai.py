"""txtai: its dense and its sparse index together, as its ``hybrid`` has them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from txtai import Embeddings
from txtai.scoring import BM25
from txtai.vectors import Vectors

from index.encoder.static import WEIGHTS, StaticEncoder

from .passages import Ask, Found, Searched, read_passages
from .words import vectors_of, words_of


class LemmaVectors(Vectors):  # type: ignore[misc]  # txtai has no types
    """The embedded encoder as txtai's custom model."""

    def loadmodel(self, path: str) -> StaticEncoder:
        """The encoder in ``path``."""
        return StaticEncoder(Path(path))

    def encode(self, data: Sequence[str], category: str | None = None) -> NDArray[np.float32]:
        """A row per text."""
        return vectors_of(self.model, data)


class LemmaBM25(BM25):  # type: ignore[misc]
    """txtai's BM25 with fukushi's terms: its own tokenizer knows no Japanese words."""

    def loadtokenizer(self) -> Callable[[str], list[str]]:
        """What makes words of a text."""
        return words_of


@dataclass(frozen=True, slots=True)
class Txtai:
    """With what its documentation has by default: IVF from 5,000 vectors on, half each, texts in SQLite."""

    def builder(self, given: Path) -> Callable[[Path], None]:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        return partial(_build, read_passages(given))

    def opened(self, index: Path) -> Ask:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        embeddings = Embeddings()
        embeddings.load(str(index))

        def ask(question: str, k: int) -> Found:
            return [(row["id"], row["text"]) for row in embeddings.search(question, k)]

        return ask


def _build(passages: Sequence[Searched], into: Path) -> None:
    embeddings = Embeddings(_configured())
    embeddings.index((each.id, each.searched, None) for each in passages)
    embeddings.save(str(into))
    embeddings.close()


def _configured() -> dict[str, Any]:
    return {
        "method": f"{__name__}.LemmaVectors",
        "path": str(WEIGHTS),
        "scoring": {"method": f"{__name__}.LemmaBM25", "terms": True, "normalize": True},
        "content": True,
    }


TXTAI: Final = Txtai()
