"""The best by what lists add: the same as if every list were added, also where most of the long ones are passed over."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.retrievers.postings import best as module
from index.retrievers.postings.best import Scores, best
from index.retrievers.selection import Selection


def adding(rows: Sequence[int], worths: Sequence[int], weight: float = 1.0) -> Scores:
    return Scores(np.array(rows, np.uint32), np.array(worths, np.uint16), weight, max(worths, default=0) * weight)


def ranked(lists: Sequence[Scores], size: int, depth: int, passing: Selection | None = None) -> list[tuple[int, float]]:
    found = zip(*(each.tolist() for each in best(lists, size, depth, passing)), strict=True)
    return sorted(found, key=lambda each: (-each[1], each[0]))[:depth]


def added(lists: Sequence[Scores], depth: int, passing: Selection | None = None) -> list[tuple[int, float]]:
    """The same, row by row."""
    sums: dict[int, float] = defaultdict(float)
    for each in lists:
        for row, worth in zip(each.rows.tolist(), each.worths.tolist(), strict=True):
            if passing is None or passing.holds(np.array([row]))[0]:
                sums[row] += worth * each.weight
    return sorted(sums.items(), key=lambda each: (-each[1], each[0]))[:depth]


def test_what_two_lists_add_to_a_row_is_summed_by_weight() -> None:
    lists = [adding([0, 2, 5], [1, 3, 1]), adding([2, 5], [1, 2], weight=2.0)]
    assert ranked(lists, 6, 10) == [(2, 5.0), (5, 5.0), (0, 1.0)]
    assert ranked(lists, 6, 1) == [(2, 5.0)]


def test_few_postings_of_many_rows_give_the_same() -> None:
    lists = [adding([0, 2, 5], [1, 3, 1]), adding([2, 5], [1, 2], weight=2.0)]
    assert ranked(lists, 100_000, 10) == [(2, 5.0), (5, 5.0), (0, 1.0)]


@pytest.mark.parametrize("size", [6, 100_000])
def test_rows_that_do_not_pass_are_not_found(size: int) -> None:
    passing = selected([0, 0], [5, 5])
    lists = [adding([0, 2, 5], [1, 3, 1]), adding([2, 5], [1, 2], weight=2.0)]
    assert ranked(lists, size, 10, passing) == [(5, 5.0), (0, 1.0)]


def test_no_list_and_an_empty_one_find_nothing() -> None:
    assert ranked([], 6, 10) == []
    assert ranked([adding([], [])], 6, 10) == []
    assert ranked([adding([1], [1])], 6, 0) == []


@pytest.mark.parametrize("size", [6, 100_000])
def test_a_row_beyond_all_is_an_error(size: int) -> None:
    with pytest.raises(IndexError):
        best([adding([1, size + 256], [1, 1])], size, 10, selected([0, size - 1]))


def selected(*runs: list[int]) -> Selection:
    return Selection(np.array(runs, np.int64))


def a_question(seed: int, size: int) -> list[Scores]:
    """A word of half the rows that adds little, one of a fifth, rarer ones that add more: as weights times rarity are."""
    chance = np.random.default_rng(seed)
    lists = []
    for share, weight in ((0.5, 0.5), (0.2, 1.25), (0.2, 1.0), (0.02, 4.0), (0.01, 4.5), (0.004, 5.5), (0.004, 0.25)):
        rows = np.flatnonzero(chance.random(size) < share * chance.uniform(0.5, 1))
        lists.append(adding(rows.tolist(), chance.integers(1, 4, len(rows)).tolist(), weight))
    return lists


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("depth", [1, 10, 100])
def test_passing_over_most_of_long_lists_changes_nothing(seed: int, depth: int) -> None:
    lists = a_question(seed, 30_000)
    assert ranked(lists, 30_000, depth) == added(lists, depth)  # quarters: no sum of them is rounded
    edges = np.sort(np.random.default_rng(seed).choice(30_000, 80, replace=False))
    passing = selected(*edges.reshape(-1, 2).tolist())
    assert ranked(lists, 30_000, depth, passing) == added(lists, depth, passing)


def test_most_of_the_long_lists_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    whole: list[int] = []
    add_to = Scores.add_to

    def counted(self: Scores, scores: NDArray[np.float32]) -> None:
        whole.append(len(self))
        add_to(self, scores)

    monkeypatch.setattr(Scores, "add_to", counted)
    lists = a_question(1, 200_000)
    best(lists, 200_000, 10)
    assert sum(whole) < 0.2 * sum(map(len, lists))


def test_where_no_row_stands_out_all_lists_are_added() -> None:
    size = 30_000
    lists = [adding(list(range(start, size, 3)), [1] * len(range(start, size, 3))) for start in (0, 1, 2, 0)]
    assert ranked(lists, size, 5) == [(row, 2.0) for row in range(0, 15, 3)]
    assert module._FEW * size < sum(map(len, lists))  # so they were not sorted
