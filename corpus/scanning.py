"""A document read once more after its pages that are images were read by OCR, each as a task of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .errors import FukushiError, WithoutText
from .read_plan import ReadPlan, ReadPlans, read_plans
from .readers.apart import Apart
from .readers.scans.kept import Scans
from .readers.scans.reading import read_scan
from .readers.scans.tesseract import can_read

ReadPath = Callable[[Path], tuple[ReadPlan, ...]]


@dataclass(frozen=True, slots=True)
class Scanning:
    """Where pages that are images are kept once they are read: whatever stops a build, the pages so far stay.

    ``on_page`` hears of each page before it is read: its document, its place among so many of them.
    """

    scans: Scans
    on_page: Callable[[Path, int, int], None] = lambda path, place, count: None

    @property
    def reader(self) -> ReadPlans:
        """What reads a document with the pages that are kept."""
        return partial(read_plans, scans=self.scans)

    def read(self, apart: Apart, reader: ReadPath, path: Path, problems: list[FukushiError]) -> tuple[ReadPlan, ...]:
        """The plans in ``path``; what is told of pages that could not be read is added to ``problems``.

        Args:
            apart: the process that reads.
            reader: what it reads with; it must know of ``scans``.
            path: the document.
            problems: one error for each page that could not be read.
        Raises: UnreadableDocument.
        """
        plans: tuple[ReadPlan, ...] = ()
        try:
            plans = apart.read(reader, path)
            unread = tuple(page for read in plans for page in read.readability.image_only_pages)
        except WithoutText as error:
            if not can_read():
                raise
            unread = error.pages
        if not unread or not can_read():
            return plans
        new = False
        for place, page in enumerate(unread, start=1):
            self.on_page(path, place, len(unread))
            try:
                new = apart.read(partial(read_scan, self.scans, page), path) or new
            except FukushiError as error:
                problems.append(error)
        return apart.read(reader, path) if new or not plans else plans
