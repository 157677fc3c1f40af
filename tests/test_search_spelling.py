import pytest

from index.encoder.static import Rarity
from search.lexicon import Expansion
from search.searcher import Searcher
from search.spelling import Spelling

WORDS = Spelling(["エンディング", "ヤングケアラー", "介護", "コミュニティ", "フレイル", "ケアラー"])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("エンデイング", ("エンディング",), id="a large letter for a small one"),
        pytest.param("ヤングケアラ", ("ヤングケアラー",), id="a letter too few"),
        pytest.param("フレイルル", ("フレイル",), id="a letter too many"),
        pytest.param("コミュニディ", ("コミュニティ",), id="another letter"),
    ],
)
def test_a_word_that_nobody_knows_leads_to_the_one_that_is_a_letter_away(typed: str, words: tuple[str, ...]) -> None:
    assert WORDS.corrected([typed], Rarity()) == (Expansion(typed, words),)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("フレイル", id="a word of the index"),
        pytest.param("コミュニスト", id="a word of Japanese, though it is near one"),
        pytest.param("介後", id="too short to tell"),
        pytest.param("ケセラセララ", id="nothing near"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_are_left_alone(typed: str) -> None:
    assert WORDS.corrected([typed], Rarity()) == ()


def test_a_mistyped_word_finds_its_passage_and_the_reply_says_how(samples: Searcher) -> None:
    reply = samples.search("ヤングケアラの相談", k=3)
    assert any("ヤングケアラー" in result.text for result in reply.results)
