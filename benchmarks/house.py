"""What one answer costs the house: own files and own Python calls, import time, lines, the most tangled function.

``python -m benchmarks.house`` prints it and writes the table of docs/benchmarks.md.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Final

from benchmarks.shared import SHARED
from benchmarks.speed import QUESTIONS
from benchmarks.table import Table, publish
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from search.answerer import Answerer
from search.searcher import Searcher

_ROOT: Final = Path(__file__).parents[1]
_PARTS: Final = ("corpus", "index", "search", "screens")
_IMPORT: Final = (
    "import time; started = time.perf_counter(); import search.answerer; print(time.perf_counter() - started)"
)


def measure() -> dict[str, list[Table]]:
    """Answer the questions of the speed table, warm, and count."""
    plans = SHARED / "plans"
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), read_corpus([plans], read_sources(plans / "sources.csv")), None)
        answerer = Answerer(Searcher.open(Path(folder)))
        for question in QUESTIONS:
            answerer.ask(question)
        counts = [_counted(answerer, question) for question in QUESTIONS]
    imports = median(float(_output([sys.executable, "-c", _IMPORT])) for _ in range(5))
    lines = [
        len(file.read_text(encoding="utf-8").splitlines()) for part in _PARTS for file in (_ROOT / part).rglob("*.py")
    ]
    rows = (
        ("own files that one warm answer runs through", f"{median(files for files, _ in counts):.0f}"),
        ("own Python calls of one warm answer", f"{median(calls for _, calls in counts):,.0f}"),
        ("import of search.answerer, in a fresh process", f"{imports:.2f} s"),
        ("files, lines of Python, examples and data not counted", f"{len(lines)}, {sum(lines):,}"),
    )
    return {"house": [Table(("the house", "median"), rows)]}


def _counted(answerer: Answerer, question: str) -> tuple[int, int]:
    """Of one answer: how many of our files it runs through, and how many calls of our functions it makes."""
    files: set[str] = set()
    calls = 0

    def seen(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(tuple(f"{_ROOT}/{part}/" for part in _PARTS)):
            calls += 1
            files.add(name)

    sys.setprofile(seen)
    try:
        answerer.ask(question)
    finally:
        sys.setprofile(None)
    return len(files), calls


def _output(arguments: list[str]) -> str:
    return subprocess.run(arguments, check=True, capture_output=True, text=True, cwd=_ROOT).stdout


if __name__ == "__main__":
    raise SystemExit(publish(measure, ("house",)))
