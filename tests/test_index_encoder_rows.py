"""Embeddings in a file are read as those of an array are."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder.rows import Rows

ARRAY = np.arange(30, dtype=np.float32).reshape(10, 3)


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    written = Rows(tmp_path, 3)
    written.add(ARRAY[:4])
    written.add(ARRAY[4:])
    return written


def test_pieces_are_those_of_the_array(rows: Rows) -> None:
    assert rows.shape == (10, 3)
    assert len(rows) == 10
    for piece in (slice(None), slice(2, 5), slice(8, 20), slice(4, 4)):
        assert rows[piece].tolist() == ARRAY[piece].tolist()


def test_rows_at_any_places_are_those_of_the_array(rows: Rows) -> None:
    places = np.array([[7, 0], [7, 9]])
    assert rows[places].tolist() == ARRAY[places].tolist()


def test_they_are_gone_through_one_by_one(rows: Rows) -> None:
    assert [row.tolist() for row in rows] == ARRAY.tolist()


def test_what_was_read_is_its_own(rows: Rows) -> None:
    rows[0:2][0, 0] = 99
    assert rows[0:1].tolist() == [[0, 1, 2]]


def test_none_at_all_are_an_empty_array(tmp_path: Path) -> None:
    none = Rows(tmp_path, 3)
    assert none[:].shape == (0, 3)
    assert list(none) == []
    assert list(tmp_path.iterdir()) == []
