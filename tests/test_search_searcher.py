import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.passage import PASSAGE_MAX
from search.errors import EmptyQuestion, QuestionTooLong, UnknownMunicipality
from search.question.filters import Filters
from search.ranking.modes import Mode
from search.searcher import Searcher

SearcherOf = Callable[[Mapping[str, str]], Searcher]


def records(*texts: str, code: str = "142042") -> str:
    """A list of records, one per text, all of one municipality."""
    rows = (
        {"id": f"{code}-{n}", "title": text[:12], "text": text, "municipality_code": code}
        for n, text in enumerate(texts)
    )
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.mark.parametrize(
    ("question", "city", "heading"),
    [
        pytest.param("母の物忘れが心配です", "霧ヶ谷町", "施策 04 認知症の人とともに暮らす地域づくりの推進", id="物忘れ for もの忘れ"),
        pytest.param("ごみ屋敷の片付けを手伝って", "霧ヶ谷町", "施策 14 ごみ屋敷状態の解消と再発防止の推進", id="a wish"),
        pytest.param("里親になりたい", "汐見原市", "(2) 里親制度の普及", id="one rare word"),
        pytest.param("さとおやになりたい", "汐見原市", "(2) 里親制度の普及", id="the same in kana"),
        pytest.param("エンデイングノ-トもらえますか", "霧ヶ谷町", "施策 25 終活と消費者被害防止の推進", id="mistyped"),
        pytest.param("赤ちゃんを産んだあとの訪問", "霧ヶ谷町", "施策 19 産後ケアと乳児訪問の推進", id="赤ちゃん for 乳児"),
        pytest.param("夫から暴力を受けています", "汐見原市", "第2項 DVと虐待の防止", id="暴力 for DV"),
        pytest.param("引きこもりの息子", "霧ヶ谷町", "施策 13 ひきこもりと8050問題への支援の推進", id="引きこもり for ひきこもり"),
        pytest.param("灯見坂2丁目の介護の相談先", "汐見原市", "○汐見原市西部地域包括支援センター", id="a desk by its area"),
    ],
)  # fmt: skip
def test_the_passage_that_answers_comes_first(samples: Searcher, question: str, city: str, heading: str) -> None:
    assert samples.search(question, Filters(cities=(city,))).results[0].passage.headings[-1] == heading


def test_an_answer_in_other_words_is_among_the_first_five(samples: Searcher) -> None:
    texts = [result.text for result in samples.search("家賃が払えない", Filters(cities=("汐見原市",)), k=5).results]
    assert any("住居確保給付金の支給" in text for text in texts)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_finds_the_foster_parents(samples: Searcher, mode: Mode) -> None:
    reply = samples.search("里親になりたい", Filters(cities=("汐見原市",)), k=3, mode=mode)
    assert any("里親の体験" in result.text for result in reply.results)


def test_lexical_retrieval_finds_only_what_shares_a_word(samples: Searcher) -> None:
    assert all("里親" in result.text for result in samples.search("里親", mode=Mode.LEXICAL).results)


def test_dense_retrieval_finds_what_shares_no_word(samples: Searcher) -> None:
    texts = [result.text for result in samples.search("赤ん坊", k=10, mode=Mode.DENSE).results]
    assert any("乳児" in text and "赤ん坊" not in text for text in texts)


def test_ranks_count_from_one_and_scores_fall_within_one_mode(samples: Searcher) -> None:
    results = samples.search("子ども食堂はありますか", k=5).results
    assert [result.rank for result in results] == [1, 2, 3, 4, 5]
    assert all(0 <= result.score <= 1 for result in results)
    assert [result.score for result in results] == sorted((result.score for result in results), reverse=True)


@pytest.mark.parametrize("k", [1, 3, 10])
def test_as_many_come_as_were_asked_for(samples: Searcher, k: int) -> None:
    assert len(samples.search("福祉の相談", k=k).results) == k


def test_more_than_there_are_brings_each_passage_once(samples: Searcher) -> None:
    ids = [result.passage.id for result in samples.search("福祉の相談", k=1000).results]
    assert len(ids) == len(set(ids)) > 60


def test_the_same_question_is_always_answered_alike(samples: Searcher) -> None:
    assert samples.search("ひきこもりの相談先") == samples.search("ひきこもりの相談先")


def test_two_named_cities_take_turns(samples: Searcher) -> None:
    reply = samples.search("汐見原市と霧ヶ谷町の認知症サポーターの人数", k=4)
    assert [result.plan.municipality for result in reply.results] == ["霧ヶ谷町", "汐見原市", "霧ヶ谷町", "汐見原市"]
    assert [place.name for place in reply.question.applied.places] == ["汐見原市", "霧ヶ谷町"]


def test_a_city_in_the_question_keeps_the_others_out(samples: Searcher) -> None:
    reply = samples.search("汐見原市の子ども食堂")
    assert {result.plan.municipality for result in reply.results} == {"汐見原市"}


def test_a_city_without_a_plan_finds_nothing_and_says_so(samples: Searcher) -> None:
    reply = samples.search("藤沢市の子ども食堂")
    assert (reply.results, reply.question.applied.note) == ((), "藤沢市の計画は索引にありません。")


def test_filters_hold_in_every_mode(samples: Searcher) -> None:
    for mode in Mode:
        for result in samples.search("相談", Filters(kinds=("成果報告",)), mode=mode).results:
            assert result.plan.kind == "成果報告"


@pytest.mark.parametrize("mode", list(Mode))
def test_a_filter_reaches_past_what_the_retrievers_would_have_returned(searcher_of: SearcherOf, mode: Mode) -> None:
    """150 passages of one city are all nearer than the one of the other; a filter put on top of 100 would miss it."""
    many = records(*(f"見守りの取組その{n}。見守り、見守り、見守りを行います。" for n in range(150)), code="142042")
    one = records("除雪の手伝いのついでに、一人暮らしの高齢者の家に声をかける見守りもしています。", code="062031")
    reply = searcher_of({"kamakura.jsonl": many, "tsuruoka.jsonl": one}).search(
        "見守り", Filters(cities=("鶴岡市",)), mode=mode
    )
    assert [result.plan.municipality for result in reply.results] == ["鶴岡市"]


def test_near_identical_passages_do_not_follow_one_another(searcher_of: SearcherOf) -> None:
    cafe = "認知症カフェを市内五か所で毎月一回開き、家族からの相談にも専門職が応じます。"
    other = "認知症サポーター養成講座を小学校と商店で開き、受講した人が見守りを担います。"
    plans = {f"{place}.txt": f"第1章 取組\n\n{text}\n" for place, text in enumerate((cafe, f"{cafe}(再掲)", other))}
    texts = [result.text for result in searcher_of(plans).search("認知症カフェ", k=3).results]
    assert [cafe in text for text in texts] == [True, False, True]


def test_records_are_answers_of_their_own_however_alike(searcher_of: SearcherOf) -> None:
    cafe = "認知症カフェを市内五か所で毎月一回開き、家族からの相談にも専門職が応じます。"
    other = "認知症サポーター養成講座を小学校と商店で開き、受講した人が見守りを担います。"
    reply = searcher_of({"faq.jsonl": records(cafe, cafe + "(再掲)", other)}).search("認知症カフェ", k=3)
    assert [result.passage.record_id for result in reply.results][2] == "142042-2"


def test_the_passage_with_every_word_is_held_for_certain(samples: Searcher) -> None:
    results = samples.search("聞こえない人の手話通訳", Filters(cities=("霧ヶ谷町",)), k=10).results
    assert results[0].confidence == "high"
    assert results[-1].confidence == "low"


def test_excerpts_are_verbatim_and_short(samples: Searcher) -> None:
    for question in ("福祉の相談", "認知症サポーターの人数", "災害のときの避難"):
        for result in samples.search(question, k=30).results:
            assert result.text == samples.index.catalog.text(result.plan.id)[result.start : result.end]
            assert 0 < len(result.text) <= PASSAGE_MAX


def test_the_words_of_the_question_are_marked_in_the_excerpts(samples: Searcher) -> None:
    result = samples.search("里親になりたい", Filters(cities=("汐見原市",))).results[0]
    assert {result.text[start:end] for start, end in result.highlights} == {"里親"}
    assert len(result.highlights) == result.text.count("里親")


def test_lists_of_contents_are_never_an_answer(samples: Searcher) -> None:
    kinds = {result.passage.kind.value for result in samples.search("計画策定の背景と趣旨", k=1000).results}
    assert not kinds & {"contents", "boilerplate"}


def test_what_cannot_be_searched_for_is_refused(samples: Searcher) -> None:
    with pytest.raises(EmptyQuestion):
        samples.search(" ")
    with pytest.raises(QuestionTooLong):
        samples.search("介" * 2001)
    with pytest.raises(UnknownMunicipality):
        samples.search("見守り", Filters(cities=("ほげ市",)))


def test_many_may_ask_at_once(samples: Searcher) -> None:
    questions = ["母の物忘れが心配です", "家賃が払えない", "里親になりたい", "霧ヶ谷町の子ども食堂"] * 10
    alone = [samples.search(question) for question in questions]
    with ThreadPoolExecutor(8) as several:
        assert list(several.map(samples.search, questions)) == alone
