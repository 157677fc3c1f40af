"""Whose town a question names; the towns are real, as addresses have them."""

import pytest

from benchmarks.make_towns import lines
from corpus.about.towns import shared_by, towns_of
from search.question.places import town_named

KAMAKURA, ZUSHI, TSURUOKA, SENDAI, KAWASAKI = "142042", "142085", "062031", "041009", "141305"
CODES = (KAMAKURA, ZUSHI, TSURUOKA, SENDAI, KAWASAKI)


def whose(question: str, *, surely: bool = False) -> str | None:
    town = town_named(question, CODES, surely=surely)
    return town.code if town else None


@pytest.mark.parametrize(
    ("question", "code"),
    [
        pytest.param("材木座で介護の相談をしたい", KAMAKURA, id="a name that is nobody else's"),
        pytest.param("うちは七里ガ浜です。おむつがほしい", KAMAKURA, id="behind うちは"),
        pytest.param("沼間の民生委員さん", ZUSHI, id="before の"),
        pytest.param("大船に住んでいます。介護の相談", KAMAKURA, id="a word, where somebody lives"),
        pytest.param("大船駅の近くのサロン", KAMAKURA, id="a word, with its station"),
        pytest.param("長谷2丁目の体操教室", KAMAKURA, id="a name of many towns, with a number"),
        pytest.param("腰越町内会の見守り", KAMAKURA, id="with its association of neighbours"),
        pytest.param(
            "羽黒町に引っ越しました。子育ての集まり", TSURUOKA, id="a former municipality that towns begin with"
        ),
        pytest.param("上平間に住んでいます", KAWASAKI, id="a town of a ward"),
    ],
)
def test_a_town_says_of_which_municipality_it_is_asked(question: str, code: str) -> None:
    assert whose(question) == code


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("大船に乗った気でいたい", id="a word"),
        pytest.param("長谷の相談", id="many municipalities have one"),
        pytest.param("長谷さんに電話したい", id="somebody's name"),
        pytest.param("材木座さんの話", id="a name before さん"),
        pytest.param("新材木座で介護の相談", id="a piece of another name"),
        pytest.param("大学で相談したい", id="a word that is a town somewhere"),
        pytest.param("新宿で迷子になった", id="another municipality's name"),
        pytest.param("母の物忘れが心配です", id="none"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_need_not_be_a_town_is_none(question: str) -> None:
    assert whose(question) is None


def test_a_name_that_two_of_the_municipalities_have_says_nothing() -> None:
    assert towns_of([KAMAKURA, KAWASAKI]).get("小町") == KAMAKURA
    assert "今泉" in towns_of([KAMAKURA])
    assert "今泉" not in towns_of([KAMAKURA, TSURUOKA])


def test_before_a_filter_only_what_somebody_lives_in_counts() -> None:
    assert whose("材木座の相談窓口", surely=True) is None
    assert whose("材木座に住んでいます。相談窓口", surely=True) == KAMAKURA


def test_how_many_share_a_name_is_known() -> None:
    assert (shared_by("材木座"), shared_by("どこにもない町")) == (1, 0)
    assert shared_by("本町") > 100


def test_towns_are_listed_once_without_their_numbers() -> None:
    rows = [
        {"code": "999999", "town": "汐汲一丁目"},
        {"code": "999999", "town": "汐汲二丁目"},
        {"code": "999999", "town": "大字奥山"},
        {"code": "999999", "town": "浜"},
    ]
    assert lines(rows) == ["999999,奥山,汐汲"]
