"""What stands about a piece: the headings and words above it, the column it is in, how far values and words are.

Each sign begins with what it tells of: ``c:`` the lines above, ``col:`` the column, ``rol:`` values and roles. What is known of
the pieces is worked out for all of them at once, in numbers, and spelled once for those of which the same is known.
"""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np

from ..indicators.roles import RoleWord
from ..indicators.running.headers import Header
from .alone import ENDS
from .laid import ROW_WORDS, Laid
from .lines import lines_of, shapes
from .pieces import Sort
from .told import Ints, Told

# Words of sentences that aim at something.
_AIMS: Final = re.compile(
    "目標|増や|増加|減ら|減少|めざ|目指|から|まで|以上|以下|高め|引き上げ|抑え|現在|現状|半減|維持|達成|伸ば|のば|比べ|倍|割|ゼロ|予算|国|県"
)
_STOPS: Final = re.compile(r"[。\n]")
_CLAUSE: Final = 40  # characters (arbitrary)
_REACH: Final = 40  # lines to the header of a column (arbitrary)
_BEYOND: Final = 80 * _REACH  # characters that are further, however few lines they are on
_ROLES_KEPT: Final = 12  # words for roles that are remembered (arbitrary)
_RUN_MOST: Final = 9  # values of a run that are told apart (arbitrary)
_PLACES: Final = 5  # pieces of a line that are told apart, and its values (arbitrary)


def about(pieces: Laid) -> list[Told]:
    """What is told of each piece in its place, family by family of signs."""
    shape = shapes(pieces)
    return [
        lines_of(pieces, shape),
        nth(pieces, shape),
        columns(pieces),
        *nearest_roles(pieces),
        *distances(pieces),
        series(pieces),
        clauses(pieces),
    ]


def nth(pieces: Laid, shape: Mapping[int, str]) -> Told:
    """Of each piece its place on its line, and among the values of the line."""
    before: Ints = np.cumsum(pieces.values) - pieces.values
    most = {line: each.count(Sort.VALUE) for line, each in shape.items()}
    return Told.spelled(
        lambda place, value, values: (f"nth:{place}", f"nthv:{value}/{values}"),
        np.minimum(np.arange(len(before)) - pieces.begun, _PLACES),
        np.minimum(before - before[pieces.begun], _PLACES),
        np.minimum([most[line] for line in pieces.lines.tolist()], _PLACES),
    )


def columns(pieces: Laid) -> Told:
    """Of each piece how far its header is, and of a value what the header says of its place in its run."""
    heads = pieces.heads
    ends = np.array([0, *(head.end for head in heads)])
    lines = np.array([0, *(pieces.text.flat.count("\n", 0, head.end) for head in heads)])
    at = np.searchsorted(ends[1:], pieces.starts, side="right")
    far = np.where(pieces.starts - ends[at] < _BEYOND, pieces.lines - lines[at], _REACH + 1)

    def spell(head: int, near: int, place: int, length: int) -> tuple[str, ...]:
        return _under(heads[head - 1], near, place, length) if head else ("col:none",)

    return Told.spelled(spell, at, np.searchsorted([3, 25, _REACH], far), *pieces.runs)


def _under(head: Header, near: int, place: int, length: int) -> tuple[str, ...]:
    """``near`` is 0 of what is close to 3 of what is beyond reach; the ``length`` of a run is 0 of what is in none."""
    told = [f"col:n{min(len(head.columns), 6)}", f"col:{('near', 'mid', 'far', 'far')[near]}"]
    if not length or near > 2:
        return tuple(told)
    signs = [column.role.name if column.role else "Y" for column in head.columns]
    compared = "=" if length == len(signs) else "<" if length < len(signs) else ">"
    told += [f"col:is:{signs[place]}{compared}"] if place < len(signs) else []
    told += [f"col:back:{signs[place - length]}{'=' * (compared == '=')}"] if length - place <= len(signs) else []
    return (*told, f"col:pos:{min(place, 5)}of{min(length, 6)}h{''.join(sign[0] for sign in signs[:6])}")


def series(pieces: Laid) -> Told:
    """Of each piece how many values the run that it begins or is in has, its place there, and the runs beside that."""
    nth, lengths = pieces.runs
    first = (nth == 0) & (lengths > 0)
    runs = np.concatenate(
        [[0], lengths[first], [0, 0]]
    )  # of a run that before it, its own, that behind it from its place on
    here: Ints = np.cumsum(first) - (lengths > 0)  # words belong to the run behind them
    before, now, behind = runs[here], runs[here + 1], runs[here + 2]
    same = 2 * (before == now) + (behind == now)
    return Told.spelled(_in_run, np.minimum(now, _RUN_MOST), same, nth, lengths)


def _in_run(run: int, same: int, place: int, length: int) -> tuple[str, ...]:
    told = (f"rol:run{run}", f"rol:run{run}:{same:02b}")
    if not length:
        return told
    return (
        *told,
        f"rol:at{min(place, _RUN_MOST)}/{min(length, _RUN_MOST)}",
        f"rol:end{min(length - place, _RUN_MOST)}",
    )


def clauses(pieces: Laid) -> Told:
    """Of each piece the words of aims in its sentence, before and behind it, no further than a clause."""
    flat = pieces.text.flat
    aims = [(match.start(), match[0]) for match in _AIMS.finditer(flat)]
    at = np.array([start for start, _ in aims], dtype=np.intp)
    stops = np.array([0, *(match.start() for match in _STOPS.finditer(flat)), len(flat)])
    stop = np.searchsorted(stops[1:-1], pieces.starts)
    first = np.searchsorted(at, np.maximum(pieces.starts - _CLAUSE, stops[stop]))
    last = np.searchsorted(at, np.minimum(pieces.ends + _CLAUSE, stops[stop + 1]), side="right")
    here = np.clip(np.searchsorted(at, pieces.starts), first, last)

    def spell(first: int, here: int, last: int) -> tuple[str, ...]:
        before, behind = ({word for _, word in aims[one:two]} for one, two in ((first, here), (here, last)))
        return (*(f"b:{word}" for word in sorted(before)), *(f"a:{word}" for word in sorted(behind)))

    return Told.spelled(spell, first, here, last)


def nearest_roles(pieces: Laid) -> tuple[Told, Told]:
    """Of each piece the last word for a role before it, how far, the values between; and the roles seen so far."""
    held = [(place, each.held.role.name) for place, each in enumerate(pieces.pieces) if isinstance(each.held, RoleWord)]
    names = [name for _, name in held]
    at = np.array([-1, *(place for place, _ in held)])
    lines = pieces.lines[at[1:]].tolist()
    seen = np.searchsorted(at[1:], np.arange(len(pieces.pieces)))
    jumps = np.searchsorted([0, 2, 12], pieces.lines - pieces.lines[at[seen]])
    values = np.concatenate([[0], np.cumsum(pieces.values)])

    def spell(role: int, near: int, values: int) -> tuple[str, ...]:
        behind = f"rol:{roles[role]}{'=/#~'[near]}"
        return (f"{behind}{values}", behind) if role else ()

    def spell_set(seen: int, line: int) -> tuple[str]:
        kept = range(max(0, seen - _ROLES_KEPT), seen)
        return ("rol:set:" + "".join(sorted({names[each][:2] for each in kept if line - lines[each] <= _REACH})),)

    roles = ["", *sorted(set(names))]
    which = np.array([0, *map(roles.index, names)])
    last = Told.spelled(spell, which[seen], jumps, np.minimum(values[:-1] - values[at[seen] + 1], 3))
    return last, Told.spelled(spell_set, seen, pieces.lines)


def distances(pieces: Laid) -> tuple[Told, Told, Told]:
    """Of each piece how far the last value and the last words are, which those end with, and of words how often they come."""
    lines = pieces.lines
    often = np.bincount(pieces.alike)[pieces.alike] if len(lines) else lines
    value = pieces.last(pieces.values)
    words = pieces.last(pieces.words & (pieces.ends - pieces.starts > ROW_WORDS))
    return (
        Told.spelled(
            lambda far, often: (f"rol:pv:{far}", f"rol:often:{often}") if often else (f"rol:pv:{far}",),
            np.where(value < 0, 9, np.minimum(lines - lines[value], 6)),
            np.minimum(often, 4) * pieces.words,
        ),
        Told.spelled(
            lambda far, down, again: (f"rol:lw:{far}", f"rol:lwl:{down}", *("rol:again",) * again) if far else (),
            np.where(words < 0, 0, np.minimum(np.arange(len(lines)) - words, 6)),
            np.where(words < 0, 0, np.minimum(lines - lines[words], 4)),
            (pieces.values & (value > words)).astype(np.intp),
        ),
        Told.spelled(
            lambda known: (f"rol:lwe:{pieces.written(known - 1).rstrip(ENDS)[-2:]}",) if known else (),
            np.where(words < 0, 0, pieces.alike[words] + 1),
        ),
    )
