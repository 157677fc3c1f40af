from collections.abc import Callable, Mapping

import pytest

from search.answerer import Answerer
from search.answers.answer import Certainty, Reason
from search.evidence.names import compounds, same
from search.question.intent import Intent
from search.searcher import Searcher
from tests.made_question import kind_of

SearcherOf = Callable[[Mapping[str, str]], Searcher]


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
    assert kind_of(question).intent is intent


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
    assert answer.certainty is not Certainty.STATED


def test_the_figure_that_was_asked_for_is_told(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask("鎌倉市の生活保護の相談件数")
    assert "延べ340件" in answer.sentences[0].text


def test_a_prefecture_without_a_plan_is_not_answered_from_others(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PLAN})).ask("大分県の生活保護の相談")
    assert answer.reason is Reason.MUNICIPALITY_NOT_INDEXED
    assert answer.message == "大分県の計画は索引にないので、お答えできません。索引にあるのは 鎌倉市 の計画です。"


def test_a_value_in_the_line_below_its_name_is_told_with_it(searcher_of: SearcherOf) -> None:
    plan = "第1章 指標\n\n- 成果指標\n-\n地域ささえあい会議 開催数\n- 52回\n- 60回\n- 主担当課\n- 福祉課\n"
    answer = Answerer(searcher_of({"keikaku.txt": plan})).ask("地域ささえあい会議の開催数 現状値と目標値")
    assert "52回" in "".join(citation.quote for citation in answer.citations)


YEARS = (
    "鎌倉市地域福祉計画\n\n第1章 現状\n\n女性相談室の相談件数は、平成28年度が133件、平成29年度が249件でした。\n\n"
    "配食サービスの利用者は、令和4年度に210人でした。配食サービスの利用者は、令和5年度に312人でした。\n"
)


@pytest.mark.parametrize(
    "question", ["鎌倉市の女性相談室の相談件数 令和2年度は?", "鎌倉市の配食サービスの利用者数、平成30年の数字"]
)
def test_a_figure_of_another_year_is_no_answer(searcher_of: SearcherOf, question: str) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": YEARS})).ask(question)
    assert answer.certainty is Certainty.NEAR
    assert answer.message is not None
    assert "お尋ねの年度(" in answer.message


@pytest.mark.parametrize("year", ["令和5年度", "R5", "2023年度"])
def test_the_sentence_that_states_the_year_comes_first(searcher_of: SearcherOf, year: str) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": YEARS})).ask(f"鎌倉市の{year}の配食サービスの利用者は何人")
    assert "312人" in answer.sentences[0].text
    assert not any("210人" in sentence.text for sentence in answer.sentences)


TIMES = (
    "鎌倉市地域福祉計画\n\n第1章 取組\n\n体験教室てくてくは、令和2年度の調査で要介護のおそれのある人が増えたので始めました。\n\n"
    "福祉の学習会の申込みは令和6年1月12日までです。令和3年4月に、くらしの窓口を開設しました。\n"
)


def test_a_deadline_is_told_by_a_sentence_about_one(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": TIMES})).ask("鎌倉市の福祉の学習会の申込みの締切")
    assert "1月12日まで" in answer.sentences[0].text


def test_a_date_without_a_deadline_is_none(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": TIMES})).ask("鎌倉市の体験教室てくてくはいつまでに申し込むのですか")
    assert (answer.question.asked.intent, answer.reason) == (Intent.WHEN, Reason.NOT_IN_PLANS)
    assert answer.message is not None
    assert "お尋ねの時期は、はっきりとは書かれていません" in answer.message


PEOPLE = (
    "鎌倉市地域福祉計画\n\n第1章 体制\n\n策定委員会の委員長は潮見太郎氏です。民生委員は地域の相談に乗ります。\n\n"
    "福祉の学習会。講師:海辺大学 教授 波多野花子氏\n参加者:21名(民生委員、自治会役員)\n"
)


@pytest.mark.parametrize(
    ("question", "name"),
    [("鎌倉市の策定委員会の委員長はどなたですか", "潮見太郎"), ("鎌倉市の福祉の学習会の講師の名前", "波多野花子")],
)
def test_a_name_is_told_where_it_stands_beside_its_role(searcher_of: SearcherOf, question: str, name: str) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PEOPLE})).ask(question)
    assert answer.question.asked.intent is Intent.NAME
    assert name in answer.sentences[0].text


def test_the_name_of_somebody_else_is_no_answer(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": PEOPLE})).ask("鎌倉市の民生委員さんのお名前")
    assert (answer.reason, answer.desks) == (Reason.NOT_IN_PLANS, ())
    assert answer.message is not None
    assert "お尋ねの方のお名前は、はっきりとは書かれていません" in answer.message


DESKS = (
    "鎌倉市地域福祉計画\n\n相談窓口\n\n○鎌倉市海辺相談センター\n電話:0000-00-1111\n\n"
    "○鎌倉市山手相談センター\n所在地:鎌倉市山手町4-5-6\n電話:0000-00-2222\n"
)


def test_a_desk_without_an_address_is_not_told_to_whoever_asks_for_it(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": DESKS})).ask("鎌倉市海辺相談センターの住所")
    assert answer.reason is Reason.NOT_IN_PLANS
    assert [choice.desk.name for choice in answer.desks] == ["鎌倉市海辺相談センター"]
    assert answer.message is not None
    assert "海辺相談センターの所在地は" in answer.message


def test_a_desk_with_an_address_is(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": DESKS})).ask("鎌倉市山手相談センターはどこにありますか")
    assert "山手町4-5-6" in answer.sentences[0].text


def test_a_sentence_that_names_an_organisation_comes_first_where_one_is_asked_for(searcher_of: SearcherOf) -> None:
    plan = (
        "鎌倉市地域福祉計画\n\n第1章 取組\n\n食生活改善推進員の養成に、毎年度、力を入れて取り組みます。"
        "食生活改善推進員の養成は、健康づくり課が担当します。\n"
    )
    answer = Answerer(searcher_of({"keikaku.txt": plan})).ask("鎌倉市の食生活改善推進員の養成はどの課の所管か")
    assert (answer.question.asked.intent, answer.clarify) == (Intent.ORGANISATION, None)
    assert "健康づくり課" in answer.sentences[0].text
