"""fukushi beside other systems, each in processes of its own: ``python -m benchmarks.peers [--passages N N ...] [--look]``.

It prints the tables and writes them into docs/benchmarks.md; with ``--look`` it only prints. The others come with the extra
``bench``; one that is not installed is left out. Sizes are of made-up plans, quality is of what is judged (``FUKUSHI_SHARED``).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import mean
from typing import Any, Final

from benchmarks.made_plans import plans, questions, write_plans
from benchmarks.scale_measured import percentiles
from benchmarks.table import Table, publish, score_cell
from corpus.about.sources import read_sources
from corpus.read_plan import read_without_records
from corpus.reading import Corpus, read_corpus
from search.evaluation.score import Score

from .passages import read_passages, write_given
from .quality import DEPTH, Judged, collections
from .systems import NO_PLACES, SYSTEMS, absent, present

SIZES: Final = (10_000, 100_000)
ASKED: Final = 200  # different questions, which name no municipality
WARMING: Final = 20  # others, asked before
_ROOT: Final = Path(__file__).parents[2]
# Threads of BLAS and OpenMP: what several gain depends on what else a machine does. LanceDB's and Tantivy's own are as they are.
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_ALONE: Final = "(words and vectors alone, nothing stored)"
_COLUMNS: Final = (
    "passages", "system", "build", "CPU of the build", "memory of the build", "on disk", "question, p50", "p95", "CPU of a question",
    "memory to ask",
)  # fmt: skip
Measured = Mapping[str, Any]  # the fields of Built and Asked


def measure(sizes: Sequence[int], *, quality: bool = True) -> dict[str, list[Table]]:
    """Every system that is here, at every size and over all that is judged."""
    for line in absent():
        print(line, file=sys.stderr)
    names = list(present())
    speed = [row for size in sizes for row in _of_size(size, names)]
    tables = [Table(_COLUMNS, tuple(speed))] if speed else []
    return {"peers": [*tables, *([quality_table(_qualities(names))] if quality else [])]}


def _of_size(size: int, names: Sequence[str]) -> list[tuple[str, ...]]:
    """A row a system over ``size`` passages of made-up plans."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = _give(folder, _made(folder / "plans", size))
        wanted = questions(WARMING + ASKED)
        _write_asked(folder, wanted[WARMING:], wanted[:WARMING])
        rows = [speed_row(count, _ALONE, _run("words", folder), None)]
        for system in names:
            if system != NO_PLACES:  # these questions name none
                built, asked = _built(system, folder), _asked(system, folder)
                rows.append(speed_row(count, system, built, asked))
        return rows


def _made(folder: Path, size: int) -> Corpus:
    folder.mkdir()
    write_plans(folder, plans(size))
    table = read_sources(folder / "sources.csv")
    return read_corpus([folder / file for file in sorted(table)], table, reader=read_without_records)


def _give(folder: Path, corpus: Corpus) -> int:
    """Write what every system is given; how many passages that is."""
    write_given(folder, corpus)
    return len(read_passages(folder))


def speed_row(count: int, system: str, built: Measured, asked: Measured | None) -> tuple[str, ...]:
    """What one system took at one size."""
    disk = f"{built['size'] / 2**20:,.0f} MiB" if asked else "–"
    row = (
        f"{count:,}",
        system,
        f"{built['seconds']:,.1f} s",
        f"{built['cpu']:,.1f} s",
        _mebibytes(built["peak"]),
        disk,
    )
    if asked is None:
        return (*row, "–", "–", "–", "–")
    p50, p95 = percentiles(asked["seconds"], (0.5, 0.95))
    return (*row, _milliseconds(p50), _milliseconds(p95), _milliseconds(asked["cpu"]), _mebibytes(asked["peak"]))


def _mebibytes(size: float) -> str:
    return f"{size / 2**20:,.0f} MiB"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _qualities(names: Sequence[str]) -> dict[str, dict[str, Score]]:
    """By system and by what is judged."""
    found: dict[str, dict[str, Score]] = {name: {} for name in names}
    for collection in collections():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _give(folder, collection.corpus)
            for system in names:
                if SYSTEMS[system].index_of is None:
                    _built(system, folder)
                for judged in collection.judged:
                    found[system][judged.name] = _scored(judged, system, folder)
    return found


def _scored(judged: Judged, system: str, folder: Path) -> Score:
    _write_asked(folder, list(judged.questions.values()))
    rows = {each.id: each for each in read_passages(folder)}
    found = _asked(system, folder)["found"]
    return judged.scored({key: [rows[row] for row in hits] for key, hits in zip(judged.questions, found, strict=True)})


def quality_table(found: Mapping[str, Mapping[str, Score]]) -> Table:
    """A row a system, a column for each thing that is judged."""
    some = next(iter(found.values()))
    heads = (f"{name}, {score.name} ({score.n})" for name, score in some.items())
    rows = tuple((system, *map(score_cell, scores.values())) for system, scores in found.items())
    return Table(("system", *heads), rows)


def _write_asked(folder: Path, texts: Sequence[str], warming: Sequence[str] = ()) -> None:
    asked = {"questions": texts, "k": DEPTH, "warming": warming}
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")


def _built(system: str, folder: Path) -> Measured:
    return _run("build", system, folder, _index(system, folder))


def _asked(system: str, folder: Path) -> Measured:
    return _run("ask", system, _index(SYSTEMS[system].index_of or system, folder), folder / "asked.json")


def _index(system: str, folder: Path) -> Path:
    return folder / f"index-{list(SYSTEMS).index(system)}"


def _run(what: str, *arguments: str | Path) -> Measured:
    """What a process of its own measured; a line of it as it ends."""
    command = [sys.executable, "-m", "benchmarks.peers.measured", what, *map(str, arguments)]
    environment = {**os.environ, **_ONE_THREAD}
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_ROOT, env=environment)
    measured: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    told = {
        key: round(mean(value) if key == "seconds" and isinstance(value, list) else value, 4)
        for key, value in measured.items()
        if key != "found"
    }
    print(what, *map(str, arguments[:1]), told, file=sys.stderr, flush=True)
    return measured


def main() -> int:
    """Measure as asked; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="*", default=list(SIZES), help="sizes of the made-up corpora")
    parser.add_argument("--no-quality", action="store_true", help="without what is judged")
    parser.add_argument("--look", action="store_true", help="print and leave docs/benchmarks.md as it is")
    given = parser.parse_args()
    measured = partial(measure, given.passages, quality=not given.no_quality)
    if not given.look:
        return publish(measured, ("peers",))
    for each in measured()["peers"]:
        print(each.markdown)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
