import pytest

from corpus.text.nouns import words
from search.evidence.exact.name_match import is_held, last_place

RARITY = {"地域": 3.5, "包括": 8.0, "支援": 4.5, "センター": 4.0}


@pytest.mark.parametrize(
    ("present", "held"),
    [
        pytest.param({"地域", "包括", "支援", "センター"}, True, id="whole"),
        pytest.param({"包括", "支援", "センター"}, True, id="16.5 of 20"),
        pytest.param({"地域", "支援", "センター"}, False, id="12 of 20"),
    ],
)
def test_of_a_long_name_most_must_stand_there(present: set[str], held: bool) -> None:
    assert is_held(RARITY, present, RARITY) is held


def test_a_short_name_must_stand_there_whole() -> None:
    assert not is_held({"児童", "館"}, {"児童"}, {})


def test_a_name_ends_where_it_stands_last_with_its_words_close_together() -> None:
    text = "児童館のほかに、児童の読む本を置いている図書館"
    assert last_place(words(text), {"児童", "館"}, "館", {}) == len("児童館")


def test_another_form_of_a_word_will_do() -> None:
    assert last_place(words("入所を待つ人"), {"入所", "待機"}, "待機", {}) == len("入所を待つ")
