"""Passages -> their embeddings, by the encoder that the index will be searched with."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Kind, Passage
from corpus.text.matching import matching_text

from .cache import encode_cached
from .encoder import Encoder, StaticEncoder
from .encoder.bags import Bags
from .encoder.protocol import unit_rows
from .encoder.rows import Rows
from .encoder.tuning import Tuning
from .wording.answering import Answering

# How much the title, the body, and both together count in a passage's vector. A record's title is a question of its
# own; a plan's headings are shared by many passages, and cost residents' questions 7 of 40 when they counted alone.
_RECORD: Final = (1.0, 1.0, 0.0)
_PASSAGE: Final = (0.0, 0.0, 1.0)


class Embedding:
    """Embeds the passages of one generation by the encoder that it will be searched with."""

    def __init__(self, encoder: Encoder, cache: Path, tuning: Tuning, on_encoded: Callable[[int], None]) -> None:
        """The embedded encoder is adapted as ``tuning`` says; any other model encodes what ``cache`` lacks.

        ``on_encoded`` hears of each number of passages that is embedded.
        """
        self._encoder, self._cache, self._tuning, self._on_encoded = encoder, cache, tuning, on_encoded
        self.adaptation: Mapping[str, Any] | None = None  # what the manifest tells of it, once there is one

    def of(self, passages: Answering, bags: Bags, generation: Path) -> Rows:
        """Unit rows, shape (len(passages), dim).

        Args:
            passages: whose words were told.
            bags: the words of their titles and bodies.
            generation: keeps what the encoder learns.
        """
        if not isinstance(self._encoder, StaticEncoder):
            return encode_cached(self._cache, self._encoder, _Texts(passages), self._on_encoded)
        vectors, self.adaptation = self._tuning.vectors(self._encoder, bags, generation)
        self._on_encoded(len(passages))
        shares = np.where(passages.records[:, None], _RECORD, _PASSAGE).astype(np.float32)
        rows = Rows(generation, self._encoder.dim)
        for some, titles, bodies in bags.chunks():
            rows.add(_rows(titles @ vectors, bodies @ vectors, shares[some]))
        return rows


class _Texts(Collection[str]):
    """What a model reads of each passage, made anew each time."""

    def __init__(self, passages: Answering) -> None:
        self._passages = passages

    def __len__(self) -> int:
        return len(self._passages)

    def __iter__(self) -> Iterator[str]:
        return (f"{title}\n{body}" if title else body for title, body in map(fields, self._passages))

    def __contains__(self, text: object) -> bool:
        return any(each == text for each in self)


def fields(passage: Passage) -> tuple[str, str]:
    """Where a passage stands, and what it says; the text of a record begins with its title."""
    title = "\n".join((*passage.headings[-2:], *passage.header))
    body = passage.text.removeprefix(title) if passage.kind is Kind.RECORD else passage.text
    return matching_text(title), matching_text(body)


def _rows(titles: NDArray[np.float32], bodies: NDArray[np.float32], shares: NDArray[np.float32]) -> NDArray[np.float32]:
    parts = (unit_rows(titles), unit_rows(bodies), unit_rows(titles + bodies))
    return unit_rows(np.sum([share[:, None] * part for share, part in zip(shares.T, parts, strict=True)], axis=0))
