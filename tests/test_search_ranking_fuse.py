import pytest

from search.ranking.fuse import fuse


def test_scores_are_put_on_one_scale_and_added() -> None:
    # BM25 12, 6, 2 -> 1, .4, 0 and cosines .9, .5 -> 1, 0; six tenths of the one and four of the other.
    fused = fuse([(1, 12.0), (2, 6.0), (3, 2.0)], [(2, 0.9), (4, 0.5)], 0.6)
    assert [row for row, _ in fused] == [2, 1, 3, 4]
    assert [score for _, score in fused] == pytest.approx([0.6 * 0.4 + 0.4, 0.6, 0.0, 0.0])


def test_the_scale_of_either_retriever_does_not_matter() -> None:
    small = fuse([(1, 12.0), (2, 6.0), (3, 2.0)], [(2, 0.9), (4, 0.5)], 0.6)
    large = fuse([(1, 1200.0), (2, 600.0), (3, 200.0)], [(2, 0.09), (4, 0.05)], 0.6)
    assert [row for row, _ in small] == [row for row, _ in large]


def test_a_passage_both_like_beats_one_that_either_likes_best() -> None:
    assert fuse([(1, 10.0), (5, 8.0), (9, 0.0)], [(2, 0.8), (5, 0.7), (9, 0.1)], 0.5)[0][0] == 5


def test_where_one_finds_nothing_the_other_decides_alone() -> None:
    assert fuse([], [(5, 0.4), (6, 0.2)], 0.6) == [(5, 1.0), (6, 0.0)]
    assert fuse([(7, 3.0), (8, 1.0)], [], 0.6) == [(7, 1.0), (8, 0.0)]


def test_nothing_from_either_is_nothing() -> None:
    assert fuse([], [], 0.6) == []


def test_a_single_hit_has_the_whole_score() -> None:
    assert fuse([(4, 0.3)], [(4, -0.2)], 0.6) == [(4, 1.0)]


def test_equal_scores_come_in_the_order_of_their_rows() -> None:
    assert [row for row, _ in fuse([(9, 2.0), (3, 2.0)], [], 0.6)] == [3, 9]
