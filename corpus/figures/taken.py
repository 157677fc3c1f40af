"""A text without the figures that a reader has taken from it, as long as before."""

from collections.abc import Iterable
from typing import Final

GONE: Final = "\0"  # stands where a reader has taken a figure; no pattern matches it


def without(flat: str, spans: Iterable[tuple[int, int]]) -> str:
    """``flat``, as long as before, with ``spans`` (in order, apart from each other) taken out."""
    pieces: list[str] = []
    place = 0
    for start, end in spans:
        pieces += (flat[place:start], GONE * (end - start))
        place = end
    pieces.append(flat[place:])
    return "".join(pieces)
