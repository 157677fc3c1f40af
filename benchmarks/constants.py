"""What each number in ``search/`` is worth: every third judged question again with the half and the double of it.

``python -m benchmarks.constants`` prints it and writes the table of docs/benchmarks.md; some ten minutes.
"""

import ast
import importlib
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from benchmarks.learn import judged
from benchmarks.shared import SHARED
from benchmarks.table import Table, publish
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from search.answerer import Answerer
from search.evaluation.answers import evaluate_answers
from search.searcher import Searcher

_ROOT: Final = Path(__file__).parents[1]
# What no answer depends on, or what is measured where it is learned.
_ELSEWHERE: Final = ("search/evaluation/", "search/question/learning/", "search/model/", "search/live.py")
_RIGHT: Final = ("answered", "told", "desk", "refused", "citation_precision")  # of a question, by what it is judged
_EVERY: Final = 3  # of the judged questions that are put


@dataclass(frozen=True, slots=True)
class Constant:
    """A number at the top of a module."""

    module: str
    name: str
    value: float | int


def constants() -> Iterator[Constant]:
    """Those of ``search/`` that an answer depends on."""
    for file in sorted((_ROOT / "search").rglob("*.py")):
        path = file.relative_to(_ROOT).as_posix()
        if path.startswith(_ELSEWHERE):
            continue
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                value = _number(node.value)
                if value is not None:
                    yield Constant(path.removesuffix(".py").replace("/", "."), node.target.id, value)


def _number(node: ast.expr) -> float | int | None:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if type(value) in (int, float) else None


def measure() -> dict[str, list[Table]]:
    """Build the five plans, put judged questions to them as the program is, and with each number halved and doubled."""
    plans = SHARED / "plans"
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), read_corpus([plans], read_sources(plans / "sources.csv")), None)
        searcher = Searcher.open(Path(folder))
        rows = list(judged(searcher))[::_EVERY]
        right, whole = _right(searcher, rows)
        table = []
        for constant in constants():
            changed = [_right(searcher, rows, constant, value)[0] - right for value in _others(constant.value)]
            name = f"{constant.module.removeprefix('search.')}.{constant.name}"
            table.append((name, f"{constant.value}", *map(_cell, changed)))
    header = (f"number (of {whole} judgements {right:.1f} are met)", "value", "at its half", "at its double")
    return {"constants": [Table(header, tuple(table))]}


def _others(value: float | int) -> Sequence[float | int]:
    return (value // 2, value * 2) if isinstance(value, int) else (value / 2, value * 2)


def _cell(change: float | None) -> str:
    return f"{change:+.1f}" if abs(change or 0.0) >= 0.05 else "same"


def _right(
    searcher: Searcher, rows: Sequence[Mapping[str, Any]], constant: Constant | None = None, value: float | int = 0
) -> tuple[float, int]:
    """How many judgements are met, in sum, and of how many, with ``constant`` set to ``value``."""
    module = importlib.import_module(constant.module) if constant else None
    if constant and module:
        setattr(module, constant.name, value)
    _forget()
    try:
        line = next(iter(evaluate_answers("all", rows, Answerer(searcher))))
        scores = [score for score in line.scores if score.name in _RIGHT]
        return sum(score.value * score.n for score in scores), sum(score.n for score in scores)
    except (ArithmeticError, IndexError, ValueError):  # a number that nothing works with
        return 0.0, 0
    finally:
        if constant and module:
            setattr(module, constant.name, constant.value)
        _forget()


def _forget() -> None:
    """Empty what functions of ``search`` have kept, which was made with other numbers."""
    for name, module in list(sys.modules.items()):
        if name.startswith("search.") and isinstance(module, ModuleType):
            for each in vars(module).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()


if __name__ == "__main__":
    raise SystemExit(publish(measure, ("constants",)))
