"""The nearest of many are those that comparing every pair exactly gives, and work that was interrupted goes on."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from benchmarks.made_measures import contents
from index.encoder.static import StaticEncoder
from search.report.items import municipality
from search.report.kept import Kept
from search.report.library import Library, compiled
from search.report.nearness.nearest import nearest


@pytest.fixture(scope="module")
def library() -> Library:
    return compiled(list(contents(900, 30)), StaticEncoder(), {}, lambda stage, share: None)


def test_one_row_and_many_rows_give_the_same(library: Library) -> None:
    rows, standings = np.arange(library.count), library.standings
    for row in (0, 450, 899):
        meaning, words = standings.meaning_and_words(np.array([row]), rows)
        few_meaning, few_words = standings.beside(row, rows)
        np.testing.assert_allclose(few_meaning, meaning[0], atol=1e-5)
        np.testing.assert_allclose(few_words, words[0], atol=1e-5)
        np.testing.assert_allclose(
            standings.grams.beside(row, rows), standings.grams.shared(np.array([row]), rows)[0], atol=1e-5
        )


def test_the_nearest_are_those_of_all_pairs_and_of_other_municipalities(library: Library) -> None:
    rows, standings = np.arange(library.count), library.standings
    whose = np.unique([municipality(item.plan) for item in library.texts], return_inverse=True)[1]
    asked = np.array([3, 400, 777])
    for each in nearest(standings, asked, rows, whose, 10):
        exact = standings.meaning(np.array([each.row]), rows)[0]
        exact[whose == whose[each.row]] = -1
        assert not (whose[each.others] == whose[each.row]).any()
        assert len(set(np.argsort(-exact)[:10].tolist()) & set(each.others.tolist())) >= 9
        assert (np.diff(each.meaning) <= 0).all()


def test_a_piece_is_made_once_and_anew_where_what_it_is_of_is_another(tmp_path: Path) -> None:
    made: list[str] = []

    def make(name: str) -> Mapping[str, np.ndarray]:
        made.append(name)
        return {"name": np.array([len(made)])}

    for of in ("一", "一", "二"):
        Kept(tmp_path, "key").piece("some", [of], lambda of=of: make(of))  # type: ignore[misc]
    assert made == ["一", "二"]
    Kept(tmp_path, "another key").piece("some", ["一"], lambda: make("三"))
    assert made == ["一", "二", "三"]


def test_a_damaged_piece_is_made_anew(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "key")
    kept.piece("some", ["一"], lambda: {"value": np.array([1])})
    [path] = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:20])
    assert kept.piece("some", ["一"], lambda: {"value": np.array([2])})["value"].tolist() == [2]
    kept.done()
    assert not tmp_path.exists()
