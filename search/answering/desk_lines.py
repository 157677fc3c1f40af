"""Desks as sentences of an answer, each with its citation."""

from collections.abc import Sequence

from corpus.passage import Passage
from corpus.records.desks.desk import Desk
from index.catalog import Catalog

from ..citation import Citation, Sentence
from ..desks.chosen import Choice
from ..evidence.sentences import desk_sentence, perhaps_sentence
from ..question.question import Question


def desk_sentences(
    desks: Sequence[Choice], catalog: Catalog, citations: list[Citation], question: Question, *, named: bool = False
) -> list[Sentence]:
    """The first desk of each municipality in a sentence, where its passage is known; with whose it is where ``named``."""
    first = {choice.plan.municipality: choice for choice in reversed(desks)}
    told = [choice for choice in desks if choice in first.values()] if len(first) > 1 else desks[:1]
    passages = [_passage_of(each.desk, catalog) for each in told]
    found = [
        desk_sentence(each, passage, citations, named=named or len(told) > 1, fax=question.calling.fax)
        for each, passage in zip(told, passages, strict=True)
    ]
    return [sentence for sentence in found if sentence is not None]


def perhaps_sentences(desks: Sequence[Choice], catalog: Catalog, citations: list[Citation]) -> list[Sentence]:
    """Desks that are perhaps meant, each in a sentence, where its passage is known."""
    told = [perhaps_sentence(each, _passage_of(each.desk, catalog), citations) for each in desks]
    return [each for each in told if each is not None]


def _passage_of(desk: Desk, catalog: Catalog) -> Passage | None:
    return catalog.passage(desk.passage_id) if desk.passage_id else None
