"""A scope as FAISS takes it."""

from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from .protocol import Scope


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of a scope."""

    runs: NDArray[np.int64]  # first and last row of each plan that has any, shape (plans, 2)
    bits: NDArray[np.uint8]  # whether each row is in it; the selector has no copy of its own
    selector: faiss.IDSelectorBitmap

    @classmethod
    def of(cls, scope: Scope) -> "Selection":
        """The rows of ``scope``, which has some."""
        runs = np.array([run for run in scope.rows if run[1] >= run[0]], np.int64).reshape(-1, 2)
        allowed = np.zeros(int(runs[:, 1].max(initial=-1)) + 1, dtype=bool)
        for first, last in runs.tolist():
            allowed[first : last + 1] = True
        bits = np.packbits(allowed, bitorder="little")
        # faiss-cpu types its C++ signatures; Python takes an array.
        return cls(runs, bits, faiss.IDSelectorBitmap(bits))  # type: ignore[call-arg, arg-type]
