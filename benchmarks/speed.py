"""Speed on this machine, in medians; compare within one run only.

``python -m benchmarks.speed`` prints it and writes the tables of docs/benchmarks.md.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from benchmarks.shared import SHARED
from benchmarks.table import Table, publish
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from corpus.text import tokens
from corpus.text.matching import matching_text
from corpus.text.tokens import terms
from index.build import build_index
from search.answerer import Answerer
from search.searcher import Searcher

QUESTIONS = (
    "父の物忘れがひどくなった", "家賃が払えない", "ひきこもりの相談先", "認知症サポーターの人数", "こどもだけで食べられる食堂",
    "災害のとき障害者の避難はどうなりますか", "再犯防止の取組",
)  # fmt: skip

_LOAD = """
import numpy, index.encoder.static, time
started = time.perf_counter(); index.encoder.static.StaticEncoder(); print(time.perf_counter() - started)
"""


def terms_anew(texts: Sequence[str]) -> None:
    """The terms of ``texts``, none of which is remembered from before."""
    tokens._parsed.cache_clear()
    for text in texts:
        terms(text)


def measure() -> dict[str, list[Table]]:
    """Tokenise, build, search, answer and start, each several times."""
    plans = SHARED / "plans"
    sources = read_sources(plans / "sources.csv")
    corpus = read_corpus([plans], sources)
    texts = [matching_text(passage.text) for passage in corpus.passages]
    characters = sum(len(text) for text in texts)
    rows: list[tuple[str, str, str]] = []
    terms("辞書を開く")
    seconds = _median(lambda: terms_anew(texts), 9)
    rows.append(
        ("tokenise", f"{characters / seconds / 1e6:.2f} M characters/s", f"{characters:,} characters, one core")
    )
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        rows.append(
            (
                "read and index the five plans",
                f"{_median(lambda: build_index(index, read_corpus([plans], sources), None), 3):.2f} s",
                f"{len(corpus.passages)} passages",
            )
        )
        searcher = Searcher.open(index)
        times = [_once(partial(searcher.search, question)) for _ in range(20) for question in QUESTIONS]
        rows.append(
            ("search, warm", f"{median(times) * 1000:.1f} ms", f"p95 {quantiles(times, n=20)[-1] * 1000:.1f} ms")
        )
        answerer = Answerer(searcher)
        times = [_once(partial(answerer.ask, question)) for _ in range(20) for question in QUESTIONS]
        rows.append(
            ("answer, warm", f"{median(times) * 1000:.1f} ms", f"p95 {quantiles(times, n=20)[-1] * 1000:.1f} ms")
        )
        load = median(float(_output([sys.executable, "-c", _LOAD])) for _ in range(5))
        rows.append(("load the embedded encoder", f"{load * 1000:.0f} ms", "in a fresh process, numpy imported"))
        search = [sys.executable, "-m", "cli", "search", "里親になりたい", "--index", str(index), "--json"]
        pairs = [(_command(search), _command([sys.executable, "-c", "import sentence_transformers"])) for _ in range(5)]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    rows.append(
        (
            "search from a cold shell",
            f"{ours:.2f} s",
            f"{ratio:.1%} of importing sentence_transformers ({theirs:.2f} s)",
        )
    )
    return {"speed": [Table(("what", "median", "note"), tuple(rows))]}


def _once(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


def _median(call: Callable[[], object], times: int) -> float:
    return median(_once(call) for _ in range(times))


def _output(arguments: list[str]) -> str:
    return subprocess.run(arguments, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]).stdout


def _command(arguments: list[str]) -> float:
    return _once(lambda: subprocess.run(arguments, check=True, capture_output=True, cwd=Path(__file__).parents[1]))


if __name__ == "__main__":
    raise SystemExit(publish(measure, ("speed",)))
