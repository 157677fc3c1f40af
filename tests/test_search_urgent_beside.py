"""Somebody in danger reads whom to call, and below it a desk at most."""

from collections.abc import Callable, Mapping

from screens.plain.form import Asked
from screens.plain.reply import body_html
from search.answerer import Answerer
from search.answers.answer import Answer
from search.searcher import Searcher

PLAN = (
    "鎌倉市地域福祉計画\n\n第1章 いのちと暮らしを守る\n\n"
    "自殺対策として、ゲートキーパーの養成講座を開き、市民の理解を深めます。\n\n"
    "夫や恋人から殴られるなどの暴力の被害には、みなと女性相談センターが相談に応じ、逃げる先を一緒に考えます。\n\n"
    "家賃が払えない方には、住居確保給付金を支給します。\n"
)
SearcherOf = Callable[[Mapping[str, str]], Searcher]


def answer_to(searcher_of: SearcherOf, question: str) -> Answer:
    return Answerer(searcher_of({"kamakura.txt": PLAN})).ask(question)


def test_no_sentence_of_policy_stands_below_the_helplines(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "死にたい")
    assert answer.urgent is not None
    assert (answer.sentences, answer.message) == ((), None)
    assert "養成講座" not in body_html(answer, Asked(), "")
    assert "見当たりません" not in body_html(answer, Asked(), "")


def test_of_violence_the_sentence_that_names_a_place_to_turn_to_is_told(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "夫に殴られています。暴力から逃げたい")
    assert answer.urgent is not None
    assert all("みなと女性相談センター" in sentence.text for sentence in answer.sentences)
    assert len(answer.sentences) <= 1


def test_who_cannot_pay_the_rent_is_told_what_the_plan_offers_too(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "鎌倉市 家賃が払えない。アパートを追い出されそう")
    assert any("住居確保給付金" in sentence.text for sentence in answer.sentences)


def test_a_planners_question_is_answered_as_any_other(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "鎌倉市の自殺対策の取組")
    assert answer.urgent is None
    assert any("養成講座" in sentence.text for sentence in answer.sentences)
