"""Municipalities side by side in one answer."""

from collections.abc import Iterable
from dataclasses import replace

from ..citation import Sentence
from .answer import Answer


def with_first_of_each(answer: Answer, others: Iterable[Answer]) -> Answer:
    """``answer`` with the first sentence of each of ``others`` behind its own, their citations numbered on."""
    sentences, citations = list(answer.sentences), list(answer.citations)
    for other in others:
        for sentence in other.sentences[:1]:
            own = {number: len(citations) + place for place, number in enumerate(sentence.citations, start=1)}
            cited = {each.n: each for each in other.citations}
            citations += [replace(cited[number], n=own[number]) for number in sentence.citations]
            sentences.append(Sentence(sentence.text, tuple(own.values())))
    return replace(answer, sentences=tuple(sentences), citations=tuple(citations))
