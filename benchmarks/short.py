"""What people are told who type a few words: of short questions put to documents most of which say nothing of the matter.

``python -m benchmarks.short`` builds the five plans and the documents of many municipalities and writes the table of
docs/benchmarks.md: how many questions are told as stated, as near and as not found, by the best that readers saw.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.questions.judged import read_judged
from benchmarks.shared import SHARED
from benchmarks.table import Table, publish
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from search.answerer import Answerer
from search.answers.answer import Certainty
from search.searcher import Searcher

_FOLDERS: Final = {"plans": ("plans", [""]), "cities": ("cities", ["corpus", "more"])}
_FILES: Final = {"short": "learned from", "held": "held"}
_BEST: Final = {2: "something answers", 1: "something is on the matter", 0: "nothing is"}


def measure() -> Mapping[str, Sequence[Table]]:
    """Put every short question to its documents and count what it is told."""
    told = Counter[tuple[str, int, Certainty]]()
    for of in _FOLDERS:
        with _answerer(of) as answerer:
            for file in _FILES:
                for judged in read_judged(file, of, answerer.searcher.index.catalog):
                    best = max(place.grade for place in judged.places)
                    told[file, best, answerer.ask(judged.query).certainty] += 1
    columns = ("questions", "best that readers saw", "all", *(each.value for each in Certainty))
    return {"short": [Table(columns, tuple(_rows(told)))]}


def _rows(told: Mapping[tuple[str, int, Certainty], int]) -> Iterator[tuple[str, ...]]:
    for file, name in _FILES.items():
        for best, seen in _BEST.items():
            counts = [told[file, best, each] for each in Certainty]
            yield name, seen, str(sum(counts)), *(f"{count / sum(counts):.2f}" for count in counts)


@contextmanager
def _answerer(of: str) -> Iterator[Answerer]:
    home, parts = _FOLDERS[of]
    corpus = read_corpus([SHARED / home / part for part in parts], read_sources(SHARED / home / "sources.csv"))
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), corpus, None)
        yield Answerer(Searcher.open(Path(folder)))


if __name__ == "__main__":
    raise SystemExit(publish(partial(measure), ("short",)))
