"""Quality on everything that is judged: ``python -m benchmarks.quality`` prints it and writes the tables of docs/benchmarks.md."""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from rich.console import Console

from benchmarks.questions import FILES, read_questions
from benchmarks.shared import SHARED
from benchmarks.table import Table, publish, score_cell
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from screens.terminal.evaluation import print_evaluation
from search.evaluation.evaluate import Setting, evaluate
from search.evaluation.score import Evaluation
from search.ranking.modes import Mode
from search.searcher import Searcher

_FILES: Final = (
    "dev/resident.jsonl",
    "dev/staff.jsonl",
    "dev/contact.jsonl",
    "dev/unanswerable.jsonl",
    "localgovfaq/qrels.dev.json",
    "jsts-valid.jsonl",
)
_NAMES: Final = {
    "resident": "residents'",
    "staff": "staff's",
    "contact": "contact",
    "own-resident": "own, residents'",
    "own-staff": "own, staff's",
    "own-contact": "own, contact",
}
_RANKINGS: Final = {Mode.HYBRID.value: "both", Mode.LEXICAL.value: "BM25 alone", Mode.DENSE.value: "vectors alone"}


def measure() -> dict[str, list[Table]]:
    """Build the five plans, put everything that is judged to them, print every line and give the tables."""
    plans = SHARED / "plans"
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build_index(index, read_corpus([plans], read_sources(plans / "sources.csv")), None)
        searcher = cache(lambda: Searcher.open(index))
        files = [*(SHARED / "eval" / name for name in _FILES), *_own(searcher(), Path(folder))]
        lines = [line for file in files for line in evaluate(file, searcher, Setting())]
    print_evaluation(lines, Console() if sys.stdout.isatty() else Console(width=160))
    return {"quality": [search_table(lines)], "answers": [answers_table(lines)], "others": others_tables(lines)}


def _own(searcher: Searcher, folder: Path) -> Iterator[Path]:
    """The project's own questions, as files in the form of ``eval/dev``."""
    catalog = searcher.index.catalog
    texts = {plan.id: catalog.text(plan.id) for plan in catalog.plans}
    for name in FILES:
        path = folder / f"own-{name}.jsonl"
        path.write_text("\n".join(map(json.dumps, read_questions(name, texts))), encoding="utf-8")
        yield path


def search_table(lines: Sequence[Evaluation]) -> Table:
    """Searching by both retrievers, a row per file of questions over the plans, every kind together."""
    return _matrix([line for line in lines if _is_plans(line) and line.mode == Mode.HYBRID.value])


def answers_table(lines: Sequence[Evaluation]) -> Table:
    """``fukushi ask``, a row per file; the questions that no plan answers by their kind."""
    asked = [line for line in lines if line.mode == "ask"]
    return _matrix([line for line in asked if _is_plans(line) or (line.file not in _NAMES and line.kind != "all")])


def others_tables(lines: Sequence[Evaluation]) -> list[Table]:
    """What stands in no plan, a FAQ collection and pairs of sentences: a table for those that share their measures."""
    groups: dict[tuple[str, ...], list[Evaluation]] = {}
    for line in lines:
        if line.mode != "ask" and line.kind == "all" and line.file not in (*_NAMES, "unanswerable", "own-unanswerable"):
            groups.setdefault(tuple(score.name for score in line.scores), []).append(line)
    return [
        Table(
            ("collection", "ranking", "n", *names),
            tuple((line.file, _RANKINGS[line.mode], str(line.n), *map(score_cell, line.scores)) for line in group),
        )
        for names, group in groups.items()
    ]


def _is_plans(line: Evaluation) -> bool:
    return line.file in _NAMES and line.kind == "all"


def _matrix(lines: Sequence[Evaluation]) -> Table:
    """A row per line, a column per measure that any of them has; – where a line has it not."""
    measures = list(dict.fromkeys(score.name for line in lines for score in line.scores))
    rows = []
    for line in lines:
        cells = {score.name: score_cell(score) for score in line.scores}
        name = _NAMES.get(line.file, f"{line.file}: {line.kind}")
        rows.append((name, str(line.n), *(cells.get(measure, "–") for measure in measures)))
    return Table(("questions", "n", *(name.replace("_", " ") for name in measures)), tuple(rows))


if __name__ == "__main__":
    raise SystemExit(publish(measure, ("quality", "answers", "others")))
