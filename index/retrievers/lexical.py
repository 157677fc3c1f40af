"""BM25 over fugashi terms and over sounds, in Tantivy."""

import hashlib
import json
import os
import shutil
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final
from uuid import UUID

import numpy as np
import tantivy

from .bm25 import Frequencies
from .entry import FIELDS, WORDS, Entry, Readings, terms_in, write_readings
from .protocol import ByScope, Scope, Terms, best_first
from .selection import Selection, among_all

_LOCK: Final = ".tantivy-meta.lock"
_META: Final = "meta.json"
_MANAGED: Final = ".managed.json"  # the files that Tantivy answers for
_BLOCK: Final = 1 << 20  # bytes read at a time
_HEAP: Final = 64_000_000  # bytes for the writer
# From this share of all passages on, a scope is looked for among all and the others are left out. As a part of the query a scope
# of half of 100,000 passages takes 1.5 times as long as none, one of a fifth as long, a smaller one less.
_WIDE_SHARE: Final = 1 / 3


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=False, indexed=False, fast=True)
    builder.add_text_field("plan", tokenizer_name="raw", index_option="basic")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _name_by_content(folder: Path) -> None:
    """Name each segment for what it holds: Tantivy draws its names by lot, and what is built twice shall be the same."""
    meta, managed = folder / _META, folder / _MANAGED
    text = meta.read_text(encoding="utf-8")
    for segment in json.loads(text)["segments"]:
        drawn = UUID(segment["segment_id"])
        files = sorted(folder.glob(f"{drawn.hex}.*"))
        digest = hashlib.sha256()
        for path in files:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
        named = UUID(digest.hexdigest()[:32])
        text = text.replace(str(drawn), str(named))
        for path in files:
            path.rename(folder / f"{named.hex}{path.suffix}")
    meta.write_text(text, encoding="utf-8")
    kept = [meta.name, *(path.name for path in folder.iterdir() if len(path.stem) == len(UUID(int=0).hex))]
    managed.write_text(json.dumps(sorted(kept)), encoding="utf-8")


def write_lexical(folder: Path, entries: Iterable[Entry]) -> None:
    """Index the passages that can answer. One thread, so that rows stand in the order given.

    Raises: OSError where the disk says no.
    """
    folder.mkdir(parents=True)
    words: set[str] = set()
    with _written(folder):
        writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=_HEAP, num_threads=1)
    for entry in entries:
        document = _document(entry)
        with _written(folder):
            writer.add_document(document)
        words.update(terms_in(entry.words))
    with _written(folder):
        writer.commit()
        writer.wait_merging_threads()
    write_readings(folder / WORDS, words)
    _name_by_content(folder)
    for path in folder.iterdir():  # Tantivy lets only its own user read some of them
        path.chmod((folder / WORDS).stat().st_mode)


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Raises: OSError where Tantivy raises ValueError: the disk says no."""
    try:
        yield
    except ValueError as error:
        raise OSError(f"{folder} could not be written") from error


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("row", entry.row)
    document.add_text("plan", entry.plan_id)
    for field, terms in entry.fields():
        document.add_text(field, terms)
    return document


def _lockable(folder: Path) -> Path:
    """A new folder of links to the files of ``folder``, in which Tantivy can take the lock that it wants even to read.

    Raises: OSError where no temporary folder can be made.
    """
    shadow = Path(mkdtemp(prefix="fukushi-"))
    for path in folder.absolute().iterdir():
        if not path.name.startswith("."):
            (shadow / path.name).symlink_to(path)
    return shadow


@dataclass(frozen=True, slots=True)
class _Allowed:
    """The passages of a scope: a query that scores nothing, their rows, and which share of all passages they are."""

    query: tantivy.Query
    selection: Selection
    share: float


class Lexical(Frequencies):
    """A lexical index opened to search."""

    def __init__(self, folder: Path) -> None:
        """Open ``folder``. Raises: ValueError where it is no index of this shape; OSError."""
        self._folder = folder
        lock = folder / _LOCK
        if not (lock.is_file() and os.access(lock, os.W_OK)):
            folder = _lockable(folder)
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._index = tantivy.Index.open(str(folder))
        self._schema = _schema()
        self._searcher = self._index.searcher()
        self._scopes = ByScope[_Allowed]()

    def search(self, query: Terms, depth: int, scope: Scope | None) -> list[tuple[int, float]]:
        """The best passages for a bag of weighted terms: (row, BM25 score), best first, ties in order of row.

        Args:
            query: by field (``body``, ``headings``, ``sounds``), how much each term counts there.
            depth: the most rows wanted.
            scope: the plans to search; None for all. Applied inside the search, so ``depth`` counts what passes.
        """
        term_query, boost_query, schema = tantivy.Query.term_query, tantivy.Query.boost_query, self._schema
        should = [
            (tantivy.Occur.Should, boost_query(term_query(schema, field, term, "freq"), weight))
            for field, terms in query.items()
            for term, weight in terms.items()
            if weight > 0
        ]
        if not should or (scope is not None and not scope.plans):
            return []
        wanted = tantivy.Query.boolean_query(should)
        if scope is None:
            return best_first(zip(*self._found(wanted, depth), strict=True))
        allowed = self._scopes.of(scope, self._allow)
        if allowed.share >= _WIDE_SHARE:
            rows, scores = self._found(wanted, many := among_all(depth, allowed.share))
            held = np.flatnonzero(allowed.selection.holds(np.array(rows, np.int64)))[:depth].tolist()
            if len(held) == depth or len(rows) < many:
                return best_first([(rows[place], scores[place]) for place in held])
        within = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, allowed.query)])
        return best_first(zip(*self._found(within, depth), strict=True))

    def _found(self, query: tantivy.Query, depth: int) -> tuple[Sequence[int], Sequence[float]]:
        """The rows of the best passages and their scores, best first, those that were added first before others."""
        hits = self._searcher.search(query, limit=depth, count=False).hits
        if not hits:
            return (), ()
        scores, addresses = zip(*hits, strict=True)
        rows: Sequence[int] = self._searcher.fast_field_values("row", list(addresses))  # type: ignore[assignment]  # all have one
        return rows, scores

    def _allow(self, scope: Scope) -> "_Allowed":
        allowed = tantivy.Query.term_set_query(self._schema, "plan", scope.plans)
        selection = Selection.of(scope)
        # Some of the rows may be of passages that are not indexed.
        share = min(selection.size / max(self.size, 1), 1.0)
        return _Allowed(tantivy.Query.const_score_query(allowed, 0.0), selection, share)

    def frequency(self, term: str) -> int:
        """In how many passages' bodies the term stands."""
        return self._searcher.doc_freq("body", term)

    def words(self) -> Mapping[str, str]:
        """Every term of the bodies that is one word, sorted, and how it is read; a space where nobody knows."""
        return Readings(self._folder / WORDS)

    @property
    def size(self) -> int:
        """How many passages are indexed."""
        return self._searcher.num_docs
