from collections.abc import Callable, Mapping

import pytest

from search.evidence.spans import spans
from search.evidence.worth.worth import ordered
from search.ranking.word_match import WordMatch
from search.searcher import Searcher

SearcherOf = Callable[[Mapping[str, str]], Searcher]
PLAN = (
    "鎌倉市地域福祉計画\n\n第1章 住まい\n\n家賃の負担が重い世帯には住居確保給付金を支給します。\n\n"
    "第2章 公園\n\n公園の遊具を点検し、花壇を整えます。\n"
)


@pytest.fixture
def searcher(searcher_of: SearcherOf) -> Searcher:
    return searcher_of({"keikaku.txt": PLAN})


def match(searcher: Searcher, question: str) -> WordMatch:
    return WordMatch.of(searcher.read(question).wanted, searcher.index, searcher.rarity)


def test_a_sentence_that_has_every_word_scores_as_much_as_the_known_words_weigh(searcher: Searcher) -> None:
    found = match(searcher, "公園の遊具")
    assert found.sentences([{"公園", "遊具", "点検"}])[0] == pytest.approx(1, abs=0.01)


def test_a_near_word_counts_between_the_same_and_another(searcher: Searcher) -> None:
    same, near, other = match(searcher, "アパート").sentences([{"アパート"}, {"住宅"}, {"花壇"}])
    assert same > near > other


def test_sentences_without_a_known_word_score_nothing(searcher: Searcher) -> None:
    assert match(searcher, "公園").sentences([set(), {"ぬゆぬゆぬ"}]) == [0.0, 0.0]


def test_a_question_without_a_known_word_scores_nothing(searcher: Searcher) -> None:
    assert match(searcher, "???").sentences([{"公園"}]) == [0.0]


def test_the_sentence_that_answers_comes_before_one_that_does_not(searcher: Searcher) -> None:
    reply = searcher.search("アパートの家賃が重い", k=5)
    question = reply.question
    candidates = spans(reply.results, question.wanted, question.asked)
    found = ordered(candidates, question, match(searcher, "アパートの家賃が重い"))
    assert "住居確保給付金" in found[0].text
    assert [span.worth for span in found] == sorted((span.worth for span in found), reverse=True)


def test_no_sentence_is_put_in_no_order(searcher: Searcher) -> None:
    assert ordered([], searcher.read("公園"), match(searcher, "公園")) == []
