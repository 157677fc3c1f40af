"""Entries of one kind that follow one another under one parent: 1 2 3, ○ ○ ○."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .entries import Entry

_LOOSE: Final = 74  # from this rank on, marks have no number, and a short line between two ends their list
_LEAD: Final = 60  # characters before a list that say what it lists


@dataclass(slots=True)
class Group:
    """Sibling entries; ``parents`` are the titles of the entries around them, innermost last, ``lead`` what stands before."""

    entries: list[Entry]
    parents: tuple[str, ...]
    lead: str
    parent: "Group | None" = None  # the list in whose entry this one stands
    cousins: int = 0  # entries of the same kind in the other groups of the plan
    children: "list[Group]" = field(default_factory=list)

    @property
    def first(self) -> Entry:
        """The entry that the list begins with."""
        return self.entries[0]


def groups_of(entries: Sequence[Entry], flat: str) -> list[Group]:
    """Every group, in order of its first entry; labels make none of their own but end lists of bullets."""
    done: list[Group] = []
    stack: list[Group] = []
    before: Entry | None = None
    for entry in entries:
        if entry.kind == "label":
            while stack and stack[-1].first.rank >= _LOOSE and stack[-1].first.kind != "status":
                stack.pop()
        else:
            while stack and stack[-1].first.rank > entry.rank:
                stack.pop()
            if stack and _follows(stack[-1].entries[-1], entry):
                stack[-1].entries.append(entry)
            else:
                if stack and stack[-1].first.rank == entry.rank:
                    stack.pop()
                group = Group(
                    [entry], tuple(flat[e.start : e.end] for e in (g.entries[-1] for g in stack)), _lead(before, flat)
                )
                if stack:
                    group.parent = stack[-1]
                    stack[-1].children.append(group)
                done.append(group)
                stack.append(group)
        before = entry
    kinds = Counter(entry.kind for group in done for entry in group.entries)
    for group in done:
        group.cousins = kinds[group.first.kind] - len(group.entries)
    return done


def _follows(last: Entry, entry: Entry) -> bool:
    """Whether an entry is the next of the same list."""
    if (last.kind, last.rank) != (entry.kind, entry.rank):
        return False
    if not last.number or not entry.number:
        return last.number == entry.number
    return last.number[:-1] == entry.number[:-1] and last.number[-1] + 1 == entry.number[-1]


def _lead(before: Entry | None, flat: str) -> str:
    """The words right before a list, and the short line or the title above them."""
    if before is None:
        return ""
    body = flat[before.end : before.stop].strip()
    return f"{flat[before.start : before.end]}\n{body[-_LEAD:]}"
