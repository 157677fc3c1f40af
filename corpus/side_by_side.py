"""Documents read several at once, each worker in a process of its own, told in the order in which they were given."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from queue import SimpleQueue
from typing import Final, TypeVar

from .readers.apart import Apart

_AHEAD: Final = 2  # documents a worker that wait to be told, so that memory does not grow with those behind a long one

_Made = TypeVar("_Made")


def cores() -> int:
    """How many workers have something to run on."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    tasks: Iterable[Callable[[Apart], _Made]], apart: Callable[[], Apart], workers: int
) -> Generator[Callable[[], _Made], None, None]:
    """What gives the result of each task, in the order of ``tasks``, or raises what it raised; others run meanwhile.

    Call each before taking the next.

    Args:
        tasks: taken in this thread, a few ahead; each is called in another, with a process that no other has at the time.
        apart: makes such a process.
        workers: how many there are; a single one works in this thread.
    A caller that stops early (Ctrl-C) closes it, which ends the processes at once.
    """
    with ExitStack() as stack:
        aparts = [stack.enter_context(apart()) for _ in range(workers)]
        if workers == 1:
            yield from (partial(task, aparts[0]) for task in tasks)
        else:
            yield from _side_by_side(tasks, aparts)


def _side_by_side(tasks: Iterable[Callable[[Apart], _Made]], aparts: Sequence[Apart]) -> Iterator[Callable[[], _Made]]:
    free = SimpleQueue[Apart]()
    for apart in aparts:
        free.put(apart)

    def run(task: Callable[[Apart], _Made]) -> _Made:
        own = free.get()
        try:
            return task(own)
        finally:
            free.put(own)

    with ThreadPoolExecutor(len(aparts)) as pool:
        ahead = deque[Future[_Made]]()
        try:
            for task in tasks:
                ahead.append(pool.submit(run, task))
                if len(ahead) > _AHEAD * len(aparts):
                    yield ahead.popleft().result
            while ahead:
                yield ahead.popleft().result
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for apart in aparts:
                apart.stop()
            raise
