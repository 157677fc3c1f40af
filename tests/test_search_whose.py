"""Which municipality an answer is of, and the question put to others."""

from collections.abc import Callable

import pytest

from screens.documents.answer import answer_json
from search.answerer import Answerer
from search.answers.answer import Answer, Certainty, Reason
from search.question.filters import Filters
from search.searcher import Searcher

Asking = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(samples: Searcher) -> Asking:
    answerer = Answerer(samples)
    return lambda question, *cities: answerer.ask(question, Filters(cities=cities))


def cities_told(answer: Answer) -> list[str | None]:
    return list(dict.fromkeys(citation.plan.municipality for citation in answer.citations))


# The filter and the question name different municipalities


@pytest.mark.parametrize(
    ("question", "chosen", "searched", "option"),
    [
        ("月守市の里親の支援", "霧ヶ谷町", "月守市", "霧ヶ谷町の里親の支援"),
        ("里親になりたい 月守", "汐見原市", "月守市", "里親になりたい 汐見原市"),
        (
            "雪かきを手伝ってほしいです、霧ヶ谷町です",
            "日ノ谷市",
            "霧ヶ谷町",
            "雪かきを手伝ってほしいです、日ノ谷市です",
        ),
        ("月見台のこどもの相談窓口", "汐見原市", "月守市", "汐見原市のこどもの相談窓口"),
    ],
)
def test_the_persons_words_are_searched_and_the_filters_city_is_offered(
    ask: Asking, question: str, chosen: str, searched: str, option: str
) -> None:
    answer = ask(question, chosen)
    assert set(cities_told(answer)) == {searched}
    assert answer.city_note == f"選ばれているのは{chosen}ですが、質問にある{searched}の計画を調べました。"
    assert answer.clarify is not None
    assert answer.clarify.options[-1] == option
    pressed = ask(option, chosen)
    assert (pressed.city_note, [place.name for place in pressed.question.applied.places]) == (None, [chosen])


@pytest.mark.parametrize("city", ["藤沢市", "横浜市", "葉山町"])
def test_where_only_the_filters_city_is_indexed_it_is_said_with_the_others_site(ask: Asking, city: str) -> None:
    answer = ask(f"{city}の里親の支援", "月守市")
    assert set(cities_told(answer)) == {"月守市"}
    assert answer.city_note is not None
    assert answer.city_note.startswith(
        f"質問にある{city}の計画は索引にないので、選ばれている月守市の計画を調べました。"
    )
    assert f"{city}の公式サイト: https://www." in answer.city_note


def test_the_message_of_the_json_begins_with_it(ask: Asking) -> None:
    document = answer_json(ask("月守市の里親の支援", "霧ヶ谷町"))
    assert (document["message"] or "").startswith(
        "選ばれているのは霧ヶ谷町ですが、質問にある月守市の計画を調べました。"
    )
    assert document["clarify"] == {
        "question": "霧ヶ谷町については、こうお尋ねください。",
        "options": ["霧ヶ谷町の里親の支援"],
    }


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("月守市の里親の支援", id="the same"),
        pytest.param("里親の支援", id="none in the question"),
        pytest.param("汐見原市から引っ越してきました。里親の支援", id="where somebody came from"),
        pytest.param("霧ヶ谷町のような里親の支援", id="an example"),
    ],
)
def test_where_they_agree_nothing_is_said_of_it(ask: Asking, question: str) -> None:
    answer = ask(question, "月守市")
    assert (answer.city_note, answer.clarify) == (None, None)
    assert set(cities_told(answer)) <= {"月守市"}


def test_what_is_about_nothing_is_not_offered_again(ask: Asking) -> None:
    answer = ask("月守市の明日の天気", "霧ヶ谷町")
    assert (answer.reason, answer.clarify) == (Reason.OFF_TOPIC, None)


# No municipality is named and several are indexed


@pytest.mark.parametrize("question", ["母がぼけてきた", "里親になりたい", "生活に困っています", "手話通訳を頼みたい"])
def test_a_service_is_told_of_at_most_three_cities_together_and_each_is_offered(ask: Asking, question: str) -> None:
    answer = ask(question)
    told = [citation.plan.municipality for citation in answer.citations]
    assert answer.certainty is Certainty.STATED
    assert 2 <= len(cities_told(answer)) <= 3
    assert told == sorted(told, key=cities_told(answer).index)
    assert answer.clarify is not None
    assert len(answer.clarify.options) == 6
    assert answer.clarify.options[: len(cities_told(answer))] == tuple(
        f"{city} {question}" for city in cities_told(answer)
    )


@pytest.mark.parametrize(
    "question", ["介護の相談はどこにすればいいですか", "子育ての相談先", "生活に困っている。どこに相談"]
)
def test_a_desk_is_told_of_each_city_where_one_is_likely_meant(ask: Asking, question: str) -> None:
    answer = ask(question)
    cities = [choice.plan.municipality for choice in answer.desks]
    assert 1 <= len(cities) <= 3
    assert len(set(cities)) == len(cities)


@pytest.mark.parametrize("place", range(6))
def test_each_option_asks_its_city(ask: Asking, place: int) -> None:
    clarify = ask("介護の相談はどこ").clarify
    assert clarify is not None
    pressed = ask(clarify.options[place])
    assert [each.name for each in pressed.question.applied.places] == [clarify.options[place].split()[0]]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("ゲートキーパー養成講座の受講者数の推移", id="a figure"),
        pytest.param("里親の取組を各市で比べたい", id="a comparison"),
        pytest.param("月守市で里親になりたい", id="a city is named"),
        pytest.param("月見台のこどもの相談窓口", id="its district is"),
        pytest.param("夫に殴られる", id="somebody in danger"),
        pytest.param("明日の天気は?", id="nothing of the plans"),
    ],
)
def test_no_city_is_asked_for_without_need(ask: Asking, question: str) -> None:
    assert ask(question).clarify is None
