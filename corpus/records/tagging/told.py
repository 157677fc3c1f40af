"""What is told of each piece of a text, the same signs kept once: few different ones come many times."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...frozen import frozen

Ints = NDArray[np.intp]
_TABLED: Final = 1 << 20  # codes below this are told apart in a table of all, which takes less than to sort them


@frozen
class Told:
    """Of each piece ``which`` of the ``kinds`` is told; a kind is some signs together."""

    kinds: Sequence[tuple[str, ...]]
    which: Ints

    @classmethod
    def of(cls, every: Iterable[tuple[str, ...]]) -> "Told":
        """The signs of each piece."""
        known: dict[tuple[str, ...], int] = {}
        which = [known.setdefault(each, len(known)) for each in every]
        return cls(list(known), np.array(which, dtype=np.intp))

    @classmethod
    def spelled(cls, spell: Callable[..., tuple[str, ...]], *known: Ints) -> "Told":
        """What ``spell`` makes of the numbers that are ``known`` of each piece, from 0: it is called once for pieces alike."""
        codes, size = known[0], int(known[0].max(initial=0)) + 1
        for each in known[1:]:
            most = int(each.max(initial=0)) + 1
            codes, size = codes * most + each, size * most
        found, which = different(codes, size)
        one = np.empty(len(found), dtype=np.intp)  # a piece of each kind
        one[which] = np.arange(len(which))
        return cls([spell(*numbers) for numbers in zip(*(each[one].tolist() for each in known), strict=True)], which)

    def of_each(self) -> list[tuple[str, ...]]:
        """The signs of each piece."""
        return [self.kinds[kind] for kind in self.which.tolist()]


def different(codes: Ints, size: int) -> tuple[Ints, Ints]:
    """The different ``codes``, which are below ``size``, in order; and of each code its place among them."""
    if size > _TABLED:
        return np.unique(codes, return_inverse=True)
    seen = np.zeros(size, dtype=np.bool_)
    seen[codes] = True
    found = np.flatnonzero(seen)
    places = np.empty(size, dtype=np.intp)
    places[found] = np.arange(len(found))
    return found, places[codes]


def joined(every: Sequence[Told]) -> Told:
    """What is told of the pieces of several texts, text behind text."""
    known: dict[tuple[str, ...], int] = {}
    which = [
        np.array([known.setdefault(kind, len(known)) for kind in told.kinds], dtype=np.intp)[told.which]
        for told in every
    ]
    return Told(list(known), np.concatenate(which))


NOTHING: Final = Told((), np.empty(0, dtype=np.intp))
