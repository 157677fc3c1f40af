"""Between an answer and a no: what stands near is told as that, and only nothing near is "not found"."""

from collections.abc import Callable, Mapping

from search.answerer import Answerer
from search.answers.answer import Answer, Certainty
from search.searcher import Searcher

PLAN = (
    "鎌倉市地域福祉計画\n\n第1章 高齢者の支援\n\n"
    "聞こえにくい高齢者に、補聴器を買う費用の助成券を交付します。助成券は、購入する前に申し込んでください。\n\n"
    "緊急通報装置は、ボタンを押すと協力員に連絡が届きます。鍵を預かる協力員を2名以上決めていただきます。\n"
)
OTHER = "逗子市地域福祉計画\n\n第1章 移動\n\n通院にかかるタクシー料金の一部を助成します。\n"
SearcherOf = Callable[[Mapping[str, str]], Searcher]


def answer_to(searcher_of: SearcherOf, question: str) -> Answer:
    return Answerer(searcher_of({"kamakura.txt": PLAN, "zushi.txt": OTHER})).ask(question)


def test_a_figure_told_of_another_word_than_the_asked_one_is_near(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "鎌倉市のボタンで呼べる機械、合鍵を渡しておく知り合いは何人いりますか")
    assert answer.certainty is Certainty.NEAR
    assert not answer.answered
    assert any("2名以上" in sentence.text for sentence in answer.sentences)
    assert answer.message is not None
    assert "はっきりとは書かれていません。関係する記述を示しますが、お答えとは限りません。" in answer.message


def test_what_stands_near_is_at_most_three_sentences_each_with_its_source(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "鎌倉市の補聴器の助成はいくら")
    assert answer.certainty is Certainty.NEAR
    assert 1 <= len(answer.sentences) <= 3
    for citation in answer.citations:
        assert citation.quote in PLAN


def test_what_only_another_city_names_is_said_to_stand_there(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "鎌倉市の通院のタクシーの助成の内容")
    assert answer.certainty is not Certainty.STATED
    assert answer.message is not None
    assert "他市では、逗子市の計画に書かれています" in answer.message


def test_nothing_near_is_not_found_and_says_in_how_many_plans(searcher_of: SearcherOf) -> None:
    answer = answer_to(searcher_of, "鎌倉市で二塁打を打つこつを教えて")
    assert answer.certainty is Certainty.NONE
    assert answer.message is not None
    assert answer.message.startswith("鎌倉市の計画 1 件を調べましたが、ご質問に関することは見当たりません。")
