"""What each figure of a sentence is told of, held against what it is told of in the plan.

Of 「相談は340件、訪問は28件」 a model may not make 「訪問は340件」, though both words and both figures stand there. So each
figure gets its surroundings: the words before it in its clause (of 「28件の訪問」 the word after it), and where there are
none, those of the clause before. Then, for at least one place where the figure stands in a cited passage:

- a number: the nearest word told of it stands in the plan's surroundings, or the plan's nearest word in the sentence's;
  no word told of it is what another number counts there; and the year told before it is the year printed before it,
  in brackets after it or over its column;
- a telephone number: the office named before it is the one printed before it, back to the number before;
- a year, a date, a time: some word told with it stands with it, and none that stands only with another one.

In a row of a table, the first cell and the header cell over the column count as surroundings.

Missed: a figure of the year before (前年度の27人) told of the line's first subject; what hiragana alone tells apart (できる, できない) outside 「」, a number without any word to tell it by, and two
things that a clause names before one figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .figures import Figure, bears_out
from .names import STAGE, first_named, has_name, names, shares_name
from .spelling import KANJI, KATAKANA, LINE_END, lined
from .surroundings import Told, told_figures, told_in_rows

_JOINED: Final = re.compile(rf"(?:[{KANJI}{KATAKANA}A-Za-z]+の)*\Z")  # 就労支援の of 就労支援の利用者


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as it is held against sentences."""

    told: tuple[Told, ...]


def source(text: str, header: Sequence[str]) -> Source:
    """A passage's figures with their surroundings; ``header`` has the header cells over its rows."""
    return Source(tuple(told_in_rows(lined(text), [lined(cell) for cell in header])))


def bound_alike(before: str, said: str, cited: Sequence[Source]) -> bool:
    """Whether each figure of ``said`` is told of what a cited passage tells it of.

    Args:
        before: the sentence that a reader reads first; what it names, a sentence without a name is about.
        said: the sentence.
        cited: the passages that it cites.
    """
    text = f"{lined(before)}{LINE_END}{lined(said)}"
    start = len(text) - len(lined(said))
    given = [told for one in cited for told in one.told]
    found = [told for told in told_figures(text, start) if told.figure.start >= start]
    if any(_too_often(told.figure, found, given) for told in found):
        return False
    dated = frozenset().union(*(told.years for told in found if told.figure.kind == "number"))
    return all(_is_bound(told, given) for told in found if not (told.figure.kind == "year" and told.years & dated))


def _too_often(figure: Figure, said: Sequence[Told], given: Sequence[Told]) -> bool:
    """Whether a number is told more often than it is printed: 5か所から8か所に is not 8か所から8か所に."""
    if figure.kind != "number":
        return False
    return sum(told.figure.value == figure.value for told in said) > sum(
        told.figure.value == figure.value for told in given
    )


def _is_bound(said: Told, given: Sequence[Told]) -> bool:
    if said.figure.kind == "exact":
        return True
    places = [told for told in given if bears_out(told.figure, said.figure)]
    rivals = [told for told in given if _rivals(told.figure, said.figure)]
    agree = {"phone": _phones_agree, "number": _numbers_agree}.get(said.figure.kind, _moments_agree)
    return any(agree(said, place, rivals) for place in places)


def _rivals(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind and one.value != other.value


def _numbers_agree(said: Told, place: Told, rivals: Sequence[Told]) -> bool:
    if (said.years and said.years != place.years) or (_stage(said) and _stage(place) not in ("", _stage(said))):
        return False
    if not said.nearest:
        return not rivals or not place.nearest
    if place.nearest and not (has_name(place.own, said.nearest) or has_name(said.own, place.nearest)):
        return False
    counted = [word for rival in rivals for word in (*_counted(rival), *names(rival.label))]
    return not any(_stolen(word, place.own, other) for other in counted for word in names(said.clause))


def _counted(told: Told) -> list[str]:
    """What a figure counts, with what stands before it joined by の: 就労支援の利用者 -> 就労支援, 利用者."""
    if not told.nearest:
        return []
    before = _JOINED.search(told.own.rpartition(told.nearest)[0])
    return [told.nearest, *names(before[0] if before else "")]


def _stage(told: Told) -> str:
    """Whether a figure is a target (目標), today's value (現状) ...: the last such word before it."""
    return next(reversed(STAGE.findall(told.own)), "")


def _stolen(word: str, own: str, counted: str) -> bool:
    """Whether ``word`` is what a rival counts, and nothing that stands with the figure itself."""
    return bool(counted) and has_name(word, counted) and not has_name(own, word)


def _phones_agree(said: Told, place: Told, rivals: Sequence[Told]) -> bool:
    if said.office and place.office:
        return has_name(place.office, said.office) or has_name(said.office, place.office)
    if not said.nearest:
        return not rivals
    return has_name(place.own, said.nearest)


def _moments_agree(said: Told, place: Told, rivals: Sequence[Told]) -> bool:
    words = names(said.clause)
    if not words:
        return True
    if not any(shares_name(place.own, word) for word in names(said.own)):
        return False
    others = [rival for rival in rivals if not place.years or rival.years != place.years]
    counted = [first_named(rival.clause.rpartition(LINE_END)[2]) or rival.nearest for rival in others]
    return not any(_stolen(word, place.clause, other) for other in counted for word in words)
