"""What is written in a passage and above it -> its terms, its sounds and its words, each text taken apart once.

A process of its own imports this and what takes texts apart, nothing else: it starts in a fraction of a second.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.passage import Kind, Passage
from corpus.text.matching import matching_text
from corpus.text.readings import sound_terms_of
from corpus.text.tokens import lemmas_of, terms_of, tokenize

_ABOVE: Final = 4_096  # texts held in memory that stand above passages: many stand under the same one (2 MB)


class Written(NamedTuple):
    """The texts of one passage, verbatim."""

    context: str  # its plan's title and all that it stands under
    title: str  # the last of what it stands under
    text: str
    own: str | None  # the text behind its title, where it begins with that


class Worded(NamedTuple):
    """The same in words with a space between them; none holds white space."""

    body: str  # terms of the text
    headings: str  # terms of the context
    sounds: str  # of the text
    title_words: str
    body_words: str
    words: str  # terms of the text that are one word, less those of passages before it that were handed on together


def written(passage: Passage, plan_title: str) -> Written:
    """The texts of ``passage``; that of a record begins with its title."""
    title = "\n".join((*passage.headings[-2:], *passage.header))
    context = "\n".join((plan_title, *passage.headings, *passage.header))
    own = passage.text.removeprefix(title) if passage.kind is Kind.RECORD else None
    return Written(context, title, passage.text, own)


def worded(passages: Sequence[Written]) -> list[Worded]:
    """The words of each passage, in the same order."""
    seen: set[str] = set()
    return [_worded(passage, seen) for passage in passages]


def _worded(passage: Written, seen: set[str]) -> Worded:
    """``seen`` are the words of passages before it."""
    tokens = tokenize(matching_text(passage.text))
    lemmas = lemmas_of(tokens)
    fresh = sorted(set(lemmas) - seen)
    seen.update(fresh)
    return Worded(
        body=" ".join(terms_of(tokens)),
        headings=_terms_above(passage.context),
        sounds=" ".join(sound_terms_of(tokens)),
        title_words=_words_above(passage.title),
        body_words=" ".join(lemmas if passage.own is None else _lemmas(passage.own)),
        words=" ".join(word for word in fresh if "+" not in word),  # which joins two
    )


def _lemmas(text: str) -> list[str]:
    return lemmas_of(tokenize(matching_text(text)))


@lru_cache(_ABOVE)
def _terms_above(text: str) -> str:
    return " ".join(terms_of(tokenize(matching_text(text))))


@lru_cache(_ABOVE)
def _words_above(text: str) -> str:
    return " ".join(_lemmas(text))
