"""How many answers are worked on at once, whoever asks for them."""

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread

from corpus.errors import FukushiError

_AT_ONCE: Final = 4  # threads; an answer is some 10 ms of one processor, more of them only wait for each other
_HEAVY_AT_ONCE: Final = 1  # a comparison of a prefecture holds one processor for seconds: the other is for questions
_WAITING: Final = 8  # heavy jobs in the queue; whoever comes then is told to try again (arbitrary)

T = TypeVar("T")


class Busy(FukushiError):
    """Too many heavy jobs wait already."""

    def __init__(self) -> None:
        super().__init__("いま混み合っています。少し待ってから、もう一度お試しください。")


class Jobs:
    """Runs what takes time in threads, so that the server goes on serving others."""

    def __init__(self) -> None:
        self._questions = CapacityLimiter(_AT_ONCE)
        self._heavy = CapacityLimiter(_HEAVY_AT_ONCE)

    async def question(self, job: Callable[[], T]) -> T:
        """What ``job`` returns, as soon as it is its turn. Raises: as ``job``."""
        return await to_thread.run_sync(job, limiter=self._questions)

    async def heavy(self, job: Callable[[], T]) -> T:
        """What ``job`` returns, which may take seconds. Raises: as ``job``; Busy."""
        if self._heavy.statistics().tasks_waiting >= _WAITING:
            raise Busy
        return await to_thread.run_sync(job, limiter=self._heavy)
