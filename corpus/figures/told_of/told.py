"""What a figure of a text is told of: what it counts, of which year and of which place.

In running text the subject is the nearest noun before the figure in its clause (相談は340件、訪問は28件), the noun right behind it
(28件の訪問, 126人が参加) or, where neither stands, the nearest one of the clauses before; nouns that are joined to it by の belong
to it. Places (市内に, 沼地区は) and words that only count (延べ, 年間) are passed over, what stands in closed brackets too. In a row of
a table its label and the header cell over the column tell it, for a line that is a bare value the line above and the headings.

The year is the one in brackets right behind the figure, the one over its column or before its row, the last one named before
it in its sentence, the next one in its clause, or the last one named before in its paragraph.

Missed: values that are told of several subjects in turn (A、B、Cは、それぞれ3人、4人、5人), what only a verb says (生まれた人は120人), a
comparison with another year whose number is not printed (前年度の27人).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.text.counting_words import COUNTERS, PLAIN
from corpus.text.folding import fold
from corpus.text.nouns import is_number, words_in

from ..figure import Figure, Kind, Quantity
from ..taken import without
from ..units import Unit, header_unit, unit_counted, unit_named
from .cells import LONGEST, Cell, cell_at
from .page import BEHIND, figures_of, page_of
from .subjects import named
from .years import governing

_BEFORE: Final = 40  # characters before a figure in which what it is told of stands, across the end of a sentence
_SENTENCE: Final = 120  # characters of the sentence before one that names nothing
_SHORT_ROW: Final = 240  # characters
_BARE: Final = 6  # letters that may stand beside a value in its line
_LETTER: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Told:
    """What one figure is told of; each text is "" and each tuple () where nothing tells.

    ``subject`` is what it counts, ``topic`` what its sentence, its row or the line above is about besides, ``place`` where
    it holds. ``unit`` is what a number without a unit is in, ``counts`` whether its label says that it counts something.
    ``left`` and ``right`` are the offsets between which all that may tell of it stands in running text, ``around`` is what
    else does: the row, its header, the headings.
    """

    figure: Figure
    subject: str
    topic: str
    place: str
    years: tuple[int, ...]
    unit: Unit | None
    counts: bool
    left: int
    right: int
    around: str


def told_of(text: str, figure: Figure, header: Sequence[str] = (), headings: Sequence[str] = ()) -> Told:
    """What a figure of a text is told of.

    Args:
        text: a passage or another text of some lines.
        figure: as :func:`figures_of` found it there.
        header: the header cells over the rows of the text, where it is of a table.
        headings: the path from the outermost heading to the innermost.
    """
    page = page_of(text)
    cell = cell_at(text, figure.start, header)
    bare = cell is None and is_bare(text, figure.start, figure.end)
    left, right = _reach(text, figure)
    around = _around(text, figure, cell, header, headings, bare=bare)
    subject, topic, place = named(page, figure, cell, headings, bare=bare)
    label = subject or topic
    unit = _unit(figure, cell, label, headings) if isinstance(figure, Quantity) and figure.kind is Kind.NUMBER else None
    counts = any(fold(name).rstrip(" :)）").endswith("数") for name in (subject, topic, cell.over if cell else ""))
    return Told(
        figure, subject, topic, place, governing(page, figure, cell, headings), unit, counts, left, right, around
    )


def is_bare(text: str, start: int, end: int) -> bool:
    """Whether the figure at ``start:end`` is about all that its line prints."""
    left, right = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    spans = ((each.start, each.end) for each in figures_of(text))
    flat = without(text, spans)
    beside = flat[left:start] + flat[end : right if right >= 0 else len(text)]
    return len(_LETTER.findall(beside)) <= _BARE


def _unit(figure: Quantity, cell: Cell | None, label: str, headings: Sequence[str]) -> Unit | None:
    """What a bare number is in: by its column's unit, the header over it, its label, a heading 「（単位：人）」."""
    names = [label]
    if cell is not None:
        row, _ = header_unit(cell.unit)
        if row is not None:
            return unit_named(row.synonyms[0])
        names = [cell.over, *reversed(cell.label), label]
    for name in (*names, *(heading for heading in reversed(headings) if "単位" in heading)):
        if name and (unit := unit_counted(name)) is not None:
            return unit
    return None


def _reach(text: str, figure: Figure) -> tuple[int, int]:
    """Between which offsets what a figure is told of stands: further where its own sentence names nothing (料金は1回300円)."""
    start, end = figure.start, figure.end
    right = min(end + BEHIND, len(text)) if text.startswith("の", end) else end
    near = max(start - _BEFORE, 0)
    own = max(text.rfind(stop, 0, start) for stop in "。\n\t") + 1
    said = words_in(text[own:start]) - COUNTERS - PLAIN
    if not all(map(is_number, said)):
        return near, right
    before = text[:own].rstrip("。\n\t ")
    return min(max(before.rfind("。"), before.rfind("\n"), own - _SENTENCE, -1) + 1, near), right


def _around(
    text: str, figure: Figure, cell: Cell | None, header: Sequence[str], headings: Sequence[str], *, bare: bool
) -> str:
    """In a table of short cells the row, the header and the heading; for a bare value the headings and the sentence before."""
    left = text.rfind("\n", 0, figure.start) + 1
    if cell is None:
        if not bare:
            return ""
        before = text[:left].rstrip()
        return "\n".join((*headings[-2:], before[max(before.rfind("。", 0, -1), len(before) - _SENTENCE, 0) :]))
    if figure.end - cell.start > LONGEST:
        return ""
    right = text.find("\n", figure.end)
    row = text[left : right if right >= 0 else len(text)]
    first = next(line for line in text.split("\n") if "\t" in line)
    if any(len(each) > 2 * LONGEST for each in row.split("\t")):
        row = row.partition("\t")[0]
    return "\n".join((*headings[-1:], *header, first if len(first) <= _SHORT_ROW else "", row))
