"""What the rest of the program knows of an encoder."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """Text -> float32 rows of unit length, shape (len(texts), dim); queries may differ from passages.

    A text without a single known word is a row of zeros: similar to nothing, and never NaN. ``digest`` changes
    whenever any vector could.
    """

    name: str
    dim: int
    digest: str

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per question."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per passage."""
        ...


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row at length 1; rows of zeros stay zeros."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(norms > 0, norms, 1)).astype(np.float32)
