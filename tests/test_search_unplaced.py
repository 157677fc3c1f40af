"""A place is named, and some documents do not say whose they are."""

from collections.abc import Callable, Mapping

import pytest

from screens.terminal.excerpts import headline
from search.answerer import Answerer
from search.answers.answer import Answer
from search.searcher import Searcher

SearcherOf = Callable[[Mapping[str, str]], Searcher]

ZUSHI = "逗子市配食サービスのご案内\n\n逗子市では、一人暮らしの方に配食をします。\n配食は週に3回までです。\n"
HEARING = (
    "補聴器の購入費の助成について\n\n耳の聞こえにくい高齢者に補聴器の購入費を助成します。\n"
    "補聴器の助成の上限額は48,000円です。\n\n"
    "■ 問い合わせ先\nみなと相談センター\n電話 000-111-2222\n"
)
KAMAKURA = "鎌倉市配食サービスのご案内\n\n鎌倉市では、二人暮らしの方にも配食をします。\n配食は週に5回までです。\n"


@pytest.fixture
def searcher(searcher_of: SearcherOf) -> Searcher:
    return searcher_of({"a.txt": ZUSHI, "b.txt": HEARING, "c.txt": KAMAKURA})


def told(answer: Answer) -> str:
    return "".join(each.text for each in answer.sentences)


def test_a_document_of_unknown_municipality_is_found_for_any_city_and_said_to_be_one(searcher: Searcher) -> None:
    answer = Answerer(searcher).ask("島田市の高齢者の補聴器の助成の上限額はいくらですか")
    assert "48,000円" in told(answer)
    assert "逗子市" not in told(answer)
    assert answer.answered is False
    assert "「補聴器の購入費の助成について」がどの市区町村の文書かは分かりません。島田市のものか" in (
        answer.message or ""
    )
    assert "索引にない" not in (answer.message or "")


def test_the_list_of_excerpts_says_so_too(searcher: Searcher) -> None:
    assert headline(searcher.search("島田市の補聴器の助成", k=1)) == (
        "島田市のものと分かる文書は索引にないので、市区町村の分からない文書 1 件を探しました。"
        "市区町村の分からない文書 1 件(質問に出てくる市区町村で絞り込みました)から、近い順に 1 箇所です。"
    )
    assert headline(searcher.search("逗子市の配食")).startswith("逗子市の計画 1 件と、市区町村の分からない文書 1 件(")


def test_a_citys_own_document_answers_without_a_word_on_others(searcher: Searcher) -> None:
    answer = Answerer(searcher).ask("逗子市の配食は週に何回までですか")
    assert ("3回" in told(answer), answer.answered, answer.message) == (True, True, None)


def test_another_citys_document_is_not_searched(searcher: Searcher) -> None:
    assert {result.plan.file for result in searcher.search("逗子市の配食").results} == {"a.txt", "b.txt"}


def test_a_desk_of_unknown_municipality_is_no_citys_unless_it_is_named(searcher: Searcher) -> None:
    answerer = Answerer(searcher)
    assert answerer.ask("島田市の障害者の相談先の電話番号は").desks == ()
    named = answerer.ask("島田市のみなと相談センターの電話番号は")
    assert [choice.desk.phone for choice in named.desks] == ["000-111-2222"]
    assert "どの市区町村の文書かは分かりません" in (named.message or "")


def test_a_prefecture_without_a_plan_is_not_refused_either(searcher: Searcher) -> None:
    assert "48,000円" in told(Answerer(searcher).ask("静岡県の高齢者の補聴器の助成の上限額はいくらですか"))
