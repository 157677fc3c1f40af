"""The passages of a corpus that can answer, gone through once for their words."""

from array import array
from collections import deque
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Kind, Passage

from ..encoder.bags import BagsOnDisk
from ..retrievers.entry import Entry
from .passages import Written, written
from .placed_table import PlacedWriter
from .side_by_side import worded_in_order


class Answering(Collection[Passage]):
    """The passages that can answer, of a corpus that is gone through each time anew."""

    def __init__(self, passages: Sequence[Passage], titles: Mapping[str, str]) -> None:
        """All passages of the corpus; ``titles`` of its plans, by id."""
        self._passages, self._titles = passages, titles
        self._rows, self._records = array("q"), bytearray()

    def entries(
        self, bags: BagsOnDisk, placed: PlacedWriter, workers: int | None = None
    ) -> Generator[Entry, None, None]:
        """What is indexed of each, in order; its words are added to ``bags`` and to ``placed`` on the way.

        ``rows`` and ``records`` are known when all were told. ``workers`` as in
        :func:`index.wording.side_by_side.worded_in_order`.
        """
        self._rows, self._records = array("q"), bytearray()
        waiting = deque[tuple[int, str]]()  # row and plan of those whose words are not told yet
        with closing(worded_in_order(self._written(waiting), len(self._passages), workers)) as batches:
            for batch in batches:
                bags.add([each.title for each in batch], [each.own for each in batch])
                whose = [waiting.popleft() for _ in batch]
                placed.add((row, each.placed) for (row, _), each in zip(whose, batch, strict=True))
                for (row, plan_id), each in zip(whose, batch, strict=True):
                    self._rows.append(row)
                    yield Entry(row, plan_id, each.body, each.headings, each.sounds, each.words)

    @property
    def most(self) -> int:
        """As many there are, and those that cannot answer."""
        return len(self._passages)

    @property
    def rows(self) -> Sequence[int]:
        """Their rows in the catalogue, ascending."""
        return self._rows

    @property
    def records(self) -> NDArray[np.bool_]:
        """Which of them are entries of a list of records."""
        return np.array(self._records, dtype=bool)

    def __len__(self) -> int:
        """How many were told by :meth:`entries`."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Passage]:
        return (passage for passage in self._passages if passage.kind.answers)

    def __contains__(self, passage: object) -> bool:
        return any(each == passage for each in self)

    def _written(self, waiting: deque[tuple[int, str]]) -> Iterator[Written]:
        for row, passage in enumerate(self._passages):
            if passage.kind.answers:
                waiting.append((row, passage.plan_id))
                self._records.append(passage.kind is Kind.RECORD)
                yield written(passage, self._titles[passage.plan_id])
