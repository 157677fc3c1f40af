"""Files and folders -> plans and passages; one bad document never stops the others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from .about.readability import Readability
from .about.sources import Look, Source
from .errors import FukushiError, NothingToRead, UnreadableDocument
from .folders import Folders
from .names import file_name, told_apart
from .passage import Passage
from .plan import Plan
from .read_plan import ReadPlan, ReadPlans, read_plans
from .readers import ENDINGS
from .readers.apart import MEMORY, SECONDS, Apart
from .records.desks.checked.desk_table import DESK_TABLE
from .records.desks.desk import Desk
from .records.record_types import AnyRecord, Record
from .scanning import Scanning
from .side_by_side import cores, in_order
from .spool import Gathered, InMemory

_Read = tuple[tuple[ReadPlan, ...], tuple[FukushiError, ...] | None]  # None: of what is kept


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read, and one error for every document that could not be.

    Plans, passages and records are in memory, or in a file (:mod:`corpus.spool`): go through them, in order.
    """

    plans: Sequence[Plan]
    passages: Sequence[Passage]
    problems: tuple[FukushiError, ...]
    records: Sequence[Record] = ()
    readability: Mapping[str, Readability] = field(default_factory=dict)  # by plan id
    looks: tuple[Look, ...] = ()  # where somebody looked and found no plan
    files: Mapping[str, Path] = field(default_factory=dict)  # by plan id

    def of(self, kind: type[AnyRecord]) -> tuple[AnyRecord, ...]:
        """The records of one type, plan by plan."""
        return tuple(each for each in self.records if isinstance(each, kind))


class Kept(Protocol):
    """What was read of documents before: by their bytes and by what their reading was told."""

    def get(self, path: Path, name: str, source: Source | None) -> tuple[ReadPlan, ...] | None:
        """What was read of a document that has not changed since; None where it has to be read."""

    def put(self, path: Path, plans: tuple[ReadPlan, ...]) -> None:
        """Keep what was read of a document that :meth:`get` did not have."""


def read_corpus(
    paths: Sequence[Path],
    sources: Mapping[str, Source],
    on_document: Callable[[Path], None] = lambda path: None,
    *,
    follow_links: bool = False,
    reader: ReadPlans = read_plans,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    scanning: Scanning | None = None,
    kept: Kept | None = None,
    workers: int | None = None,
    gathered: Gathered | None = None,
) -> Corpus:
    """Read every document under ``paths``, in order of path, each within a time and an amount of memory.

    Args:
        paths: files, and folders of files.
        sources: what staff know of the documents, by file name.
        on_document: hears of each document before what was read of it is taken up; later ones may be read by then.
        follow_links: whether links inside the folders may lead out of them.
        reader: a function of a module, called in a process of its own.
        seconds: that one document may take.
        memory: bytes that one document may take.
        kept: what was read before, by which unchanged documents are not read again.
        workers: documents that are read at once; as many as there are cores by default.
        scanning: how pages that are images are read, where Tesseract is installed; its reader takes the place of ``reader``.
        gathered: takes up what was read, nothing yet; in memory by default.
    Raises: NothingToRead where no document could be read.
    """
    folders = Folders(paths, ENDINGS, follow_links=follow_links)
    files = list(folders.files())
    names = told_apart(files, paths)
    known = {*names.values(), *map(file_name, [*files, *(problem.path for problem in folders.problems)])}
    problems: list[FukushiError] = [*_missing(sources, known), *folders.problems]
    reading = _Reading(reader, scanning, kept)
    tasks = (
        reading.task(sources.get(names[path]) or sources.get(file_name(path)), names[path], path) for path in files
    )
    workers = max(1, min(workers or cores(), len(files)))
    found = _Found(gathered or InMemory(), {name: path for path, name in names.items()})
    with closing(in_order(tasks, partial(Apart, seconds, memory), workers)) as results:
        _take_up(zip(files, results, strict=True), reading, on_document, problems, found)
    if not found.gathered.passages:
        raise NothingToRead(paths, problems)
    return found.corpus((*problems, *found.without_plans()))


@dataclass(frozen=True, slots=True)
class _Reading:
    """How documents are read; the names are those of :func:`read_corpus`."""

    reader: ReadPlans
    scanning: Scanning | None
    kept: Kept | None

    def task(self, source: Source | None, name: str, path: Path) -> Callable[[Apart], _Read]:
        """What reads ``path`` in the process that it is given, or tells what is kept of it."""
        plans = self.kept.get(path, name, source) if self.kept else None
        if plans is not None:
            return lambda apart: (plans, None)
        return partial(self._read, source, name, path)

    def keep(self, path: Path, plans: tuple[ReadPlan, ...], problems: Sequence[FukushiError] | None) -> None:
        """Keep what was read of a document, unless it was kept or one of its pages could not be read."""
        if self.kept and problems is not None and not problems:
            self.kept.put(path, plans)

    def _read(self, source: Source | None, name: str, path: Path, apart: Apart) -> _Read:
        """The plans in ``path``, and the errors of its pages that are images, its own last. Raises: FukushiError."""
        if self.scanning is None:
            return apart.read(partial(self.reader, source, name), path), ()
        problems: list[FukushiError] = []
        try:
            plans = self.scanning.read(apart, partial(self.scanning.reader, source, name), path, problems)
        except FukushiError as error:
            return (), (*problems, error)
        return plans, tuple(problems)


def _take_up(
    results: Iterable[tuple[Path, Callable[[], _Read]]],
    reading: _Reading,
    on_document: Callable[[Path], None],
    problems: list[FukushiError],
    found: "_Found",
) -> None:
    """Take up what was read of each document; ``problems`` gets what failed, and every other plan of an id."""
    for path, result in results:
        on_document(path)
        try:
            plans, unread = result()
        except FukushiError as error:
            problems.append(error)
            continue
        reading.keep(path, plans, unread)
        problems += [*(unread or ()), *(problem for read in plans for problem in read.problems)]
        problems += [_taken(path, read.plan.id) for read in plans if not found.add(read)]


class _Found:
    """The plans that were read, the first of each id, and what of them is asked when all are there."""

    def __init__(self, gathered: Gathered, paths: Mapping[str, Path]) -> None:
        """``paths`` has each document by its name."""
        self.gathered = gathered
        self._paths = paths
        self._readability: dict[str, Readability] = {}
        self._files: dict[str, Path] = {}
        self._tables: list[tuple[str, str | None, str | None]] = []  # file, municipality and its code
        self._codes: set[str | None] = set()  # of the other plans

    def add(self, read: ReadPlan) -> bool:
        """Take it up; False where there is one of its id."""
        plan = read.plan
        if plan.id in self._readability:
            return False
        self.gathered.add(read)
        self._readability[plan.id] = read.readability
        if plan.file in self._paths:
            self._files[plan.id] = self._paths[plan.file]
        if any(desk.source == DESK_TABLE for desk in read.structure.of(Desk)):
            self._tables.append((plan.file, plan.municipality, plan.municipality_code))
        else:
            self._codes.add(plan.municipality_code)
        return True

    def without_plans(self) -> list[UnreadableDocument]:
        """A sentence for every desk table of a municipality of which nothing else was given, where others' plans were."""
        codes = self._codes - {None}
        return [
            UnreadableDocument(
                Path(file),
                f"{municipality}の窓口台帳ですが、{municipality}の計画は一緒に指定されていません。",
                "窓口だけを案内します。市区町村の列を確かめてください。",
            )
            for file, municipality, code in self._tables
            if codes and code not in {None, *codes}
        ]

    def corpus(self, problems: tuple[FukushiError, ...]) -> Corpus:
        """All of it."""
        gathered = self.gathered
        return Corpus(
            gathered.plans, gathered.passages, problems, gathered.records, self._readability, files=self._files
        )


def _taken(path: Path, plan_id: str) -> UnreadableDocument:
    return UnreadableDocument(path, f"計画 {plan_id} と名前が重なるので読みませんでした。", "名前を変えてください。")


def _missing(sources: Mapping[str, Source], known: set[str]) -> list[UnreadableDocument]:
    """A sentence for every row of sources that describes none of the ``known`` files."""
    names = sorted(set(sources) - known)
    reason, remedy = "一覧にありますが、ファイルが見つかりません。", "置き場所を確かめてください。"
    return [UnreadableDocument(Path(name), reason, remedy) for name in names]
