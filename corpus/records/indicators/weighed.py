"""What several finders propose as indicators, weighed against each other: the likeliest first, none that reaches into a likelier one.

What speaks for a proposal is how often its finder is right on pages that it was not written on, what the model thinks of its
values, and whether another finder proposes the same.
"""

import csv
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from ...text.folding import fold
from ..found import Found
from ..tagging.pieces import Piece, Sort
from ..tagging.stretches import Stretch, Stretches
from .indicator import Value
from .names import MEASURE
from .running.atoms import Atom
from .tagged.rows import Part

MODEL: Final = "model"
_LEAST: Final = 0.0  # log-odds
_STEP: Final = 5  # parts that a chance is told in


@dataclass(frozen=True, slots=True)
class Proposal:
    """An indicator, its place in the running text, who proposes it, and how sure the model is of its own."""

    found: Found
    finder: str
    sure: float | None = None


def chosen(proposals: Sequence[Proposal], text: Stretches) -> list[Found]:
    """Those proposals that are likely, each apart from the likelier ones of other finders; places are of the plan's text."""
    weights = _weights()
    weighed = [(sum(weights.get(sign, 0.0) for sign in signs), each) for each, signs in signs_of(proposals, text)]
    kept: list[Proposal] = []
    printed = set()
    for score, each in sorted(weighed, key=lambda pair: (-pair[0], pair[1].found.start)):
        others = (other.found for other in kept if other.finder != each.finder)
        if score < _LEAST or _printed(each.found) in printed or any(_reach(each.found, other) for other in others):
            continue
        kept.append(each)
        printed.add(_printed(each.found))
    return sorted((text.plain.led_back(each.found) for each in kept), key=lambda found: found.start)


def _reach(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _printed(found: Found) -> tuple[str, str | None, float | None, float | None]:
    values = [each.value if each else None for each in (found.baseline, found.target)]
    return ("".join(found.name.split()), found.subject, values[0], values[1])


def signs_of(proposals: Sequence[Proposal], text: Stretches) -> Iterator[tuple[Proposal, list[str]]]:
    """Each proposal with what speaks for or against it."""
    by_values: dict[tuple[str, str], set[str]] = {}
    for each in proposals:
        by_values.setdefault(_values(each.found), set()).add(each.finder)
    aimed = [each.found for each in proposals if each.found.target is not None]
    for each in proposals:
        held = ("b" if each.found.baseline else "") + ("t" if each.found.target else "")
        alike = by_values[_values(each.found)] - {each.finder}
        signs = ["b", each.finder, f"{each.finder}:{held}", *(f"with:{other}" for other in sorted(alike))]
        signs += ["agreed"] if alike else []
        signs += ["measured"] if MEASURE.search(fold(each.found.name)) else []
        signs.append(f"series:{min(len(each.found.series), 3)}{held}")
        if each.found.target is None and any(_reach(each.found, other) for other in aimed):
            signs.append("aimed")  # its values are those of a row that has a target
        if each.sure is not None:
            signs.append(f"sure:{_told(each.sure, 10)}")
        else:
            signs += [f"{sign}{_told(chance)}" for sign, chance in _model_on(each.found, text)]
        yield each, signs


def _values(found: Found) -> tuple[str, str]:
    return _squeezed(found.baseline), _squeezed(found.target)


def _squeezed(value: Value | None) -> str:
    return "".join(fold(value.text).split()) if value else ""


def _told(chance: float, step: int = _STEP) -> int:
    return min(int(chance * step), step - 1)


def _model_on(found: Found, text: Stretches) -> Iterator[tuple[str, float]]:
    """What the model thinks of the values that another finder takes: how likely they are of an indicator, and in this role."""
    stretch, low, high = _within(found, text)
    if stretch is None:
        return
    within, by_role = [], []
    wanted = {Part.BASELINE: _squeezed(found.baseline), Part.TARGET: _squeezed(found.target)}
    for place in range(low, high):
        piece = stretch.pieces[place]
        if piece.sort is not Sort.VALUE or not isinstance(piece.held, Atom) or piece.held.value is None:
            continue
        words = _squeezed(piece.held.value)
        role = next((part for part, each in wanted.items() if each and each == words), None)
        if role is None:
            continue
        wanted[role] = ""
        within.append(float(stretch.within["indicators"][place]))
        by_role.append(stretch.parts["indicators"][place] == role)
    if within:
        yield "within:", sum(within) / len(within)
        yield "role:", sum(by_role) / len(by_role)


def _within(found: Found, text: Stretches) -> tuple[Stretch | None, int, int]:
    at = bisect_left(text.each, found.start + 1, key=lambda stretch: stretch.start) - 1
    if at < 0:
        return None, 0, 0
    stretch = text.each[at]
    low = bisect_left(stretch.pieces, found.start - stretch.start, key=_start)
    return stretch, low, bisect_left(stretch.pieces, found.end - stretch.start, low, key=_start)


def _start(piece: Piece) -> int:
    return piece.start


@cache
def _weights() -> Mapping[str, float]:
    table = resources.files(__package__).joinpath("weighed.tsv").read_text(encoding="utf-8")
    return {sign: float(weight) for sign, weight in csv.reader(table.splitlines(), delimiter="\t")}
