"""Which sentences are told: what is near the best one is told beside it, and nothing of a passage about another matter."""

from dataclasses import replace

from search.evidence.sentences import near, of_each, picked
from search.evidence.spans import Span
from search.question.intent import Asked, Intent
from tests.made_answer import result

MEASURE = Asked(Intent.MEASURE, phone=False, figure=None)


def told(text: str, *, worth: float, score: float, city: str = "架空県汐見原市", relevance: float = 1.0) -> Span:
    """A sentence that answers by ``worth``, of a passage of ``score``."""
    found = result(text)
    found = replace(found, score=score, relevance=relevance, plan=replace(found.plan, municipality=city))
    return Span(found, 100, 100 + len(text), coverage=0.5, worth=worth)


def texts(spans: list[Span]) -> list[str]:
    return [span.text for span in spans]


TICKETS = told("券は年に24枚です。", worth=0.8, score=0.9)


def test_a_sentence_a_fifth_as_likely_as_the_best_is_told_beside_it() -> None:
    likely, unlikely = told("1枚は500円です。", worth=0.17, score=0.9), told("町は広いです。", worth=0.15, score=0.9)
    assert texts(picked([TICKETS, likely, unlikely], MEASURE, several=False)) == [
        "券は年に24枚です。",
        "1枚は500円です。",
    ]


def test_a_passage_about_another_matter_is_not_told_beside_the_best_and_does_not_end_the_list() -> None:
    other, last = told("道路を直します。", worth=0.7, score=0.49), told("窓口で渡します。", worth=0.6, score=0.5)
    assert texts(picked([TICKETS, other, last], MEASURE, several=False)) == ["券は年に24枚です。", "窓口で渡します。"]


def test_the_best_sentence_is_told_whatever_its_passage_is() -> None:
    lone = told("券を配ります。", worth=0.3, score=0.1)
    assert texts(picked([lone], MEASURE, several=False)) == ["券を配ります。"]


def test_another_municipality_is_told_of_only_where_its_passage_is_about_the_matter() -> None:
    there = told("杖を配ります。", worth=0.7, score=0.6, city="架空県霧ヶ谷町")
    aside = told("橋を架けます。", worth=0.7, score=0.3, city="架空県月守市")
    assert texts(of_each([TICKETS, there, aside])) == ["券は年に24枚です。", "杖を配ります。"]


def test_nothing_of_a_passage_about_another_matter_is_near() -> None:
    assert texts(near([TICKETS, told("道路を直します。", worth=0.7, score=0.9, relevance=0.11)])) == [
        "券は年に24枚です。"
    ]
