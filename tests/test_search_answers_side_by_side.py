from dataclasses import replace

import pytest

from search.answerer import Answerer
from search.answers.side_by_side import with_first_of_each
from search.question.places import wants_each
from tests.made_cities import cities


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return Answerer(cities(tmp_path_factory.mktemp("cities")))


def test_the_first_sentence_of_another_city_stands_behind_with_its_own_citation(answerer: Answerer) -> None:
    aonami, shiramine = (answerer.ask(f"{city}の認知症サポーターの養成") for city in ("青波市", "白嶺市"))
    both = with_first_of_each(aonami, [shiramine])
    assert [sentence.text for sentence in both.sentences] == [
        *(sentence.text for sentence in aonami.sentences),
        shiramine.sentences[0].text,
    ]
    assert [cited.n for cited in both.citations] == list(range(1, len(both.citations) + 1))
    assert both.citations[-1].plan.municipality == "白嶺市"
    assert both.sentences[-1].citations == (len(both.citations),)


def test_one_that_says_nothing_adds_nothing(answerer: Answerer) -> None:
    aonami = answerer.ask("青波市の手話通訳者の派遣")
    assert with_first_of_each(aonami, [replace(aonami, sentences=(), citations=())]) == aonami


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("居場所づくりの各市の手法", True),
        ("5市の地域包括支援センターの数", True),
        ("敬老祝金をそれぞれ教えて", True),
        ("空き家を居場所にしている自治体の例", False),
        ("1市で進めている相談の事例", False),
    ],
)
def test_every_city_is_asked_about_or_any(text: str, each: bool) -> None:
    assert wants_each(text) is each
