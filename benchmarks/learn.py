"""The weights of the ranking, of the refusals and of the choice of a desk, learned again from judged questions.

``python -m benchmarks.learn [PART ...]`` prints the weights, for a person to round and put where they stand, or writes them,
and writes what cross-validation gives into docs/benchmarks.md. ``certainty`` rests on ``order``: learn it in a run of its own.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.certainty import CITIES, PLANS, Weighed, certainty_table, weighed, weighed_short
from benchmarks.learn_desks import desks_table
from benchmarks.questions import FILES, read_questions
from benchmarks.questions.cities import read_city_questions
from benchmarks.relevance import Found, found, relevance_table
from benchmarks.sentences import Judged, judged_sentences, sentences_table
from benchmarks.shared import SHARED
from benchmarks.table import Table, publish
from benchmarks.topics import topic_table
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from search.answerer import Answerer
from search.evaluation.judging import JudgedQuery, parse_query, score
from search.ranking.refine import Weights
from search.searcher import Searcher

PARTS: Final = ("refusals", "weights", "order", "relevance", "certainty", "desks")
_FOLDS: Final = 10
_SEED: Final = 0
_SCORED: Final = 5
_SHOWN: Final = 2


def measure(parts: Sequence[str] = PARTS) -> dict[str, list[Table]]:
    """Build the five plans, put every judged question to them, learn ``parts``, print the weights and give the tables."""
    plans = SHARED / "plans"
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), read_corpus([plans], read_sources(plans / "sources.csv")), None)
        searcher = Searcher.open(Path(folder))
        rows = list(judged(searcher))
        learn = {
            "refusals": lambda: _topics(searcher, rows),
            "weights": lambda: _ranking_of_all(searcher, rows),
            "order": lambda: sentences_table([*judged_sentences(searcher, _told(rows)), *_of_cities()]),
            "relevance": lambda: relevance_table([*found(Answerer(searcher), "plans"), *_found_of_cities()]),
            "certainty": lambda: certainty_table(
                [
                    *weighed(Answerer(searcher), rows, PLANS),
                    *weighed_short(Answerer(searcher), "plans"),
                    *_weighed_of_cities(),
                    *_short_of_cities(),
                ]
            ),
            "desks": lambda: desks_table(Path(folder) / "desks"),
        }
        return {part: [learn[part]()] for part in parts}


def judged(searcher: Searcher) -> Iterator[Mapping[str, Any]]:
    """The questions of ``eval/dev`` and the project's own."""
    catalog = searcher.index.catalog
    texts = {plan.id: catalog.text(plan.id) for plan in catalog.plans}
    for name in FILES:
        with (SHARED / "eval" / "dev" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
        yield from read_questions(name, texts)


def _told(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of residents and officials, which sentences answer; a desk answers the others."""
    return [row for row in rows if "contact" not in row]


@contextmanager
def _cities(*more: str) -> Iterator[Searcher]:
    cities = SHARED / "cities"
    with tempfile.TemporaryDirectory() as folder:
        corpus = read_corpus([cities / each for each in ("corpus", *more)], read_sources(cities / "sources.csv"))
        build_index(Path(folder), corpus, None)
        yield Searcher.open(Path(folder))


def _found_of_cities() -> list[Found]:
    """What was judged among what is found over documents of many municipalities."""
    with _cities("more") as searcher:
        return list(found(Answerer(searcher), "cities"))


def _weighed_of_cities() -> Iterator[Weighed]:
    """What speaks for an answer to the project's own questions over documents of many municipalities."""
    with _cities() as searcher:
        known = {plan.id for plan in searcher.index.catalog.plans}
        for name in FILES:
            rows = [row for row in read_city_questions(name, SHARED) if not row["relevant"] or _is_of(row, known)]
            yield from weighed(Answerer(searcher), rows, CITIES)


def _short_of_cities() -> list[Weighed]:
    with _cities("more") as searcher:
        return list(weighed_short(Answerer(searcher), "cities"))


def _of_cities() -> Iterator[Judged]:
    """The candidates of the project's own questions over documents of many municipalities."""
    with _cities() as searcher:
        known = {plan.id for plan in searcher.index.catalog.plans}
        for name in ("resident", "staff"):
            rows = read_city_questions(name, SHARED)
            yield from judged_sentences(searcher, [row for row in rows if _is_of(row, known)])


def _topics(plans: Searcher, rows: Sequence[Mapping[str, Any]]) -> Table:
    with _cities() as cities:
        known = {plan.id for plan in cities.index.catalog.plans}
        asked = [row for name in FILES for row in read_city_questions(name, SHARED)]
        return topic_table(plans, rows, cities, [row for row in asked if not row["relevant"] or _is_of(row, known)])


def _is_of(row: Mapping[str, Any], known: set[str]) -> bool:
    return bool(row["relevant"]) and row["relevant"][0]["doc"] in known


def _ranking_of_all(plans: Searcher, rows: Sequence[Mapping[str, Any]]) -> Table:
    with _cities() as cities:
        known = {plan.id for plan in cities.index.catalog.plans}
        asked = [row for name in FILES for row in read_city_questions(name, SHARED) if _is_of(row, known)]
        of_plans = [parse_query(row) for row in rows if row["relevant"]]
        return _ranking([(plans, of_plans), (cities, [parse_query(row) for row in asked])])


def _ranking(collections: Sequence[tuple[Searcher, Sequence[JudgedQuery]]]) -> Table:
    """Every weighting of a grid, and what comes of choosing the best on nine tenths of the questions for the tenth."""
    grid = list(_grid())
    gains = np.array([_gains(collections, weights) for weights in grid])
    folds = np.random.default_rng(_SEED).permutation(gains.shape[1]) % _FOLDS
    chosen = np.zeros(gains.shape[1])
    for fold in range(_FOLDS):
        best = int(gains[:, folds != fold].mean(axis=1).argmax())
        chosen[folds == fold] = gains[best, folds == fold]
    sizes = [len(queries) for _, queries in collections]

    def means(each: NDArray[np.float64]) -> tuple[str, ...]:
        return tuple(f"{part.mean():.3f}" for part in np.split(each, np.cumsum(sizes)[:-1]))

    found = [
        ("one stage", "1", "0", "0", "0", *means(_gains(collections, None))),
        ("chosen for each tenth by the other nine", "", "", "", "", *means(chosen)),
        ("as they stand", *map(str, astuple(Weights())), *means(_gains(collections, Weights()))),
    ]
    for place in gains.mean(axis=1).argsort()[::-1][:_SHOWN]:
        shares = (f"{share:.2f}" for share in astuple(grid[place]))
        found.append(("best of the grid, fitted", *shares, *means(gains[place])))
    counts = [f"nDCG@5, {name} ({size})" for name, size in zip(("five plans", "cities"), sizes, strict=True)]
    return Table(("weights", "fused", "words", "pairs", "expansions", *counts), tuple(found))


def _grid() -> Iterator[Weights]:
    for words, pairs, expansions in product((0.0, 0.2, 0.4, 0.6, 0.8), (0.0, 0.2), (0.0, 0.1, 0.2)):
        whole = 1 + words + pairs + expansions
        yield Weights(1 / whole, words / whole, pairs / whole, expansions / whole)


def _gains(
    collections: Sequence[tuple[Searcher, Sequence[JudgedQuery]]], weights: Weights | None
) -> NDArray[np.float64]:
    """nDCG@5 of each question, collection by collection."""
    gains = []
    for searcher, queries in collections:
        weighing = Searcher(searcher.index, weights=weights)
        for query in queries:
            found = weighing.search(query.query, k=_SCORED).results
            gains.append(score(query, [(result.plan.id, result.text) for result in found], _SCORED).ndcg)
    return np.array(gains)


if __name__ == "__main__":
    chosen = sys.argv[1:] or PARTS
    raise SystemExit(publish(partial(measure, chosen), chosen))
