"""bm25s: BM25 alone, over fukushi's terms as its tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import bm25s

from .passages import Ask, Found, Searched, read_passages
from .words import words_of


@dataclass(frozen=True, slots=True)
class Bm25s:
    """By its numba backend, which it recommends, and its arrays mapped from the disk."""

    def builder(self, given: Path) -> Callable[[Path], None]:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        return partial(_build, read_passages(given))

    def opened(self, index: Path) -> Ask:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        retriever = bm25s.BM25.load(index, load_corpus=True, mmap=True, show_progress=False)
        count = len(retriever.corpus)

        def ask(question: str, k: int) -> Found:
            words = [word for word in words_of(question) if word in retriever.vocab_dict]
            if not words:
                return []
            rows = retriever.retrieve([words], k=min(k, count), show_progress=False, return_as="documents")[0]
            return [(row["id"], row["text"]) for row in rows]

        return ask


def _build(passages: Sequence[Searched], into: Path) -> None:
    retriever = bm25s.BM25(backend="numba")
    retriever.index([words_of(each.searched) for each in passages], show_progress=False)
    retriever.save(into, corpus=[{"id": each.id, "text": each.text} for each in passages], show_progress=False)


BM25S: Final = Bm25s()
