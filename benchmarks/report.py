"""How well a batch report tells what is alike: ``python -m benchmarks.report FOLDER ...`` (the plans that were judged).

``report_pairs.jsonl`` has pairs of items by their ids with the grades of judges who saw both texts and no score: 2 the same aim,
1 a part of it, 0 another. Average precision of *meaning* and of each single score, over pairs graded 1 or more on
average, and over those graded 2; *kappa* is Cohen's, weighted by the square of the distance, of the first two judges.
``report_boilerplate.jsonl`` has spans of texts that were judged to be nobody's own, or somebody's.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.table import Table, publish
from corpus.reading import read_corpus
from corpus.text.matching import matching_text
from corpus.text.tokens import terms
from index.build import build_index
from index.encoder.static import StaticEncoder
from index.opened import open_index
from search.report.library import Library, read_library
from search.report.nearness.meaning import together
from search.report.report import Likeness

_HERE = Path(__file__).parent
_K1, _B = 1.2, 0.75  # of BM25, as everybody has them
_COPIED = 0.5  # of the shorter text's wording: what anybody calls a near copy
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Two rows of a library, and the grades of each judge."""

    ours: int
    theirs: int
    grades: tuple[int, ...]


def measure(folders: Sequence[Path]) -> dict[str, list[Table]]:
    """Build the plans, score the judged pairs."""
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder) / "index", read_corpus(list(folders), {}), None)
        library = read_library(open_index(Path(folder) / "index"), lambda stage, share: None)
    pairs, missing = _pairs(library)
    grades = np.array([np.mean(pair.grades) for pair in pairs])
    rows = [(name, *(f"{_precision(scores, grades >= least):.3f}" for least in (1, 2)))
            for name, scores in _scores(library, pairs).items()]  # fmt: skip
    scored = Table(("score", "AP, grade 1 or more", "AP, grade 2"), tuple(rows))
    told = (
        ("judged pairs", f"{len(pairs)} ({missing} not in these plans)"),
        ("graded 2, 1, 0", ", ".join(str(int((np.round(grades) == grade).sum())) for grade in (2, 1, 0))),
        ("kappa of two judges", _kappa(pairs)),
        ("near copies told as that", _copies(library, pairs)),
        ("what is told as boilerplate and is", _boilerplate(library)),
    )
    return {"report": [scored, Table(("", ""), told)]}


def _pairs(library: Library) -> tuple[list[Judged], int]:
    rows = {text.id: row for row, text in enumerate(library.texts)}
    judged = _lines("report_pairs.jsonl")
    known = [each for each in judged if each["a"] in rows and each["b"] in rows]
    found = [Judged(rows[each["a"]], rows[each["b"]], tuple(each["grades"])) for each in known]
    return found, len(judged) - len(found)


def _scores(library: Library, pairs: Sequence[Judged]) -> dict[str, Scores]:
    """Meaning, then each single score."""
    standings = library.standings
    features = [standings.meanings.features(np.array([pair.ours]), np.array([pair.theirs])) for pair in pairs]
    wording = [standings.grams.beside(pair.ours, np.array([pair.theirs]))[0] for pair in pairs]
    texts = {
        row: matching_text(f"{library.texts[row].title}\n{library.texts[row].text}")
        for row in range(len(library.texts))
    }
    encoder = StaticEncoder()
    vectors = {row: encoder.encode_passages([texts[row]])[0] for pair in pairs for row in (pair.ours, pair.theirs)}
    bm25 = _bm25(texts)
    found: dict[str, Sequence[float]] = {
        "meaning": [float(together(each)[0, 0]) for each in features],
        **{f"- its {name} alone": [float(each[place][0, 0]) for each in features]
           for place, name in enumerate(("wholes", "titles", "titles in texts", "words", "matters"))},
        "BM25, of both directions": [bm25(pair.ours, pair.theirs) + bm25(pair.theirs, pair.ours) for pair in pairs],
        "BM25, as a share of the text's own": [
            max(bm25(one, other) / max(bm25(one, one), 1e-9) for one, other in ((pair.ours, pair.theirs), (pair.theirs, pair.ours)))
            for pair in pairs
        ],
        "cosine of the encoder as it comes": [float(vectors[pair.ours] @ vectors[pair.theirs]) for pair in pairs],
        "wording": [float(each) for each in wording],
    }  # fmt: skip
    return {name: np.array(each) for name, each in found.items()}


def _bm25(texts: dict[int, str]) -> Callable[[int, int], float]:
    bags = {row: Counter(terms(text)) for row, text in texts.items()}
    within = Counter(term for bag in bags.values() for term in bag)
    lengths = {row: sum(bag.values()) for row, bag in bags.items()}
    usual = sum(lengths.values()) / max(len(lengths), 1)

    def scored(query: int, text: int) -> float:
        bag, norm = bags[text], _K1 * (1 - _B + _B * lengths[text] / usual)
        return sum(
            log(1 + (len(bags) - within[term] + 0.5) / (within[term] + 0.5))
            * bag[term]
            * (_K1 + 1)
            / (bag[term] + norm)
            for term in bags[query]
            if term in bag
        )

    return scored


def _precision(scores: Scores, relevant: NDArray[np.bool_]) -> float:
    """Average precision over one ranking of all pairs."""
    hits = relevant[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()) if hits.any() else 0.0


def _kappa(pairs: Sequence[Judged]) -> str:
    both = np.array([pair.grades[:2] for pair in pairs if len(pair.grades) > 1])
    if not len(both):
        return "one judge alone"
    seen, expected = (both[:, 0] - both[:, 1]) ** 2, (both[:, 0][:, None] - both[:, 1][None, :]) ** 2
    return f"{1 - seen.mean() / expected.mean():.2f}"


def _copies(library: Library, pairs: Sequence[Judged]) -> str:
    standings, found = library.standings, []
    for pair in pairs:
        wording = float(standings.grams.beside(pair.ours, np.array([pair.theirs]))[0])
        if wording >= _COPIED:
            found.append(standings.chance.judged(0.0, wording, 0.0)[0] is Likeness.NEAR_COPY)
    return f"{sum(found)} of {len(found)}"


def _boilerplate(library: Library) -> str:
    rows = {text.id: row for row, text in enumerate(library.texts)}
    known = [each for each in _lines("report_boilerplate.jsonl") if each["id"] in rows]
    told = [each for each in known if _inside(library, rows[each["id"]], each)]
    right = sum(each["boilerplate"] for each in told)
    return f"{right} of {len(told)} (of {sum(each['boilerplate'] for each in known)} in {len(known)} judged spans)"


def _inside(library: Library, row: int, span: dict[str, Any]) -> bool:
    """Whether most of a judged span is told as boilerplate."""
    spans = library.standard.spans.get(row, ())
    shared = sum(max(0, min(end, span["end"]) - max(start, span["start"])) for start, end in spans)
    return bool(2 * shared > span["end"] - span["start"])


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


def _wanted() -> Callable[[], dict[str, list[Table]]]:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", type=Path, nargs="+")
    folders = arguments.parse_args().folders
    return lambda: measure(folders)


if __name__ == "__main__":
    raise SystemExit(publish(_wanted(), ("report",)))
