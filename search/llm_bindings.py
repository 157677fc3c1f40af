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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.tokens import tokenize

from .llm_figures import Figure, bears_out, figures
from .llm_spelling import KANJI, KATAKANA, LINE_END, lined

_FAR: Final = 80  # characters; what stands farther off is of something else
_INNER: Final = "\x03"  # in the place of what would cut a quoted name
_NUMBER: Final = "\x01"  # in the place of a number: it cuts
_BLANK: Final = "\x02"  # in the place of a year, a date or a time: it does not
_CUT: Final = re.compile(rf"[、。,\t()・:;!?！？{LINE_END}{_NUMBER}]")
_QUOTED: Final = re.compile(r"[「『【]([^」』】]{1,40})[」』】]")
_WORD: Final = re.compile(rf"[「『]([^」』]{{1,40}})[」』]|[{KANJI}{KATAKANA}A-Za-z]{{2,}}")
_GENERIC: Final = re.compile(
    r"電話番号|電話|番号|件数|人数|回数|か所数|箇所数|世帯数|団体数|開催数|総数|合計|累計|目標値|実績値|現状値|基準値|年度末?|年間|月間|"
    r"毎月|毎年|月額|年額|日額|前年|約|計画期間|以上|以下|TEL|FAX|tel|ファクス|ファックス"
)
_STAGE: Final = re.compile(r"目標|実績|現状|基準|見込")  # of a value, not what is counted
_STAGE_VALUE: Final = re.compile(r"(目標|実績|現状|基準)値")
_OFFICE: Final = re.compile(
    rf"[{KANJI}{KATAKANA}ぁ-ゖ]{{0,12}}?[{KANJI}{KATAKANA}]+(?:課|係|室|センター|会館|館|園|支所|出張所|署|病院|局|協議会|事務所|ステーション)(?![{KANJI}{KATAKANA}])"
)
_OF: Final = re.compile(rf"の([{KANJI}{KATAKANA}]{{2,}})")
_YEAR_AFTER: Final = re.compile(r"[ぁ-ゖ]{0,6}\(")
_TOPIC: Final = re.compile(r"[^。]{2,40}?は")
_RANGE: Final = re.compile(r"(?:年度?)?(?:末)?(?:\(|\)|年度?|から|~|-|及び|と|、|・)*")
_HEADER_COUNTER: Final = re.compile(
    r"(人|回|件|か所|世帯|団体)数|[(単位:：](人|回|件|か所|世帯|団体|円|千円|%)[)]|([率合])(?:\(|$)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure's surroundings."""

    figure: Figure
    own: str  # the text of its clause, and of earlier ones as far as a word is found
    clause: str  # the text of its clause alone
    nearest: str  # what it counts; "" where nothing tells
    years: frozenset[int]  # the year, or the ends of the span, that governs it; empty without one
    office: str = ""  # of a telephone number, the office named nearest
    label: str = ""  # of a table's figure, the first cell of its row


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as it is held against sentences."""

    told: tuple[_Told, ...]


def source(text: str, header: Sequence[str]) -> Source:
    """A passage's figures with their surroundings; ``header`` has the header cells over its rows."""
    return Source(tuple(_in_rows(lined(text), [lined(cell) for cell in header])))


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
    found = [told for told in _surroundings(text, start) if told.figure.start >= start]
    if any(_too_often(told.figure, found, given) for told in found):
        return False
    dated = frozenset().union(*(told.years for told in found if told.figure.kind == "number"))
    return all(_is_bound(told, given) for told in found if not (told.figure.kind == "year" and told.years & dated))


def _too_often(figure: Figure, said: Sequence[_Told], given: Sequence[_Told]) -> bool:
    """Whether a number is told more often than it is printed: 5か所から8か所に is not 8か所から8か所に."""
    if figure.kind != "number":
        return False
    return sum(told.figure.value == figure.value for told in said) > sum(
        told.figure.value == figure.value for told in given
    )


def _is_bound(said: _Told, given: Sequence[_Told]) -> bool:
    if said.figure.kind == "exact":
        return True
    places = [told for told in given if bears_out(told.figure, said.figure)]
    rivals = [told for told in given if _rivals(told.figure, said.figure)]
    agree = {"phone": _phones_agree, "number": _numbers_agree}.get(said.figure.kind, _moments_agree)
    return any(agree(said, place, rivals) for place in places)


def _rivals(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind and one.value != other.value


def _numbers_agree(said: _Told, place: _Told, rivals: Sequence[_Told]) -> bool:
    if (said.years and said.years != place.years) or (_stage(said) and _stage(place) not in ("", _stage(said))):
        return False
    if not said.nearest:
        return not rivals or not place.nearest
    if place.nearest and not (_has(place.own, said.nearest) or _has(said.own, place.nearest)):
        return False
    counted = [word for rival in rivals for word in (*_counted(rival), *_words(rival.label))]
    return not any(_stolen(word, place.own, other) for other in counted for word in _words(said.clause))


def _counted(told: _Told) -> list[str]:
    """What a figure counts, with what stands before it joined by の: 就労支援の利用者 -> 就労支援, 利用者."""
    match = re.search(
        rf"((?:[{KANJI}{KATAKANA}A-Za-z]+の)*){re.escape(told.nearest)}(?!.*{re.escape(told.nearest)})", told.own
    )
    return [told.nearest, *_words(match[1])] if match and told.nearest else [told.nearest]


def _stage(told: _Told) -> str:
    """Whether a figure is a target (目標), today's value (現状) ...: the last such word before it."""
    return next(reversed(_STAGE.findall(told.own)), "")


def _stolen(word: str, own: str, counted: str) -> bool:
    """Whether ``word`` is what a rival counts, and nothing that stands with the figure itself."""
    return bool(counted) and _has(word, counted) and not _has(own, word)


def _phones_agree(said: _Told, place: _Told, rivals: Sequence[_Told]) -> bool:
    if said.office and place.office:
        return _has(place.office, said.office) or _has(said.office, place.office)
    if not said.nearest:
        return not rivals
    return _has(place.own, said.nearest)


def _moments_agree(said: _Told, place: _Told, rivals: Sequence[_Told]) -> bool:
    words = _words(said.clause)
    if not words:
        return True
    if not any(_shares(place.own, word) for word in _words(said.own)):
        return False
    others = [rival for rival in rivals if not place.years or rival.years != place.years]
    counted = [_first(rival.clause.rpartition(LINE_END)[2]) or rival.nearest for rival in others]
    return not any(_stolen(word, place.clause, other) for other in counted for word in words)


# --- Surroundings ----------------------------------------------------------------------------------------------------


def _in_rows(text: str, header: Sequence[str]) -> Iterable[_Told]:
    for told in _surroundings(text, 0):
        left = text.rfind(LINE_END, 0, told.figure.start) + 1
        right = text.find(LINE_END, told.figure.start)
        cells = text[left : right if right >= 0 else None].split("\t")
        if len(cells) < 2 or told.figure.kind == "phone":
            yield told
            continue
        column = text.count("\t", left, told.figure.start)
        over = header[column] if len(header) == len(cells) else ""
        yield _in_cell(told, cells[0] if column else "", over, cells[column])


def _in_cell(told: _Told, label: str, over: str, cell: str) -> _Told:
    """A figure of a table: its row's label and its column's header tell what it counts, unless its cell does."""
    figure = told.figure
    if figure.kind == "number" and not figure.counter and (match := _HEADER_COUNTER.search(over)):
        counter = match[1] or match[2] or "%"
        figure = Figure("number", figure.value, counter, figure.bound, figure.start, figure.end)
    if _nearest(cell):
        return _Told(
            figure, told.own + LINE_END + label + LINE_END + over, told.clause, told.nearest, told.years, label=label
        )
    years = frozenset(int(one.value) for one in figures(over) if one.kind == "year") or told.years
    own = f"{label}{LINE_END}{over}"
    return _Told(figure, own, own, _nearest(_masked(over)[0]) or _nearest(label), years, label=label)


def _surroundings(text: str, start: int) -> list[_Told]:
    """Every figure of ``text`` with its surroundings; of what stands before ``start`` only the words matter."""
    blank, found = _masked(text)
    groups = _year_groups(blank, [figure for figure in found if figure.kind == "year"])
    return [_surrounding(blank, figure, found, groups, start) for figure in found]


def _masked(text: str) -> tuple[str, tuple[Figure, ...]]:
    found = figures(text)
    chars = list(text)
    for figure in found:
        if figure.kind != "exact" or any(char.isdigit() for char in figure.value):
            mark = _NUMBER if figure.kind in ("number", "phone") else _BLANK
            chars[figure.start : figure.end] = mark * (figure.end - figure.start)
    blank = _QUOTED.sub(lambda match: match[0][0] + _CUT.sub(_INNER, match[1]) + match[0][-1], "".join(chars))
    return blank, found


def _surrounding(
    blank: str, figure: Figure, found: Sequence[Figure], groups: Sequence[tuple[int, int, frozenset[int]]], start: int
) -> _Told:
    if figure.kind == "phone":
        return _of_phone(blank, figure, found)
    edge = max((match.end() for match in _CUT.finditer(blank, 0, figure.start)), default=0)
    following = _CUT.search(blank, figure.end)
    after = blank[figure.end : following.start() if following else len(blank)]
    clause, own = blank[edge : figure.start], ""
    if _BLANK in clause or figure.kind != "number":  # a year is told of its whole clause
        clause = clause.replace(_BLANK, LINE_END)
    consumed = _OF.match(clause) if edge and blank[edge - 1] == _NUMBER else None
    if consumed and (clause[consumed.end() :][:1] in "とや" or _nearest(clause[consumed.end() :])):
        # 340件の相談と28件の訪問: 相談 is told of the 340; but 65歳以上の町民は120人 tells 町民 of both
        clause = clause[consumed.end() :]
    of = _OF.match(after) if figure.kind == "number" else None
    nearest = of[1] if of and _nearest(of[1]) else _nearest(clause)
    own = clause + LINE_END + after
    sentence = max(blank.rfind("。", 0, figure.start), blank.rfind(LINE_END, 0, figure.start), start - 1) + 1
    if figure.kind != "number" or not nearest:
        back, word = _walk_back(blank, edge, sentence)
        if not word and not nearest:
            word = _first(after)
            if not word:
                back, word = _walk_back(blank, edge, max(0, figure.start - _FAR))
        if figure.kind == "number":  # 講座は年4回開き、延べ126人が…: of a clause without a name, all before it may tell
            back = blank[max(sentence, figure.start - _FAR) : figure.start] + LINE_END + back
        own, nearest = LINE_END.join((_topic(blank, figure.start), back, own)), nearest or word
    return _Told(figure, own, clause + LINE_END + after, nearest, _governing(blank, figure, groups, start))


def _walk_back(blank: str, edge: int, limit: int) -> tuple[str, str]:
    """Clauses before ``edge`` as far as one has a word that tells what is counted."""
    left = edge
    while left > max(limit, edge - _FAR):
        cut = max((match.end() for match in _CUT.finditer(blank, limit, left - 1)), default=limit)
        left = cut if cut < left else left - 1
        if word := _nearest(blank[left:edge]):
            return blank[left:edge], word
    return blank[left:edge], ""


def _topic(blank: str, place: int) -> str:
    """What the line is about: its words up to the first は."""
    line = blank.rfind(LINE_END, 0, place) + 1
    match = _TOPIC.match(blank, line, place)
    return match[0] if match else ""


def _of_phone(blank: str, figure: Figure, found: Sequence[Figure]) -> _Told:
    before = [other.end for other in found if other.kind == "phone" and other.end <= figure.start]
    left = max(before[-1] if before else 0, figure.start - _FAR)
    own = blank[left : figure.start]
    offices = _OFFICE.findall(own)
    behind = re.match(r"[^ぁ-ゖ]{0,2}\(([^)]{2,20})\)", blank[figure.end :])
    office = offices[-1] if offices else ""
    if behind and _OFFICE.search(behind[1]):
        office, own = behind[1], own + LINE_END + behind[1]
    return _Told(figure, own, own, _nearest(own), frozenset(), office)


def _year_groups(blank: str, years: Sequence[Figure]) -> list[tuple[int, int, frozenset[int]]]:
    """Years that stand side by side, as 令和6年度から令和11年度 or 2024(令和6)年度, are one: start, end, years."""
    groups: list[tuple[int, int, frozenset[int]]] = []
    for year in years:
        if groups and (year.start < groups[-1][1] or _RANGE.fullmatch(blank, groups[-1][1], year.start)):
            groups[-1] = (groups[-1][0], max(year.end, groups[-1][1]), groups[-1][2] | {int(year.value)})
        else:
            groups.append((year.start, year.end, frozenset({int(year.value)})))
    return groups


def _governing(
    blank: str, figure: Figure, groups: Sequence[tuple[int, int, frozenset[int]]], start: int
) -> frozenset[int]:
    """The year in brackets after a figure, else the last one before it."""
    if figure.kind == "year":
        return next((years for left, right, years in groups if left <= figure.start < right), frozenset())
    bracket = _YEAR_AFTER.match(blank, figure.end)
    if bracket and (years := [years for left, _, years in groups if left == bracket.end()]):
        return years[0]
    return next(
        (years for left, right, years in reversed(groups) if start <= left and right <= figure.start), frozenset()
    )


# --- Words -----------------------------------------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    """What a text names: quoted names whole, runs of kanji, katakana or Latin letters without what any figure has."""
    found = (match[1] or _GENERIC.sub("", _STAGE_VALUE.sub(r"\1", match[0])) for match in _WORD.finditer(text))
    return [word for word in found if len(word) > 1]


def _nearest(text: str) -> str:
    return next((word for word in reversed(_words(text)) if _STAGE.sub("", word)), "")


def _first(text: str) -> str:
    return next((word for word in _words(text) if _STAGE.sub("", word)), "")


def _has(text: str, word: str) -> bool:
    return word in text or all(piece in text for piece in _pieces(word))


def _shares(text: str, word: str) -> bool:
    return word in text or any(piece in text for piece in _pieces(word))


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[str, ...]:
    """The tokens of a name of two characters or more; itself where it has none. A quoted name has no pieces."""
    if not _WORD.fullmatch(word):
        return (word,)
    return tuple(token.surface for token in tokenize(word) if len(token.surface) > 1) or (word,)
