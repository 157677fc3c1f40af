"""Work that goes on in threads beside what comes next: on files, and by libraries that leave Python's lock."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any, TypeVar

T = TypeVar("T")


class _UnwantedError(Exception):
    """Ends what is at work when nobody wants it any more."""


class Threads:
    """Threads at work; see :func:`threads`."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool, self._unwanted = pool, Event()
        self._begun: list[Future[Any]] = []
        self._failed: list[BaseException] = []

    def begin(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        """Have ``work`` begun when a thread is free."""
        future = self._pool.submit(work, *arguments)
        future.add_done_callback(self._note)
        self._begun.append(future)
        return future

    def wanted(self, members: Iterable[T]) -> Iterator[T]:
        """The same members, while they are wanted: what is at work goes through them."""
        for member in members:
            if self._unwanted.is_set():
                raise _UnwantedError
            yield member

    def watched(self, members: Iterable[T]) -> Iterator[T]:
        """The same members, while nothing that was begun has failed. Raises: what that raised."""
        for member in members:
            if self._failed:
                raise self._failed[0]
            yield member

    def finish(self) -> None:
        """Wait for all that was begun. Raises: what any of it raised."""
        for future in self._begun:
            future.result()

    def stop(self) -> None:
        """End what goes through :meth:`wanted` members, and begin nothing more."""
        self._unwanted.set()
        for future in self._begun:
            future.cancel()

    def _note(self, future: Future[Any]) -> None:
        try:
            error = future.exception()
        except CancelledError:
            return
        if error is not None:
            self._failed.append(error)


@contextmanager
def threads(count: int) -> Iterator[Threads]:
    """So many threads. When the ``with`` block has ended, so has what was begun. Raises: what any of it raised."""
    with ThreadPoolExecutor(count) as pool:
        at_work = Threads(pool)
        try:
            yield at_work
            at_work.finish()
        except BaseException:
            at_work.stop()
            raise
