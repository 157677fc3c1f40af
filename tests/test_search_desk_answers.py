"""Answers that are a desk: what is told of it where the question gives a number, or asks for one that no plan has."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from search.answerer import Answerer
from search.answering.found import Findings
from search.answering.whose_desk import WhoseDesk
from search.answers.answer import Reason
from search.desks.choice import doubtful, is_told
from search.desks.chosen import Choice
from search.searcher import Searcher

SearcherOf = Callable[[Mapping[str, str]], Searcher]

PLAN = (
    "鎌倉市地域福祉計画\n\n第1章 取組\n\n夫婦と家庭の相談室で騒音相談等、各種相談を受付。\n\n第2章 相談窓口\n\n"
    "○鎌倉市東部相談センター\n担当地域:汐鳴町\n電話:0000-00-1111\n\n"
    "○鎌倉市西部相談センター\n担当地域:霧見町\n電話:0000-00-2222\n"
)


@pytest.fixture
def answerer(searcher_of: SearcherOf) -> Answerer:
    return Answerer(searcher_of({"keikaku.txt": PLAN}))


def test_a_number_in_the_question_is_answered_by_its_desk_alone(answerer: Answerer) -> None:
    answer = answerer.ask("00000-02222から着信がありました。どこの番号ですか")
    assert [choice.desk.phone for choice in answer.desks] == ["0000-00-2222"]
    assert [sentence.text for sentence in answer.sentences] == [
        "窓口は、鎌倉市西部相談センター(電話 0000-00-2222)です。"
        "お尋ねの番号は、この窓口の電話番号として計画に書かれています。"
    ]


def test_a_number_that_no_plan_has_is_refused(answerer: Answerer) -> None:
    answer = answerer.ask("0000-00-9999から着信がありました。どこの番号ですか")
    assert (answer.reason, answer.desks, answer.clarify) == (Reason.NOT_IN_PLANS, (), None)
    assert answer.message == "お尋ねの電話番号は、計画にある窓口のものではありません。"


def test_a_desk_without_a_number_is_named_where_its_name_is_asked_too(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市で騒音の相談を受けている部屋の名前と電話番号は")
    assert answer.answered
    assert [(choice.desk.name, choice.desk.phone) for choice in answer.desks] == [("夫婦と家庭の相談室", None)]
    assert answer.message is not None
    assert "夫婦と家庭の相談室の電話番号は見当たりません。" in answer.message


def test_a_refusal_shows_which_desk_has_no_number(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市の夫婦と家庭の相談室の電話番号を教えて")
    assert answer.reason is Reason.NOT_IN_PLANS
    assert [(choice.desk.name, choice.desk.phone) for choice in answer.desks] == [("夫婦と家庭の相談室", None)]


TWO_ALIKE = (
    "鎌倉市地域福祉計画\n\n相談窓口\n\n○デイサービスセンター 山の家\n電話:0000-00-1111\nファックス:0000-00-1112\n"
    "受付:平日 午前9時から午後4時まで\n\n○デイサービスセンター 海の家\n電話:0000-00-2222\n受付:平日 午前9時から午後5時まで\n"
)


@pytest.mark.parametrize(
    ("question", "phone"),
    [
        ("鎌倉市のデイサービスセンター海の家の電話番号", "0000-00-2222"),
        ("鎌倉市のデイサービスセンター山の家の電話番号", "0000-00-1111"),
        ("デイサービスセンター海の家は何時から何時まで?", "0000-00-2222"),
        ("鎌倉市のデイサービスセンター山の家のファックス番号", "0000-00-1111"),
    ],
)
def test_of_desks_whose_names_begin_alike_the_one_typed_is_told(
    searcher_of: Callable[[Mapping[str, str]], Searcher], question: str, phone: str
) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": TWO_ALIKE})).ask(question)
    assert [choice.desk.phone for choice in answer.desks][:1] == [phone]
    assert "という言葉は見当たりません" not in (answer.message or "")


def test_a_fax_that_is_asked_for_is_told_first(searcher_of: SearcherOf) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": TWO_ALIKE})).ask("鎌倉市のデイサービスセンター山の家のファックス番号")
    assert answer.sentences[0].text.startswith(
        "窓口は、デイサービスセンター 山の家(ファックス 0000-00-1112、電話 0000-00-1111、"
    )


def _with_general(*names: str) -> str:
    desks = "\n\n".join(f"○{name}\n電話:0000-00-{1111 * place}" for place, name in enumerate(names, 1))
    return f"鎌倉市地域福祉計画\n\n第1章 相談窓口\n\n{desks}\n\n○図書館\n電話:0000-00-9999\n"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["福祉総合相談窓口"], ["福祉総合相談窓口"]),
        (["南部福祉総合相談窓口"], []),  # of a part of the city
        (["福祉総合相談窓口", "くらしの総合相談室"], []),  # which of the two is not known
        (["浜町地域包括支援センター"], []),  # nobody old is spoken of
    ],
)
def test_only_a_desk_that_is_alone_for_any_matter_stands_in_for_one_that_no_plan_has(
    searcher_of: SearcherOf, names: list[str], told: list[str]
) -> None:
    answer = Answerer(searcher_of({"keikaku.txt": _with_general(*names)})).ask(
        "鎌倉市 カラスの巣を取る許可はどこに電話すればいいですか"
    )
    assert [choice.desk.name for choice in answer.desks] == told


@pytest.mark.parametrize(
    "question", ["息子がひきこもっています。どこに相談すればいいですか", "ひきこもりの相談はどこですか"]
)
def test_where_no_municipality_is_named_the_desk_of_each_is_told_and_it_is_asked_whose(
    searcher_of: SearcherOf, question: str
) -> None:
    plans = {
        f"{name}.txt": f"{name}地域福祉計画\n\n相談窓口\n\n○{desk}\n{matter}\n電話:{phone}\n"
        for name, desk, matter, phone in (
            ("鎌倉市", "ひきこもり相談室", "ひきこもりの本人と家族の相談", "0000-00-1111"),
            ("逗子市", "くらしの相談課", "仕事、家計、ひきこもりの相談", "0000-00-2222"),
        )
    }
    answer = Answerer(searcher_of(plans)).ask(question)
    assert {choice.desk.phone for choice in answer.desks} == {"0000-00-1111", "0000-00-2222"}
    assert answer.clarify is not None
    assert answer.clarify.options[0].endswith(question)


@pytest.mark.parametrize(("nearer", "told"), [(4, ["0000-00-7777"]), (5, [])])
def test_a_desk_is_told_of_one_of_the_five_municipalities_that_are_nearest(
    searcher_of: SearcherOf, nearer: int, told: list[str]
) -> None:
    plans = {
        f"{name}.txt": f"{name}地域福祉計画\n\n{name}は、ひきこもりの本人の居場所を町ごとに開きます。\n"
        for name in ("鎌倉市", "逗子市", "三浦市", "葉山町", "藤沢市")[:nearer]
    }
    desk = "厚木市地域福祉計画\n\n窓口\n\n○くらしの相談課\n仕事、家計、ひきこもりの相談\n電話:0000-00-7777\n"
    searcher = searcher_of({**plans, "厚木市.txt": desk})
    reply, topic, match = Answerer(searcher).looked_up(searcher.read("ひきこもりの本人の居場所はどこですか"))
    behind = sorted(reply.results, key=lambda result: result.plan.municipality == "厚木市")
    whose = WhoseDesk(searcher, searcher.index.records.desks(None))
    chosen = whose.chosen(Findings(replace(reply, results=tuple(behind)), topic, match, {}))
    assert [choice.desk.phone for choice in chosen.desks] == told


def test_a_desk_that_is_told_by_what_stands_beside_it_is_told_alone(searcher_of: SearcherOf) -> None:
    plans = {
        "kamakura.txt": "鎌倉市地域福祉計画\n\n相談窓口\n\n○鎌倉市東部地域包括支援センター\n所在地:汐鳴町1-2(汐鳴坂バス停そば)\n"
        "電話:0000-00-1111\n",
        "zushi.txt": "逗子市地域福祉計画\n\n相談窓口\n\n○逗子市地域包括支援センター\n所在地:霧見町3-4\n電話:0000-00-2222\n",
    }
    answer = Answerer(searcher_of(plans)).ask("汐鳴坂のバス停のそばにある包括の連絡先")
    assert [choice.desk.phone for choice in answer.desks] == ["0000-00-1111"]
    assert answer.clarify is None


def _choice(searcher: Searcher, *, by_matter: bool) -> Choice:
    desk = next(desk for desk in searcher.index.records.desks(None) if desk.phone == "0000-00-1111")
    return Choice(desk, searcher.index.catalog.plan_by_id[desk.plan_id], "計画にある窓口です。", by_matter=by_matter)


def test_beside_an_unsure_answer_a_desk_chosen_by_its_matter_is_told_as_perhaps_meant_or_not_at_all(
    answerer: Answerer,
) -> None:
    searcher = answerer.searcher
    meant, named = _choice(searcher, by_matter=True), _choice(searcher, by_matter=False)
    asks, tells = searcher.read("鎌倉市 騒音はどこに相談しますか"), searcher.read("鎌倉市 騒音がひどい")
    assert (asks.wants_desk, tells.wants_desk) == (True, False)
    assert [each.why for each in doubtful((meant, named), asks)] == [
        "ご質問の内容の窓口かどうかは、お確かめください。",
        "計画にある窓口です。",
    ]
    assert doubtful((meant, named), tells) == (named,)
    assert (is_told((meant,), tells), is_told((named,), tells), is_told((meant,), asks)) == (False, True, True)
