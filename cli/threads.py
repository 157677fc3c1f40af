"""How many threads a command takes for numbers, and from how many heaps threads take their memory."""

import ctypes
import os
from collections.abc import Sequence
from typing import Final

_NAME: Final = "MALLOC_ARENA_MAX"  # glibc's own name for it, which a process reads as it starts
_ARENA_MAX: Final = -8  # M_ARENA_MAX of mallopt(3)
# glibc makes one for each of up to 16 threads on two cores, and each grows by some 11 MB at its first answer, whenever that
# is: in a minute of questions at the first page a server grew by 14 MB after the first 10 s, with two heaps by 4, with one by 3.
_HEAPS: Final = 2
_COUNTS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")  # what numpy, faiss and torch read as they are imported
_LONG: Final = frozenset({"build", "add", "remove", "report"})  # commands of which a product of matrices may be long
_RERANKER: Final = "--reranker"  # a model of torch, which reads many texts at once


def one_thread(arguments: Sequence[str]) -> bool:
    """Asks for one thread for numbers where ``arguments`` of the command line are a command of small products; whether it did.

    To be called before numpy is imported. An answer is too small to be shared out: on two cores the threads that wait for
    each other cost more than the answer itself (53 ms of a processor instead of 24; benchmarks/load.py). What the environment
    says already is left as it is.
    """
    if not arguments or arguments[0] in _LONG or any(each.partition("=")[0] == _RERANKER for each in arguments):
        return False
    for name in _COUNTS:
        os.environ.setdefault(name, "1")
    return True


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
