import pytest

from index.encoder.static import Rarity
from search.question.lexicon import Expansion
from search.question.spelling import Spelling
from search.searcher import Searcher

WORDS = Spelling(
    {
        "エンディング": "エンデイング",
        "ヤングケアラー": "ヤングケアラ",
        "介護": "カイゴ",
        "コミュニティ": "コミユニテイ",
        "フレイル": "フレイル",
        "ケアラー": "ケアラ",
        "里親": "サトオヤ",
        "虐待": "ギヤクタイ",
        "落語": "ラクゴ",
        "申請": "シンセイ",
        "新生": "シンセイ",
        "新政": "シンセイ",
        "湯": "ユ",
    },
    names=["ヘルプマーク", "成年後見制度", "地域包括支援センター"],
)


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


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("さとおや", ("里親",), id="a word"),
        pytest.param("へるぷまーく", ("ヘルプマーク",), id="a name of two words"),
        pytest.param("せいねんこうけんせいど", ("成年後見制度",), id="a name in kanji"),
        pytest.param("しんせい", ("申請", "新生"), id="at most two that sound alike"),
    ],
)
def test_a_word_typed_in_kana_leads_to_the_one_that_sounds_so(typed: str, words: tuple[str, ...]) -> None:
    assert WORDS.heard(typed) == (Expansion(typed, words),)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("さとおやを知りたい", "さとおや", id="with a particle before kanji"),
        pytest.param("さとおやになりたい", "さとおや", id="before more kana"),
        pytest.param("へるぷまーくって なに", "へるぷまーく", id="with two kana behind it"),
        pytest.param("父と さとおや", "さとおや", id="behind another word"),
    ],
)
def test_a_word_in_kana_is_found_in_a_sentence(question: str, said: str) -> None:
    assert [expansion.said for expansion in WORDS.heard(question)] == [said]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("ゆ", id="too short"),
        pytest.param("らくだ", id="nothing sounds so"),
        pytest.param("らくご", id="read by the dictionary"),
        pytest.param("エンディング", id="written so in the index"),
        pytest.param("あのさとおやく", id="within a word"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_kana_lead_nowhere(typed: str) -> None:
    assert WORDS.heard(typed) == ()


def test_a_word_typed_in_kana_is_told_with_what_it_was_taken_for(samples: Searcher) -> None:
    reply = samples.search("せいねんこうけんせいど って なに", k=5)
    assert Expansion("せいねんこうけんせいど", ("成年後見制度",)) in reply.question.wanted.expansions


@pytest.mark.parametrize(
    ("typed", "said", "words"),
    [
        pytest.param("お年寄りの虐対", "虐対", ("虐待",), id="a word"),
        pytest.param("地域包活支援センターの電話", "地域包活支援センター", ("地域包括支援センター",), id="a name"),
    ],
)
def test_a_wrong_conversion_leads_to_the_word_that_sounds_so(typed: str, said: str, words: tuple[str, ...]) -> None:
    assert WORDS.misconverted(typed) == (Expansion(said, words),)


@pytest.mark.parametrize("typed", ["地域包括支援センター", "申請と新生", "介護相談", "市町村長", ""])
def test_words_written_as_usual_are_left_alone(typed: str) -> None:
    assert WORDS.misconverted(typed) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("市立の保育所", "the index has the two words side by side"),
        ("終活の相談", "plans call something so"),
        ("他課への相談", "no word"),
        ("9時台", "a part of a number"),
    ],
)
def test_a_word_in_kanji_that_is_none_of_the_dictionarys_is_not_another_of_its_sound(text: str, why: str) -> None:
    sounds = {"私立": "シリツ", "就活": "シユウカツ", "高価": "タカ", "時代": "ジダイ", "高": "タカ"}
    spelling = Spelling(sounds, ["終活"], lambda pair: pair == "市+立")
    assert spelling.misconverted(text) == (), why


def test_where_it_stands_nowhere_it_is_taken_for_the_one_of_its_sound() -> None:
    assert Spelling({"私立": "シリツ"}).misconverted("市立の保育所") == (Expansion("市立", ("私立",)),)
