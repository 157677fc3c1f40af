"""From how many heaps the threads of a process take their memory."""

import ctypes
import os
from typing import Final

_NAME: Final = "MALLOC_ARENA_MAX"  # glibc's own name for it, which a process reads as it starts
_ARENA_MAX: Final = -8  # M_ARENA_MAX of mallopt(3)
# glibc makes one for each of up to 16 threads on two cores, and each grows by some 11 MB at its first answer, whenever that
# is: in a minute of questions at the first page a server grew by 14 MB after the first 10 s, with two heaps by 4, with one by 3.
_HEAPS: Final = 2


def few_heaps() -> bool:
    """Asks glibc for few heaps, here and in the processes that this one starts; whether this one heeds it.

    To be called before there are threads. What the environment says already is left as it is.
    """
    if _NAME in os.environ:
        return False
    os.environ[_NAME] = str(_HEAPS)
    try:
        return bool(ctypes.CDLL(None).mallopt(_ARENA_MAX, _HEAPS))
    except (AttributeError, OSError, TypeError):  # another library of C
        return False
