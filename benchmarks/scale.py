"""How building and asking grow with the corpus, on made-up plans: ``python -m benchmarks.scale [--passages N N ...]``.

It prints the table and writes that of docs/benchmarks.md; with ``--look`` it only prints. Plans are files of text, so that no PDF is
parsed; each size is built in one process and asked in another. Milliseconds of other machines are compared by the characters that a
core tokenises in the same run.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from benchmarks.made_plans import plans, questions, write_plans
from benchmarks.scale_measured import SHARES
from benchmarks.table import Table, publish

SIZES: Final = (10_000, 100_000)
_COLD: Final = 5  # starts, of which the middle one is told
_ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is measured at every size: how it is written, and whether how it grows says anything."""

    what: str
    value: Callable[[Mapping[str, Any]], float]
    cell: Callable[[float], str]
    grows: bool = True


def growth(points: Sequence[tuple[float, float]]) -> float:
    """By which power the second of each pair grows with the first: the slope of a line through the logarithms.

    0 stays the same, 1 doubles where the size doubles. Raises: ValueError for fewer than two sizes, or where one is not above 0.
    """
    xs, ys = [log(size) for size, _ in points], [log(value) for _, value in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    if not spread:
        raise ValueError("growth takes two sizes")
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _mebibytes(size: float) -> str:
    return f"{size / 2**20:,.0f} MiB"


def _percentile_rows(what: str, key: str) -> list[Row]:
    return [Row(f"{what}, p{100 * share:.0f}", _at(key, place), _milliseconds) for place, share in enumerate(SHARES)]


def _at(key: str, place: int) -> Callable[[Mapping[str, Any]], float]:
    """What takes one percentile of ``key`` out of what was measured."""
    return lambda each: float(each[key][place])


ROWS: Final = (
    Row("tokenise, one core", lambda each: each["tokenising"] / 1e6, lambda rate: f"{rate:.2f} M characters/s", False),
    Row("build from text, finders and all", lambda each: each["passages"] / (each["reading"] + each["indexing"]), lambda rate: f"{rate:,.0f} passages/s", False),
    Row("- text to passages and records", lambda each: each["reading"], lambda seconds: f"{seconds:,.1f} s"),
    Row("- passages and records to an index", lambda each: each["indexing"], lambda seconds: f"{seconds:,.1f} s"),
    Row("- most memory of the process that indexes", lambda each: each["build_peak"], _mebibytes),
    Row("- most memory of a process that reads or tunes for it", lambda each: each["beside_peak"], _mebibytes),
    Row("index on disk", lambda each: each["size"], _mebibytes),
    *_percentile_rows("search", "alone"),
    *_percentile_rows("search of a city", "of_city"),
    *_percentile_rows("search, four at a time", "at_once"),
    *_percentile_rows("search of a city, four at a time", "of_city_at_once"),
    Row("searches, four at a time", lambda each: each["rate"], lambda rate: f"{rate:,.0f} a second", False),
    *_percentile_rows("answer", "answers")[:2],
    Row("recall@10 of the dense part", lambda each: each["recall"], lambda share: f"{share:.3f}", False),
    Row("memory to search and answer", lambda each: each["peak"], _mebibytes),
    Row("fukushi search, from a cold shell", lambda each: each["cold"], lambda seconds: f"{seconds:.2f} s"),
)  # fmt: skip


def measure(sizes: Sequence[int], *, records: bool = True) -> dict[str, list[Table]]:
    """Make, build and ask corpora of ``sizes`` passages."""
    return {"scale": [table([_of_size(size, records=records) for size in sizes])]}


def table(measured: Sequence[Mapping[str, Any]]) -> Table:
    """A row a figure, a column a size, and by which power of the size it grows, where there are several."""
    columns = ("what", *(f"{each['passages']:,} passages, {each['plans']:,} plans" for each in measured), "growth")
    rows = []
    for row in ROWS:
        values = [row.value(each) for each in measured]
        points = [(float(each["passages"]), value) for each, value in zip(measured, values, strict=True)]
        power = f"{growth(points):.2f}" if row.grows and len(points) > 1 else ""
        rows.append((row.what, *map(row.cell, values), power))
    return Table(columns, tuple(rows))


def _of_size(size: int, *, records: bool) -> dict[str, Any]:
    """All that is measured of ``size`` passages, by the names of :mod:`benchmarks.scale_measured`; a line as each half is done."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plans").mkdir()
        made = write_plans(folder / "plans", plans(size))
        built = _half("build", folder, *(() if records else ("--no-records",)))
        asked = _half("search", folder)
        cold = median(_cold(folder, text) for text in questions(_COLD))
        return {**asked, **built, "peak": asked["peak"], "build_peak": built["peak"], "plans": len(made), "cold": cold}


def _half(half: str, folder: Path, *flags: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.scale_measured", half, str(folder), *flags]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_ROOT)
    print(ended.stdout, end="", file=sys.stderr, flush=True)
    measured: dict[str, Any] = json.loads(ended.stdout)
    return measured


def _cold(folder: Path, question: str) -> float:
    """Seconds of ``fukushi search`` as a command."""
    command = [sys.executable, "-m", "cli", "search", question, "--index", str(folder / "index"), "--json"]
    started = perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=_ROOT)
    return perf_counter() - started


def main() -> int:
    """Measure as asked; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=list(SIZES), help="sizes of the corpora")
    parser.add_argument("--no-records", action="store_true", help="without looking for measures, indicators and desks")
    parser.add_argument("--look", action="store_true", help="print and leave docs/benchmarks.md as it is")
    given = parser.parse_args()
    measured = partial(measure, given.passages, records=not given.no_records)
    if not given.look:
        return publish(measured, ("scale",))
    for each in measured()["scale"]:
        print(each.markdown)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
