"""Judged questions -> how the answers are: right desks, right refusals, citations that bear what is said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..answerer import Answerer
from ..answers.answer import Answer
from ..desks.chosen import Choice
from .judging import JudgedQuery, is_hit, parse_query, plain
from .score import Evaluation, Score, mean_score


def evaluate_answers(file: str, rows: Sequence[Mapping[str, Any]], answerer: Answerer) -> Iterator[Evaluation]:
    """The lines of the table for one file, all kinds together and each by itself.

    ``answered`` is the share of questions that were answered, for those that have an answer; ``refused`` that of
    questions without one that were not.
    """
    queries = [parse_query(row) for row in rows]
    answers = {query.id: answerer.ask(query.query) for query in queries}
    contacts = {row["id"]: row.get("contact") for row in rows}
    kinds = list(dict.fromkeys(query.kind for query in queries))
    for kind in ("all", *kinds) if len(kinds) > 1 else ("all",):
        some = [query for query in queries if kind in ("all", query.kind)]
        scores = _scores(some, [answers[query.id] for query in some], [contacts[query.id] for query in some])
        yield Evaluation(file, kind, "ask", len(some), tuple(scores))


def _scores(
    queries: Sequence[JudgedQuery], answers: Sequence[Answer], contacts: Sequence[Mapping[str, Any] | None]
) -> Iterator[Score]:
    pairs = list(zip(queries, answers, strict=True))
    values: dict[str, list[float | None]] = {
        "answered": [float(answer.answered) if query.judgements else None for query, answer in pairs],
        "refused": [None if query.judgements else float(not answer.answered) for query, answer in pairs],
        "desk": [
            float(bool(answer.desks) and _is_desk(answer.desks[0], contact)) if contact else None
            for answer, contact in zip(answers, contacts, strict=True)
        ],
        "wrong_number": [
            float(any(_wrong_number(choice, contact) for choice in answer.desks)) if contact else None
            for answer, contact in zip(answers, contacts, strict=True)
        ],
        "citation_precision": [_precision(query, answer) for query, answer in pairs],
        "citation_recall": [_recall(query, answer) for query, answer in pairs],
        "told": [_told(query, answer) for query, answer in pairs],
        "verbatim": [_verbatim(answer) for answer in answers],
    }
    for name, each in values.items():
        if any(value is not None for value in each):
            yield mean_score(name, each)


def _is_desk(choice: Choice, contact: Mapping[str, Any]) -> bool:
    """Whether a desk is the judged one: the name of one within the other's, and the number where one is stated."""
    name, wanted = plain(choice.desk.name), plain(contact["name"])
    return (name in wanted or wanted in name) and (not contact["phone"] or choice.desk.phone == contact["phone"])


def _wrong_number(choice: Choice, contact: Mapping[str, Any]) -> bool:
    return choice.desk.phone is not None and choice.desk.phone != contact["phone"]


def _precision(query: JudgedQuery, answer: Answer) -> float | None:
    """The share of the citations whose passage shows a judged span; None where nothing is cited or judged.

    After ALCE (Gao et al., EMNLP 2023), with the judged spans in the place of its entailment model.
    """
    if not query.judgements or not answer.citations:
        return None
    return sum(_bears(query, citation.plan.id, citation.passage.text) for citation in answer.citations) / len(
        answer.citations
    )


def _recall(query: JudgedQuery, answer: Answer) -> float | None:
    """The share of the sentences of which a citation's passage shows a judged span."""
    if not query.judgements or not answer.sentences:
        return None
    by_number = {citation.n: citation for citation in answer.citations}
    borne = [
        any(_bears(query, by_number[n].plan.id, by_number[n].passage.text) for n in sentence.citations)
        for sentence in answer.sentences
    ]
    return sum(borne) / len(borne)


def _told(query: JudgedQuery, answer: Answer) -> float | None:
    """The share of what a right answer must show that its sentences and quotes do (ALCE's recall of exact matches)."""
    if not query.must_contain:
        return None
    said = plain("".join((*(each.text for each in answer.sentences), *(each.quote for each in answer.citations))))
    return sum(each in said for each in query.must_contain) / len(query.must_contain)


def _bears(query: JudgedQuery, plan_id: str, text: str) -> bool:
    return any(is_hit(plan_id, plain(text), judgement) for judgement in query.judgements)


def _verbatim(answer: Answer) -> float | None:
    """Whether every quote stands in its passage as it is cited."""
    if not answer.citations:
        return None
    return float(all(citation.quote in citation.passage.text for citation in answer.citations))
