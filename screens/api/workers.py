"""Processes that answer, each with an index of its own opened, so that one that serves pages is never held up by questions."""

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Thread
from typing import TypeVar

from index.retrievers.milvus.address import Place
from search.live import live_of

from .problems import Trouble, Troubled, trouble

T = TypeVar("T")


class Workers:
    """``count`` processes, once they are started; until they are ready, and after one has died, jobs are done in this process."""

    def __init__(self, place: Place, count: int) -> None:
        self._place = place
        self.count = count
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._ours, self._theirs = get_context("spawn").Pipe()  # the processes end when our end of it is closed
        self.ready: Future[None] = Future()  # done once one of them can answer

    def start(self) -> None:
        """Start the processes."""
        with self._lock:
            pool = ProcessPoolExecutor(self.count, get_context("spawn"), _begin, (self._place, self._theirs))
            self._pool = pool
            self.ready, *_ = [pool.submit(_nothing) for _ in range(self.count)]  # each starts a process

    def run(self, job: Callable[[], T]) -> T:
        """What ``job`` returns, which is done in another process; it and what it returns can be pickled. Raises: Troubled."""
        pool = self._pool
        if pool is None or not self.ready.done():
            return job()
        try:
            done, told = pool.submit(_done, job).result()
        except BrokenProcessPool:
            if self._pool is pool:
                self.start()
            return job()
        if told is not None:
            raise Troubled(told)
        return done  # type: ignore[return-value]  # None only beside a trouble, or where the job returns it

    def close(self) -> None:
        """End the processes at once, whatever they do."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._ours.close()


def _begin(place: Place, theirs: Connection) -> None:
    """Open the index; what libraries print is dropped, and the process ends with the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that serves
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    Thread(target=_end_with, args=(theirs,), name="fukushi-worker-end", daemon=True).start()
    live_of(place.folder, place.address).warm()


def _end_with(theirs: Connection) -> None:
    if (parent := parent_process()) is not None:
        connection.wait([parent.sentinel, theirs])
        os._exit(0)


def _nothing() -> None:
    return None


def _done(job: Callable[[], T]) -> tuple[T | None, Trouble | None]:
    """What ``job`` returns, or what is told of its error: most errors cannot be taken to another process."""
    try:
        return job(), None
    except Exception as error:
        return None, trouble(error)
