"""Embeddings by (encoder digest, text digest): unchanged text is never encoded twice."""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .encoder import Encoder
from .encoder.rows import Rows

_BATCH: Final = 256  # texts; each batch is kept as soon as it is encoded, so an interrupted build goes on from it
_TOGETHER: Final = 4_096  # texts that are held at a time, with their vectors; arbitrary, and a whole number of batches
_LOOKUP: Final = 500  # digests per query: SQLite allows 32,766 parameters, older ones 999


def encode_cached(
    path: Path, encoder: Encoder, texts: Collection[str], on_encoded: Callable[[int], None] = lambda count: None
) -> Rows:
    """Passage embeddings, one for each of ``texts``, from the cache at ``path`` and, where it lacks one, the encoder.

    ``on_encoded`` hears of each number of texts that is done. A cache that cannot be read is made anew, and ``texts`` are
    gone through again.
    """
    try:
        return _encode(path, encoder, texts, on_encoded)
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # itself: no database, or damaged; below it: locked, disk full
            raise
        path.unlink()
        return _encode(path, encoder, texts, on_encoded)


def _encode(path: Path, encoder: Encoder, texts: Collection[str], on_encoded: Callable[[int], None]) -> Rows:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = Rows(path.parent, encoder.dim)
    with closing(sqlite3.connect(path)) as cache:
        cache.execute(
            "CREATE TABLE IF NOT EXISTS embedding (encoder TEXT, text BLOB, vector BLOB, PRIMARY KEY (encoder, text))"
        )
        waiting = iter(texts)
        while some := list(islice(waiting, _TOGETHER)):
            rows.add(_encode_some(cache, encoder, some, on_encoded))
    return rows


def _encode_some(
    cache: sqlite3.Connection,
    encoder: Encoder,
    texts: Sequence[str],
    on_encoded: Callable[[int], None],
) -> NDArray[np.float32]:
    """One row for each of ``texts``, at least one."""
    digests = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16] for text in texts]
    known = _known(cache, encoder.digest, sorted(set(digests)))
    missing = list({digest: place for place, digest in enumerate(digests) if digest not in known}.values())
    on_encoded(len(texts) - len(missing))
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        encoded = encoder.encode_passages([texts[place] for place in batch])
        fresh = {digests[place]: row for place, row in zip(batch, encoded, strict=True)}
        with cache:
            cache.executemany(
                "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
                [(encoder.digest, digest, row.tobytes()) for digest, row in fresh.items()],
            )
        known.update(fresh)
        on_encoded(len(batch))
    return np.stack([known[digest] for digest in digests])


def _known(cache: sqlite3.Connection, encoder: str, digests: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
    found: dict[bytes, NDArray[np.float32]] = {}
    for start in range(0, len(digests), _LOOKUP):
        some = digests[start : start + _LOOKUP]
        marks = ",".join("?" * len(some))
        query = f"SELECT text, vector FROM embedding WHERE encoder = ? AND text IN ({marks})"
        found.update(
            (text, np.frombuffer(vector, np.float32)) for text, vector in cache.execute(query, (encoder, *some))
        )
    return found
