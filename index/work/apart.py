"""Work in processes of their own, each on one core: where such a process dies, this one does its work."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

# Several processes that each give their products to several threads wait for each other longer than they work.
_ALONE: Final[Mapping[str, str]] = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

T = TypeVar("T")


class Apart:
    """Processes at work; see :func:`apart`."""

    def __init__(self, pool: "ProcessPool") -> None:
        self._pool = pool

    def begin(self, work: Callable[..., T], *arguments: object) -> Callable[[], T]:
        """Have ``work``, a function of a module, begun; what gives its result, or raises what it raised."""
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        future = self._pool.schedule(work, arguments)

        def result() -> T:
            try:
                made: T = future.result()
            except (ProcessExpired, BrokenProcessPool):
                return work(*arguments)
            return made

        return result


@contextmanager
def apart(workers: int) -> Iterator[Apart]:
    """So many processes, which end with the ``with`` block, whatever they are at."""
    from pebble import ProcessPool

    # spawn: a fork of a process with threads (torch, the web server) may stand still.
    with _environment(_ALONE):
        pool = ProcessPool(max_workers=workers, context=get_context("spawn"))
        pool.active  # noqa: B018 - starts them, which else the first work would
    try:
        yield Apart(pool)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it without types
        pool.join()


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Generator[None, None, None]:
    """What processes inherit that are started in the ``with`` block."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
