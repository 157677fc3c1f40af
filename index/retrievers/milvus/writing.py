"""Passages -> the collection of a new generation, and what a search needs of them beside it."""

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, TypeVar

from ...encoder.rows import Embeddings
from ...errors import ServerFailed
from ..bm25 import term_weight
from ..entry import WORDS, Entry, terms_in, write_readings
from .server import Server
from .vocabulary import Vocabulary

VOCABULARY: Final = "terms.sqlite"
_BATCH: Final = (
    1_000  # passages; some 4 MB of the 64 that Milvus takes at once: 1 KB dense, 390 terms at 8 bytes (5 plans)
)
# Passages up to which every vector is compared: FAISS takes 6 ms for them (32 ms for 500,000), and the result is exact.
_EXACT: Final = 100_000
# A graph answers filtered searches whole where inverted lists run dry; with 16 links and 8 bits a passage takes 0.4 KB. Over
# 60,000 made-up passages of 40 words FAISS's has recall@10 of .966 walked 256 wide, as at 100 and 512: it is the 8 bits that cost.
_GRAPH: Final = {"M": 16, "efConstruction": 200, "sq_type": "SQ8"}
_NOTHING: Final = {0: 1.0}  # the sparse vector of a passage without a term: Milvus takes no empty one

T = TypeVar("T")
_Kept = tuple[int, str, dict[str, tuple[list[int], list[int]]]]  # row, plan; by field the dimensions and their counts


def write_passages(
    server: Server,
    collection: str,
    generation: Path,
    entries: Iterable[Entry],
    plans: Mapping[str, int],
    embed: Callable[[], Embeddings],
) -> None:
    """Fill ``collection``, a new one, and write its vocabulary into ``generation``.

    Args:
        server: that holds it.
        collection: its name.
        generation: the folder that is built.
        entries: the passages that can answer.
        plans: the number of each plan in the catalogue, by id.
        embed: gives, once all entries were read, an embedding of each.
    Each entry is read once: a weight needs the average length of all passages, so terms wait in a file until that is known.
    Raises: OSError where the disk says no; NoServer, ServerFailed.
    """
    with TemporaryFile(dir=generation) as kept:
        averages, count = _keep(kept, entries, generation)
        kept.seek(0)
        embeddings = embed()
        server.create(collection, embeddings.shape[1])
        passages = (
            {"row": row, "plan": plans[plan_id], "dense": embedding, "sparse": _sparse(fields, averages)}
            for (row, plan_id, fields), embedding in zip(_kept(kept, count), embeddings, strict=True)
        )
        for batch in _batches(passages):
            server.write(collection, batch)
    found = server.complete(collection, indexes(count))
    if found != count:
        raise ServerFailed(server.address.server, f"{count:,} 箇所のうち {found:,} 箇所しか入りませんでした")


def indexes(count: int) -> Mapping[str, Mapping[str, Any]]:
    """How each field is indexed where there are ``count`` passages."""
    exact = {"index_type": "FLAT", "metric_type": "IP"}
    graph = {"index_type": "HNSW_SQ", "metric_type": "IP", "params": _GRAPH}
    return {
        "dense": exact if count <= _EXACT else graph,
        "sparse": {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP", "params": {"drop_ratio_build": 0.0}},
        "plan": {"index_type": "INVERTED"},
    }


def _keep(file: IO[bytes], entries: Iterable[Entry], generation: Path) -> tuple[Mapping[str, float], int]:
    """Write the terms of every entry into ``file``; the average length of each field, and how many entries there are."""
    vocabulary, lengths, count, words = Vocabulary(), Counter[str](), 0, set[str]()
    for entry in entries:
        fields = {}
        for field, text in entry.fields():
            terms = terms_in(text)
            counts = Counter(terms)
            fields[field] = (vocabulary.met(field, counts), list(counts.values()))
            lengths[field] += len(terms)
        pickle.dump((entry.row, entry.plan_id, fields), file, pickle.HIGHEST_PROTOCOL)
        words.update(terms_in(entry.words))
        count += 1
    vocabulary.write(generation / VOCABULARY, count)
    write_readings(generation / WORDS, words)
    return {field: length / count for field, length in lengths.items()}, count


def _kept(file: IO[bytes], count: int) -> Iterator[_Kept]:
    for _ in range(count):
        yield pickle.load(file)


def _sparse(
    fields: Mapping[str, tuple[Sequence[int], Sequence[int]]], averages: Mapping[str, float]
) -> dict[int, float]:
    """What each term of a passage is worth there, by its dimension."""
    weights = {
        dimension: term_weight(count, sum(counts), averages[field])
        for field, (dimensions, counts) in fields.items()
        for dimension, count in zip(dimensions, counts, strict=True)
    }
    return weights or _NOTHING


def _batches(passages: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(passages)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
