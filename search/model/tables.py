"""Whether a sentence keeps the rows and columns of a passage's tables, where no figure tells.

Of a row 「見守りシール｜交付｜長寿支援課」 a model may not tell the desk of another row; where the cell under 郵送申請 is 不可 it may not
say that one can; and whom a column heads 対象 does not act.

Missed: a row that the sentence does not name, and cells that say yes and no in other words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from corpus.figures import Clock, Date, Days
from corpus.text.tokens import lemmas

from .reading.facts import Fact, Literal, bears_out, facts
from .reading.likeness import share_kept
from .reading.negation import in_common_form, negative_forms
from .reading.spelling import KANJI, LINE_END

_YES: Final = frozenset(
    ["可", "○", "◯", "〇", "◎", "有", "有り", "あり", "可能", "対象", "実施", "済", "はい", "要", "必要"]
)
_NO: Final = frozenset(
    ["不可", "×", "✕", "✗", "無", "無し", "なし", "不可能", "対象外", "未実施", "未", "いいえ", "否", "不要"]
)
_SYMBOLS: Final = _YES - frozenset(("対象", "実施", "必要", "要")) | _NO - frozenset(("対象外",))  # no heads of columns
_COLUMN: Final = 0.5  # of the words of a header cell, by rarity (arbitrary: half)
_UNIT: Final = re.compile(r"単位[:：・ ]?([^()（）\s]{1,5})[)）]?(?=\s|$)")
_BARE: Final = re.compile(r"(?<=\t)([▲△-]?[0-9][0-9,.]*)(?=[\t\n]|$)")
_DOER: Final = re.compile(r"実施(?:主体|者|機関)|担い手|提供者|主体|主催|講師|運営|担当|所管|窓口|支援者|協力")
_RECEIVER: Final = re.compile(r"対象|受講|参加者|利用者|相手")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a passage, in one spelling; ``heads`` is empty where no row heads the columns."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def with_units(text: str) -> str:
    """A passage's text with the unit that a table is said to be in behind each of its bare numbers: 6,480千円."""
    unit = _UNIT.search(text)
    return _BARE.sub(lambda match: match[1] + unit[1], text) if unit else text


def tables(text: str, header: Sequence[str] = ()) -> tuple[Table, ...]:
    """The tables of a text in lines, whose header cells may be given apart."""
    lines = [line.split("\t") for line in text.split(LINE_END)]
    return tuple(
        _table([tuple(cell.strip() for cell in row) for row in rows], tuple(header))
        for width, rows in groupby(lines, len)
        if width > 1
    )


def as_sentences(table: Table) -> Iterator[str]:
    """Each row told as sentences, that clauses may be read of it: 手すりの郵送申請は不可。"""
    heads = table.heads or ("",) * len(table.rows[0])
    for row in table.rows:
        doers = [cell for head, cell in zip(heads, row, strict=True) if _DOER.search(head)]
        receivers = [cell for head, cell in zip(heads, row, strict=True) if _RECEIVER.search(head)]
        if doers and receivers:
            yield f"{row[0]}は、{doers[0]}が{receivers[0]}に実施します。"
        for head, cell in zip(heads[1:], row[1:], strict=True):
            yield f"{row[0]}の{head}は{cell}。" if head else f"{row[0]}は{cell}。"


def keeps_tables(told: str, found: Sequence[Table]) -> bool:
    """Whether what a sentence in one spelling tells of the rows of tables stands in those rows."""
    return all(
        _keeps_rows(told, table) and _keeps_columns(told, table) and _keeps_marks(told, table) for table in found
    )


def named_at(told: str, labels: Sequence[str]) -> list[tuple[int, int]]:
    """Where labels stand in ``told``, each with its number, in order; none inside a longer one."""
    found: list[tuple[int, int, int]] = []
    for number, label in sorted(enumerate(labels), key=lambda pair: -len(pair[1])):
        alone = rf"(?<![{KANJI}]){re.escape(label)}(?![{KANJI}])" if len(label) == 1 else re.escape(label)
        for match in re.finditer(alone, told) if label else ():
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((*match.span(), number))
    return [(start, number) for start, _, number in sorted(found)]


def columns_named(told: str, heads: Sequence[str]) -> list[int]:
    """The columns whose header cells a sentence names most of, by their numbers; none where it names none."""
    shares = {number: _share(head, told) for number, head in enumerate(heads) if number and head}
    most = max(shares.values(), default=0.0)
    return [number for number, share in shares.items() if most >= _COLUMN and share == most]


def _table(rows: list[tuple[str, ...]], header: tuple[str, ...]) -> Table:
    if len(header) == len(rows[0]):
        return Table(header, tuple(rows))
    if len(rows) > 1 and not any(map(_holds_value, rows[0][1:])):
        return Table(rows[0], tuple(rows[1:]))
    return Table((), tuple(rows))


@lru_cache(maxsize=1024)
def _holds_value(cell: str) -> bool:
    return cell in _SYMBOLS or any(
        not isinstance(fact, Literal) and type(fact).__name__ in ("Quantity", "Phone", "Clock") for fact in facts(cell)
    )


def _keeps_rows(told: str, table: Table) -> bool:
    """Whether each cell told stands in a row of those that are named around it."""
    rows = named_at(told, [row[0] for row in table.rows])
    if not rows:
        return True
    for column in range(1, len(table.rows[0])):
        cells = [row[column] for row in table.rows]
        values = named_at(told, ["" if cell in _YES | _NO or cell[:1].isdigit() else cell for cell in cells])
        if not values:
            continue
        for place, value in values:
            governing = _governing(place, rows, [start for start, _ in values])
            if not any(cells[number] == cells[value] for number in governing):
                return False
    return True


def _keeps_columns(told: str, table: Table) -> bool:
    """Whether no date, time or day is told under the head of another column: 6月8日までに申し込む where it is under 開催日."""
    if not table.heads:
        return True
    moments = [fact for fact in facts(told) if isinstance(fact, Date | Clock | Days)]
    return all(
        any(not _is_of_another(row, column, told, moment, table.heads) for row, column in places)
        for moment in moments
        if (places := _printed_at(moment, table))
    )


def _printed_at(moment: Fact, table: Table) -> list[tuple[tuple[str, ...], int]]:
    return [
        (row, column)
        for row in table.rows
        for column in range(1, len(row))
        if any(bears_out(fact, moment) for fact in facts(row[column]))
    ]


def _is_of_another(row: tuple[str, ...], column: int, told: str, moment: Fact, heads: tuple[str, ...]) -> bool:
    """Whether the words around a moment are of the head of another column that holds moments, and none of its own."""
    left = max(told.rfind(stop, 0, moment.start) for stop in "、。は") + 1
    right = min((place for stop in "、。" if (place := told.find(stop, moment.end)) >= 0), default=len(told))
    beside = told[left : moment.start] + " " + told[moment.end : right]
    others = [
        head
        for number, head in enumerate(heads)
        if number not in (0, column) and any(type(fact) is type(moment) for fact in facts(row[number]))
    ]
    return not _share(heads[column], beside) and any(_share(head, beside) >= _COLUMN for head in others)


def _governing(place: int, rows: list[tuple[int, int]], values: list[int]) -> set[int]:
    """The rows named together last before a value, or first behind it where a value comes before any row."""
    first_value = min(values)
    if rows[0][0] < first_value:
        around = [row for row in rows if row[0] < place]
        edge = max((value for value in values if value < place and any(row[0] > value for row in around)), default=-1)
        return {number for start, number in around if start > edge}
    behind = [row for row in rows if row[0] > place]
    edge = min((value for value in values if value > place), default=len(behind) and behind[-1][0] + 1)
    return {number for start, number in behind if start < edge} or {number for _, number in rows}


def _keeps_marks(told: str, table: Table) -> bool:
    """Whether what is told of cells that say yes or no is what they say."""
    rows = {number for _, number in named_at(told, [row[0] for row in table.rows])}
    marked = [
        column for column in columns_named(told, table.heads) if all(row[column] in _YES | _NO for row in table.rows)
    ]
    if not rows or not marked:
        return True
    denies = len(negative_forms(in_common_form(told))) % 2 == 1
    return all((table.rows[row][column] in _NO) == denies for row in rows for column in marked)


def _share(head: str, told: str) -> float:
    if head in told:
        return 2.0
    return share_kept(set(lemmas(head)), told)
