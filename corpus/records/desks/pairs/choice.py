"""For every number of a document the name that it most likely belongs to."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ....figures import Phone
from ....frozen import frozen
from ..draft import PrintedLine
from .atoms import Atom, Sort, atoms_of
from .candidates import Name, names_of
from .features import features, signature
from .scorer import chances, score, weights

_ABOVE: Final = 8  # lines over a number on which its name is looked for (arbitrary: a name, its fields, a sentence)
_BELOW: Final = 1  # lines under it
_MOST: Final = 40  # candidates before a number, the nearest
_NEAR: Final = 6  # numbers on either side that a number is compared with
_LIKELY: Final = 0.3  # chance, from which a pair by itself says how its list is laid out


@frozen
class Pair:
    """A number (its place among the atoms), a name, and the figures and the chance of the two."""

    number: int
    name: Name
    values: tuple[float, ...]
    sign: str
    chance: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's pieces, and for each number its candidates."""

    atoms: list[Atom]
    pairs: dict[int, list[Pair]]


def read_pairs(lines: Sequence[PrintedLine], numbers: Sequence[Phone], wanted: set[int]) -> Reading:
    """The candidates of the numbers that start in ``wanted``, each judged by itself."""
    rows = {
        bisect_right(lines, number.start, key=lambda line: line.start) - 1
        for number in numbers
        if number.start in wanted
    }
    near = {row + step for row in rows for step in range(-_ABOVE, _BELOW + 1)}
    atoms = atoms_of(lines, numbers, near)
    names = names_of(lines, atoms, near)
    ends = [name.end for name in names]
    alone = weights().alone
    pairs: dict[int, list[Pair]] = {}
    for place, atom in enumerate(atoms):
        if atom.sort is not Sort.PHONE or atom.start not in wanted:
            continue
        before = bisect_right(ends, atom.start)
        after = bisect_left(ends, atom.end)
        found = []
        for name in (*names[max(0, before - _MOST) : before], *names[after : after + _MOST // 4]):
            apart = name.line - atom.line
            if -_ABOVE <= apart <= _BELOW and not (apart and (name.shape["cut"] or name.shape["behind_address"])):
                found.append((name, features(name, place, atoms, lines)))
        likely = chances([score(values, alone) for _, values in found])
        pairs[place] = [
            Pair(place, name, values, signature(name, place, atoms), each)
            for (name, values), each in zip(found, likely, strict=True)
        ]
    return Reading(atoms, pairs)


def among(reading: Reading) -> dict[int, list[tuple[Pair, tuple[float, ...]]]]:
    """Every pair with its figures and how the numbers near by stand to their likeliest names."""
    places = list(reading.pairs)
    best = {place: max(found, key=lambda pair: pair.chance, default=None) for place, found in reading.pairs.items()}
    signs = [pair.sign if (pair := best[place]) is not None and pair.chance >= _LIKELY else "" for place in places]
    told: dict[int, list[tuple[Pair, tuple[float, ...]]]] = {}
    for turn, place in enumerate(places):
        near = Counter(signs[max(0, turn - _NEAR) : turn] + signs[turn + 1 : turn + 1 + _NEAR])
        near.pop("", None)
        size = near.total()
        told[place] = [
            (
                pair,
                (*pair.values, min(near[pair.sign], 3) / 3, near[pair.sign] / size if size else 0.0, float(not size)),
            )
            for pair in reading.pairs[place]
        ]
    return told


def choose(reading: Reading, least: float) -> dict[int, Pair]:
    """The likeliest name of every number, where it and the spans that overlap it have at least this chance together."""
    weight = weights().among
    chosen: dict[int, Pair] = {}
    for place, told in among(reading).items():
        likely = chances([score(values, weight) for _, values in told])
        judged = [(each, pair) for each, (pair, _) in zip(likely, told, strict=True)]
        top = max(judged, key=lambda each: each[0], default=None)
        if top is None:
            continue
        name = top[1].name
        near = sum(each for each, pair in judged if pair.name.start < name.end and name.start < pair.name.end)
        if near >= least:
            chosen[place] = replace(top[1], chance=near)
    return chosen
