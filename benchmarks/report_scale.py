"""Every measure of the country against every other: ``python -m benchmarks.report_scale [--measures N]``.

Made-up measures, some 60 a municipality, the 20 nearest of other municipalities for each; beside it what a plain search of
all pairs by the cosine of one vector each costs (FAISS, as txtai's graph is built). Seconds of the wall and of the CPUs: on a machine
that others use too, the latter are what is comparable.
"""

import argparse
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter, process_time

import faiss
import numpy as np

from benchmarks.made_measures import contents
from benchmarks.table import Table, publish
from index.encoder.static import StaticEncoder
from search.report.items import municipality
from search.report.library import Library, compiled
from search.report.nearness.nearest import nearest

_NEAREST = 20


class Clock:
    """Rows of a table: what was done, wall and CPU seconds, the most memory that was held until then."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, str]] = []

    @contextmanager
    def __call__(self, what: str) -> Iterator[None]:
        """Take the time of a block."""
        wall, cpu = perf_counter(), process_time()
        yield
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        self.rows.append((what, f"{perf_counter() - wall:.0f}", f"{process_time() - cpu:.0f}", f"{peak:.1f}"))
        print(*self.rows[-1], sep="\t", flush=True)


def measure(measures: int) -> dict[str, list[Table]]:
    """The stages of it, then the plain way."""
    clock = Clock()
    with clock(f"all of the below: {measures:,} measures, the {_NEAREST} nearest of each"):
        with clock("read: vectors, words, shared wording, calibration"):
            library = compiled(list(contents(measures)), StaticEncoder(), {}, lambda stage, share: None)
        with clock("match"):
            found = _matched(library)
    with clock("beside it: plain cosine of one vector each, all pairs"):
        _plain(library)
    assert found == measures
    return {"report_scale": [Table(("stage", "seconds", "CPU seconds", "GiB at most"), tuple(clock.rows))]}


def _matched(library: Library) -> int:
    rows = np.arange(library.count)
    whose = np.unique([municipality(item.plan) for item in library.texts], return_inverse=True)[1]
    return sum(len(each.others) == _NEAREST for each in nearest(library.standings, rows, rows, whose, _NEAREST))


def _plain(library: Library) -> None:
    vectors = np.ascontiguousarray(library.standings.meanings.whole[: library.count])
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    index.search(vectors, _NEAREST)


def _wanted(arguments: argparse.ArgumentParser) -> Callable[[], dict[str, list[Table]]]:
    arguments.add_argument("--measures", type=int, default=100_000)
    count = arguments.parse_args().measures
    return lambda: measure(count)


if __name__ == "__main__":
    raise SystemExit(publish(_wanted(argparse.ArgumentParser(description=__doc__)), ("report_scale",)))
