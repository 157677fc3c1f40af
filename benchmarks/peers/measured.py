"""One system in a process of its own, so that its memory is its own; prints one JSON object.

``python -m benchmarks.peers.measured build SYSTEM GIVEN INDEX`` makes an index of the passages in GIVEN, ``… ask SYSTEM INDEX ASKED``
searches it for what ASKED has, ``… words GIVEN`` makes words and vectors of the passages and stores nothing. It imports nothing
that a system does not need: whatever stands here is counted as memory of all of them.
"""

import json
import os
import re
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from .passages import read_passages
from .systems import SYSTEMS


@dataclass(frozen=True, slots=True)
class Built:
    """Seconds of the wall and of all cores from passages in memory to an index on disk; the most bytes in memory; bytes on disk."""

    seconds: float
    cpu: float
    peak: int
    size: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Of each question its seconds and what was found; seconds of all cores a question; the most bytes in memory."""

    seconds: list[float]
    cpu: float
    peak: int
    found: list[list[str]]  # ids of passages, best first


def build(name: str, given: Path, index: Path) -> Built:
    """Have ``name`` index what is in ``given``, which it has in memory when the clock starts."""
    return _timed(partial(SYSTEMS[name].load().builder(given), index), index)


def words(given: Path) -> Built:
    """What every system has to do, and nothing else: the words and the vectors of the passages."""
    from index.encoder.static import StaticEncoder

    from .words import vectors_of, words_of

    passages, encoder = read_passages(given), StaticEncoder()

    def work() -> None:
        for each in passages:
            words_of(each.searched)
            vectors_of(encoder, [each.searched])

    return _timed(work, given / "nothing")


def _timed(work: Callable[[], None], into: Path) -> Built:
    wall, cpu = perf_counter(), _cpu()
    work()
    seconds, spent = perf_counter() - wall, _cpu() - cpu
    return Built(seconds, spent, _peak(), sum(path.stat().st_size for path in into.rglob("*") if path.is_file()))


def ask(name: str, index: Path, questions: Sequence[str], k: int, warming: Sequence[str]) -> Asked:
    """Search for ``k`` passages for each question, from its text on, when those of ``warming`` were searched for."""
    search = SYSTEMS[name].load().opened(index)
    for question in warming:
        search(question, k)
    seconds, found, cpu = [], [], _cpu()
    for question in questions:
        started = perf_counter()
        hits = search(question, k)
        seconds.append(perf_counter() - started)
        found.append([each for each, _ in hits])
    return Asked(seconds, (_cpu() - cpu) / len(questions), _peak(), found)


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak() -> int:
    """The most bytes in memory. On Linux not by getrusage, which counts those of the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists() and (most := re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="utf-8"))):
        return int(most[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str]) -> None:
    """Measure as asked and print it."""
    what, *rest = arguments
    if what == "build":
        measured: Built | Asked = build(rest[0], Path(rest[1]), Path(rest[2]))
    elif what == "ask":
        asked = json.loads(Path(rest[2]).read_text(encoding="utf-8"))
        measured = ask(rest[0], Path(rest[1]), asked["questions"], asked["k"], asked["warming"])
    else:
        measured = words(Path(rest[0]))
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main(sys.argv[1:])
