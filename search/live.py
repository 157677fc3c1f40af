"""The searcher of whatever generation is live: a server goes on through every rebuild."""

from pathlib import Path
from threading import Lock

from index.generation import live_generation

from .searcher import Searcher


class LiveSearcher:
    """Opens the live generation when it is first asked for, and again whenever a build has replaced it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._opened: tuple[Path, Searcher] | None = None

    def get(self) -> Searcher:
        """The searcher of the live generation. Raises: as :meth:`Searcher.open`."""
        with self._lock:
            generation = live_generation(self._folder)
            if self._opened is None or self._opened[0] != generation:
                self._opened = (generation, Searcher.open(self._folder))
            return self._opened[1]
