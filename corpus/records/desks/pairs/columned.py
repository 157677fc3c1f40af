"""窓口 of lists that are printed column by column: first all names, then all numbers, in the same order.

Read by nearness the last name would get the first number, which is another's. So what is such a list is told by its counts alone:
as many names as numbers, and between the two nothing but whole columns of other fields. Where there are many names and the counts
do not agree, nobody's number is known, and none is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby, pairwise
from re import compile as pattern
from typing import Final

from ....figures import Phone, phones
from ..columns import labelled
from ..draft import Draft, PrintedLine
from ..office import bare_span, is_office, shown_name
from ..values import add_phone

_BARE: Final = pattern(
    r"[\s・•●○■□◆◇★☆,、/()【】\[\]:]*(?:(?:電話|TEL|Tel|tel|℡|☎|FAX|Fax|fax|ファクス|ファックス)(?:番号)?[\s.:】)]*)?"
)
_FEWEST: Final = 2  # names and numbers of a list
_SURE: Final = 3  # of each, where no label and no empty line parts the two columns (arbitrary)
_COLUMNS_BETWEEN: Final = 4  # columns between names and numbers, at most (arbitrary)
_OVER_UNDER: Final = (
    ("部", "課"),
    ("局", "課"),
    ("部", "室"),
    ("課", "係"),
    ("課", "担当"),
    ("課", "室"),
    ("役所", "課"),
    ("役場", "課"),
)
_NAME_MAX: Final = 40  # characters
_WORDS_MAX: Final = 120  # characters of a line that may be a name or labels (arbitrary)


class _Sort(Enum):
    NAME = auto()
    NUMBER = auto()
    LABEL = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class _Item:
    """A line, or a word of a line that holds a whole list."""

    sort: _Sort
    start: int
    end: int
    key: str = ""  # of a label: the field
    number: Phone | None = None


@dataclass(frozen=True, slots=True)
class Columned:
    """A list from its first name to its last number, and its desks; none where its counts do not agree."""

    whole: Draft
    desks: tuple[Draft, ...]


def columned_lists(text: str, lines: Sequence[PrintedLine]) -> Iterator[Columned]:
    """Every list of a document that is printed column by column, in order."""
    read = [(line, phones(line.text) if "\t" not in line.text else ()) for line in lines]
    following = (list(run) for held, run in groupby(read, key=lambda each: bool(each[1])) if held)
    if all(sum(len(numbers) for _, numbers in run) < _FEWEST for run in following):
        return  # numbers with other lines between them are no column
    runs = [(sort, list(run)) for sort, run in groupby(_items(read), key=lambda item: item.sort)]
    used = -1
    for place, (sort, numbers) in enumerate(runs):
        if sort is not _Sort.NUMBER or place <= used or len(numbers) < _FEWEST or _mixed(numbers):
            continue
        above = _above(runs, place, len(numbers))
        if above is None:
            continue
        names, parted = above
        parted = parted or _apart(text, names[-1].end, numbers[0].start)
        names = _without_title(text, names, len(numbers))
        if any(_is_over(text, one, other) for one, other in pairwise(names)):
            continue
        if len(names) == len(numbers) and (parted or len(names) >= _SURE):
            faxes = _faxes(runs, place, len(numbers))
            used = place + 2 if faxes else used
            desks = tuple(
                _desk(text, name, number, faxes[at] if faxes else None)
                for at, (name, number) in enumerate(zip(names, numbers, strict=True))
            )
            yield Columned(Draft("", names[0].start, (faxes or numbers)[-1].end), desks)
        elif len(names) >= _SURE:
            yield Columned(Draft("", numbers[0].start, numbers[-1].end), ())


def _items(read: Iterable[tuple[PrintedLine, tuple[Phone, ...]]]) -> Iterator[_Item]:
    """The items of lines whose numbers are read."""
    for line, numbers in read:
        edges = [0, *(edge for number in numbers for edge in (number.start, number.end)), len(line.text)]
        between = [line.text[left:right] for left, right in zip(edges[::2], edges[1::2], strict=True)]
        if len(numbers) >= _FEWEST and all(not words.strip() for words in between[1:]) and between[0].strip():
            yield from _items_of_words(line, between[0])
            between[0] = ""
        if numbers and all(_BARE.fullmatch(words) for words in between):
            for number in numbers:
                yield _Item(_Sort.NUMBER, line.start + number.start, line.start + number.end, number=number)
        elif not numbers:
            yield _item(line.text, line.start)


def _items_of_words(line: PrintedLine, words: str) -> Iterator[_Item]:
    """The words of a line that ends in several numbers."""
    place = 0
    for word in words.split():
        place = words.index(word, place)
        yield _item(word, line.start + place)
        place += len(word)


def _item(words: str, at: int) -> _Item:
    if len(words) > _WORDS_MAX:
        return _Item(_Sort.OTHER, at, at + len(words))
    start, end = bare_span(words, 0, len(words))
    bare = words[start:end]
    keys = [labelled(word.strip(":：")) for word in bare.split()]
    if keys and all(keys):
        return _Item(_Sort.LABEL, at + start, at + end, keys[-1])
    named = len(bare) <= _NAME_MAX and "\t" not in words and not bare.endswith(("。", "、")) and is_office(bare)
    return _Item(_Sort.NAME if named else _Sort.OTHER, at + start, at + end)


def _mixed(numbers: Sequence[_Item]) -> bool:
    """Whether numbers of two uses stand in turn: a desk's own telephone and fax."""
    return len({item.number.use for item in numbers if item.number}) > 1


def _above(runs: Sequence[tuple[_Sort, list[_Item]]], place: int, count: int) -> tuple[list[_Item], bool] | None:
    """The names above a column of numbers, and whether labels or columns part them; None where something else stands between."""
    fields = 0
    parted = False
    for sort, run in reversed(runs[max(0, place - 2 * _COLUMNS_BETWEEN) : place]):
        if sort is _Sort.NAME and (not fields or fields % count == 0):
            return (run, parted) if len(run) >= _FEWEST else None
        if sort is _Sort.NUMBER:
            return None
        parted = True
        fields += len(run) if sort is not _Sort.LABEL else 0
        if fields > _COLUMNS_BETWEEN * count:
            return None
    return None


def _apart(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1


def _without_title(text: str, names: list[_Item], count: int) -> list[_Item]:
    """The names without a title over them that is named like an office, where an empty line parts it from them."""
    title = len(names) == count + 1 and _apart(text, names[0].end, names[1].start)
    return names[1:] if title else names


def _is_over(text: str, one: _Item, other: _Item) -> bool:
    """Whether one name is the department of the next: the two are one desk."""
    over, under = text[one.start : one.end], text[other.start : other.end]
    return any(over.endswith(above) and under.endswith(below) for above, below in _OVER_UNDER)


def _faxes(runs: Sequence[tuple[_Sort, list[_Item]]], place: int, count: int) -> list[_Item]:
    """The column of fax numbers that follows under its label."""
    if place + 2 >= len(runs):
        return []
    (sort, label), (_, numbers) = runs[place + 1 : place + 3]
    return (
        numbers
        if sort is _Sort.LABEL and label[-1].key == "fax" and len(numbers) == count and numbers[0].number
        else []
    )


def _desk(text: str, name: _Item, number: _Item, fax: _Item | None) -> Draft:
    draft = Draft(shown_name(text[name.start : name.end]), name.start, number.end)
    if number.number is not None:
        add_phone(draft, number.number, text[number.start : number.end])
    if fax is not None:
        draft.values["fax"] = text[fax.start : fax.end]
    return draft
