import csv
import unicodedata
from pathlib import Path

import pytest

from index.encoder.static import StaticEncoder
from search.evidence.topic import Field, Signals, Weights, other_subjects
from search.question.lexicon import lexicon
from search.searcher import Searcher

TABLE = Path(__file__).parents[1] / "search" / "evidence" / "other_subjects.tsv"
NOTHING = Signals(
    field=0.0, middle=0.0, elsewhere=0.0, share=0.0, words=0.0, expansions=0, placed=False, welfare=0.0, lead=0.0
)


@pytest.fixture(scope="module")
def field() -> Field:
    return Field(StaticEncoder(), lexicon().official, other_subjects())


def signals(field: Field, samples: Searcher, question: str) -> Signals:
    return field.signals(samples.search(question, k=5))


def test_certainty_is_the_weighted_sum_of_the_signals() -> None:
    weights = Weights(constant=-1.0, signals=(2.0, 0.0, -3.0, 0.0, 0.0, 0.5, 0.25, 1.0, 2.0))
    found = Signals(
        field=0.5, middle=0.9, elsewhere=0.2, share=0.9, words=0.9, expansions=1, placed=True, welfare=-2.0, lead=0.75
    )
    # -1 + 2 * .5 - 3 * .2 + .5 + .25 - 2 + 2 * .75
    assert weights.certainty(found) == pytest.approx(-0.35)
    assert weights.certainty(NOTHING) == -1.0


@pytest.mark.parametrize("question", ["母がぼけてきた", "学校に行けない子の居場所", "障害のある人の仕事"])
def test_a_question_about_welfare_is_nearer_to_its_words_than_to_other_subjects(
    field: Field, samples: Searcher, question: str
) -> None:
    found = signals(field, samples, question)
    assert found.field > found.elsewhere


@pytest.mark.parametrize("question", ["明日の天気", "カレーの作り方", "パスポートの更新"])
def test_a_question_about_something_else_is_nearer_to_other_subjects(
    field: Field, samples: Searcher, question: str
) -> None:
    found = signals(field, samples, question)
    assert found.elsewhere > found.field


def test_what_the_search_made_of_a_question_is_told(field: Field, samples: Searcher) -> None:
    found = signals(field, samples, "汐見原市で母がぼけてきた")
    assert (found.placed, found.expansions > 0) == (True, True)
    other = signals(field, samples, "公園の遊具")
    assert (other.placed, other.expansions) == (False, 0)


def test_a_question_without_a_known_word_has_no_signal_of_its_own(field: Field, samples: Searcher) -> None:
    found = signals(field, samples, "???")
    assert (found.field, found.middle, found.elsewhere) == (0.0, 0.0, 0.0)


# The table


def test_other_subjects_are_words_once_each_with_a_theme() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["word", "theme"]
    assert [row for row in rows if len(row) != 2 or not all(cell.strip() for cell in row)] == []
    words = [row[0] for row in rows[1:]]
    assert len(set(words)) == len(words) >= 300
    assert tuple(words) == other_subjects()


def test_no_other_subject_is_a_word_that_the_lexicon_leads_to() -> None:
    official = {unicodedata.normalize("NFKC", word) for word in lexicon().official}
    assert sorted(official & set(other_subjects())) == []
