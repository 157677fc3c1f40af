"""The searcher of whatever generation is live: a server goes on through rebuilds, and through files that go bad."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final, Generic, TypeVar

from corpus.errors import FukushiError
from index.errors import BrokenIndex, MissingCollection
from index.generation import generations, is_whole, live_generation
from index.integrity import shortened, signature
from index.retrievers.milvus.address import Address
from index.seal import Altered

from .answerer import Answerer
from .damage import telling_damage
from .searcher import Searcher

_LOOK_EVERY: Final = 30.0  # seconds between two looks at the times and sizes of the opened generation's files

_SOON: Final = 0.2  # seconds
_FIRST: Final = "相談先"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Opened:
    generation: Path
    searcher: Searcher


class Made(Generic[T]):
    """What costs time to make of a searcher: it is made once, and kept as long as that searcher is the live one."""

    def __init__(self, make: Callable[[Searcher], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: tuple[Searcher, T] | None = None

    def of(self, searcher: Searcher) -> T:
        """What was made of ``searcher``."""
        with self._lock:
            if self._made is None or self._made[0] is not searcher:
                self._made = (searcher, self._make(searcher))
            return self._made[1]


class LiveSearcher:
    """Opens the live generation when it is first asked for, and again whenever a build has replaced it.

    Every file of what it opened is read in the background and compared with the manifest, then again whenever one of
    them is written to. From a generation that is not as it was built it goes back to the newest that is.
    """

    def __init__(self, folder: Path, look_every: float = _LOOK_EVERY, address: Address | None = None) -> None:
        self._folder, self._address = folder, address
        self._look_every = look_every
        self._lock = Lock()
        self._opened: _Opened | None = None
        self._distrusted: set[Path] = set()
        self._whole: tuple[Path, object] | None = None  # a generation that was read whole, and its signature then
        self._watching: Thread | None = None
        self._closed = Event()
        self._answerers = Made(Answerer)

    def __reduce__(self) -> tuple[object, ...]:
        """In another process it is the one of that process."""
        return live_of, (self._folder, self._address)

    def get(self) -> Searcher:
        """The searcher of the live generation, or of the newest whole one where that is not to be trusted.

        Raises: as :meth:`Searcher.open`.
        """
        with self._lock:
            if self._watching is None:
                self._watching = Thread(target=self._watch, name="fukushi-verify", daemon=True)
                self._watching.start()
            try:
                return self._open(live_generation(self._folder))
            except BrokenIndex:
                earlier = self._earlier()
                if earlier is None:
                    raise
                return self._open(earlier)

    def use(self, job: Callable[[Searcher], T]) -> T:
        """What ``job`` makes of the searcher; where it meets an altered file, of the one of the generation before.

        Raises: as :meth:`get` and as ``job``; BrokenIndex.
        """
        searcher = self.get()
        try:
            with telling_damage(self._folder):
                return job(searcher)
        except BrokenIndex as error:
            generation = searcher.index.generation
            gone = isinstance(error.__cause__, Altered) or isinstance(error, MissingCollection)
            if not gone and is_whole(generation, self._folder):
                raise  # a defect of the program, not of the files
            with self._lock:
                self._distrusted.add(generation)
        with telling_damage(self._folder):
            return job(self.get())

    def answer(self, job: Callable[[Answerer], T]) -> T:
        """As :meth:`use`, with the answerer over the searcher. Raises: as :meth:`use`."""
        return self.use(lambda searcher: job(self._answerers.of(searcher)))

    def warm(self) -> None:
        """Make and read what a first question needs, so that nobody's waits for it; what is wrong is told to whoever asks."""
        with suppress(FukushiError):
            self.answer(lambda answerer: answerer.ask(_FIRST))

    def is_behind(self) -> bool:
        """Whether an earlier generation than the live one answers, since that one is not as it was built."""
        try:
            live = live_generation(self._folder)
        except FukushiError:
            return True
        opened = self._opened
        return opened is not None and opened.generation != live

    def verified(self) -> bool:
        """Whether every file of the opened generation has been read and found as it was built."""
        opened, whole = self._opened, self._whole
        return opened is not None and whole is not None and whole[0] == opened.generation

    def close(self) -> None:
        """End the look at the files."""
        self._closed.set()

    def _open(self, generation: Path) -> Searcher:
        """Raises: as :meth:`get`; BrokenIndex where ``generation`` is not to be trusted any more."""
        opened = self._opened
        if opened is not None and opened.generation == generation:
            cut = shortened(generation, opened.searcher.index.manifest.files)
            if cut:
                self._distrusted.add(generation)
                raise BrokenIndex(self._folder, f"{cut} が作られたときのままではありません")
        if generation in self._distrusted:
            raise BrokenIndex(self._folder, "作られたときのままではありません")
        if opened is None or opened.generation != generation:
            try:
                searcher = Searcher.open(self._folder, generation=generation, address=self._address)
            except MissingCollection:
                self._distrusted.add(generation)
                raise
            self._opened = opened = _Opened(generation, searcher)
        return opened.searcher

    def _earlier(self) -> Path | None:
        """The newest generation that is as it was built; the one that is opened, where it is that."""
        for name in generations(self._folder):
            generation = self._folder / "generations" / name
            known = self._opened is not None and self._opened.generation == generation
            if generation not in self._distrusted and (known or is_whole(generation, self._folder)):
                return generation
        return None

    def _watch(self) -> None:
        while not self._closed.wait(self._look_every if self.verified() else _SOON):
            opened = self._opened
            if opened is None or opened.generation in self._distrusted:
                continue
            try:
                now = (opened.generation, signature(opened.generation))
            except OSError:  # a later build has removed it
                continue
            if now != self._whole:
                if is_whole(opened.generation, self._folder):
                    self._whole = now
                elif opened.generation.is_dir():
                    with self._lock:
                        self._distrusted.add(opened.generation)


@cache
def live_of(folder: Path, address: Address | None = None) -> LiveSearcher:
    """The one of this process for ``folder`` and ``address``, for what comes from another."""
    return LiveSearcher(folder, address=address)
