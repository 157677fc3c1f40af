"""Whether what a sentence says is most, more or growing is so by the figures of its passages, where it does not print both.

The values compared are those of a table's rows under a column, of its columns in a row, and the figures of one unit that running
text tells of several things. A sentence that says most of something whose figure is the most may say so though the passage does not.

Missed: values of two passages, and a growth that ends before the last year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from corpus.figures import Quantity, Years

from .reading.changes import LESS, MORE
from .reading.facts import facts
from .reading.mentions import Mention
from .reading.names import names
from .tables import Table, columns_named, named_at

MOST: Final = re.compile(r"最も|もっとも|一番|いちばん|最多|最高|最大|最少|最低|最小")
_HIGH: Final = re.compile(r"(?:最も|もっとも|一番|いちばん)[^、。]{0,6}?(?:高|多|大き|長)|最[多高大]")
_LOW: Final = re.compile(r"(?:最も|もっとも|一番|いちばん)[^、。]{0,6}?(?:低|少|小さ|短)|最[少低小]")
_MORE: Final = re.compile(MORE)
_LESS: Final = re.compile(LESS)
_GROWS: Final = re.compile(r"増[えやし加]|上昇|伸び|上が|拡大")
_FALLS: Final = re.compile(r"減[っりら少]|低下|下が|縮小|落ち")
_THAN: Final = re.compile(
    r"(?:地区|圏域|区域|世帯)?(?:の(?:値|平均|割合|数|水準))?(?:も|と)?(?:より|を?も?(?:上|下)回|に比べ|と比べ|に対し)"
)
_LINK: Final = re.compile(r"(?:地区|圏域|区域|世帯)?(?:の(?:値|平均|割合|数|水準|場合))?(?:と|も|や|、|及び|・)+")
_COMPARES: Final = re.compile(r"より|上回|下回|比べ")


@dataclass(frozen=True, slots=True)
class Series:
    """Values that one row, one column or one run of text tells of several labels, in order."""

    name: str
    labels: tuple[str, ...]
    values: tuple[Decimal, ...]
    running: bool  # whether the labels are years


def series_of(tables: Sequence[Table], mentions: Sequence[Mention]) -> tuple[Series, ...]:
    """The series of a passage's tables, and of its running text by unit."""
    return (*(each for table in tables for each in _of_table(table)), *_of_text(mentions), *_of_change(mentions))


def ranks_alike(told: str, series: Sequence[Series]) -> bool:
    """Whether no series that a sentence in one spelling names belies what it says."""
    return not any(
        _belies_most(told, each) or _belies_change(told, each) or _belies_more(told, each)
        for each in series
        if _is_named(told, each, series)
    )


def change_is_told(told: str, cited: str) -> bool:
    """Whether a passage tells of a change, or of two figures of one unit, where a sentence says growing or falling."""
    for says in (_GROWS, _FALLS):
        if says.search(told) and not (_MORE if says is _GROWS else _LESS).search(cited):
            units = [fact.unit for fact in facts(cited) if isinstance(fact, Quantity)]
            if len(units) == len(set(units)):
                return False
    return True


def is_most(told: str, series: Sequence[Series]) -> bool:
    """Whether a sentence says most of that label of a series of which its figures do."""
    return any(_first_named(told, each) in _extreme(told, each) for each in series if _is_named(told, each, series))


def _is_named(told: str, each: Series, series: Sequence[Series]) -> bool:
    alike = [one for one in series if one.labels == each.labels]
    return (
        not each.name
        or len(alike) == 1
        or bool(named_at(told, [each.name]))
        or bool(columns_named(told, ("", each.name)))
    )


def _extreme(told: str, each: Series) -> frozenset[int]:
    """The labels with the highest value, or the lowest, whichever a sentence says."""
    wanted = max if _HIGH.search(told) else min if _LOW.search(told) else None
    if wanted is None or len(each.values) < 2:
        return frozenset()
    value = wanted(each.values)
    return frozenset(number for number, one in enumerate(each.values) if one == value)


def _first_named(told: str, each: Series) -> int:
    """The one label that a sentence says most of: the only one that it names, or the first; -1 where it names none."""
    found = named_at(told, each.labels)
    return found[0][1] if found else -1


def _belies_most(told: str, each: Series) -> bool:
    extreme = _extreme(told, each)
    found = {number for _, number in named_at(told, each.labels)}
    return len(found) == 1 and bool(extreme) and not found & extreme


def _belies_change(told: str, each: Series) -> bool:
    """Whether a sentence without two figures says that a series of years grows where it falls."""
    if not each.running or sum(isinstance(fact, Quantity) for fact in facts(told)) > 1 or MOST.search(told):
        return False
    says_more, says_less = _MORE.search(told), _LESS.search(told)
    if bool(says_more) == bool(says_less):
        return False
    named = sorted({number for _, number in named_at(told, each.labels)})
    first, last = (named[0], named[-1]) if len(named) > 1 else (0, len(each.values) - 1)
    change = each.values[last] - each.values[first]
    return change == 0 or (change > 0) != bool(says_more)


def _belies_more(told: str, each: Series) -> bool:
    """Whether a sentence says of one label that it is more than others which are not less."""
    if each.running or not _COMPARES.search(told) or bool(_MORE.search(told)) == bool(_LESS.search(told)):
        return False
    others = _compared(told, each)
    rest = {number for _, number in named_at(told, each.labels)} - others
    if len(rest) != 1 or not others:
        return False
    own = each.values[rest.pop()]
    more = bool(_MORE.search(told))
    return any((own > each.values[number]) != more or own == each.values[number] for number in others)


def _compared(told: str, each: Series) -> set[int]:
    """The labels with which another one is compared: those before より and を上回, with those joined to them."""
    found = named_at(told, each.labels)
    compared: set[int] = set()
    for start, number in reversed(found):
        end = start + len(each.labels[number])
        follows = next((other for place, other in found if place > end), None)
        if _THAN.match(told, end) or (follows in compared and _LINK.match(told, end)):
            compared.add(number)
    return compared


def _of_table(table: Table) -> Iterator[Series]:
    values = [[_value(cell) for cell in row] for row in table.rows]
    for row, own in zip(table.rows, values, strict=True):
        yield from _series(row[0], table.heads[1:], own[1:])
    for column, head in enumerate(table.heads[1:], start=1):
        yield from _series(head, [row[0] for row in table.rows], [own[column] for own in values])


def _series(name: str, labels: Sequence[str], values: Sequence[Quantity | None]) -> Iterator[Series]:
    found = [(label, value) for label, value in zip(labels, values, strict=False) if label and value is not None]
    if len(found) > 1 and len({value.unit for _, value in found}) == 1:
        running = all(any(isinstance(fact, Years) for fact in facts(label)) for label, _ in found)
        yield Series(name, tuple(label for label, _ in found), tuple(value.low for _, value in found), running)


def _value(cell: str) -> Quantity | None:
    found = facts(cell) if any(char.isdigit() for char in cell) else ()
    return found[0] if len(found) == 1 and isinstance(found[0], Quantity) else None


def _of_change(mentions: Sequence[Mention]) -> Iterator[Series]:
    """The two values of the only change that running text tells: 38.4%から31.2%に."""
    pairs = [
        (one.fact.low, other.fact.low)
        for one, other in pairwise(mentions)
        if isinstance(one.fact, Quantity) and isinstance(other.fact, Quantity) and one.fact.unit == other.fact.unit
        if one.sentence[1].startswith("から") and other.sentence[1].startswith(("に", "へ", "と"))
    ]
    if len(pairs) == 1:
        yield Series("", ("", ""), pairs[0], True)


def _of_text(mentions: Sequence[Mention]) -> Iterator[Series]:
    """The figures of running text by unit, each under the name nearest to it."""
    plain = [one for one in mentions if isinstance(one.fact, Quantity) and not one.row and names(one.counted)]
    for unit in dict.fromkeys(one.fact.unit for one in plain if isinstance(one.fact, Quantity)):
        own = [one for one in plain if isinstance(one.fact, Quantity) and one.fact.unit == unit]
        dated = sorted((one for one in own if len(one.years) == 1), key=lambda one: min(one.years))
        if len({one.years for one in dated}) == len(dated) > 1 and len({one.counted for one in dated}) == 1:
            values = tuple(one.fact.low for one in dated if isinstance(one.fact, Quantity))
            yield Series(dated[0].counted, tuple(str(min(one.years)) for one in dated), values, True)
        labels = tuple(one.counted for one in own)
        if len(set(labels)) == len(labels) > 1:
            yield Series("", labels, tuple(one.fact.low for one in own if isinstance(one.fact, Quantity)), False)
