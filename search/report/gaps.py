"""What several other municipalities have and one lacks: one gap for each matter, the most shared first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from corpus.about.title import plan_kind
from corpus.text.nouns import words_in
from index.catalog import PlanEntry

from ..coverage import lacks
from .items import municipality
from .nearness.likeness import EVEN, Standings
from .nearness.rows import Floats, Rows
from .overview.themes import grouped
from .report import Absence, Gap, Item, Likeness, Match

_EXAMPLES: Final = 5
# Of 43 groups to one of which a text of the five plans comes as near as EVEN, the three whose mean lies below were read to
# be gaps, and one of those above.
_USUAL: Final = 0.2
_WEAK: Final = 0.25  # of the meaning: half of what makes two items alike (arbitrary)
_LOST: Final = 0.02  # of the document: one page of fifty that was not read leaves an absence open (arbitrary)
_BLOCK: Final = 2000  # items that are grouped at once; more are parted by theme first


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose gaps: its plans, the rows of everything that they say, how much of them was not read, who is like it."""

    city: str
    plans: Sequence[PlanEntry]
    rows: Rows
    lost: float
    alike: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Matter:
    """Items of several municipalities with one aim, the one nearest to the others first."""

    rows: tuple[int, ...]


def matters_of(items: Sequence[Item], rows: Rows, standings: Standings, at_least: int) -> tuple[Matter, ...]:
    """The items of ``rows`` in groups of one aim, each in one group, of ``at_least`` municipalities or more.

    Groups join while the pairs between them have, on average, the same aim: no chain of likenesses joins two matters.
    """
    blocks = grouped(standings.meanings.whole[rows], max(1, -(-len(rows) // _BLOCK)))
    found: list[tuple[int, ...]] = []
    for block in range(int(blocks.max(initial=-1)) + 1):
        own = rows[blocks == block]
        found.extend(_joined(own, standings) if len(own) > 1 else [(int(row),) for row in own])
    many = [rows for rows in found if len({municipality(items[row].plan) for row in rows}) >= at_least]
    return tuple(Matter(rows) for rows in sorted(many, key=lambda rows: (-len(rows), rows)))


def _joined(rows: Rows, standings: Standings) -> list[tuple[int, ...]]:
    """Groups by average linkage, in each the row first that is nearest to the others."""
    meaning = standings.meaning(rows, rows)
    apart = 1 - (meaning + meaning.T) / 2
    np.fill_diagonal(apart, 0)
    groups = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - EVEN, "distance")
    found = []
    for group in range(1, int(groups.max()) + 1):
        places = np.flatnonzero(groups == group)
        central = meaning[np.ix_(places, places)].sum(axis=1)
        found.append(tuple(int(rows[place]) for place in places[np.lexsort((places, -central))]))
    return found


def gaps_of(
    asked: Asked, matters: Sequence[Matter], items: Sequence[Item], standings: Standings, at_least: int
) -> list[Gap]:
    """The matters that the municipality's plans do not have, those of most and likest municipalities first."""
    named = Counter((item.plan.id, item.title) for item in items)
    all_rows = np.unique([row for matter in matters for row in matter.rows]).astype(np.int64)
    meaning = standings.meaning(asked.rows, all_rows)
    found = []
    for matter in matters:
        rows = np.array([row for row in matter.rows if municipality(items[row].plan) != asked.city], dtype=np.int64)
        cities = tuple(sorted({municipality(items[row].plan) for row in rows}))
        if len(cities) < at_least:
            continue
        near = meaning[:, np.searchsorted(all_rows, rows)]
        gap = _gap(asked, rows, cities, items, standings, near)
        if gap is not None:
            own = [item for item in gap.examples if named[item.plan.id, item.title] == 1]
            found.append(replace(gap, name=_name(own or gap.examples)))
    return sorted(found, key=_order)


def _order(gap: Gap) -> tuple[bool, float, str]:
    """What is a measure or service somewhere comes before what only passages say."""
    bare = all(item.passage_id == item.id for item in gap.examples)
    return bare, -len(gap.municipalities) * gap.alikeness * gap.sure, gap.examples[0].id


def _gap(
    asked: Asked, rows: Rows, cities: tuple[str, ...], items: Sequence[Item], standings: Standings, meaning: Floats
) -> Gap | None:
    """None where the municipality says the same as one of the group, and much the same as the whole group."""
    nearest, best, usual = None, 0.0, 0.0
    if len(asked.rows):
        here, there = np.unravel_index(int(np.argmax(meaning)), meaning.shape)
        best, usual = float(meaning[here, there]), float(meaning.mean(axis=1).max())
        nearest = matched(int(asked.rows[here]), int(rows[there]), items, standings)
    has = best >= EVEN and usual >= _USUAL
    if has or (nearest and nearest.likeness is Likeness.NEAR_COPY):
        return None
    absence = Absence.WEAK if best >= _WEAK else Absence.NONE
    if _of_kinds_not_held(asked, [items[row] for row in rows]):
        absence = Absence.NOT_INDEXED
    if asked.lost > _LOST or not len(asked.rows):
        absence = Absence.UNREAD
    alike = sum(asked.alike.get(city, 0.0) for city in cities) / len(cities)
    sure = (1 - best) * (1 - min(asked.lost, 1.0)) if absence is not Absence.UNREAD else 0.0
    examples = _one_each([items[row] for row in rows])
    return Gap("", examples, cities, alike, absence, nearest, sure, asked.city)


def _of_kinds_not_held(asked: Asked, items: Sequence[Item]) -> bool:
    """Whether all of ``items`` stand in plans of kinds of which the index has none of the municipality's."""
    kinds = {plan_kind(item.plan.kind, item.plan.title) for item in items}
    return None not in kinds and lacks(asked.plans, [kind for kind in kinds if kind is not None])


def _name(examples: Sequence[Item]) -> str:
    """The title of the example that is named most like the others, the shorter of equals."""
    words = [words_in(item.title) for item in examples]

    def shared(place: int) -> float:
        others = [each for other, each in enumerate(words) if other != place]
        return sum(len(words[place] & each) / max(len(words[place] | each), 1) for each in others)

    best = max(range(len(examples)), key=lambda place: (shared(place), -place))
    return " ".join(examples[best].title.split())


def matched(ours: int, theirs: int, items: Sequence[Item], standings: Standings) -> Match:
    """The match of two items without its spans: a gap tells what comes nearest."""
    here, there = np.array([ours]), np.array([theirs])
    meaning, words = (float(each[0, 0]) for each in standings.meaning_and_words(here, there))
    wording = float(standings.grams.shared(here, there)[0, 0])
    likeness, sure = standings.chance.judged(meaning, wording, words)
    return Match(items[ours], items[theirs], wording, meaning, likeness, sure)


def _one_each(items: Sequence[Item]) -> tuple[Item, ...]:
    """The first of each municipality, then the others, as many as are shown."""
    first = {municipality(item.plan): item for item in reversed(items)}
    leading = [item for item in items if first[municipality(item.plan)] is item]
    return tuple([*leading, *(item for item in items if item not in leading)][:_EXAMPLES])
