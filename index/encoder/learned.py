"""Of which passages an adaptation was learned, so that it is kept while few of them have changed."""

import hashlib
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .bags import Bags

LEARNED: Final = "learned.npy"  # beside what was learned
Fingerprints = NDArray[np.uint64]  # a number a passage, ascending


def fingerprints(bags: Bags) -> Fingerprints:
    """A number for each passage by which it is known again: from the words of its title and of its body, as they are counted."""
    found = np.zeros(len(bags), np.uint64)
    for some, titles, bodies in bags.chunks():
        for place in range(some.stop - some.start):
            digest = hashlib.blake2b(digest_size=found.itemsize)
            for counts in (titles, bodies):
                own = slice(counts.indptr[place], counts.indptr[place + 1])
                digest.update(bags.words[counts.indices[own]].tobytes())
                digest.update(counts.data[own].tobytes())
            found[some.start + place] = int.from_bytes(digest.digest(), "little")
    found.sort()
    return found


def changed(learned: Fingerprints, now: Fingerprints) -> float:
    """How many passages came or went, whichever is more, as a share of those that were ``learned``."""
    (one, ones), (other, others) = (np.unique(each, return_counts=True) for each in (learned, now))
    _, left, right = np.intersect1d(one, other, assume_unique=True, return_indices=True)
    common = int(np.minimum(ones[left], others[right]).sum())
    return (max(len(learned), len(now)) - common) / max(len(learned), 1)


def write_learned(folder: Path, learned: Fingerprints) -> None:
    """Keep them for :func:`read_learned`. Raises: OSError."""
    np.save(folder / LEARNED, learned)


def read_learned(folder: Path) -> Fingerprints:
    """Raises: OSError, ValueError where the file is damaged."""
    with (folder / LEARNED).open("rb") as file:
        learned: Fingerprints = np.load(file)
    return learned
