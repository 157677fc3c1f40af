"""One call at a time in a thread of its own, beside what its caller goes on with."""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

Result = TypeVar("Result")


class OneAside:
    """Runs a call where none is running; others are left to their callers, who would wait for each other's cores."""

    def __init__(self) -> None:
        from concurrent.futures import ThreadPoolExecutor  # a search of a small index never needs it

        self._free = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="aside")

    def begin(self, call: Callable[[], Result]) -> Callable[[], Result]:
        """Begin ``call`` if it can be; what is returned gives its result, or raises what it raised."""
        if not self._free.acquire(blocking=False):
            return call
        running = self._thread.submit(call)
        running.add_done_callback(lambda _: self._free.release())
        return running.result
