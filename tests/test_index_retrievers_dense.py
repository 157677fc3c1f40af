from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.retrievers.dense import Dense, write_dense
from index.retrievers.protocol import Scope

EAST, NORTH = np.array([1, 0], dtype=np.float32), np.array([0, 1], dtype=np.float32)
# Row 2 points east, 3 north-east of it by 3:4, 5 north, 8 west, 13 has no known word.
ROWS = [2, 3, 5, 8, 13]
VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0], [0, 0]], dtype=np.float32)


def opened(folder: Path, rows: list[int] = ROWS, vectors: NDArray[np.float32] = VECTORS) -> Dense:
    write_dense(folder / "dense.faiss", rows, vectors)
    return Dense(folder / "dense.faiss")


def test_the_nearest_passage_comes_first_with_its_cosine(tmp_path: Path) -> None:
    found = opened(tmp_path).search(EAST, 2, None)
    assert [row for row, _ in found] == [2, 3]
    assert [score for _, score in found] == pytest.approx([1, 0.6])


def test_all_rows_are_ranked_from_like_to_opposite(tmp_path: Path) -> None:
    found = opened(tmp_path).search(EAST, 5, None)
    assert [row for row, _ in found] == [2, 3, 5, 13, 8]
    assert found[-1][1] == pytest.approx(-1)


def test_a_depth_beyond_the_index_is_not_padded(tmp_path: Path) -> None:
    assert len(opened(tmp_path).search(EAST, 100, None)) == 5


def test_a_filter_is_applied_before_the_cut(tmp_path: Path) -> None:
    dense = opened(tmp_path)
    assert [row for row, _ in dense.search(EAST, 1, None)] == [2]
    assert [row for row, _ in dense.search(EAST, 1, Scope((), ((5, 9),)))] == [5]


def test_where_fewer_rows_pass_than_were_asked_for_none_is_made_up(tmp_path: Path) -> None:
    assert opened(tmp_path).search(NORTH, 5, Scope((), ((4, 7),))) == [(5, 1.0)]


def test_several_plans_may_pass(tmp_path: Path) -> None:
    assert [
        row
        for row, _ in opened(tmp_path).search(
            EAST,
            5,
            Scope(
                (),
                (
                    (8, 20),
                    (0, 2),
                ),
            ),
        )
    ] == [2, 13, 8]


def test_the_first_and_last_rows_of_a_range_pass_and_their_neighbours_do_not(tmp_path: Path) -> None:
    dense = opened(tmp_path, list(range(20)), np.tile(EAST, (20, 1)))
    assert [
        row
        for row, _ in dense.search(
            EAST,
            20,
            Scope(
                (),
                (
                    (7, 8),
                    (15, 16),
                ),
            ),
        )
    ] == [7, 8, 15, 16]


def test_a_plan_without_passages_passes_nothing(tmp_path: Path) -> None:
    dense = opened(tmp_path)
    assert dense.search(EAST, 5, Scope((), ((0, -1),))) == []
    assert [row for row, _ in dense.search(EAST, 5, Scope((), ((0, -1), (3, 3))))] == [3]


def test_no_plan_at_all_passes_nothing(tmp_path: Path) -> None:
    assert opened(tmp_path).search(EAST, 5, Scope((), ())) == []


def test_rows_past_the_end_of_the_index_pass_nothing(tmp_path: Path) -> None:
    assert opened(tmp_path).search(EAST, 5, Scope((), ((1_000, 2_000),))) == []


def test_equal_passages_stand_in_order_of_row(tmp_path: Path) -> None:
    dense = opened(tmp_path, [9, 4, 6], np.tile(NORTH, (3, 1)))
    assert [row for row, _ in dense.search(NORTH, 3, None)] == [4, 6, 9]


def test_of_equal_passages_the_cut_keeps_the_first(tmp_path: Path) -> None:
    dense = opened(tmp_path, list(range(50)), np.tile(NORTH, (50, 1)))
    assert [row for row, _ in dense.search(NORTH, 3, None)] == [0, 1, 2]


def test_a_question_without_a_known_word_finds_nothing(tmp_path: Path) -> None:
    assert opened(tmp_path).search(np.zeros(2, dtype=np.float32), 5, None) == []


def test_an_index_of_nothing_finds_nothing_and_knows_its_dimension(tmp_path: Path) -> None:
    dense = opened(tmp_path, [], np.zeros((0, 2), dtype=np.float32))
    assert (dense.size, dense.dim) == (0, 2)
    assert dense.search(EAST, 5, None) == []


@pytest.mark.parametrize("content", [b"", b"\xff" * 200, "索引".encode()])
def test_what_faiss_did_not_write_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dense.faiss").write_bytes(content)
    with pytest.raises(RuntimeError):
        Dense(tmp_path / "dense.faiss")


def test_an_index_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="could not be written"):
        write_dense(tmp_path / "missing" / "dense.faiss", ROWS, VECTORS)
