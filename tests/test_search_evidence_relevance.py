"""Whether what was found speaks of the matter: the best passage of a plan that says nothing of it is no answer."""

from collections.abc import Callable, Mapping

import pytest

from search.answerer import Answerer
from search.answers.answer import Certainty
from search.evidence.relevance.relevance import weighed
from search.evidence.trees import learned
from search.searcher import Searcher

SearcherOf = Callable[[Mapping[str, str]], Searcher]

PLAN = (
    "鎌倉市地域福祉計画\n\n第1章 高齢者の支援\n\n"
    "聞こえにくい高齢者に、補聴器を買う費用の助成券を交付します。助成券は、購入する前に申し込んでください。\n\n"
    "認知症の人と家族が気軽に集まる認知症カフェを、市内5か所で毎月開きます。\n"
)


@pytest.fixture
def answerer(searcher_of: SearcherOf) -> Answerer:
    return Answerer(searcher_of({"kamakura.txt": PLAN}))


def relevance(answerer: Answerer, question: str) -> float:
    return weighed(*answerer.looked_up(answerer.searcher.read(question))).results[0].relevance


@pytest.mark.parametrize(
    ("of_it", "not_of_it"),
    [
        ("鎌倉市の補聴器の助成", "鎌倉市の猫の避妊の助成"),
        ("鎌倉市 認知症カフェ どこ", "鎌倉市 盲導犬 どこ"),
        ("鎌倉市 耳が遠くなった", "鎌倉市 ひざが痛い"),
    ],
)
def test_what_a_plan_speaks_of_is_more_relevant_than_what_it_does_not(
    answerer: Answerer, of_it: str, not_of_it: str
) -> None:
    assert relevance(answerer, of_it) > 2 * relevance(answerer, not_of_it)


@pytest.mark.parametrize("question", ["鎌倉市 夜間保育", "鎌倉市 雪下ろし たのみたい"])
def test_nothing_is_told_of_a_plan_that_does_not_speak_of_the_matter(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert (answer.certainty, answer.sentences) == (Certainty.NONE, ())
    assert answer.message is not None
    assert answer.message.startswith("鎌倉市の計画 1 件を調べました")
    assert answer.message.endswith("鎌倉市の公式サイト: https://www.city.kamakura.kanagawa.jp/")


def test_every_signal_of_the_learned_trees_is_given() -> None:
    given = {"share", "field", "elsewhere", "welfare", "lead", "length", "score", "cosine", "headings", "official"}
    assert {node.signal for tree in learned("search.evidence.relevance").trees for node in tree if node.signal} <= given
