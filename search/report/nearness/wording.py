"""How much wording two texts share: runs of characters, found by their n-grams, in both texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpus.text.folding import fold

from .rows import products

GRAM: Final = (
    6  # characters; at 4 the words of the trade (相談支援) align by themselves, at 10 a changed ending hides a copy
)
_SHORTEST: Final = 8  # characters of a run that is marked (arbitrary: longer than most single words)
_LEAST: Final = 60  # grams; a title that stands in another text is no copied text (arbitrary)
_PRIME: Final = np.uint64(1_099_511_628_211)  # of FNV-1a
Spans = tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text as code points, and where each stands in it; boilerplate is left out."""

    codes: NDArray[np.uint32]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, text: str, left_out: Sequence[tuple[int, int]] = ()) -> "Letters":
        """``left_out`` are spans of ``text``."""
        codes = np.frombuffer(fold(text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        keep = _lettered(codes)
        for start, end in left_out:
            keep[start:end] = False
        places = np.flatnonzero(keep)
        return cls(codes[places], places)

    def grams(self) -> NDArray[np.uint64]:
        """A number for each run of ``GRAM`` letters that stand together; fewer letters have none."""
        if len(self.codes) < GRAM:
            return np.zeros(0, dtype=np.uint64)
        values = np.zeros(len(self.codes) - GRAM + 1, dtype=np.uint64)
        for shift in range(GRAM):
            values = (values ^ self.codes[shift : shift + len(values)]) * _PRIME
        return values


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams of many texts, a row a text; ``weights`` say how telling each gram is, in [0, 1]."""

    rows: csr_matrix
    lengths: NDArray[np.float32]

    @classmethod
    def of(cls, letters: Sequence[Letters]) -> "Grams":
        """Each gram counts once a text: whole where two texts have it, ever less the more do."""
        each = [np.unique(one.grams()) for one in letters]
        sizes = np.array([len(one) for one in each])
        flat = np.concatenate(each) if sizes.sum() else np.zeros(0, dtype=np.uint64)
        known, columns = np.unique(flat, return_inverse=True)
        edges = np.concatenate([[0], np.cumsum(sizes)])
        rows = csr_matrix((np.ones(len(flat), np.float32), columns, edges), shape=(len(each), max(len(known), 1)))
        common = np.bincount(columns, minlength=rows.shape[1])
        weight = np.maximum(1 - np.log(np.maximum(common - 1, 1)) / np.log(max(len(each), 2)), 0).astype(np.float32)
        rows.data = np.sqrt(weight[columns])  # the product of two rows is the sum of the weights of what they share
        return cls(rows, np.asarray(rows.power(2).sum(axis=1)).ravel().astype(np.float32))

    def shared(self, ours: NDArray[np.int64], theirs: NDArray[np.int64]) -> NDArray[np.float32]:
        """How much of the shorter text stands in the longer, in [0, 1]; shape (len(ours), len(theirs))."""
        common = (self.rows[ours] @ self.rows[theirs].T).toarray()
        shorter = np.minimum(self.lengths[ours][:, None], self.lengths[theirs][None, :])
        found: NDArray[np.float32] = (common / np.maximum(shorter, _LEAST)).astype(np.float32)
        return np.minimum(found, np.float32(1))

    def beside(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float32]:
        """What :meth:`shared` gives of one row and others, sooner where they are few."""
        shorter = np.maximum(np.minimum(self.lengths[row], self.lengths[others]), _LEAST)
        found: NDArray[np.float32] = np.minimum(products(self.rows, row, others) / shorter, 1).astype(np.float32)
        return found


def aligned(ours: Letters, theirs: Letters) -> Spans:
    """The runs of at least ``_SHORTEST`` letters that both texts have, longest first taken, each letter once.

    Spans are offsets into the two verbatim texts, in the order of ours.
    """
    runs = _runs(ours, theirs)
    taken_here = np.zeros(len(ours.codes), dtype=bool)
    taken_there = np.zeros(len(theirs.codes), dtype=bool)
    kept = []
    for length, here, there in sorted(runs, key=lambda run: (-run[0], run[1], run[2])):
        if taken_here[here : here + length].any() or taken_there[there : there + length].any():
            continue
        taken_here[here : here + length] = True
        taken_there[there : there + length] = True
        kept.append((*_span(ours, here, length), *_span(theirs, there, length)))
    return tuple(sorted(kept))


def _runs(ours: Letters, theirs: Letters) -> list[tuple[int, int, int]]:
    """Every longest run (length, place in ours, place in theirs) of letters that stand in both."""
    places: dict[int, list[int]] = {}
    for place, gram in enumerate(theirs.grams().tolist()):
        places.setdefault(gram, []).append(place)
    seeds = {(here, there) for here, gram in enumerate(ours.grams().tolist()) for there in places.get(gram, ())}
    runs = []
    for here, there in seeds:
        if (here - 1, there - 1) in seeds:
            continue
        length = 1
        while (here + length, there + length) in seeds:
            length += 1
        length += GRAM - 1
        if length >= _SHORTEST:
            runs.append((length, here, there))
    return runs


def _span(letters: Letters, place: int, length: int) -> tuple[int, int]:
    return int(letters.places[place]), int(letters.places[place + length - 1]) + 1


def _lettered(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are letters or digits: kana, kanji, Latin, Arabic figures."""
    kana = (codes >= 0x3041) & (codes <= 0x30FF) & (codes != 0x30FB)
    kanji = ((codes >= 0x3400) & (codes <= 0x9FFF)) | (codes == 0x3005) | (codes >= 0x20000)
    plain = ((codes >= 0x30) & (codes <= 0x39)) | ((codes | 0x20) >= 0x61) & ((codes | 0x20) <= 0x7A)
    found: NDArray[np.bool_] = kana | kanji | plain
    return found
