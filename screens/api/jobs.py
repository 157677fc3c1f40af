"""How many answers are worked on at once, whoever asks for them."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread

from .problems import Busy
from .workers import Workers

# Threads. An answer is some 20 ms of Python, so that more of them wait for each other, and the event loop for all. For 50
# people at the first page, p95 was 1,108 ms with 4, 285 with 2, 160 with 1 (medians of 2 runs of 25 s); beside ten questions
# of 2,000 characters that of /api/ask 436, 239 and 333 ms (one run of 18 s): one long question holds up no other.
_AT_ONCE: Final = 2
_HEAVY_AT_ONCE: Final = 1  # a comparison of a prefecture holds one processor for seconds: the other is for questions
_WAITING: Final = 8  # heavy jobs in the queue; whoever comes then is told to try again (arbitrary)

T = TypeVar("T")


class Jobs:
    """Runs what takes time in threads, so that the server goes on serving others."""

    def __init__(self, workers: Workers | None = None) -> None:
        self._workers = workers
        self.at_once = _AT_ONCE + (workers.count if workers else 0)
        self._questions = CapacityLimiter(self.at_once)
        self._heavy = CapacityLimiter(_HEAVY_AT_ONCE)

    def apart(self, job: Callable[[], T]) -> Callable[[], T]:
        """``job``, done in a process that answers where there are any; it can be pickled."""
        return job if self._workers is None else partial(self._workers.run, job)

    async def question(self, job: Callable[[], T]) -> T:
        """What ``job`` returns, as soon as it is its turn. Raises: as ``job``."""
        return await to_thread.run_sync(job, limiter=self._questions)

    async def heavy(self, job: Callable[[], T]) -> T:
        """What ``job`` returns, which may take seconds. Raises: as ``job``; Busy."""
        if self._heavy.statistics().tasks_waiting >= _WAITING:
            raise Busy
        return await to_thread.run_sync(job, limiter=self._heavy)
