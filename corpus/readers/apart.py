"""A process of its own for whatever reads a document: what goes wrong in there costs one document, not the build."""

import gc
import math
import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from ..errors import UnreadableDocument

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

SECONDS: Final = 120.0
MEMORY: Final = 2 * 1024**3  # bytes
_STARTING: Final = 60.0  # seconds; the time of a document counts from when the process has begun on it
_YOUNG: Final = 50_000  # objects made before garbage is looked for; reading takes a tenth less than with 700
_SPLIT: Final = "分割してください。"

_Read = TypeVar("_Read")


class Apart:
    """Reads documents in one worker process, each within a time and an amount of memory.

    The worker starts with the first document, goes on to the next, and ends with the ``with`` block; after a document
    that was too much for it the next one gets a new worker.

    Linux refuses the worker memory beyond what it holds at the start of a document and ``memory``. macOS and Windows
    have no such limit for a process: there only the time is limited. Where a signal can be set (not on Windows), a
    worker whose parent was killed ends at the limit too.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._pool: ProcessPool | None = None
        self._task: ProcessFuture[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(self, reader: Callable[[Path], _Read], path: Path) -> _Read:
        """What ``reader``, a function of a module or a part of one, makes of ``path``.

        Raises: UnreadableDocument as ``reader`` does, and where it takes too long or too much memory, or fails.
        """
        from pebble import ProcessPool

        if self._pool is None:
            # spawn: a fork of a process with threads (torch, the web server) may stand still.
            self._pool = ProcessPool(max_workers=1, initializer=_end_at_once, context=get_context("spawn"))
        try:
            self._task = self._pool.schedule(
                _bounded, (reader, path, self._seconds, self._memory), timeout=self._seconds
            )
            made: _Read = self._task.result(self._seconds + _STARTING)
            return made
        except UnreadableDocument:
            raise
        except Exception as error:
            self.stop()
            raise self._unreadable(path, error) from error
        except BaseException:
            self.stop()
            raise

    def _unreadable(self, path: Path, error: Exception) -> UnreadableDocument:
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        if isinstance(error, TimeoutError):
            return UnreadableDocument(
                path, f"{_spoken(self._seconds)}かけても読み終わらないので取りやめました。", _SPLIT
            )
        if isinstance(error, MemoryError):
            size = f"{self._memory / 1024**3:g} GB"
            return UnreadableDocument(path, f"読むのに {size} を超えるメモリーが要るので取りやめました。", _SPLIT)
        if isinstance(error, (ProcessExpired, BrokenProcessPool)):
            reason = "大きすぎるか壊れているかで、読んでいる途中で止まりました。"
        else:
            reason = f"読んでいる途中で思わぬエラーになりました({type(error).__name__})。"
        return UnreadableDocument(path, reason, "分割するか、保存し直してください。")

    def stop(self) -> None:
        """End the worker, whatever it reads; who waits for what it reads, in another thread, is told."""
        pool, self._pool = self._pool, None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it without types
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it without types
            pool.join()


def _spoken(seconds: float) -> str:
    return f"{seconds / 60:g} 分" if seconds >= 60 else f"{seconds:g} 秒"


def _end_at_once() -> None:
    """Let the worker die of SIGTERM even in the midst of a library, where Python's own handler would have to wait.

    It also looks for garbage in circles less often: reading makes many objects that live on, and few circles.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


def _bounded(reader: Callable[[Path], _Read], path: Path, seconds: float, memory: int) -> _Read:
    """In the worker: read within the limits."""
    whole = _limit_memory(memory)
    if hasattr(signal, "alarm"):  # if the parent is gone, nobody else ends the worker
        signal.alarm(math.ceil(seconds) + 5)
    try:
        return reader(path)
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        whole()  # what is told of a document that ran out of memory takes some as well


def _limit_memory(memory: int) -> Callable[[], object]:
    """Allow ``memory`` bytes more than the process has mapped by now; returns what takes the limit back."""
    try:
        import resource

        mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):  # Windows; macOS
        return lambda: None
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = [limit for limit in (mapped + memory, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(allowed), hard))
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
