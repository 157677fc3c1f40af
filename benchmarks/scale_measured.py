"""What :mod:`benchmarks.scale` measures of one size, each half in a process of its own so that its memory is its own.

``python -m benchmarks.scale_measured build FOLDER`` makes an index of the plans in FOLDER/plans, ``… search FOLDER`` asks it; each
prints one JSON object. Seconds are of the wall.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_plans import questions
from benchmarks.speed import terms_anew
from corpus.about.sources import read_sources
from corpus.read_plan import read_plans, read_without_records
from corpus.reading import read_corpus
from corpus.spool import Spool
from corpus.text.matching import matching_text
from index.build import build_index
from index.embedding import fields
from index.generation import live_generation
from search.answerer import Answerer
from search.question.filters import Filters
from search.searcher import Searcher

SHARES: Final = (0.5, 0.95, 0.99)  # the percentiles that are told
ASKED: Final = 200  # different questions, each asked once a way; p99 is the second slowest
ANSWERED: Final = 100
WARMING: Final = 20  # other questions that are asked before
AT_ONCE: Final = 4
TOP: Final = 10
_COMPARED: Final = 50  # questions whose nearest passages are looked for among all
_TIE: Final = 1e-3  # of a cosine: adapted word vectors are kept in half precision
_BATCH: Final = 2_000  # passages encoded at a time
_TOKENISED: Final = 300_000  # characters


@dataclass(frozen=True, slots=True)
class Built:
    """Seconds, bytes and counts of a build; ``peak`` is of the process that indexes, ``beside_peak`` the most of those it starts."""

    passages: int
    records: int
    reading: float  # seconds: files of text -> passages and records
    indexing: float  # seconds: passages and records -> a generation
    tokenising: float  # characters a second, one core
    peak: int
    beside_peak: int
    size: int  # of the generation on disk


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds at each of ``SHARES``, of searches (alone or several at a time, with a city or without) and answers."""

    alone: tuple[float, ...]
    of_city: tuple[float, ...]
    at_once: tuple[float, ...]
    of_city_at_once: tuple[float, ...]
    answers: tuple[float, ...]
    rate: float  # searches a second, several at a time
    recall: float
    peak: int  # bytes


def percentiles(seconds: Sequence[float], shares: Sequence[float] = SHARES) -> tuple[float, ...]:
    """For each share the least of ``seconds`` that so many of them do not exceed (nearest rank). Raises: ValueError for none."""
    if not seconds:
        raise ValueError("nothing was measured")
    ranked = sorted(seconds)
    return tuple(ranked[max(0, -int(-share * len(ranked) // 1) - 1)] for share in shares)


def build(folder: Path, *, records: bool = True) -> Built:
    """Read the plans of ``folder`` and index them; ``records`` says whether they are searched for measures and the like."""
    table = read_sources(folder / "plans" / "sources.csv")
    files = [folder / "plans" / name for name in sorted(table)]
    started = perf_counter()
    corpus = read_corpus(
        files, table, reader=read_plans if records else read_without_records, gathered=Spool(folder / "index" / "cache")
    )
    read = perf_counter()
    build_index(folder / "index", corpus, None)
    ended = perf_counter()
    peak, beside_peak = peak_of(resource.RUSAGE_SELF), peak_of(resource.RUSAGE_CHILDREN)
    return Built(
        len(corpus.passages), len(corpus.records), read - started, ended - read,
        _tokenising(passage.text for passage in corpus.passages), peak, beside_peak, size_of(live_generation(folder / "index")),
    )  # fmt: skip


def peak_of(whose: int) -> int:
    """The most bytes that this process, or the largest that it started, had in memory at once."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(whose).ru_maxrss * unit


def size_of(folder: Path) -> int:
    """Bytes of all files under ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _tokenising(texts: Iterable[str]) -> float:
    """Characters a second that become terms, of the first of ``texts``."""
    chosen: list[str] = []
    for text in texts:
        if sum(map(len, chosen)) > _TOKENISED:
            break
        chosen.append(matching_text(text))
    return sum(map(len, chosen)) / _once(partial(terms_anew, chosen))


def ask(folder: Path, *, asked: int = ASKED, answered: int = ANSWERED) -> Asked:
    """Search the index of ``folder`` and ask it, after ``WARMING`` other questions."""
    searcher = Searcher.open(folder / "index")
    answerer = Answerer(searcher)
    wanted = questions(asked + WARMING)
    warming, texts = wanted[:WARMING], wanted[WARMING:]
    cities = sorted({plan.municipality_code or "" for plan in searcher.index.catalog.plans})
    filters = [Filters((cities[place % len(cities)],)) for place in range(len(texts))]
    free = [partial(searcher.search, text) for text in texts]
    limited = [partial(searcher.search, text, own) for text, own in zip(texts, filters, strict=True)]
    for text in warming:
        answerer.ask(text)
        searcher.search(text, filters[0])
    alone, of_city = [_once(call) for call in free], [_once(call) for call in limited]
    started = perf_counter()
    at_once = _together(free)
    rate = len(free) / (perf_counter() - started)
    of_city_at_once = _together(limited)
    answers = [_once(partial(answerer.ask, text)) for text in texts[:answered]]
    peak = peak_of(resource.RUSAGE_SELF)  # before all passages are read to say what is exact
    return Asked(
        percentiles(alone), percentiles(of_city), percentiles(at_once), percentiles(of_city_at_once), percentiles(answers),
        rate, recall(searcher, texts[:_COMPARED]), peak,
    )  # fmt: skip


def _together(calls: Sequence[Callable[[], object]]) -> list[float]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(_once, calls))


def _once(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


def recall(searcher: Searcher, texts: Sequence[str]) -> float:
    """The share of the ``TOP`` passages of the dense part that are among the nearest of all, ties apart.

    All passages are encoded again, so that nothing of the index under test decides what is exact.
    """
    queries = np.stack([searcher.embedded(searcher.read(text).wanted) for text in texts])
    found = [[row for row, _ in searcher.index.dense.search(query, TOP, None)] for query in queries]
    best = np.full((len(queries), TOP), -1.0, np.float32)
    scores: list[list[float]] = [[] for _ in queries]
    passages = 0
    for rows, vectors in _encoded(searcher):
        cosines = queries @ vectors.T
        best = np.sort(np.hstack([best, cosines]), axis=1)[:, -TOP:]
        columns = {row: column for column, row in enumerate(rows)}
        for own, line, hits in zip(scores, cosines, found, strict=True):
            own += [float(line[columns[row]]) for row in hits if row in columns]
        passages += len(rows)
    wanted = min(TOP, passages)
    return recalled(scores, best[:, -wanted].tolist(), wanted)


def recalled(scores: Sequence[Sequence[float]], last: Sequence[float], wanted: int) -> float:
    """The share of the ``wanted`` hits of each question that are right.

    Args:
        scores: the exact cosines of what was found for each question.
        last: the exact cosine of the last that should have been found.
        wanted: how many should have been found for each.
    A hit is right whose cosine is at least ``last``, but for ``_TIE``.
    """
    right = sum(score >= least - _TIE for own, least in zip(scores, last, strict=True) for score in own)
    return right / (wanted * len(last))


def _encoded(searcher: Searcher) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    """The rows of the passages that can answer, and their vectors as the encoder of the index makes them, in batches."""
    index = searcher.index
    for first in range(0, index.manifest.passages, _BATCH):
        passages = index.catalog.passages(range(first, min(first + _BATCH, index.manifest.passages)))
        rows = [row for row in sorted(passages) if passages[row].kind.answers]
        yield rows, index.encoder.encode_passages(["\n".join(fields(passages[row])) for row in rows])


def main(arguments: Sequence[str]) -> None:
    """Measure one half and print it."""
    half, folder, *more = arguments
    measured = build(Path(folder), records="--no-records" not in more) if half == "build" else ask(Path(folder))
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main(sys.argv[1:])
