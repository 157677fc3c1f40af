"""What a list's place tells of it: a table of contents, a chapter of targets, another list like it beside it."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from ..parts import Draft
from .entries import Entry
from .groups import Group

_PAGE_BEHIND: Final = re.compile(r"(?:[.…・‥･]{3,}|\s)\s*[0-9]{1,3}\s*$")
_LINE_MAX: Final = 150  # characters in which a line of a table of contents ends
# Endings of the title that a chapter of no measures has; 基本目標 heads measures.
_TARGETS: Final = re.compile(
    r"(?:(?<!基本)(?<!重点)(?<!施策)(?<!政策)目標|目標値|指標|現状と課題|現状|課題|見込み?量?|推移|調査結果|(?:調査|アンケート)の結果)$"
)
# Whose actions are listed, if not the town's.
_OTHERS: Final = re.compile(
    r"(?:市民|町民|村民|区民|住民|地域|個人|家庭|事業者|団体|企業|皆さん|みなさん|一人ひとり)(?:の皆さん|のみなさん|一人ひとり)?(?:の|が|に)[^\n]{0,8}(?:取り?組|役割|でき|期待|行動)"
)

_OF_WORK: Final = re.compile(r"施策|取り?組|事業")

Kin = tuple[int, str]


def elsewhere(group: Group, flat: str) -> bool:
    """Whether a list stands where no measures are listed."""
    if _in_contents(group, flat):
        return True
    around = [parent.strip(" 】》〉:") for parent in group.parents[-2:]]
    label = group.lead.strip().split("\n")[0]
    if any(map(_OTHERS.search, [label, *around[-1:]])):
        return True
    return any(map(_TARGETS.search, around)) and not _OF_WORK.search(label)


def kin_key(group: Group) -> Kin | None:
    """The same for lists of one kind under the entries of one list."""
    return (id(group.parent), group.first.kind) if group.parent else None


def kinds_under(groups: Iterable[Group], chosen: Collection[int]) -> set[Kin]:
    """The keys of the lists that are chosen."""
    return {key for group in groups if id(group) in chosen and (key := kin_key(group)) is not None}


def around_typed(entries: Iterable[Entry], starts: Sequence[int]) -> set[int]:
    """Where the entries begin in whose part of the text a typed table begins."""
    found: set[int] = set()
    around: list[Entry] = []
    place = 0
    for entry in [each for each in entries if each.kind != "label"]:
        while place < len(starts) and starts[place] <= entry.begin:
            found.update(each.begin for each in around)
            around.clear()
            place += 1
        while around and around[-1].rank >= entry.rank:
            around.pop()
        around.append(entry)
    return found | ({each.begin for each in around} if place < len(starts) else set())


def inside_one(place: int, typed: Sequence[Draft]) -> bool:
    """Whether a place lies inside a row of a typed table."""
    before = bisect_right(typed, place, key=lambda draft: draft.start)
    return before > 0 and place < typed[before - 1].end


def _in_contents(group: Group, flat: str) -> bool:
    paged = 0
    for entry in group.entries:
        end = flat.find("\n", entry.start, entry.start + _LINE_MAX)
        paged += bool(end > 0 and _PAGE_BEHIND.search(flat, entry.start, end))
    return paged * 2 > len(group.entries)
