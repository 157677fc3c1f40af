"""Whatever is asked: it is read and answered, or refused in a sentence; every citation gives back its quote."""

import json
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FukushiError
from screens.documents.answer import answer_json
from screens.documents.line import json_line
from screens.documents.search import reply_json
from search.answerer import Answerer
from search.question.filters import Filters
from search.searcher import Searcher

PIECES: Final = (
    "見守り", "介護の相談", "どこに電話", "月森市", "霧ヶ谷", "大町2丁目", "東京都", "と", "の", "は", "何人", "いくら", "令和6年度", "ではなく", "課長の名前",
    "もう死にたい", "ｶｲｺﾞ", "kaigo soudan", "where is", "家暴", "điện thoại", "母がぼけてきた", "比べて", "一覧", "0120-000-000", "?", "。", "\n",
    " ", "\u3000", "\0", "\ud83d", "👪", "か\u3099", "\u202e", '"', "~9^9", "AND *", "<b>", "１００㌫", "①", "〇", "ー" * 40,
)  # fmt: skip
QUESTIONS: Final = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join), st.text(st.characters(), max_size=20)
)
AREAS: Final = st.one_of(st.none(), st.sampled_from(("大町2丁目", "\0", "東")), st.text(max_size=4))


@settings(max_examples=60, deadline=None)
@given(
    query=QUESTIONS,
    area=AREAS,
    city=st.one_of(st.none(), st.sampled_from(("月森市", "", "\ud800")), st.text(max_size=3)),
)
def test_any_question_is_read_or_refused_in_a_sentence(
    samples: Searcher, query: str, area: str | None, city: str | None
) -> None:
    filters = Filters((city,) if city is not None else ())
    try:
        question = samples.read(query, filters, area)
    except FukushiError as error:
        assert str(error).endswith("。")
        return
    assert question.typed == query
    assert question.text.strip()


@settings(max_examples=25, deadline=None)
@given(QUESTIONS)
def test_whatever_is_found_is_quoted_to_the_character(samples: Searcher, query: str) -> None:
    try:
        reply = samples.search(query, k=5)
    except FukushiError:
        return
    document = reply_json(reply)
    assert json.loads(json_line({**document})) == document
    for result in document["results"]:
        place, text = result["locator"], samples.index.catalog.text(result["plan"]["id"])
        assert text[place["start"] : place["end"]] == result["text"]
        assert all(0 <= start < end <= len(result["text"]) for start, end in result["highlights"])


@settings(max_examples=12, deadline=None)
@given(QUESTIONS)
def test_whatever_is_answered_cites_what_the_plans_say(samples: Searcher, query: str) -> None:
    try:
        document = answer_json(Answerer(samples).ask(query))
    except FukushiError:
        return
    assert json.loads(json_line({**document})) == document
    numbers = {citation["n"] for citation in document["citations"]}
    for citation in document["citations"]:
        text = samples.index.catalog.text(citation["plan"]["id"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert all(set(sentence["citations"]) <= numbers for sentence in document["sentences"])
    assert document["answered"] == (document["certainty"] == "stated")
