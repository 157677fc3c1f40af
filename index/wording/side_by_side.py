"""The words of many passages, made in several processes and told in the order in which they were given."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Final, TypeVar

from corpus.side_by_side import cores

from ..work.apart import apart
from .passages import Worded, Written, worded

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
    with apart(workers) as processes:
        ahead = deque[Callable[[], list[Worded]]]()
        for batch in batches:
            ahead.append(processes.begin(worded, batch))
            if len(ahead) > _AHEAD * workers:
                yield ahead.popleft()()
        while ahead:
            yield ahead.popleft()()


def _batches(passages: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(passages)
    while batch := list(islice(waiting, BATCH)):
        yield batch
