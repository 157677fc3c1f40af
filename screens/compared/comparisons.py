"""Comparisons that a page has started: one at a time, in a process of its own; others wait; the last few are kept."""

import secrets
import shutil
import tempfile
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread
from typing import Final
from weakref import finalize

from ..api.problems import Busy
from .asked import Asked
from .making import FAILED, Said, make

_WAITING: Final = 4  # comparisons that wait for their turn (arbitrary: each takes seconds to minutes)
_EACH: Final = 2  # of one client, at work or waiting
_KEPT: Final = 8  # results (arbitrary: some megabytes each)
_LONGEST: Final = 30 * 60.0  # seconds, in which a prefecture is compared many times over; then it is given up
_TOO_LONG: Final = "時間がかかりすぎたので、取りやめました。相手をしぼって、もう一度お試しください。"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a comparison stands: it waits behind ``ahead`` others, is at work, or has come to an end."""

    said: Said
    ahead: int
    seconds: float  # at work
    is_open: bool  # has not come to an end yet
    is_cancelled: bool


@dataclass(slots=True)
class _Job:
    asked: Asked
    client: str
    folder: Path
    began: float | None = None
    said: Said = field(default_factory=Said)
    is_cancelled: bool = False
    process: BaseProcess | None = None

    @property
    def is_open(self) -> bool:
        return not (self.is_cancelled or self.said.is_last)


class Comparisons:
    """Starts, follows and keeps them. Names cannot be guessed, and whoever has one sees that comparison."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = Lock()
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._is_at_work = False
        self._folder: Path | None = None

    def start(self, asked: Asked, client: str) -> str:
        """Begin, or wait for one's turn; the name of the comparison. Raises: Busy; OSError where nothing can be written."""
        with self._lock:
            waiting = [job for job in self._jobs.values() if job.is_open]
            if len(waiting) > _WAITING or sum(job.client == client for job in waiting) >= _EACH:
                raise Busy
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="fukushi-compare-"))
                finalize(self, shutil.rmtree, self._folder, ignore_errors=True)  # at the end of the program at latest
            name = secrets.token_urlsafe(16)
            folder = self._folder / name
            folder.mkdir()
            self._jobs[name] = _Job(asked, client, folder)
            self._forget()
            if not self._is_at_work:
                self._is_at_work = True
                Thread(target=self._work, name="fukushi-compare", daemon=True).start()
        return name

    def standing(self, name: str) -> Standing | None:
        """How it stands; None where there is no such comparison, or none any more."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None:
                return None
            before = [each for each in self._jobs.values() if each.is_open]
            ahead = before.index(job) if job in before else 0
            seconds = time.monotonic() - job.began if job.began is not None else 0.0
            return Standing(job.said, ahead, seconds, job.is_open, job.is_cancelled)

    def cancel(self, name: str) -> None:
        """Stop it, if it has not come to an end."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or not job.is_open:
                return
            job.is_cancelled = True
            if job.process is not None:
                job.process.terminate()

    def file(self, name: str, wanted: str) -> Path | None:
        """A file of a result; None where there is none."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or wanted not in {*job.said.files, *(part.name for part in job.said.parts)}:
                return None
            return job.folder / wanted

    def _forget(self) -> None:
        """Drop the oldest results."""
        done = [name for name, job in self._jobs.items() if not job.is_open]
        for name in done[: max(len(done) - _KEPT, 0)]:
            shutil.rmtree(self._jobs.pop(name).folder, ignore_errors=True)

    def _work(self) -> None:
        while True:
            with self._lock:
                job = next((each for each in self._jobs.values() if each.is_open), None)
                if job is None:
                    self._is_at_work = False
                    return
                job.began = time.monotonic()
            said = self._made(job)
            with self._lock:
                job.said = said if said.is_last else replace(job.said, error=FAILED)
                job.process = None
            if not job.said.parts:
                shutil.rmtree(job.folder, ignore_errors=True)

    def _made(self, job: _Job) -> Said:
        """The last word of the process, or one that is none where it was stopped."""
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=make, args=(self._index, job.asked, job.folder, there), daemon=True)
        said = Said()
        ends = time.monotonic() + _LONGEST
        process.start()
        there.close()
        with self._lock:
            job.process = process
        with here, suppress(EOFError, OSError):
            while not said.is_last and not job.is_cancelled:
                if not here.poll(max(ends - time.monotonic(), 0.0)):
                    said = Said(error=_TOO_LONG)
                    break
                said = here.recv()
                if not said.is_last:
                    with self._lock:
                        job.said = said
        process.terminate()
        process.join()
        return said
