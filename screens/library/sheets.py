"""The pages of a PDF as they look, drawn in a process apart and kept in memory for a while."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

from corpus.errors import FukushiError
from corpus.readers.apart import Apart
from corpus.readers.pdf.viewing import Picture, Printed, draw, find_printed
from index.inputs.building import scans_of
from index.inputs.known import PlanFile, read_inputs

_SECONDS: Final = 40.0  # for a page, and for finding words in a file (a plan of 300 pages takes about 20)
_MEMORY: Final = 1 << 30  # bytes
_KEPT: Final = 64 << 20  # bytes of pictures (arbitrary: a hundred pages)
_PLACES: Final = 200  # answers to where words are printed (arbitrary)
_UNCERTAIN: Final = Printed(False)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that can be shown, and where the cited words stand in the file; ``printed`` is None where none are cited."""

    picture: Picture
    printed: Printed | None


class Sheets:
    """Draws pages of the files that the last build has read, as long as they are what they were."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._pictures: OrderedDict[tuple[str, int], Picture] = OrderedDict()
        self._printed: OrderedDict[tuple[str, str, Span], Printed] = OrderedDict()

    def file_of(self, plan_id: str) -> PlanFile | None:
        """The PDF of a plan, where it is still there."""
        inputs = read_inputs(self._folder)
        file = inputs.file_of(plan_id) if inputs else None
        return file if file is not None and Path(file.path).is_file() else None

    def sheet(self, file: PlanFile, page: int, digest: str, cited: Span | None) -> Sheet | None:
        """A page (from 1) of ``file``; None where it has changed or cannot be drawn.

        ``digest`` is of the plan's text: where the file gives another, nothing is marked.
        """
        with Apart(_SECONDS, _MEMORY) as apart:
            picture = self._picture(apart, file, page)
            if picture is None or cited is None:
                return Sheet(picture, None) if picture else None
            return Sheet(picture, self._places(apart, file, digest, cited))

    def _picture(self, apart: Apart, file: PlanFile, page: int) -> Picture | None:
        key = (_now(file), page)
        with self._lock:
            if kept := self._pictures.get(key):
                self._pictures.move_to_end(key)
                return kept
        try:
            picture = apart.read(partial(draw, page, file.sha256), Path(file.path))
        except FukushiError:
            return None
        with self._lock:
            self._pictures[key] = picture
            while sum(len(each.png) for each in self._pictures.values()) > _KEPT:
                self._pictures.popitem(last=False)
        return picture

    def _places(self, apart: Apart, file: PlanFile, digest: str, cited: Span) -> Printed:
        key = (_now(file), digest, cited)
        with self._lock:
            if kept := self._printed.get(key):
                self._printed.move_to_end(key)
                return kept
        try:
            find = partial(find_printed, *cited, digest, file.sha256, scans_of(self._folder))
            printed = apart.read(find, Path(file.path))
        except FukushiError:
            printed = _UNCERTAIN
        with self._lock:
            self._printed[key] = printed
            while len(self._printed) > _PLACES:
                self._printed.popitem(last=False)
        return printed


def _now(file: PlanFile) -> str:
    """The file as it is now: what was drawn of it is good until somebody writes to it."""
    try:
        status = Path(file.path).stat()
    except OSError:
        return ""
    return f"{file.path}|{file.sha256}|{status.st_mtime_ns}|{status.st_size}"
