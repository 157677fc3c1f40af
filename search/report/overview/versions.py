"""Two versions of one plan: what went on, and what is new."""

from collections.abc import Sequence

from ..nearness.rows import Rows
from ..pairs import Pairs
from ..report import Item, Likeness, Match

_NEW = (Likeness.SAME_WORDS, Likeness.UNRELATED)


def told_apart(
    pairs: Pairs, texts: Sequence[Item], ours: Rows, before: Rows
) -> tuple[tuple[Match, ...], tuple[Item, ...]]:
    """The items that went on from one version to the other, and those of ours that are new."""
    found, new = [], []
    for row in ours if len(before) else ():
        best = pairs.best(int(row), before, 1)[0]
        if best.likeness in _NEW:
            new.append(texts[row])
        else:
            found.append(best)
    return tuple(found), tuple(new)
