import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.records.desks.desk import Desk
from corpus.text.nouns import words_in
from index.catalog import CATALOG
from index.desks.known import UNKNOWN, Known, key_of, sound_of, taken_in
from index.desks.known_table import KnownTable
from index.desks.texts import telling
from index.encoder.static import StaticEncoder
from search.desks.rooms import Rooms
from search.searcher import Searcher


def test_a_text_that_was_written_of_a_desk_is_not_taken_apart_again() -> None:
    known = Known(words={key_of("窓口"): ["別"]}, sounds={key_of("窓口"): "ベツ"}, taken={key_of("窓口"): ["別"]})
    assert known.words_in("窓口") == frozenset({"別"})
    assert known.sound_of("窓口") == "ベツ"
    assert known.taken_in("窓口") == frozenset({"別"})


def test_one_that_nobody_thought_of_is() -> None:
    encoder = StaticEncoder()
    assert UNKNOWN.words_in("虐待の相談") == words_in("虐待の相談")
    assert UNKNOWN.taken_in("虐待の相談") == frozenset({"虐待"}) == taken_in("虐待の相談")
    assert UNKNOWN.sound_of("港見") == sound_of("港見")
    assert np.array_equal(UNKNOWN.row("虐待", encoder), encoder.encode_queries(["虐待"])[0])


def test_a_line_that_lists_desks_says_nothing_of_one() -> None:
    names = ("子育て相談室", "こども広場", "いきいき館")
    said = "子育て相談室は、虐待の相談を受けます。\n子育て相談室、こども広場、いきいき館に置きます。"
    desk = Desk("p/d0", "p", "子育て相談室", None, None, None, None, (), None, 0, 6, None, None)
    assert telling(said, desk, names) == " は、虐待の相談を受けます。"


@pytest.fixture(scope="module")
def desks(samples: Searcher) -> Sequence[Desk]:
    return samples.index.records.desks(None)


def test_every_desk_of_an_index_is_known(samples: Searcher, desks: Sequence[Desk]) -> None:
    assert samples.index.desks.of([desk.id for desk in desks]).keys() == {desk.id for desk in desks}


def test_a_room_is_the_same_without_what_was_written(samples: Searcher, desks: Sequence[Desk], tmp_path: Path) -> None:
    file = tmp_path / CATALOG
    with sqlite3.connect(file) as catalog:  # as a program wrote it that knew of no such table
        catalog.execute("CREATE TABLE record (id TEXT)")
    unwritten = KnownTable(file)
    assert unwritten.of([desk.id for desk in desks]) == {}
    question = samples.read("汐見原市で虐待の相談はどこにすればいい")
    written = Rooms(desks, samples.index).of(question)
    assert written.profiles
    read = Rooms(desks, replace(samples.index, desks=unwritten)).of(question)
    assert read.profiles == written.profiles
    assert np.allclose(read.matters, written.matters, atol=1e-6)
    assert np.allclose(read.articles, written.articles, atol=1e-6)
