"""Whether a figure or a date that a passage prints is of what a question asks for."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from corpus.figures.told_of import Told
from corpus.passage import Passage
from corpus.text.counting_words import COUNTERS, PLAIN
from corpus.text.folding import fold
from corpus.text.nouns import nouns, words, words_in, written_nouns

from .name_match import is_held, last_place, weight
from .things import Thing

_DATED: Final = 80  # behind a date: 令和3年4月に …を開設
_DONE: Final = 20  # characters behind a figure in which the plain words of a name may stand
_LABEL: Final = 24  # before a figure that a bare 相談件数 or 登録者数 belongs to
_VAGUE: Final = 6.0  # weight; a name of less (地域, 3.5) says nothing without what is measured of it
_JOINED: Final = re.compile(r"\s*(?:及び|および|並びに|ならびに|・|や)")  # 初任者研修及び実践者研修: of both
_SHORT_YEAR: Final = re.compile(r"[RH]\d+")


def stands_by(
    passage: Passage, told: Told, asked: Sequence[Thing], rarity: Mapping[str, float], *, dated: bool = False
) -> bool:
    """Whether a figure of the passage's text is of one of ``asked``; any is where nothing is.

    The name stands in what the figure is told of, and no other noun of the same last word stands nearer. In a table of
    short cells the row, the header and the heading count too, and so do the headings of a line that is a bare value. A
    figure whose own label is what is measured (相談件数) may have the name anywhere in its passage.
    """
    return not asked or any(_is_of(thing, passage, told, rarity, dated) for thing in asked)


def _is_of(thing: Thing, passage: Passage, told: Told, rarity: Mapping[str, float], dated: bool) -> bool:
    text, start, end = passage.text, told.figure.start, told.figure.end
    left, right = told.left, min(end + _DATED, len(text)) if dated else told.right
    if thing.literal and thing.literal not in fold(text[left:right]) + told.around:
        return False
    near = [token for token in words(text) if token[0] >= left and token[1] <= right and token[2].content]
    beside = [token for token in words(told.around) if token[2].content]
    measured = not thing.measure.isdisjoint(token.lemma for _, _, token in (*near, *beside))
    behind = words_in(text[end:].partition("。")[0].partition("\n")[0])
    measured = measured or not thing.measure.isdisjoint(behind)
    done = words_in(text[end : end + _DONE].partition("。")[0]) & PLAIN  # 家賃を月5万円まで補助
    above = words_in(text) | words_in("\n".join(passage.headings))
    label = text[max(start - _LABEL, 0) : end]
    for whole in thing.names:
        name = whole - done or whole
        if thing.measure and not measured and weight(name, rarity) < _VAGUE:
            continue
        place = last_place(near, name, thing.last, rarity)
        if place is not None and (dated or not _is_another(thing, text[place:start], rarity)):
            return True
        if last_place(beside, name, thing.last, rarity) is not None and not _counts_else(
            thing, name, text, told, rarity
        ):
            return True
        if _is_topic(thing, name, told, rarity):
            return True
        if thing.measure and is_held(name, above, rarity) and _is_labelled(thing, label, rarity):
            return True
    return False


def _counts_else(thing: Thing, name: frozenset[str], text: str, told: Told, rarity: Mapping[str, float]) -> bool:
    """Whether a figure's own cell says that it counts something else: 特養 in the row, （グループホーム事業所数 108） in the cell."""
    if is_held(name, words_in(told.topic), rarity):
        return False  # of a row on 児童, 小学 50% and 中学 40%
    place = text.rfind(told.subject, told.left, told.figure.start) if told.subject else -1
    if place < 0 or "\t" in text[place : told.figure.start] or "\n" in text[place : told.figure.start]:
        return False
    return not (words_in(told.subject) - PLAIN).issubset(_asked_words(thing, rarity))


def _is_topic(thing: Thing, name: frozenset[str], told: Told, rarity: Mapping[str, float]) -> bool:
    """Whether the sentence is about the thing, however far before, and the figure counts nothing else of it."""
    if not is_held(name, words_in(told.topic), rarity):
        return False
    return (words_in(told.subject) - PLAIN).issubset(_asked_words(thing, rarity))


def _is_another(thing: Thing, between: str, rarity: Mapping[str, float]) -> bool:
    """Whether a noun with the thing's last word, but of another kind, stands between the thing and the figure."""
    if not thing.last or _JOINED.match(between):
        return False
    asked = _asked_words(thing, rarity)
    return any(
        noun.endswith(thing.last) and noun != thing.last and not asked.issuperset(words_in(noun))
        for noun in written_nouns(fold(between))
    )


def _is_labelled(thing: Thing, label: str, rarity: Mapping[str, float]) -> bool:
    """Whether the figure's own label is what is measured, and nobody else's: 相談件数, not 住み替え相談件数."""
    own = [noun for noun in nouns(_SHORT_YEAR.sub(" ", fold(label))) if thing.measure <= noun.words]
    return bool(own) and _asked_words(thing, rarity).issuperset(own[-1].words)


def _asked_words(thing: Thing, rarity: Mapping[str, float]) -> frozenset[str]:
    """Every word that the question has, and those that only count."""
    return COUNTERS.union(rarity, thing.measure, *thing.names)
