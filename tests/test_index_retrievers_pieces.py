from pathlib import Path

import numpy as np
import pytest

from index.retrievers.pieces import Pieces
from index.retrievers.vectors import Vectors, write_vectors


def test_a_piece_of_an_array_is_read_where_it_stands(tmp_path: Path) -> None:
    np.save(tmp_path / "words.npy", np.array([3, 1, 4, 1, 5], np.int32))
    pieces = Pieces.of_array(tmp_path / "words.npy")
    assert (pieces.size, pieces.read(1, 4).tolist(), pieces.read(5, 5).tolist()) == (5, [1, 4, 1], [])


def test_a_file_that_was_cut_while_it_is_open_is_told(tmp_path: Path) -> None:
    np.save(tmp_path / "words.npy", np.arange(1000))
    pieces = Pieces.of_array(tmp_path / "words.npy")
    with (tmp_path / "words.npy").open("r+b") as file:
        file.truncate(400)
    with pytest.raises(ValueError, match="ends"):
        pieces.read(10, 900)


def test_vectors_come_back_as_cosines_right_to_a_thousandth(tmp_path: Path) -> None:
    rows = np.array([[1, 0], [0.6, 0.8], [0, -1], [0, 0]], np.float32)
    write_vectors(tmp_path / "a.vectors", rows)
    vectors = Vectors(tmp_path / "a.vectors", 4, 2)
    query = np.array([0.8, 0.6], np.float32)
    assert vectors.scores_of(query, np.array([[0, 4]])).tolist() == pytest.approx([0.8, 0.96, -0.6, 0], abs=1e-3)
    assert vectors.scores_at(query, np.array([2, 1])).tolist() == pytest.approx([-0.6, 0.96], abs=1e-3)
    assert (
        vectors.scores_of(query, np.array([[2, 2]])).tolist()
        == vectors.scores_at(query, np.zeros(0, np.int64)).tolist()
        == []
    )
