"""Every fact of a text as it is mentioned: what its clause and the one before name, its row and column, its year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.figures import Days, Kind, Phone, Quantity, Unit, unit_named
from corpus.figures.told_of import cell_at, told_of
from corpus.text.counting_words import COUNTERS
from corpus.text.nouns import words_in

from .facts import Fact, Literal, facts, named_years
from .names import first_named, last_named
from .spelling import KANJI, KATAKANA, LINE_END

_FAR: Final = 80  # characters; what stands farther off is of something else (arbitrary: two clauses)
_INNER: Final = "\x03"  # in the place of what would cut a quoted name
_COUNTED: Final = "\x01"  # in the place of a quantity or a telephone number: it cuts
_WHEN: Final = "\x02"  # in the place of a year, a date or a time: it does not
_CUT: Final = re.compile(rf"[、。,\t()・:;!?！？{LINE_END}{_COUNTED}]")
_QUOTED: Final = re.compile(r"[「『【]([^」』】]{1,40})[」』】]")
_OFFICE: Final = re.compile(
    rf"[{KANJI}{KATAKANA}ぁ-ゖ]{{0,12}}?[{KANJI}{KATAKANA}]+(?:課|係|室|センター|会館|館|園|支所|出張所|署|病院|局|協議会|事務所|ステーション)(?![{KANJI}{KATAKANA}])"
)
_ASIDE: Final = re.compile(
    rf"\([^()]*(?:[{_COUNTED}{_WHEN}階]|内(?=\)))[^()]*\)?"
)  # 高齢者支援課(保健センター1階、電話…)
_OF: Final = re.compile(rf"の([{KANJI}{KATAKANA}]{{2,}})")
_IN_BRACKETS: Final = re.compile(r"[^ぁ-ゖ]{0,2}\(([^)]{2,20})\)")
_TOPIC: Final = re.compile(r"[^。]{2,40}?は")
_UNIT_ENDS: Final = re.compile(r"[\s()【】:・]+")
_CLOSED: Final = re.compile("休業|定休|休館|休み|閉館|休所")
_EACH: Final = re.compile("([月年日週])額")
_RATE: Final = re.compile(r"[率合](?:\(|$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact and what its text tells of it."""

    fact: Fact
    reach: str  # the text of its clause, and of earlier ones as far as a name is found
    clause: str  # the text of its clause alone
    counted: str  # the name nearest to it, which is what it counts; "" where nothing tells
    years: frozenset[int]  # the years that govern it; empty without one
    sentence: tuple[str, str]  # what stands before it and behind it, up to the next quantity or the sentence's ends
    office: str = ""  # of a telephone number, the office named nearest
    row: str = ""  # of a table's fact, the first cell of its row
    owner: frozenset[str] = frozenset()  # of a quantity, the words of what it is told of


def mentions(text: str, start: int = 0) -> list[Mention]:
    """Every fact of ``text`` as it is mentioned; what stands before ``start`` only names things."""
    blank, found = _masked(text)
    return [
        _of_phone(blank, fact, found)
        if isinstance(fact, Phone)
        else _owned(_of_clause(blank, fact, found, start), text, ())
        for fact in found
    ]


def mentions_in_rows(text: str, header: Sequence[str]) -> Iterator[Mention]:
    """The same of a passage, in whose tables a row's first cell and the header cell over the column name things too."""
    for mention in mentions(text):
        mention = _owned(mention, text, header)
        place = mention.fact.start
        left = text.rfind(LINE_END, 0, place) + 1
        right = text.find(LINE_END, place)
        cells = text[left : right if right >= 0 else None].split("\t")
        if len(cells) < 2 or isinstance(mention.fact, Phone):
            yield mention
            continue
        column = text.count("\t", left, place)
        cell = cell_at(text.replace(LINE_END, "\n"), place, header)
        yield _in_cell(mention, cells if column else ["", *cells[1:]], cell.over if cell else "", column)


def _owned(mention: Mention, text: str, header: Sequence[str]) -> Mention:
    """A quantity with the words and the years that it is told of, by :mod:`corpus.figures.told_of`."""
    if not isinstance(mention.fact, Quantity):
        return mention
    told = told_of(text.replace(LINE_END, "\n"), mention.fact, header)
    owner = words_in("\n".join((told.subject, told.topic, told.place))) - COUNTERS
    calendar = told.years[:1] if told.years[1:] < told.years[:1] else told.years  # of a date, not its fiscal year
    return replace(mention, owner=owner, years=frozenset(calendar))


def _in_cell(mention: Mention, cells: Sequence[str], over: str, column: int) -> Mention:
    """A fact of a table: its row's first cell and its column's header tell what it counts, unless its cell does.

    A figure that labels its row (85歳以上) counts nothing; of a day or a time all cells of its row may tell.
    """
    fact, row = mention.fact, cells[0]
    if isinstance(fact, Quantity) and not fact.unit and (unit := _header_unit(over)):
        fact = replace(fact, unit=unit.name, kind=unit.kind)
    if isinstance(fact, Quantity) and fact.kind is Kind.MONEY and not fact.per and (each := _EACH.search(over)):
        fact = replace(fact, per=each[1])
    if isinstance(fact, Days) and _CLOSED.search(over):
        fact = replace(fact, days=(), excluded=fact.days or fact.excluded)
    sentence = (row + LINE_END + over + LINE_END + mention.sentence[0], mention.sentence[1])
    mention = replace(mention, fact=fact, row=row, sentence=sentence)
    if not column:
        return replace(mention, counted="", owner=frozenset())
    if not isinstance(fact, Quantity):
        whole = LINE_END.join((*cells, over))
        return replace(mention, reach=whole, clause=whole)
    if last_named(cells[column]):
        return replace(mention, reach=LINE_END.join((mention.reach, row, over)))
    reach = row + LINE_END + over
    counted = last_named(_masked(over)[0]) or last_named(row)
    return replace(mention, reach=reach, clause=reach, counted=counted)


def _header_unit(over: str) -> Unit | None:
    """The unit that a header cell ends with or has in brackets: 開催回数, 参加者数(人), 利用率."""
    if _RATE.search(over):
        return unit_named("%")
    pieces = [piece for piece in _UNIT_ENDS.split(over) if piece]
    ends = (piece[place:] for piece in reversed(pieces) for place in range(len(piece)))
    return next((unit for end in ends if (end in pieces or end.endswith("数")) and (unit := unit_named(end))), None)


def _masked(text: str) -> tuple[str, tuple[Fact, ...]]:
    """``text`` with marks in the place of its facts, and the facts."""
    found = facts(text)
    chars = list(text)
    for fact in found:
        if not isinstance(fact, Literal) or any(char.isdigit() for char in fact.letters):
            mark = _COUNTED if isinstance(fact, Quantity | Phone) else _WHEN
            chars[fact.start : fact.end] = mark * (fact.end - fact.start)
    blank = _QUOTED.sub(lambda match: match[0][0] + _CUT.sub(_INNER, match[1]) + match[0][-1], "".join(chars))
    return blank, found


def _of_clause(blank: str, fact: Fact, found: Sequence[Fact], start: int) -> Mention:
    edge, clause, after = _clause_around(blank, fact)
    counts = isinstance(fact, Quantity)
    of = _OF.match(after) if counts else None  # 28件の訪問
    counted = of[1] if of and last_named(of[1]) else last_named(clause)
    beside = reach = clause + LINE_END + after
    begins = max(blank.rfind("。", 0, fact.start), blank.rfind(LINE_END, 0, fact.start), start - 1) + 1
    sentence = _sentence(blank, fact, begins)
    if not counts or not counted:
        back, name = _walk_back(blank, edge, begins)
        if not name and not counted:
            beyond = after if counts else sentence[1]  # 令和8年度から、センターを設置します
            name, beside = first_named(beyond), clause + LINE_END + beyond
            if not name:
                back, name = _walk_back(blank, edge, max(0, fact.start - _FAR))
        if counts:  # 講座は年4回開き、延べ126人が…: of a clause without a name, all before it may tell
            back = blank[max(begins, fact.start - _FAR) : fact.start] + LINE_END + back
        reach, counted = LINE_END.join((_topic(blank, fact.start), back, beside)), counted or name
    return Mention(fact, reach, beside, counted, named_years(fact), sentence)


def _sentence(blank: str, fact: Fact, begins: int) -> tuple[str, str]:
    ends = min(
        (end for end in (blank.find("。", fact.end), blank.find(LINE_END, fact.end)) if end >= 0), default=len(blank)
    )
    before = blank[max(begins, blank.rfind(_COUNTED, 0, fact.start) + 1) : fact.start]
    following = blank.find(_COUNTED, fact.end, ends)
    return before, blank[fact.end : following if following >= 0 else ends]


def _clause_around(blank: str, fact: Fact) -> tuple[int, str, str]:
    """Where a fact's clause begins, and its words before and after the fact."""
    edge = max((match.end() for match in _CUT.finditer(blank, 0, fact.start)), default=0)
    following = _CUT.search(blank, fact.end)
    after = blank[fact.end : following.start() if following else len(blank)]
    clause = blank[edge : fact.start].replace(_WHEN, LINE_END)
    if edge and blank[edge - 1] == _COUNTED and (consumed := _OF.match(clause)):
        # 340件の相談と28件の訪問: 相談 is told of the 340; but 65歳以上の町民は120人 tells 町民 of both
        rest = clause[consumed.end() :]
        if rest[:1] in ("", "と", "や") or last_named(rest):
            clause = rest
    return edge, clause, after


def _walk_back(blank: str, edge: int, limit: int) -> tuple[str, str]:
    """Clauses before ``edge`` as far as one has a name that tells what is counted."""
    left = edge
    while left > max(limit, edge - _FAR):
        cut = max((match.end() for match in _CUT.finditer(blank, limit, left - 1)), default=limit)
        left = cut if cut < left else left - 1
        if name := last_named(blank[left:edge]):
            return blank[left:edge], name
    return blank[left:edge], ""


def _topic(blank: str, place: int) -> str:
    """What the line is about: its words up to the first は."""
    line = blank.rfind(LINE_END, 0, place) + 1
    match = _TOPIC.match(blank, line, place)
    return match[0] if match else ""


def _of_phone(blank: str, phone: Phone, found: Sequence[Fact]) -> Mention:
    before = [other.end for other in found if isinstance(other, Phone) and other.end <= phone.start]
    left = max(before[-1] if before else 0, phone.start - _FAR)
    reach = blank[left : phone.start]
    offices = _OFFICE.findall(_ASIDE.sub("", reach)) or _OFFICE.findall(reach)
    behind = _IN_BRACKETS.match(blank, phone.end)
    office = offices[-1] if offices else ""
    if behind and _OFFICE.search(behind[1]):
        office, reach = behind[1], reach + LINE_END + behind[1]
    return Mention(phone, reach, reach, last_named(reach), frozenset(), (reach, ""), office)
