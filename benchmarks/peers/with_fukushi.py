"""fukushi itself, as ``fukushi build`` and ``fukushi search`` have it, and with a part left out."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.build import build_index
from search.question.filters import Filters
from search.searcher import Searcher

from .passages import CORPUS, Ask, Found

if TYPE_CHECKING:
    from corpus.reading import Corpus


@dataclass(frozen=True, slots=True)
class Fukushi:
    """``adapted``: whether a build adapts the encoder; ``places``: whether a municipality in a question is a filter."""

    adapted: bool = True
    places: bool = True

    def builder(self, given: Path) -> Callable[[Path], None]:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        corpus: Corpus = pickle.loads((given / CORPUS).read_bytes())
        return partial(self._build, corpus)

    def _build(self, corpus: "Corpus", into: Path) -> None:
        build_index(into, corpus, None, tune=self.adapted)

    def opened(self, index: Path) -> Ask:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        searcher, filters = Searcher.open(index), Filters(read_question=self.places)

        def ask(question: str, k: int) -> Found:
            results = searcher.search(question, filters, k).results
            return [(each.passage.id, each.text) for each in results]

        return ask


FUKUSHI: Final = Fukushi()
NOT_ADAPTED: Final = Fukushi(adapted=False)
NO_PLACES: Final = Fukushi(places=False)
