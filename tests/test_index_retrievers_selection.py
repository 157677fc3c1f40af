"""Which rows a scope has, and how many lists are read for it."""

import numpy as np

from index.retrievers.probes import Probes, wanted_probes
from index.retrievers.protocol import Scope
from index.retrievers.selection import Bitmap, Selection, among_all

SCOPE = Scope(("c", "a", "none", "one"), ((20, 24), (3, 5), (9, 8), (7, 7)))


def test_a_scope_holds_the_rows_of_its_plans_and_no_others() -> None:
    rows = np.array([2, 3, 5, 6, 7, 8, 9, 19, 20, 24, 25])
    expected = [False, True, True, False, True, False, False, False, True, True, False]
    assert Selection.of(SCOPE).holds(rows).tolist() == expected
    assert Selection.of(SCOPE).size == 9


def test_a_scope_of_plans_without_passages_holds_nothing() -> None:
    assert Selection.of(Scope(("none",), ((0, -1),))).holds(np.array([0, 1])).tolist() == [False, False]


def test_a_bitmap_has_a_bit_for_each_row_up_to_the_last() -> None:
    assert Bitmap.of(Selection.of(SCOPE)).bits.tolist() == [0b1011_1000, 0, 0b1111_0000, 0b0000_0001]


def test_of_half_the_passages_more_than_twice_as_many_hits_are_looked_for() -> None:
    assert among_all(100, 0.5) == 260


def test_between_two_shares_that_were_measured_as_many_lists_are_read_as_lie_between() -> None:
    probes = (Probes(1.0, 64, 1, 1), Probes(0.1, 64, 1, 1), Probes(0.001, 400, 1, 1))
    assert wanted_probes(probes, 1.0) == wanted_probes(probes, 0.3) == wanted_probes(probes, 0.1) == 64
    assert wanted_probes(probes, 0.01) == 160  # half of the way, and 64 * 2.5 * 2.5 = 400
    assert wanted_probes(probes, 0.001) == wanted_probes(probes, 0.0001) == 400
