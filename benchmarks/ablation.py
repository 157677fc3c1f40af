"""What each part of the ranking gives, on the judged questions over the five plans.

``python -m benchmarks.ablation`` prints it and writes the tables of docs/benchmarks.md.
"""

import tempfile
from pathlib import Path

from benchmarks.shared import SHARED
from benchmarks.table import Table, publish, score_cell
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from index.opened import open_index
from search.evaluation.evaluate import Setting, evaluate
from search.question.lexicon import Lexicon
from search.ranking.modes import Mode
from search.searcher import Searcher

_FILES = ("resident", "staff", "contact")


def measure() -> dict[str, list[Table]]:
    """Build with and without adaptation, search with and without each part: success2@5 and nDCG@5."""
    plans = SHARED / "plans"
    corpus = read_corpus([plans], read_sources(plans / "sources.csv"))
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder) / "adapted", corpus, None)
        build_index(Path(folder) / "plain", corpus, None, tune=False)
        adapted, plain = (open_index(Path(folder) / name) for name in ("adapted", "plain"))
        full = Searcher(adapted)
        for name, searcher, mode in (
            ("everything", full, Mode.HYBRID),
            ("one stage: BM25 and vectors fused, nothing else", Searcher(adapted, weights=None), Mode.HYBRID),
            ("no everyday words", Searcher(adapted, words=Lexicon(())), Mode.HYBRID),
            ("encoder not adapted", Searcher(plain), Mode.HYBRID),
            ("BM25 alone", full, Mode.LEXICAL),
            ("vectors alone", full, Mode.DENSE),
            ("BM25 alone, no everyday words", Searcher(adapted, words=Lexicon(())), Mode.LEXICAL),
            ("vectors alone, no everyday words", Searcher(adapted, words=Lexicon(())), Mode.DENSE),
            ("vectors alone, neither adapted nor everyday words", Searcher(plain, words=Lexicon(())), Mode.DENSE),
        ):
            rows.append((name, *(_cell(file, searcher, mode) for file in _FILES)))
    return {"ablation": [Table(("ranking", *_FILES), tuple(rows))]}


def _cell(file: str, searcher: Searcher, mode: Mode) -> str:
    lines = evaluate(SHARED / "eval" / "dev" / f"{file}.jsonl", lambda: searcher, Setting((mode,)))
    scores = {score.name: score_cell(score) for score in lines[0].scores}
    return f"{scores['success2@5']} / {scores['nDCG@5']}"


if __name__ == "__main__":
    raise SystemExit(publish(measure, ("ablation",)))
