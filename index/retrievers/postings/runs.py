"""Entries -> the postings of every term: gathered for some passages at a time, put together when all are there."""

import heapq
import os
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby, islice
from operator import itemgetter
from os import SEEK_END
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from ..entry import FIELDS, Entry, terms_in
from .posting import CODE, ROW, codes, length_codes

_BREAK: Final = "\n"  # between terms in a file; none holds white space
_READ: Final = 1 << 16  # bytes of terms that are read at a time

Term = tuple[int, str]  # the number of a field, and what stands in it


class Gathering:
    """The terms of some passages, in memory."""

    def __init__(self) -> None:
        self._rows = array("I")
        self._fields = tuple(_Field() for _ in FIELDS)

    def add(self, entry: Entry) -> None:
        """Take up a passage behind those before it."""
        self._rows.append(entry.row)
        for field, (_, text) in zip(self._fields, entry.fields(), strict=True):
            field.add(terms_in(text))

    def run(self, file: IO[bytes]) -> "Run":
        """All of it at the end of ``file``. Raises: OSError."""
        rows = np.frombuffer(self._rows, np.uint32)
        lengths = [len(field.terms) for field in self._fields]
        return Run.written(file, [field.postings(rows) for field in self._fields], lengths)


class _Field:
    def __init__(self) -> None:
        self.numbers: dict[str, int] = defaultdict(count().__next__)  # of each term, as they are met
        self.terms, self.lengths = array("I"), array("I")

    def add(self, terms: Sequence[str]) -> None:
        self.terms.extend(map(self.numbers.__getitem__, terms))
        self.lengths.append(len(terms))

    def postings(self, rows: NDArray[np.uint32]) -> "_Postings":
        """In order of terms, then of ``rows``."""
        lengths = np.frombuffer(self.lengths, np.uint32).astype(np.int64)
        terms = sorted(self.numbers)
        ranks = np.empty(len(terms), np.int64)
        ranks[[self.numbers[term] for term in terms]] = np.arange(len(terms))
        met = ranks[np.frombuffer(self.terms, np.uint32)]
        keys, counts = np.unique(met * len(rows) + np.repeat(np.arange(len(rows)), lengths), return_counts=True)
        term, place = np.divmod(keys, len(rows))
        passages = np.bincount(term, minlength=len(terms))
        return _Postings(terms, passages.tolist(), rows[place], codes(counts, length_codes(lengths)[place]))


@dataclass(frozen=True, slots=True)
class _Postings:
    terms: Sequence[str]
    passages: Sequence[int]  # of each term
    rows: NDArray[np.uint32]
    codes: NDArray[np.uint16]


class Run:
    """The postings of some passages, in order of fields, terms and rows, in a part of a file."""

    def __init__(
        self, file: IO[bytes], passages: Sequence[Sequence[int]], starts: Sequence[int], lengths: Sequence[int]
    ) -> None:
        """By field, in how many passages each term stands; where terms, rows and codes begin; by field, how many terms there are."""
        self._file, self._passages, self.lengths = file, passages, lengths
        self._terms, self._rows, self._codes = starts
        self._behind_terms = self._rows

    @classmethod
    def written(cls, file: IO[bytes], fields: Sequence[_Postings], lengths: Sequence[int]) -> "Run":
        """One of the postings of each field, ``lengths`` as above."""
        terms = "".join(f"{term}{_BREAK}" for each in fields for term in each.terms).encode()
        rows = b"".join(each.rows.astype(ROW).tobytes() for each in fields)
        told = b"".join(each.codes.tobytes() for each in fields)
        starts = []
        for part in (terms, rows, told):
            starts.append(file.seek(0, SEEK_END))
            file.write(part)
        file.flush()  # it is read by its number
        return cls(file, [array("I", each.passages) for each in fields], starts, lengths)

    def counted(self, number: int) -> Iterator[tuple[Term, int, int]]:
        """Each term, ``number``, and in how many of its passages it stands."""
        names = self._names()
        for field, passages in enumerate(self._passages):
            for many in passages:
                yield (field, next(names)), number, many

    def _names(self) -> Iterator[str]:
        left = b""
        while self._terms < self._behind_terms:
            size = min(_READ, self._behind_terms - self._terms)
            *names, left = (left + os.pread(self._file.fileno(), size, self._terms)).split(_BREAK.encode())
            self._terms += size
            yield from map(bytes.decode, names)

    def read(self, many: int) -> tuple[bytes, bytes]:
        """The rows and the codes of the next ``many`` postings."""
        rows, told = many * ROW.itemsize, many * CODE.itemsize
        read = os.pread(self._file.fileno(), rows, self._rows), os.pread(self._file.fileno(), told, self._codes)
        self._rows, self._codes = self._rows + rows, self._codes + told
        return read


def merged(runs: Sequence[Run], rows: IO[bytes], told: IO[bytes]) -> Iterator[tuple[Term, int]]:
    """Write the postings of all ``runs``, which are in order of rows; each term, and in how many passages it stands."""
    each_term = heapq.merge(*(run.counted(number) for number, run in enumerate(runs)))
    for term, parts in groupby(each_term, key=itemgetter(0)):
        passages = 0
        for _, number, many in parts:
            some_rows, some_codes = runs[number].read(many)
            rows.write(some_rows)
            told.write(some_codes)
            passages += many
        yield term, passages


def gathered(entries: Iterable[Entry], file: IO[bytes], at_once: int) -> Iterator[Run]:
    """Runs of ``at_once`` passages each, in ``file``. Raises: OSError."""
    waiting = iter(entries)
    for first in waiting:
        gathering = Gathering()
        gathering.add(first)
        for entry in islice(waiting, at_once - 1):
            gathering.add(entry)
        yield gathering.run(file)
