"""Rows of one table say together which of their columns is the baseline and which the target.

What the model is unsure of in one row, the others of the same table tell: rows with as many values, under one header.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...tagging.pieces import Piece, Sort
from ...tagging.tagger import Reading
from ..running.headers import Header
from .rows import Part, is_dash

_ROWS: Final = 2  # of a table
_VALUES: Final = (2, 9)  # in a row, at least and at most
_WORDS: Final = 3  # characters; longer words end a row
_FLOOR: Final = 0.01  # chance; one row that is sure does not outvote all others (arbitrary)
_BEGINS: Final = (Part.NAME, Part.NAME_ON, Part.SUBJECT)
_PARTS: Final[dict[str, Part]] = {part: part for part in Part}
_VALUE: Final = (Part.BASELINE, Part.TARGET)


def evened(
    pieces: Sequence[Piece], reading: Reading, heads: Sequence[Header]
) -> tuple[list[Part], NDArray[np.float64]]:
    """The parts of ``pieces`` and their chances, those of values alike in all rows of a table."""
    parts = [_PARTS[part] for part in reading.parts]
    chances = reading.chances.copy()
    tables: defaultdict[tuple[int, int], list[list[int]]] = defaultdict(list)
    ends = [head.end for head in heads]
    for row in _rows(pieces, parts):
        tables[bisect_right(ends, pieces[row[0]].start), len(row)].append(row)
    for (_, length), rows in tables.items():
        if len(rows) < _ROWS or not _VALUES[0] <= length <= _VALUES[1]:
            continue
        table = _mean(rows, pieces, chances)
        told = _columns(table, reading.names)
        for row in rows:
            for nth, place in enumerate(row):
                if not is_dash(pieces[place]):
                    parts[place] = told.get(nth, Part.OTHER if parts[place] in (*_VALUE, Part.OTHER) else parts[place])
                    chances[place] = table[nth]
    return parts, chances


def _rows(pieces: Sequence[Piece], parts: Sequence[Part]) -> Iterator[list[int]]:
    """The values behind each name or subject up to the next words."""
    row: list[int] | None = None
    for place, (piece, part) in enumerate(zip(pieces, parts, strict=True)):
        if part in _BEGINS:
            if row:
                yield row
            row = []
        elif row is not None and piece.sort is Sort.VALUE:
            row.append(place)
        elif row is not None and (
            piece.sort is Sort.ROLE or (piece.sort is Sort.WORDS and piece.end - piece.start >= _WORDS)
        ):
            if row:
                yield row
            row = None if row else row
    if row:
        yield row


def _mean(
    rows: Sequence[Sequence[int]], pieces: Sequence[Piece], chances: NDArray[np.float64]
) -> list[NDArray[np.float64]]:
    """The mean chances of each column's values, dashes apart."""
    columns = []
    for column in zip(*rows, strict=True):
        told = [place for place in column if not is_dash(pieces[place])]
        columns.append(chances[told or list(column)].mean(axis=0))
    return columns


def _columns(table: Sequence[NDArray[np.float64]], names: Sequence[str]) -> dict[int, Part]:
    """Which column most likely holds the baselines and which the targets; either may be missing."""
    at = [names.index(part) for part in _VALUE]
    logs = np.log(np.maximum(np.stack([column[at] for column in table]), _FLOOR))
    rest = np.log(np.maximum(1 - np.stack([column[at].sum() for column in table]), _FLOOR))
    best: tuple[float, dict[int, Part]] = (float(rest.sum()), {})
    every = (*range(len(table)), None)
    for base, target in product(every, every):
        if base == target:
            continue
        gain = float(rest.sum())
        for nth, place in enumerate((base, target)):
            gain += float(logs[place, nth] - rest[place]) if place is not None else 0.0
        if gain > best[0]:
            told = {place: part for place, part in zip((base, target), _VALUE, strict=True) if place is not None}
            best = (gain, told)
    return best[1]
