"""Whether a figure or a date that a passage prints is of what a question asks for."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from corpus.passage import Passage
from corpus.text.nouns import fold, is_number, nouns, words, words_in, written_nouns

from .counting_words import COUNTERS, PLAIN
from .name_match import is_held, last_place, weight
from .surroundings import surroundings
from .things import Thing

_BEFORE: Final = 40  # characters before a figure in which the thing that it counts stands
_BEHIND: Final = 30  # 3か所の地域包括支援センター
_DATED: Final = 80  # behind a date: 令和3年4月に …を開設
_DONE: Final = 20  # characters behind a figure in which the plain words of a name may stand
_LABEL: Final = 24  # before a figure that a bare 相談件数 or 登録者数 belongs to
_SENTENCE: Final = 120  # characters of the sentence before one that names nothing
_VAGUE: Final = 6.0  # weight; a name of less (地域, 3.5) says nothing without what is measured of it
_JOINED: Final = re.compile(r"\s*(?:及び|および|並びに|ならびに|・|や)")  # 初任者研修及び実践者研修: of both
_SHORT_YEAR: Final = re.compile(r"[RH]\d+")


def stands_by(
    passage: Passage, start: int, end: int, asked: Sequence[Thing], rarity: Mapping[str, float], *, dated: bool = False
) -> bool:
    """Whether the figure at ``start:end`` of the passage's text is of one of ``asked``; any is where nothing is.

    Its name stands up to 40 characters before it, across the end of a sentence, or right behind it; no other noun of
    the same last word stands nearer. In a table of short cells the row, the header and the heading count too, and so
    do the headings of a line that is a bare value. A figure whose own label is what is measured (相談件数) may have
    the name anywhere in its passage.
    """
    return not asked or any(_is_of(thing, passage, start, end, rarity, dated) for thing in asked)


def _is_of(thing: Thing, passage: Passage, start: int, end: int, rarity: Mapping[str, float], dated: bool) -> bool:
    text = passage.text
    left, right = _left(text, start), _right(text, end, dated)
    around = surroundings(passage, start, end)
    if thing.literal and thing.literal not in fold(text[left:right]) + around:
        return False
    near = [token for token in words(text) if token[0] >= left and token[1] <= right and token[2].content]
    beside = [token for token in words(around) if token[2].content]
    measured = not thing.measure.isdisjoint(token.lemma for _, _, token in (*near, *beside))
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
        if last_place(beside, name, thing.last, rarity) is not None:
            return True
        if thing.measure and is_held(name, above, rarity) and _is_labelled(thing, label, rarity):
            return True
    return False


def _left(text: str, start: int) -> int:
    """How far before a figure its name may stand: further where its own sentence has none (料金は1回300円)."""
    near = max(start - _BEFORE, 0)
    own = max(text.rfind(stop, 0, start) for stop in "。\n\t") + 1
    said = words_in(text[own:start]) - COUNTERS - PLAIN
    if not all(map(is_number, said)):
        return near
    before = text[:own].rstrip("。\n\t ")
    return min(max(before.rfind("。"), before.rfind("\n"), own - _SENTENCE, -1) + 1, near)


def _right(text: str, end: int, dated: bool) -> int:
    if dated:
        return min(end + _DATED, len(text))
    return min(end + _BEHIND, len(text)) if text.startswith("の", end) else end


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
