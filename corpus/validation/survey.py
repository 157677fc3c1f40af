"""Everything that the checks look at, gathered once: the table of sources, the files, and what reading them gives."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ..about.readability import Readability
from ..about.sources import Row, Source, Table, read_table, source_of
from ..errors import BadSources, FukushiError, NothingToRead, UnreadableDocument
from ..folders import Folders
from ..names import file_name, told_apart
from ..passage import Passage
from ..plan import Plan
from ..read_plan import read_without_records
from ..readers import ENDINGS
from ..reading import Corpus, read_corpus
from ..regular_file import read_regular
from .spoiled import Spoiled, spoiled

SOURCES: Final = "sources.csv"
_TEXTS: Final = frozenset((".txt", ".md", ".csv", ".tsv", ".jsonl", ".html", ".htm"))


@dataclass(frozen=True, slots=True)
class File:
    """A document on disk; ``digest`` is None where it cannot be opened."""

    path: Path
    name: str  # with as many folders as tell it from others
    digest: str | None
    spoiled: tuple[Spoiled, ...]  # lines of a text whose encoding went wrong


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read; ``row`` is what the table says of it."""

    plan: Plan
    passages: tuple[Passage, ...]
    readability: Readability
    row: Row | None


@dataclass(frozen=True, slots=True)
class Survey:
    """A corpus as it lies there on ``today``.

    ``table`` is None where there is none, or none that can be read: then ``table_fault`` says why.
    """

    today: date
    table_name: str
    table: Table | None
    table_fault: str | None
    files: tuple[File, ...]
    read: tuple[Read, ...]
    unreadable: tuple[UnreadableDocument, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the table."""
        return self.table.rows if self.table else ()


def survey(
    folder: Path,
    today: date,
    sources: Path | None = None,
    on_document: Callable[[Path], None] = lambda path: None,
    *,
    follow_links: bool = False,
) -> Survey:
    """Read what lies in ``folder``; its sources.csv, where it has one, unless ``sources`` names another table.

    Raises: UnreadableDocument where it is no folder; NothingToRead where there is neither a document nor a table.
    """
    if not folder.is_dir():
        reason = "フォルダではありません。" if folder.exists() else "見つかりません。"
        raise UnreadableDocument(folder, reason, "計画の入ったフォルダを指定してください。")
    path = sources or folder / SOURCES
    table, fault = _table(path) if sources or path.exists() else (None, None)
    folders = Folders([folder], ENDINGS, follow_links=follow_links)
    paths = list(folders.files())
    names = told_apart(paths, [folder])
    known = _sources(table)
    files = tuple(_file(each, names[each]) for each in paths)
    # Files that the table names and that are not there are told by a check of their own, with their lines.
    there = {name: source for name, source in known.items() if name in {*names.values(), *map(file_name, paths)}}
    corpus = _read(folder, there, on_document, follow_links=follow_links)
    if not paths and table is None and fault is None:
        raise NothingToRead([folder], folders.problems)
    rows = {row.cells.get("file"): row for row in reversed(table.rows)} if table else {}
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in corpus.passages:
        passages[passage.plan_id].append(passage)
    read = tuple(
        Read(
            plan,
            tuple(passages[plan.id]),
            corpus.readability[plan.id],
            rows.get(plan.file) or rows.get(plan.file.rpartition("/")[2]),
        )
        for plan in corpus.plans
    )
    unreadable = tuple(problem for problem in corpus.problems if isinstance(problem, UnreadableDocument))
    return Survey(today, file_name(path), table, fault, files, read, unreadable)


def _table(path: Path) -> tuple[Table | None, str | None]:
    try:
        return read_table(path), None
    except BadSources as error:
        return None, error.reason


def _sources(table: Table | None) -> dict[str, Source]:
    """What the rows say of documents, the first of each file and of each plan."""
    found: dict[str, Source] = {}
    plan_ids: set[str] = set()
    for source in map(source_of, table.rows if table else ()):
        if source.file and source.plan_id and source.file not in found and source.plan_id not in plan_ids:
            found[source.file] = source
            plan_ids.add(source.plan_id)
    return found


def _read(
    folder: Path, sources: Mapping[str, Source], on_document: Callable[[Path], None], *, follow_links: bool
) -> Corpus:
    try:
        return read_corpus([folder], sources, on_document, follow_links=follow_links, reader=read_without_records)
    except NothingToRead as error:
        problems: tuple[FukushiError, ...] = error.problems
        return Corpus((), (), problems)


def _file(path: Path, name: str) -> File:
    try:
        raw = read_regular(path)
    except UnreadableDocument:
        return File(path, name, None, ())
    lines = spoiled(raw) if path.suffix.lower() in _TEXTS else ()
    return File(path, name, hashlib.sha256(raw).hexdigest(), lines)
