"""What the texts of plans say of a desk: the sentences that name it, its entry, and what leads to its number."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from corpus.passage import Passage
from corpus.records.desks.desk import Desk
from corpus.text.sentences import sentence_spans

from ..catalog import PlanEntry
from .naming import names_of

_AROUND: Final = 200  # characters on either side of a name, in which its sentence is looked for; arbitrary
_MENTIONS: Final = 12  # of a name whose sentences are read; later ones say what the first have said; arbitrary
_SHORTEST: Final = 3  # characters of a name that is looked for in running text
_LISTED: Final = 3  # desks that a sentence names, to be a list that says nothing of one of them
_ARTICLE: Final = 1000  # characters before a desk's end that may lead to it; arbitrary


def sentences_on(desk: Desk, plan: PlanEntry, text: str) -> str:
    """The sentences of a plan that name ``desk``, by its name or its nickname, one a line, the first ones only."""
    found: dict[str, None] = {}
    for name in (name for name in names_of(desk, plan) if len(name) >= _SHORTEST):
        for mention in list(re.finditer(re.escape(name), text))[:_MENTIONS]:
            start = max(0, mention.start() - _AROUND)
            window = text[start : mention.end() + _AROUND]
            place = mention.start() - start
            found |= {
                " ".join(window[left:right].split()): None
                for left, right in sentence_spans(window)
                if left <= place < right
            }
    return "\n".join(found)


def telling(said: str, desk: Desk, names: Collection[str]) -> str:
    """The lines of ``said`` that say something of this desk, its name left out; one that lists ``names`` says nothing of one."""
    named = [name for name in names if name in said]
    lines = [line for line in said.splitlines() if sum(name in line for name in named) < _LISTED]
    return "\n".join(lines).replace(desk.name, " ")


def apart(desks: Sequence[Desk]) -> list[Desk]:
    """``desks`` without the bare names that stand for others which bear them, with areas or numbers (地域包括支援センター)."""
    meant = [desk.name for desk in desks if desk.phone or desk.areas]
    return [desk for desk in desks if desk.phone or desk.areas or not any(name.endswith(desk.name) for name in meant)]


def ends_before(desks: Sequence[Desk]) -> dict[str, int]:
    """Of each desk, where the one before it in its document that has a number ends."""
    ends: dict[str, int] = {}
    before: dict[str, int] = {}
    for desk in sorted(desks, key=lambda desk: (desk.plan_id, desk.start)):
        before[desk.id] = ends.get(desk.plan_id, 0)
        if desk.phone:
            ends[desk.plan_id] = max(desk.end, before[desk.id])
    return before


def article_of(desk: Desk, text: str, before: int, passage: Passage | None) -> str:
    """The text that leads to a desk's number, from the one ``before`` it on, with the headings above."""
    start = max(before, desk.end - _ARTICLE, 0)
    return "\n".join((*_headings(passage), text[min(start, desk.start) : desk.end]))


def entry_of(desk: Desk, text: str, passage: Passage | None) -> str:
    """A desk's entry with the headings above it."""
    return "\n".join((*_headings(passage), text[desk.start : desk.end]))


def listed(words: Iterable[str]) -> str:
    """Words that stand in no order as a text for an encoder: what stands side by side in it is no phrase."""
    return "、".join(sorted(words))


def _headings(passage: Passage | None) -> tuple[str, ...]:
    return passage.headings if passage is not None else ()
