"""Where the passages of a generation can be found: in its own files, or in a collection of a server."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..catalog import PlanEntry
from ..encoder.rows import Embeddings
from .dense import Dense, write_dense
from .entry import Entry
from .lexical import Lexical, write_lexical
from .milvus.searching import MilvusDense, MilvusLexical, Passages
from .milvus.server import Server
from .milvus.writing import write_passages
from .postings.searching import Postings
from .postings.writing import TERMS, write_postings
from .protocol import DenseRetriever, LexicalRetriever

_LEXICAL: Final = "lexical"
_DENSE: Final = "dense.faiss"
# Passages up to which Tantivy goes through every posting of a question: its binding for Python passes over none, but gives way to
# other threads. A search of 100,000 takes 9.3 ms at p95 with it, 10.3 with postings; one of a million 39 with it, 21 with postings.
TANTIVY: Final = 250_000


def write_stored(
    generation: Path,
    passages: int,
    entries: Iterable[Entry],
    embed: Callable[[], tuple[Sequence[int], Embeddings]],
    plans: Mapping[str, int],
    into: tuple[Server, str] | None,
) -> None:
    """Have the passages of ``entries`` found by the retrievers that :func:`open_stored` opens.

    Args:
        generation: the folder that is built.
        passages: about how many there are, by which it is chosen what finds them.
        entries: those that can answer; gone through once.
        embed: gives, once all of them were, their rows in the catalogue and an embedding of each.
        plans: the number of each plan in the catalogue, by id.
        into: a server and the collection there, a new one; None for files.
    Raises: OSError where the disk says no; NoServer, ServerFailed.
    """
    if into is None:
        (write_lexical if passages <= TANTIVY else write_postings)(generation / _LEXICAL, entries)
        write_dense(generation / _DENSE, *embed())
    else:
        write_passages(*into, generation, entries, plans, lambda: embed()[1])


def open_stored(
    generation: Path, plans: Sequence[PlanEntry], dim: int, at: tuple[Server, str] | None
) -> tuple[LexicalRetriever, DenseRetriever]:
    """The retrievers of a generation; ``at``, ``plans`` and ``dim`` as it was built.

    Raises: what SQLite, FAISS and Tantivy raise at a broken file; MissingCollection, NoServer, ServerFailed.
    """
    if at is None:
        folder = generation / _LEXICAL
        found_by = Postings if (folder / TERMS).exists() else Lexical
        return found_by(folder), Dense(generation / _DENSE)
    passages = Passages(*at, plans)
    lexical = MilvusLexical(passages, generation)
    passages.check(lexical.size)
    return lexical, MilvusDense(passages, dim)
