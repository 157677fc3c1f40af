"""Reading without the process apart, whose start takes longer than most documents of the tests."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

_Made = TypeVar("_Made")


class Here:
    """Stands for ``corpus.readers.apart.Apart`` and reads in this process, without limits."""

    def __init__(self, seconds: float, memory: int) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def stop(self) -> None:
        """Nothing runs apart."""

    def read(self, reader: Callable[[Path], _Made], path: Path) -> _Made:
        """What ``reader`` makes of ``path``. Raises: as it does."""
        return reader(path)
