"""What is written in a passage and above it -> its terms and its sounds, each text taken apart once.

A process of its own imports this and what takes texts apart, nothing else: it starts in a fraction of a second.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.passage import Kind, Passage
from corpus.text.matching import matching_text
from corpus.text.readings import sound_terms_of
from corpus.text.tokens import lemmas, terms_of, tokenize

from .placed import packed

_ABOVE: Final = 4_096  # texts held in memory that stand above passages: many stand under the same one (2 MB)


class Written(NamedTuple):
    """The texts of one passage, verbatim."""

    context: str  # its plan's title and all that it stands under
    title: str  # the last of what it stands under
    text: str
    own: str | None  # the text behind its title, where it begins with that
    above: str  # all that it stands under, without its plan's title


class Worded(NamedTuple):
    """The terms of the same, words and pairs of words, with a space between them; none holds white space. And its words."""

    body: str  # of the text
    headings: str  # of the context
    sounds: str  # of the text
    title: str
    own: str  # of the text behind its title
    words: str  # terms of the text that are one word, less those of passages before it that were handed on together
    placed: bytes  # where the words of the text as it is written stand: see index.wording.placed


def written(passage: Passage, plan_title: str) -> Written:
    """The texts of ``passage``; that of a record begins with its title."""
    title = "\n".join((*passage.headings[-2:], *passage.header))
    above = "\n".join((*passage.headings, *passage.header))
    context = "\n".join((plan_title, *passage.headings, *passage.header))
    own = passage.text.removeprefix(title) if passage.kind is Kind.RECORD else None
    return Written(context, title, passage.text, own, above)


def worded(passages: Sequence[Written]) -> list[Worded]:
    """The words of each passage, in the same order."""
    seen: set[str] = set()
    return [_worded(passage, seen) for passage in passages]


def _worded(passage: Written, seen: set[str]) -> Worded:
    """``seen`` are the words of passages before it."""
    tokens = tokenize(matching_text(passage.text))
    terms = terms_of(tokens)
    fresh = {term for term in terms if "+" not in term} - seen  # which joins two
    seen.update(fresh)
    body = " ".join(terms)
    return Worded(
        body=body,
        headings=_terms_above(passage.context),
        sounds=" ".join(sound_terms_of(tokens)),
        title=_terms_above(passage.title),
        own=body if passage.own is None else _terms(passage.own),
        words=" ".join(sorted(fresh)),
        placed=packed(passage.text, _lemmas_above(passage.above)),
    )


def _terms(text: str) -> str:
    return " ".join(terms_of(tokenize(matching_text(text))))


@lru_cache(_ABOVE)
def _terms_above(text: str) -> str:
    return _terms(text)


@lru_cache(_ABOVE)
def _lemmas_above(text: str) -> frozenset[str]:
    return frozenset(lemmas(text))
