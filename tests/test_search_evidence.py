from collections.abc import Callable, Mapping

import pytest

from search.answer import Answerer, Reason
from search.evidence import compounds, counted, same
from search.intent import Intent, asked
from search.searcher import Searcher

SearcherOf = Callable[[Mapping[str, str]], Searcher]


@pytest.mark.parametrize(
    ("question", "what"),
    [
        pytest.param("汐見原市の生活保護受給者数", "受給", id="who is counted"),
        pytest.param("サロンの登録団体数は", "団体", id="the last word before 数"),
        pytest.param("窓口の年間相談件数", "相談", id="how often"),
        pytest.param("市民意識調査の回収率", "回収", id="a rate"),
        pytest.param("民生委員は何人", "", id="nothing before 数"),
        pytest.param("数値目標を教えて", "", id="数 of another word"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_a_question_counts_is_the_word_before_the_number(question: str, what: str) -> None:
    assert counted(question) == what


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("汐見原市の給食費", Intent.FIGURE),
        ("民生委員の定数は", Intent.FIGURE),
        ("認知症カフェの数", Intent.FIGURE),
        ("くらしの窓口の営業時間", Intent.WHEN),
        ("こども家庭センターの開設日", Intent.WHEN),
        ("家賃が払えなくてつらい", Intent.MEASURE),
        ("眠れないくらいつらい", Intent.MEASURE),
    ],
)
def test_a_figure_or_a_time_is_asked_for_without_a_question_word(question: str, intent: Intent) -> None:
    assert asked(question).intent is intent


def test_long_nouns_are_compared_without_spaces_and_dots() -> None:
    assert compounds("重層的支援体制整備事業はいつから") == ["重層的支援体制整備事業"]
    assert same("アドバンス・ケア プランニング") == same("アドバンスケアプランニング")


PLAN = (
    "鎌倉市地域福祉計画\n\n第1章 現状\n\n生活保護の面接相談員を2名雇用し、受けた相談は延べ340件でした。\n\n"
    "民生委員は大きな役割を担っています。支援対象者1人に2人の協力員を置く仕組みを考えます。\n"
)


@pytest.mark.parametrize("question", ["鎌倉市の生活保護受給者数", "鎌倉市の民生委員の定数"])
def test_a_figure_of_something_beside_what_was_asked_is_no_answer(searcher_of: SearcherOf, question: str) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask(question)
    assert (answer.answered, answer.sentences) == (False, ())


def test_the_figure_that_was_asked_for_is_told(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask("鎌倉市の生活保護の相談件数")
    assert "延べ340件" in answer.sentences[0].text


def test_a_prefecture_without_a_plan_is_not_answered_from_others(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask("大分県の生活保護の相談")
    assert answer.reason is Reason.MUNICIPALITY_NOT_INDEXED
    assert answer.message == "大分県の計画は索引にないので、お答えできません。索引にあるのは 鎌倉市 の計画です。"
