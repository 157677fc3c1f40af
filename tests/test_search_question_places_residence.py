import pytest

from corpus.about.gazetteer import by_code
from search.question.places.residence import residences


def named(text: str) -> list[set[str]]:
    return [{by_code()[code].name for code in codes} for codes in residences(text).values()]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("横浜です。お金がなくて困っています", "横浜市"),
        ("よこはましに すんでいます。", "横浜市"),
        ("藤沢に住んでいます。介護のことで", "藤沢市"),
        ("ふじさわに住んでる母のことで", "藤沢市"),
        ("わたしは 小田原市民ですが", "小田原市"),
        ("茅ヶ崎に引っ越してきました", "茅ヶ崎市"),
        ("去年から松戸で暮らしています", "松戸市"),
    ],
)
def test_a_bare_name_counts_beside_words_of_living_there(text: str, name: str) -> None:
    assert named(text) == [{name}]


@pytest.mark.parametrize(
    "text",
    [
        "さくらです。はじめまして",  # a person
        "家の中央に住んでいる猫",  # 中央市 begins no word here
        "母がぼけてきました",
        "うちの子は緑です",
        "東京から来ました",  # no municipality
    ],
)
def test_a_word_that_is_also_a_name_does_not(text: str) -> None:
    assert named(text) == []


def test_a_name_that_several_share_stands_for_all_of_them() -> None:
    (codes,) = residences("府中に住んでいます").values()
    assert [by_code()[code].prefecture for code in codes] == ["東京都", "広島県"]
