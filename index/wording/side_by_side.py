"""The words of many passages, made in several processes and told in the order in which they were given."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, TypeVar

from corpus.side_by_side import cores

from .passages import Worded, Written, worded

if TYPE_CHECKING:
    from pebble import ProcessFuture

BATCH: Final = 256  # passages that one process is handed at a time; arbitrary
_MANY: Final = 8_000  # passages; fewer are done before other processes have begun
_AHEAD: Final = 2  # batches a process that wait to be told, so that memory does not grow with the passages

T = TypeVar("T")


def worded_in_order(
    passages: Iterable[Written], count: int, workers: int | None = None
) -> Generator[list[Worded], None, None]:
    """The words of ``passages``, some ``count`` of them, in batches and in order; the same whatever ``workers`` is.

    ``workers`` are the processes at work: by default as many as there are cores where there are many passages, else none
    but this one. A caller that stops early closes what it was given, which ends the processes.
    """
    wanted = workers or (cores() if count >= _MANY else 1)
    batches = _batches(passages)
    if wanted == 1:
        yield from map(worded, batches)
    else:
        with closing(_side_by_side(batches, wanted)) as results:
            yield from results


def _side_by_side(batches: Iterable[list[Written]], workers: int) -> Generator[list[Worded], None, None]:
    from pebble import ProcessPool

    # spawn: a fork of a process with threads (torch, the web server) may stand still.
    pool = ProcessPool(max_workers=workers, context=get_context("spawn"))
    ahead: deque[tuple[list[Written], ProcessFuture[list[Worded]]]] = deque()
    try:
        for batch in batches:
            ahead.append((batch, pool.schedule(worded, (batch,))))
            if len(ahead) > _AHEAD * workers:
                yield _result(*ahead.popleft())
        while ahead:
            yield _result(*ahead.popleft())
    finally:
        for _, waiting in ahead:
            waiting.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it without types
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _result(batch: Sequence[Written], future: "ProcessFuture[list[Worded]]") -> list[Worded]:
    """What the process made of ``batch``; where the process died, this one makes it."""
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    try:
        made: list[Worded] = future.result()
    except (ProcessExpired, BrokenProcessPool):
        return worded(batch)
    return made


def _batches(passages: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(passages)
    while batch := list(islice(waiting, BATCH)):
        yield batch
