"""Passages -> their embeddings, by the encoder that the index will be searched with."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Kind, Passage
from corpus.text.matching import matching_text

from .cache import encode_cached
from .encoder import Encoder, StaticEncoder
from .encoder.adapt import Bags, Kept, Report, adapt, bags_of
from .encoder.adapted import ADAPTED, write_adaptation
from .encoder.protocol import unit_rows

# How much the title, the body, and both together count in a passage's vector. A record's title is a question of its
# own; a plan's headings are shared by many passages, and cost residents' questions 7 of 40 when they counted alone.
_RECORD: Final = (1.0, 1.0, 0.0)
_PASSAGE: Final = (0.0, 0.0, 1.0)


def embed(
    encoder: Encoder,
    passages: Sequence[Passage],
    bags: Bags,
    generation: Path,
    cache: Path,
    tune: bool,
    on_encoded: Callable[[int], None],
) -> tuple[NDArray[np.float32], Report | None]:
    """Unit rows, shape (len(passages), dim), and what came of adapting the encoder, where it can be adapted.

    The embedded encoder reads ``bags``, is adapted where ``tune`` says so, and keeps what it learnt in ``generation``;
    any other model encodes what ``cache`` lacks.
    """
    if not isinstance(encoder, StaticEncoder):
        texts = [f"{title}\n{body}" if title else body for title, body in map(fields, passages)]
        return encode_cached(cache, encoder, texts, on_encoded), None
    adaptation = adapt(encoder, bags) if tune else None
    if adaptation is not None and adaptation.report.kept is not Kept.PLAIN:
        write_adaptation(generation / ADAPTED, adaptation)
    on_encoded(len(passages))
    vectors = adaptation.vectors if adaptation else encoder.vectors_of(bags.words)
    shares = np.array([_RECORD if passage.kind is Kind.RECORD else _PASSAGE for passage in passages], np.float32)
    return _rows(bags, vectors, shares.reshape(-1, 3)), adaptation.report if adaptation else None


def bags_of_passages(encoder: StaticEncoder, passages: Sequence[Passage]) -> Bags:
    """The words of each passage's title and body that the embedded encoder knows."""
    return bags_of(encoder, [fields(each)[0] for each in passages], [fields(each)[1] for each in passages])


def fields(passage: Passage) -> tuple[str, str]:
    """Where a passage stands, and what it says; the text of a record begins with its title."""
    title = "\n".join((*passage.headings[-2:], *passage.header))
    body = passage.text.removeprefix(title) if passage.kind is Kind.RECORD else passage.text
    return matching_text(title), matching_text(body)


def _rows(bags: Bags, vectors: NDArray[np.float32], shares: NDArray[np.float32]) -> NDArray[np.float32]:
    titles, bodies = bags.titles @ vectors, bags.bodies @ vectors
    parts = (unit_rows(titles), unit_rows(bodies), unit_rows(titles + bodies))
    return unit_rows(np.sum([share[:, None] * part for share, part in zip(shares.T, parts, strict=True)], axis=0))
