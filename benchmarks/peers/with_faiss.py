"""The plain script: sentence-transformers and FAISS, vectors alone, compared exactly."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from corpus.text.matching import matching_text
from index.encoder.static import WEIGHTS

from .passages import Ask, Found, Searched, read_passages


@dataclass(frozen=True, slots=True)
class SentenceTransformersFaiss:
    """``IndexFlatIP`` over unit vectors; the texts in a file of lines beside it."""

    def builder(self, given: Path) -> Callable[[Path], None]:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        return partial(_build, read_passages(given))

    def opened(self, index: Path) -> Ask:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        model, found = SentenceTransformer(str(WEIGHTS), device="cpu"), faiss.read_index(str(index / "vectors.faiss"))
        texts = [json.loads(line) for line in (index / "texts.jsonl").read_text(encoding="utf-8").split("\n")]

        def ask(question: str, k: int) -> Found:
            _, rows = found.search(_encoded(model, [question]), min(k, found.ntotal))
            return [(texts[row][0], texts[row][1]) for row in rows[0]]

        return ask


def _build(passages: Sequence[Searched], into: Path) -> None:
    vectors = _encoded(SentenceTransformer(str(WEIGHTS), device="cpu"), [each.searched for each in passages])
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    into.mkdir()
    faiss.write_index(index, str(into / "vectors.faiss"))
    lines = (json.dumps((each.id, each.text), ensure_ascii=False) for each in passages)
    (into / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _encoded(model: SentenceTransformer, texts: Sequence[str]) -> NDArray[np.float32]:
    rows = model.encode([matching_text(text) for text in texts], batch_size=256, show_progress_bar=False)
    return np.asarray(rows, dtype=np.float32)


FAISS: Final = SentenceTransformersFaiss()
