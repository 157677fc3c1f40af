"""The words of a passage are kept with where they stand, and come back as a text taken apart has them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.text.nouns import words
from index.generation import live_generation
from index.opened import open_catalog
from index.seal import Altered
from index.wording.placed import Placed, packed, unpacked
from index.wording.placed_table import PlacedTable, PlacedWriter


def kept(text: str, *above: str) -> Placed:
    return unpacked(packed(text, above), text)


def test_content_words_stand_where_they_are_written_and_the_rest_is_only_there() -> None:
    placed = kept("窓口で相談を受けます。")
    assert placed.words == [(0, 2, "窓口"), (3, 5, "相談"), (6, 8, "受ける")]
    assert placed.others == {"で", "を", "ます", "。"}
    assert placed.lemmas == {"窓口", "相談", "受ける", "で", "を", "ます", "。"}


def test_a_word_is_found_in_any_inflection() -> None:
    assert kept("相談を受けます。\n相談は受けない。").where({"受ける", "配食"}) == [(3, 5), (12, 14)]


def test_what_stands_above_is_there_and_stands_nowhere() -> None:
    placed = kept("相談は無料です。", "支援", "相談")
    assert "支援" in placed.lemmas
    assert placed.where({"支援", "相談"}) == [(0, 2)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("。、", id="no word"),
        pytest.param("相談", id="nothing but a word"),
        pytest.param("ＤＶの相談は、ｅメールでも。㈪〜㈮ ３か所", id="full width"),
        pytest.param("①センターへ②ｶｳﾝﾀｰへ", id="circled numbers and half width"),
        pytest.param("  事 業 名\t見守り\n\n担い手\t民生委員", id="a table"),
        pytest.param("İstanbul と 𠮷野家😀", id="letters that grow, and characters beyond the first plane"),
        pytest.param("切れた\0文字\ud800も", id="what cannot be encoded"),
        pytest.param("相談" + "　" * 300 + "窓口" + "あ" * 70_000 + "配食", id="far apart"),
    ],
)
def test_the_words_are_those_of_the_text_taken_apart(text: str) -> None:
    placed = kept(text)
    assert placed.words == [(start, end, token.lemma) for start, end, token in words(text) if token.content]
    assert placed.lemmas == {token.lemma for _, _, token in words(text)}


def test_every_passage_of_an_index_that_can_answer_has_its_words(samples_index: Path) -> None:
    catalog = open_catalog(samples_index)
    last = max(plan.last_row for plan in catalog.plans)
    answering = {row: each.text for row, each in catalog.passages(range(last + 1)).items() if each.kind.answers}
    placed = PlacedTable(live_generation(samples_index) / "catalog.sqlite").of(answering)
    assert placed.keys() == answering.keys()
    for row, text in answering.items():
        assert placed[row].words == [(start, end, token.lemma) for start, end, token in words(text) if token.content]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "catalog.sqlite"
    with PlacedWriter(tmp_path) as writer:
        writer.add([(3, packed("相談の窓口", ()))])
        writer.add([(5, packed("配食", ()))])
        writer.write(path)
    return path


def test_words_are_read_of_the_rows_that_are_asked_for(table: Path) -> None:
    assert PlacedTable(table).of({5: "配食"}) == {5: Placed([(0, 2, "配食")], frozenset())}


def test_words_of_another_row_or_altered_ones_are_not_read(table: Path) -> None:
    with closing(sqlite3.connect(table)) as written, written:
        written.execute("UPDATE placed SET words = (SELECT words FROM placed WHERE row = 5) WHERE row = 3")
    with pytest.raises(Altered):
        PlacedTable(table).of({3: "相談の窓口"})


def test_what_is_gathered_is_no_file_with_a_name(tmp_path: Path) -> None:
    with PlacedWriter(tmp_path) as writer:
        writer.add([(0, packed("相談", ()))])
        assert list(tmp_path.iterdir()) == []
