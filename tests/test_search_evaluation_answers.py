"""The measures of answers, worked out by hand on answers that are made by hand."""

from collections.abc import Mapping
from typing import Any

import pytest

from corpus.passage import Kind, Passage
from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from search.answerer import Answerer
from search.answers.answer import Answer, Reason
from search.citation import Citation, Sentence
from search.desks.chosen import Choice
from search.evaluation.answers import evaluate_answers
from search.evaluation.score import Evaluation
from search.results import Reply
from tests.hand_made import desk_of, entry_of
from tests.made_question import made_question

PLAN = entry_of("minato", "港見市", "990101")
OTHER = entry_of("oka", "岡辺市", "990102")
CAFE = "認知症カフェを市内五か所で毎月一回開きます。"
MEALS = "配食サービスでは夕食を週五日まで届けます。"
NORTH = desk_of("minato", "港見市北部相談センター", phone="0000-11-0001")
SOUTH = desk_of("minato", "港見市南部相談センター", phone="0000-11-0002")
SILENT = desk_of("minato", "港見市北部相談センター")


class Told(Answerer):
    """Gives the answers that it was made with."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._told = answers

    def ask(self, question: str, *_: object) -> Answer:
        return self._told[question]


def citation(n: int, text: str, plan: PlanEntry = PLAN) -> Citation:
    passage = Passage(
        id=f"{plan.id}#{n:04}", plan_id=plan.id, headings=(), header=(), kind=Kind.BODY, start=10, end=10 + len(text),
        text=text, line_start=1, line_end=1, page=None, printed_page=None, record_id=None, url=None,
    )  # fmt: skip
    return Citation(n, passage, plan, 10, 10 + len(text))


def answer(*texts: str, desks: tuple[Desk, ...] = (), refused: bool = False, plan: PlanEntry = PLAN) -> Answer:
    """One sentence for each text, with a citation of its own."""
    citations = tuple(citation(n, text, plan) for n, text in enumerate(texts, start=1))
    return Answer(
        reply=Reply(made_question(plans=(PLAN, OTHER)), ()),
        reason=Reason.NOT_IN_PLANS if refused else None,
        message=None,
        sentences=tuple(Sentence(f"港見市: {each.quote}", (each.n,)) for each in citations),
        citations=citations,
        desks=tuple(Choice(desk, PLAN, "理由です。") for desk in desks),
        clarify=None,
        urgent=None,
    )


def row(name: str, *snippets: str, contact: Mapping[str, str | None] | None = None, kind: str = "x") -> dict[str, Any]:
    relevant = [{"doc": "minato", "grade": 2, "snippet": snippet} for snippet in snippets]
    found: dict[str, Any] = {"id": name, "query": name, "kind": kind, "relevant": relevant, "must_contain": []}
    return found if contact is None else found | {"contact": contact}


def measured(rows: list[dict[str, Any]], answers: Mapping[str, Answer]) -> list[Evaluation]:
    return list(evaluate_answers("made.jsonl", rows, Told(answers)))


def values(line: Evaluation) -> dict[str, float]:
    return {score.name: round(score.value, 4) for score in line.scores}


def test_answered_counts_questions_with_an_answer_and_refused_those_without() -> None:
    rows = [row("a", CAFE), row("b", CAFE), row("c"), row("d"), row("e")]
    told = {
        "a": answer(CAFE),
        "b": answer(refused=True),
        "c": answer(refused=True),
        "d": answer(refused=True),
        "e": answer(MEALS),
    }
    (line,) = measured(rows, told)
    assert (line.kind, line.mode, line.n) == ("all", "ask", 5)
    assert values(line) == {
        "answered": 0.5,
        "refused": round(2 / 3, 4),
        "citation_precision": 1.0,
        "citation_recall": 1.0,
        "verbatim": 1.0,
    }


def test_precision_is_of_citations_and_recall_of_sentences() -> None:
    """Three sentences, of which the first rests on two citations; two of four citations show the judged span."""
    citations = (citation(1, CAFE), citation(2, MEALS), citation(3, CAFE), citation(4, MEALS))
    sentences = (Sentence("一", (1, 2)), Sentence("二", (3,)), Sentence("三", (4,)))
    base = answer()
    told = Answer(
        base.reply, None, None, sentences=sentences, citations=citations, desks=(), clarify=None, urgent=None
    )  # fmt: skip
    (line,) = measured([row("a", CAFE)], {"a": told})
    found = values(line)
    assert (found["citation_precision"], found["citation_recall"]) == (0.5, round(2 / 3, 4))


def test_a_citation_of_another_plan_bears_nothing() -> None:
    (line,) = measured([row("a", CAFE)], {"a": answer(CAFE, plan=OTHER)})
    assert values(line)["citation_precision"] == 0.0


def test_most_of_a_judged_span_is_enough() -> None:
    """Six tenths of its characters, in one unbroken run: 13 of the 21 of MEALS, not 12."""
    assert len(MEALS) == 21
    (enough,) = measured([row("a", MEALS)], {"a": answer(MEALS[:13])})
    (scant,) = measured([row("a", MEALS)], {"a": answer(MEALS[:12])})
    assert (values(enough)["citation_recall"], values(scant)["citation_recall"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("desks", "contact", "right", "wrong"),
    [
        pytest.param((NORTH,), {"name": "北部相談センター", "phone": "0000-11-0001"}, 1.0, 0.0, id="the right one"),
        pytest.param((NORTH, SOUTH), {"name": "北部相談センター", "phone": "0000-11-0001"}, 1.0, 1.0, id="and a neighbour"),
        pytest.param((SOUTH, NORTH), {"name": "北部相談センター", "phone": "0000-11-0001"}, 0.0, 1.0, id="second only"),
        pytest.param((NORTH,), {"name": "北部相談センター", "phone": "0000-99-9999"}, 0.0, 1.0, id="another number"),
        pytest.param((SILENT,), {"name": "北部相談センター", "phone": "0000-11-0001"}, 0.0, 0.0, id="without a number"),
        pytest.param((SILENT,), {"name": "北部相談センター", "phone": None}, 1.0, 0.0, id="none is stated"),
        pytest.param((NORTH,), {"name": "北部相談センター", "phone": None}, 1.0, 1.0, id="a number where none is stated"),
        pytest.param((NORTH,), {"name": "港見市 北部 相談ｾﾝﾀｰ", "phone": "0000-11-0001"}, 1.0, 0.0, id="as compared"),
        pytest.param((), {"name": "北部相談センター", "phone": "0000-11-0001"}, 0.0, 0.0, id="none at all"),
    ],
)  # fmt: skip
def test_the_first_desk_must_be_the_judged_one_and_no_other_number_be_shown(
    desks: tuple[Desk, ...], contact: Mapping[str, str | None], right: float, wrong: float
) -> None:
    (line,) = measured([row("a", CAFE, contact=contact)], {"a": answer(CAFE, desks=desks)})
    assert (values(line)["desk"], values(line)["wrong_number"]) == (right, wrong)


def test_desks_are_measured_only_where_one_is_judged() -> None:
    rows = [row("a", CAFE), row("b", CAFE, contact={"name": "北部相談センター", "phone": "0000-11-0001"})]
    told = {"a": answer(CAFE, desks=(SOUTH,)), "b": answer(CAFE, desks=(NORTH,))}
    scores = {score.name: score for score in measured(rows, told)[0].scores}
    assert (scores["desk"].value, scores["desk"].n) == (1.0, 1)
    assert (scores["answered"].value, scores["answered"].n) == (1.0, 2)


def test_every_kind_has_a_line_of_its_own_after_the_one_for_all() -> None:
    rows = [row("a", CAFE, kind="staff"), row("b", kind="unanswerable"), row("c", CAFE, kind="staff")]
    told = {"a": answer(CAFE), "b": answer(refused=True), "c": answer(refused=True)}
    lines = measured(rows, told)
    assert [(line.kind, line.n) for line in lines] == [("all", 3), ("staff", 2), ("unanswerable", 1)]
    assert values(lines[1])["answered"] == 0.5
    assert values(lines[2]) == {"refused": 1.0}


def test_what_is_never_cited_is_neither_precise_nor_verbatim() -> None:
    (line,) = measured([row("a", CAFE)], {"a": answer(refused=True)})
    assert values(line) == {"answered": 0.0}


def test_what_must_be_shown_counts_where_a_sentence_or_a_quote_shows_it() -> None:
    rows = [
        row("a", CAFE) | {"must_contain": ["五か所", "毎週"]},
        row("b", MEALS) | {"must_contain": ["週五日"]},
        row("c", CAFE),
    ]
    answers = {"a": answer(CAFE), "b": answer(MEALS), "c": answer()}
    told = next(score for line in measured(rows, answers) for score in line.scores if score.name == "told")
    assert (told.value, told.n) == (0.75, 2)  # one of two, one of one; nothing is asked of the third
