"""Whether work on four times as much takes about four times as long, whatever else the machine does."""

import gc
import time
from collections.abc import Callable

_TRIES = 3  # other work on the machine slows one try, a wrong exponent all of them
_SLACK = 0.1  # seconds that a small piece of work may take longer for no reason of its own


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work(4 * size)`` took less than six times the processor's time of ``work(size)`` in one of three tries.

    Work that takes four times as long passes, work with a square in it (sixteen times) does not. The collector of garbage
    is off meanwhile, since its time depends on what other tests left behind.
    """
    gc.collect()
    gc.disable()
    try:
        return any(_seconds(work, 4 * size) < 6 * _seconds(work, size) + _SLACK for _ in range(_TRIES))
    finally:
        gc.enable()


def _seconds(work: Callable[[int], object], size: int) -> float:
    started = time.process_time()
    work(size)
    return time.process_time() - started
