"""A ranking -> one without runs of the same text, and with every municipality that was asked about."""

from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final

_SHINGLE: Final = 6  # characters
_SAME: Final = 0.6  # of the shorter text's shingles; plans repeat a measure word for word in summary and annex


def demote_repeats(rows: Sequence[int], text_of: Callable[[int], str | None], wanted: int) -> list[int]:
    """``rows`` with each that mostly repeats an earlier one moved behind, until ``wanted`` different ones stand first.

    A repeat is not dropped: where there is nothing else, it is still shown. Order is otherwise kept. A row without a
    text repeats nothing. Texts are asked for in order, and no more of them than it takes.
    """
    kept: list[int] = []
    repeats: list[int] = []
    shingles: list[frozenset[str]] = []
    before: set[str] = set()
    for place, row in enumerate(rows):
        if len(kept) >= wanted:
            return kept + repeats + list(rows[place:])
        if (text := text_of(row)) is None:
            kept.append(row)
            continue
        mine = _shingles(text)
        # What stands in no other text is not looked for in each of them.
        shared = mine & before
        if any(
            [
                _overlap(mine, shared, other) >= _SAME
                for other in shingles
                if len(shared) >= _SAME * min(len(mine), len(other))
            ]
        ):
            repeats.append(row)
        else:
            shingles.append(mine)
            before |= mine
            kept.append(row)
    return kept + repeats


def take_turns(rows: Sequence[int], group_of: Mapping[int, Hashable]) -> list[int]:
    """``rows`` with the groups taking turns, each in its own order; groups in order of their best row."""
    groups: dict[Hashable, list[int]] = {}
    for row in rows:
        groups.setdefault(group_of[row], []).append(row)
    longest = max((len(members) for members in groups.values()), default=0)
    return [members[turn] for turn in range(longest) for members in groups.values() if turn < len(members)]


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[str]:
    letters = "".join(text.split())
    return frozenset([letters[place : place + _SHINGLE] for place in range(max(1, len(letters) - _SHINGLE + 1))])


def _overlap(one: frozenset[str], shared: Set[str], other: frozenset[str]) -> float:
    """Which share of the shorter one the two have in common; ``shared`` has all of ``one`` that stands in any other."""
    return len(shared & other) / max(1, min(len(one), len(other)))
