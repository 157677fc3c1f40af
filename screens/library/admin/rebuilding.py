"""A build that a page has started: in a process of its own, with its progress told to whoever looks."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from corpus.errors import FukushiError
from index.inputs.building import Told, build_changed
from index.inputs.known import given_of

_NICE: Final = 10  # whoever asks in the meantime goes first
_STOPPED: Final = "途中で止まりました。空きメモリーを確かめて、もう一度始めてください。前の索引はそのまま使えます。"


@dataclass(frozen=True, slots=True)
class Progress:
    """How a build goes on; ``stage`` is a sentence, ``problems`` what could not be read."""

    running: bool = False
    stage: str = ""
    documents: int = 0
    plans: int = 0
    problems: tuple[str, ...] = ()
    error: str = ""
    seconds: float = 0.0

    @property
    def done(self) -> bool:
        """Whether a build has ended well."""
        return not self.running and not self.error and bool(self.stage)


_BEGINNING: Final = Progress(running=True, stage="始めています。")


class Rebuilding:
    """At most one build at a time, of everything the index was built of and what was added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._now = Progress()
        self._again = False  # whether something was added since the build at work began

    def now(self) -> Progress:
        """How it goes on, or how the last one ended."""
        with self._lock:
            return self._now

    def start(self) -> None:
        """Begin; where a build is at work, another one follows it.

        Raises: CannotRebuild.
        """
        given_of(self._folder)  # told at once
        with self._lock:
            self._again = self._now.running
            if self._again:
                return
            self._now = _BEGINNING
        Thread(target=self._run, name="fukushi-rebuild", daemon=True).start()

    def _run(self) -> None:
        while True:
            began = time.monotonic()
            ended = self._built(began) or Progress(error=_STOPPED)
            with self._lock:
                again, self._again = self._again, False
                self._now = _BEGINNING if again else replace(ended, running=False, seconds=time.monotonic() - began)
            if not again:
                return

    def _built(self, began: float) -> Progress | None:
        """How a build ended; None where its process came to no end of its own."""
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_build, args=(self._folder, there), name="fukushi-build")
        told = Progress(running=True)
        process.start()
        there.close()
        with here, suppress(EOFError, OSError):
            while told.running:
                told = here.recv()
                self._set(replace(told, running=True, seconds=time.monotonic() - began))
        process.join()
        return None if told.running else told

    def _set(self, progress: Progress) -> None:
        with self._lock:
            self._now = progress


def _build(folder: Path, out: Connection) -> None:
    """In the process apart: build, and tell how it goes on."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    progress = Progress(running=True)

    def tell(**changed: object) -> None:
        nonlocal progress
        progress = replace(progress, **changed)  # type: ignore[arg-type]  # fields of Progress
        out.send(progress)

    told = Told(
        on_document=lambda path: tell(stage="文書を読んでいます。", documents=progress.documents + 1),
        on_page=lambda path, place, count: tell(stage=f"画像のページを文字認識で読んでいます({place}/{count})。"),
        on_read=lambda corpus: tell(stage="索引を作っています。", plans=len(corpus.plans)),
    )
    try:
        manifest, corpus = build_changed(folder, lambda given: given, told)
    except FukushiError as error:
        tell(running=False, error=str(error))
    except Exception as error:  # told by its kind: what it says may be a document's
        tell(running=False, error=f"思わぬエラーになりました({type(error).__name__})。前の索引はそのまま使えます。")
    else:
        problems = tuple(str(problem) for problem in corpus.problems)
        tell(running=False, stage="新しい索引に切り替えました。", plans=manifest.plans, problems=problems)
    finally:
        out.close()
