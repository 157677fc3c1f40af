"""City by city: what each one's plans say, or that they do not."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from corpus.about.standing import Standing
from screens.documents.comparison import comparison_json, comparison_rows
from screens.terminal.comparison import print_comparison
from screens.terminal.console import open_console
from search.answerer import Answerer
from search.answers.answer import Certainty
from search.comparison import State, compare
from search.errors import UnknownMunicipality
from search.searcher import Searcher

PLANS = {
    "kamakura.txt": "鎌倉市地域福祉計画\n\n第1章 高齢者\n\nひとり暮らしの高齢者に、配食サービスで週3回夕食を届け、安否を確かめます。\n",
    "zushi.txt": "逗子市地域福祉計画\n\n第1章 高齢者\n\n高齢者の配食サービスは、令和5年度に延べ4,200食を届けました。\n",
    "iga.txt": "伊賀市地域福祉計画\n\n第1章 住まい\n\n高齢者の住まいを支えるため、空き家の改修を助けます。\n\n"
    + "第2章 道\n\n" + "".join(f"{n}番通りの歩道の段差を直し、街灯を明るくします。\n" for n in range(1, 11)),
}  # fmt: skip
SearcherOf = Callable[[Mapping[str, str]], Searcher]


@pytest.fixture
def answerer(searcher_of: SearcherOf) -> Answerer:
    return Answerer(searcher_of(PLANS))


def test_every_city_that_is_named_has_its_line_in_the_order_of_the_question(answerer: Answerer) -> None:
    found = compare(answerer, "逗子市と鎌倉市の配食サービスを比較して")
    assert [each.municipality for each in found.cities] == ["逗子市", "鎌倉市"]
    assert [each.state for each in found.cities] == [State.STATED, State.STATED]
    for each in found.cities:
        assert each.text is not None
        assert "配食" in each.text
        assert {cited.plan.municipality for cited in each.citations} == {each.municipality}


def test_a_city_that_says_nothing_of_it_is_not_said_to(answerer: Answerer) -> None:
    states = {each.municipality: each.state for each in compare(answerer, "配食サービス").cities}
    assert set(states) == {"鎌倉市", "逗子市", "伊賀市"}
    assert states["伊賀市"] in (State.NEAR, State.NONE)


def test_a_sentence_with_the_one_word_asked_for_states_it(answerer: Answerer) -> None:
    states = {each.municipality: each.state for each in compare(answerer, "配食").cities}
    assert (states["鎌倉市"], states["逗子市"]) == (State.STATED, State.STATED)


def test_a_city_without_a_plan_is_said_to_have_none_here(answerer: Answerer) -> None:
    found = compare(answerer, "配食サービス", ["鎌倉市", "横浜市"])
    assert [(each.municipality, each.state) for each in found.cities][1] == ("横浜市", State.NOT_INDEXED)
    with pytest.raises(UnknownMunicipality):
        compare(answerer, "配食サービス", ["どこにもない市"])


def test_a_city_without_a_plan_is_named_beside_those_that_have_one(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市と横浜市の配食サービスを比べて")
    assert {cited.plan.municipality for cited in answer.citations} == {"鎌倉市"}
    assert answer.message is not None
    assert "横浜市の計画は索引にありません。横浜市の公式サイト: https://www.city.yokohama" in answer.message


def test_of_several_cities_what_does_not_name_the_thing_is_not_told_as_stated(answerer: Answerer) -> None:
    assert answerer.ask("鎌倉市と逗子市で補聴器の助成はありますか").certainty is not Certainty.STATED


def test_a_city_of_which_hardly_a_word_was_read_is_said_to_be_unread(searcher_of: SearcherOf) -> None:
    answerer = Answerer(searcher_of({**PLANS, "kawasaki.txt": "川崎市地域福祉計画\n\n(図のみ)\n"}))
    states = {each.municipality: each.state for each in compare(answerer, "配食サービス").cities}
    assert states["川崎市"] is State.UNREADABLE


DATED = {
    "kamakura.txt": PLANS["kamakura.txt"].replace("計画\n", "計画(素案)\n", 1),
    "zushi.txt": PLANS["zushi.txt"].replace("計画\n", "計画(平成26年度~令和元年度)\n", 1),
    "iga.txt": PLANS["iga.txt"].replace("計画\n", "計画【原案】\n", 1),
    "tsuruoka.txt": PLANS["zushi.txt"].replace("逗子市地域福祉計画\n", "鶴岡市地域福祉計画(令和6年度~令和60年度)\n", 1),
    "sakata.txt": PLANS["zushi.txt"].replace("逗子市地域福祉計画\n", "酒田市地域福祉計画\n", 1),
}  # fmt: skip


def test_a_sentence_of_a_draft_or_of_an_expired_plan_is_said_to_be_one(
    searcher_of: SearcherOf, capsys: pytest.CaptureFixture[str]
) -> None:
    found = compare(Answerer(searcher_of(DATED)), "配食サービス")
    standings = {each.municipality: each.standing for each in found.cities}
    assert standings == {
        "鎌倉市": Standing.DRAFT, "逗子市": Standing.EXPIRED, "伊賀市": Standing.DRAFT, "鶴岡市": None, "酒田市": None,
    }  # fmt: skip
    told = {each["municipality"]: each["standing"] for each in comparison_json(found, date(2026, 4, 1))["cities"]}
    assert (told["鎌倉市"], told["逗子市"], told["鶴岡市"]) == ("draft", "expired", None)
    print_comparison(found, open_console(width=160))
    lines = {line.split("│")[1].strip(): line for line in capsys.readouterr().out.splitlines() if "│" in line}
    assert "(案の段階の計画です)" in lines["鎌倉市"]
    assert "(期間の終わった計画です)" in lines["逗子市"]
    assert "計画です" not in lines["鶴岡市"] + lines["酒田市"]


def test_a_draft_beside_the_plan_that_is_in_force_is_no_reason_to_say_so(searcher_of: SearcherOf) -> None:
    both = {
        "draft.txt": "鎌倉市総合計画(素案)\n\n第1章 道路\n\n市道の舗装を直し、歩道を広げます。\n",
        "kamakura.txt": PLANS["kamakura.txt"],
    }
    (view,) = compare(Answerer(searcher_of(both)), "配食サービス", ["鎌倉市"]).cities
    assert view.standing is None


def test_the_json_and_the_table_say_the_same(answerer: Answerer) -> None:
    found = compare(answerer, "逗子市と鎌倉市の配食サービスを比較して")
    told = comparison_json(found, date(2026, 4, 1))
    assert [each["municipality_code"] for each in told["cities"]] == ["142085", "142042"]
    assert told["cities"][0]["citations"][0]["quote"] in PLANS["zushi.txt"]
    assert [row["state"] for row in comparison_rows(found)] == ["書かれている", "書かれている"]


def test_the_silence_of_a_city_is_told_from_a_plan_that_nobody_loaded(searcher_of: SearcherOf) -> None:
    disabled = "酒田市障害者計画\n\n第1章 暮らし\n\n日常生活用具の購入を助け、点字図書を年10冊まで給付します。\n"
    answerer = Answerer(searcher_of({**PLANS, "sakata.txt": disabled}))
    states = {each.municipality: each.state for each in compare(answerer, "障害者計画にある点字図書の給付").cities}
    assert states["酒田市"] is State.STATED
    assert states["伊賀市"] is State.NOT_INDEXED
    states = {each.municipality: each.state for each in compare(answerer, "点字図書の給付").cities}
    assert states["伊賀市"] in (State.NONE, State.NEAR)


def test_an_answer_says_that_the_plan_it_is_asked_of_is_not_there_or_not_in_force(searcher_of: SearcherOf) -> None:
    answerer = Answerer(searcher_of(DATED))
    said = {
        city: answerer.ask(f"{city}の地域福祉計画に配食サービスはありますか").message or ""
        for city in ("鎌倉市", "逗子市", "鶴岡市")
    }
    assert "鎌倉市の地域福祉計画は、まだ計画ではありません" in said["鎌倉市"]
    assert "逗子市の地域福祉計画は、期間の終わった計画です(2019年度まで)。" in said["逗子市"]
    assert "地域福祉計画は、" not in said["鶴岡市"]
    absent = answerer.ask("鶴岡市の障害者計画に配食サービスはありますか").message or ""
    assert "鶴岡市の障害者計画は索引にありません" in absent


def test_where_no_sentence_names_the_thing_for_several_cities_what_is_near_is_told(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市と逗子市で補聴器の助成はありますか")
    assert answer.certainty is Certainty.NEAR
    assert answer.sentences
