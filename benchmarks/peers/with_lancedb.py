"""LanceDB: vectors and full text, joined by its reciprocal rank fusion."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pyarrow as pa

os.environ.setdefault("LANCEDB_LOG", "error")  # it warns at every search of what a later version will do

import lancedb
from lancedb.index import FTS
from lancedb.rerankers import RRFReranker

from index.encoder.static import StaticEncoder

from .passages import Ask, Found, Searched, read_passages
from .words import BATCH, vectors_of, words_of

_TABLE: Final = "passages"
# What is between blanks is a word as it stands: fugashi has made the words, and its analysis is for English.
_WORDS: Final = FTS(
    base_tokenizer="whitespace",
    lower_case=False,
    stem=False,
    remove_stop_words=False,
    ascii_folding=False,
    max_token_length=None,
    with_position=False,
)


@dataclass(frozen=True, slots=True)
class LanceDb:
    """Vectors are compared exactly, which its documentation has for so few of them."""

    def builder(self, given: Path) -> Callable[[Path], None]:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        return partial(_build, read_passages(given))

    def opened(self, index: Path) -> Ask:
        """As :class:`~benchmarks.peers.passages.System` has it."""
        table, encoder, reranker = lancedb.connect(index).open_table(_TABLE), StaticEncoder(), RRFReranker()

        def ask(question: str, k: int) -> Found:
            [vector], words = vectors_of(encoder, [question]), " ".join(words_of(question))
            if words:
                query = table.search(query_type="hybrid", vector_column_name="vector", fts_columns="words")
                query = query.vector(vector).text(words).distance_type("dot").rerank(reranker)
            else:
                query = table.search(vector, vector_column_name="vector").distance_type("dot")
            return [(row["id"], row["text"]) for row in query.select(["id", "text"]).limit(k).to_list()]

        return ask


def _build(passages: Sequence[Searched], into: Path) -> None:
    encoder = StaticEncoder()
    schema = pa.schema(
        [
            pa.field("id", pa.string()),
            pa.field("text", pa.string()),
            pa.field("words", pa.string()),
            pa.field("vector", pa.list_(pa.float32(), encoder.dim)),
        ]
    )
    table = lancedb.connect(into).create_table(_TABLE, _batches(passages, encoder, schema), schema=schema)
    table.create_index("words", config=_WORDS)
    table.optimize()


def _batches(passages: Sequence[Searched], encoder: StaticEncoder, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for first in range(0, len(passages), BATCH):
        some = passages[first : first + BATCH]
        vectors = vectors_of(encoder, [each.searched for each in some])
        columns = [
            pa.array([each.id for each in some]),
            pa.array([each.text for each in some]),
            pa.array([" ".join(words_of(each.searched)) for each in some]),
            pa.FixedSizeListArray.from_arrays(pa.array(vectors.reshape(-1)), encoder.dim),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


LANCEDB: Final = LanceDb()
