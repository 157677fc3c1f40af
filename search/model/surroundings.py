"""Every figure of a text with what tells of it: its clause, the clause before, its row and column, the year it is of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .figures import Figure, figures
from .names import first_named, last_named
from .spelling import KANJI, KATAKANA, LINE_END
from .years import YearSpan, governing_years, year_spans

_FAR: Final = 80  # characters; what stands farther off is of something else
_INNER: Final = "\x03"  # in the place of what would cut a quoted name
_NUMBER: Final = "\x01"  # in the place of a number: it cuts
_BLANK: Final = "\x02"  # in the place of a year, a date or a time: it does not
_CUT: Final = re.compile(rf"[、。,\t()・:;!?！？{LINE_END}{_NUMBER}]")
_QUOTED: Final = re.compile(r"[「『【]([^」』】]{1,40})[」』】]")
_OFFICE: Final = re.compile(
    rf"[{KANJI}{KATAKANA}ぁ-ゖ]{{0,12}}?[{KANJI}{KATAKANA}]+(?:課|係|室|センター|会館|館|園|支所|出張所|署|病院|局|協議会|事務所|ステーション)(?![{KANJI}{KATAKANA}])"
)
_OF: Final = re.compile(rf"の([{KANJI}{KATAKANA}]{{2,}})")
_IN_BRACKETS: Final = re.compile(r"[^ぁ-ゖ]{0,2}\(([^)]{2,20})\)")
_TOPIC: Final = re.compile(r"[^。]{2,40}?は")
_HEADER_COUNTER: Final = re.compile(
    r"(人|回|件|か所|世帯|団体)数|[(単位:：](人|回|件|か所|世帯|団体|円|千円|%)[)]|([率合])(?:\(|$)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure's surroundings."""

    figure: Figure
    own: str  # the text of its clause, and of earlier ones as far as a word is found
    clause: str  # the text of its clause alone
    nearest: str  # what it counts; "" where nothing tells
    years: frozenset[int]  # the year, or the ends of the span, that governs it; empty without one
    office: str = ""  # of a telephone number, the office named nearest
    label: str = ""  # of a table's figure, the first cell of its row


def told_figures(text: str, start: int = 0) -> list[Told]:
    """Every figure of ``text`` with its surroundings; of what stands before ``start`` only the words matter."""
    blank, found = _masked(text)
    years = year_spans(blank, [figure for figure in found if figure.kind == "year"])
    return [
        _of_phone(blank, figure, found) if figure.kind == "phone" else _of_clause(blank, figure, years, start)
        for figure in found
    ]


def told_in_rows(text: str, header: Sequence[str]) -> Iterator[Told]:
    """The same of a passage, in whose tables a row's first cell and the header cell over the column tell too."""
    for told in told_figures(text):
        left = text.rfind(LINE_END, 0, told.figure.start) + 1
        right = text.find(LINE_END, told.figure.start)
        cells = text[left : right if right >= 0 else None].split("\t")
        if len(cells) < 2 or told.figure.kind == "phone":
            yield told
            continue
        column = text.count("\t", left, told.figure.start)
        over = header[column] if len(header) == len(cells) else ""
        yield _in_cell(told, cells[0] if column else "", over, cells[column])


def _in_cell(told: Told, label: str, over: str, cell: str) -> Told:
    """A figure of a table: its row's label and its column's header tell what it counts, unless its cell does."""
    figure = told.figure
    if figure.kind == "number" and not figure.counter and (match := _HEADER_COUNTER.search(over)):
        counter = match[1] or match[2] or "%"
        figure = Figure("number", figure.value, counter, figure.bound, figure.start, figure.end)
    if last_named(cell):
        own = LINE_END.join((told.own, label, over))
        return Told(figure, own, told.clause, told.nearest, told.years, label=label)
    years = frozenset(int(one.value) for one in figures(over) if one.kind == "year") or told.years
    own = label + LINE_END + over
    return Told(figure, own, own, last_named(_masked(over)[0]) or last_named(label), years, label=label)


def _masked(text: str) -> tuple[str, tuple[Figure, ...]]:
    """``text`` with marks in the place of its figures, and the figures."""
    found = figures(text)
    chars = list(text)
    for figure in found:
        if figure.kind != "exact" or any(char.isdigit() for char in figure.value):
            mark = _NUMBER if figure.kind in ("number", "phone") else _BLANK
            chars[figure.start : figure.end] = mark * (figure.end - figure.start)
    blank = _QUOTED.sub(lambda match: match[0][0] + _CUT.sub(_INNER, match[1]) + match[0][-1], "".join(chars))
    return blank, found


def _of_clause(blank: str, figure: Figure, years: Sequence[YearSpan], start: int) -> Told:
    edge, clause, after = _clause(blank, figure)
    of = _OF.match(after) if figure.kind == "number" else None  # 28件の訪問
    nearest = of[1] if of and last_named(of[1]) else last_named(clause)
    beside = own = clause + LINE_END + after
    if figure.kind != "number" or not nearest:
        sentence = max(blank.rfind("。", 0, figure.start), blank.rfind(LINE_END, 0, figure.start), start - 1) + 1
        back, word = _walk_back(blank, edge, sentence)
        if not word and not nearest:
            word = first_named(after)
            if not word:
                back, word = _walk_back(blank, edge, max(0, figure.start - _FAR))
        if figure.kind == "number":  # 講座は年4回開き、延べ126人が…: of a clause without a name, all before it may tell
            back = blank[max(sentence, figure.start - _FAR) : figure.start] + LINE_END + back
        own, nearest = LINE_END.join((_topic(blank, figure.start), back, beside)), nearest or word
    return Told(figure, own, beside, nearest, governing_years(blank, figure, years, start))


def _clause(blank: str, figure: Figure) -> tuple[int, str, str]:
    """Where a figure's clause begins, and its words before and after the figure."""
    edge = max((match.end() for match in _CUT.finditer(blank, 0, figure.start)), default=0)
    following = _CUT.search(blank, figure.end)
    after = blank[figure.end : following.start() if following else len(blank)]
    clause = blank[edge : figure.start].replace(_BLANK, LINE_END)
    if edge and blank[edge - 1] == _NUMBER and (consumed := _OF.match(clause)):
        # 340件の相談と28件の訪問: 相談 is told of the 340; but 65歳以上の町民は120人 tells 町民 of both
        rest = clause[consumed.end() :]
        if rest[:1] in ("", "と", "や") or last_named(rest):
            clause = rest
    return edge, clause, after


def _walk_back(blank: str, edge: int, limit: int) -> tuple[str, str]:
    """Clauses before ``edge`` as far as one has a word that tells what is counted."""
    left = edge
    while left > max(limit, edge - _FAR):
        cut = max((match.end() for match in _CUT.finditer(blank, limit, left - 1)), default=limit)
        left = cut if cut < left else left - 1
        if word := last_named(blank[left:edge]):
            return blank[left:edge], word
    return blank[left:edge], ""


def _topic(blank: str, place: int) -> str:
    """What the line is about: its words up to the first は."""
    line = blank.rfind(LINE_END, 0, place) + 1
    match = _TOPIC.match(blank, line, place)
    return match[0] if match else ""


def _of_phone(blank: str, figure: Figure, found: Sequence[Figure]) -> Told:
    before = [other.end for other in found if other.kind == "phone" and other.end <= figure.start]
    left = max(before[-1] if before else 0, figure.start - _FAR)
    own = blank[left : figure.start]
    offices = _OFFICE.findall(own)
    behind = _IN_BRACKETS.match(blank, figure.end)
    office = offices[-1] if offices else ""
    if behind and _OFFICE.search(behind[1]):
        office, own = behind[1], own + LINE_END + behind[1]
    return Told(figure, own, own, last_named(own), frozenset(), office)
