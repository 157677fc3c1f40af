"""A scope as its rows, and as FAISS takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from .protocol import Scope

_MARGIN: Final = (
    1.3  # of hits that are looked for among all, over those that would do if what passes were spread evenly
)


class Selection:
    """The rows of a scope."""

    def __init__(self, runs: NDArray[np.int64]) -> None:
        """Take the first and the last row of each plan that has any, in order, shape (plans, 2)."""
        self.runs = runs
        self.size = int((runs[:, 1] - runs[:, 0] + 1).sum())

    @classmethod
    def of(cls, scope: Scope) -> "Selection":
        """The rows of ``scope``."""
        return cls(np.array(sorted(run for run in scope.rows if run[1] >= run[0]), np.int64).reshape(-1, 2))

    def holds(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of ``rows`` are in it."""
        if not len(self.runs):
            return np.zeros(len(rows), dtype=bool)
        places = np.maximum(np.searchsorted(self.runs[:, 0], rows, side="right") - 1, 0)
        held: NDArray[np.bool_] = (self.runs[places, 0] <= rows) & (rows <= self.runs[places, 1])
        return held

    @cached_property
    def gaps(self) -> Sequence[slice]:
        """All other rows."""
        firsts, lasts = self.runs[:, 0].tolist(), self.runs[:, 1].tolist()
        edges = zip([0, *(last + 1 for last in lasts)], [*firsts, None], strict=True)
        return [slice(first, behind) for first, behind in edges if first != behind]


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A selection as FAISS takes it."""

    bits: NDArray[np.uint8]  # whether each row is in it; the selector has no copy of its own
    selector: faiss.IDSelectorBitmap

    @classmethod
    def of(cls, selection: Selection) -> "Bitmap":
        """The rows of ``selection``."""
        allowed = np.ones(int(selection.runs[:, 1].max(initial=-1)) + 1, dtype=bool)
        for gap in selection.gaps:
            allowed[gap] = False
        bits = np.packbits(allowed, bitorder="little")
        # faiss-cpu types its C++ signatures; Python takes an array.
        return cls(bits, faiss.IDSelectorBitmap(bits))  # type: ignore[call-arg, arg-type]


def among_all(depth: int, share: float) -> int:
    """How many hits are looked for among all passages, so that ``depth`` of those ``share`` of them that pass are found."""
    return ceil(_MARGIN * depth / share)
