"""Values that each have their role beside them (現状値：12%（令和4年度） 目標値：20%), or an arrow between them (12%→20%)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ...found import Found
from ..names import MEASURE, Name, name_in
from ..roles import Role, role_words
from ..values import year_named
from .assembled import assembled
from .atoms import Atom, Read
from .headers import Column, headers

_LINK: Final = re.compile(
    r"(?:[\s:=|・()\[\]【】<>〈〉「」→\-※]|は|を|の|が|約|末|時点|年度?|単位|[a-z](?=\))|\((?:人|件|%|回|か所|箇所)\)){0,16}"
)
_BEFORE_ROLE: Final = re.compile(r"(?:年度?|末|時点|の|における|[\s()・:【\[]){0,6}")
_BETWEEN_PAIRS: Final = re.compile(r"[\s|、,/→⇨➜=>~\-・。;()\[\]【】〔〕<>「」↑↓*■□◆◇●○▪▼▲]{0,12}(?:から|より|を)?\s?")
_LABEL: Final = re.compile(r"[\s|、,・]*(?P<label>[^\s|、。,・:()]{2,12}(?:\s?\([^()]{1,10}\))?)[\s:：|]*")
_ARROW: Final = re.compile(r"[\s|)]*(?:→|⇨|➜|->|=>|>>)+[\s|(]*(?:累計|延べ|約)?\s?")
_GROUP_REACH: Final = 160  # characters before a group in which its name stands
_TITLE: Final = re.compile(
    r"(?:^|(?<=[\s。|]))(?:\([0-9]{1,2}\)|[0-9]{1,2}[).]|[①-⑳・●○◆■]|(?<=\n)[0-9]{1,2}(?=\s))\s?(?P<title>[^\s。、|()]{3,40}(?:数|率|割合|額|量|人口))(?=\s)"
)
_AIM: Final = re.compile(r"目標|指標|KPI|めざ|目指")
_AIM_REACH: Final = 400  # characters before an arrow in which a goal must be spoken of
_ALONE_MIN: Final = 3  # signs of a target that stands alone (arbitrary, other numbers were not tried)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A value with its role and year; ``start`` is where the first of the three begins."""

    start: int
    end: int
    atom: Atom
    column: Column


def labelled(text: Read) -> Iterator[Found]:
    """The indicators of values that are labelled one by one."""
    pairs = list(_pairs(text))
    place, left = 0, 0
    while place < len(pairs):
        group = [pairs[place]]
        while (
            place + len(group) < len(pairs) and (more := _more(text, group[-1], pairs[place + len(group)])) is not None
        ):
            group += [*more, pairs[place + len(group)]]
            place -= len(more)
        place += len(group)
        found = _of_group(text, left, group)
        if found is not None:
            yield found
        left = group[-1].end


def _pairs(text: Read) -> Iterator[_Pair]:
    """Every role with the value right behind it, or in the brackets behind it."""
    end = 0
    heads = [(head.start, head.end) for head in headers(text)]
    for role in role_words(text.flat):
        if any(left <= role.start < right for left, right in heads):
            continue
        atom = next((atom for atom in text.between(role.end, role.end + 40) if not atom.age or atom.unit), None)
        if atom is None or role.start < end:
            continue
        years = [year for year in text.years_in(role.end, atom.start) if year.end <= atom.start]
        gap = text.flat[role.end : atom.start]
        if years:
            gap = text.flat[role.end : years[0].start] + text.flat[years[0].end : atom.start]
        if len(years) > 1 or _LINK.fullmatch(gap) is None:
            continue
        before = next(
            (year for year in reversed(text.years_in(max(0, role.start - 24), role.start)) if year.end <= role.start),
            None,
        )
        own = before if before and not years and _BEFORE_ROLE.fullmatch(text.flat, before.end, role.start) else None
        if own is not None and own.start < end:
            own = None
        told = years[0] if years else own
        end = atom.end
        yield _Pair(
            own.start if own else role.start,
            atom.end,
            atom,
            Column(role.role, year_named(told) if told else None, role.kind),
        )


def _more(text: Read, one: _Pair, two: _Pair) -> list[_Pair] | None:
    """What stands between two pairs of one group: nothing, or a result with a name of its own; None where they are apart."""
    if _BETWEEN_PAIRS.fullmatch(text.flat, one.end, two.start):
        return []
    between = [atom for atom in text.between(one.end, two.start)]
    if len(between) != 1 or two.start - between[0].end > 4:
        return None
    label = _LABEL.fullmatch(text.flat, one.end, between[0].start)
    if label is None or not MEASURE.search(label["label"].partition("(")[0].strip()):
        return None
    return [
        _Pair(one.end, between[0].end, between[0], Column(Role.ACTUAL, None, label["label"].partition("(")[0].strip()))
    ]


def _of_group(text: Read, left: int, group: Sequence[_Pair]) -> Found | None:
    if not any(pair.column.role is Role.TARGET and pair.atom.value for pair in group):
        return None
    named = _name(text, left, group[0].start)
    if named is None:
        return None
    name, start, end = named
    if len(group) == 1 and _signs(text, group[0], text.flat[start:end]) < _ALONE_MIN:
        return None
    told = [(pair.atom, pair.column) for pair in group]
    subject = " ".join(name.subjects) or None
    return assembled(text.raw[start:end], subject, name.unit, told, (min(start, group[0].start), group[-1].end))


def _name(text: Read, left: int, start: int) -> tuple[Name, int, int] | None:
    """The words before a group; where those name no measure, the nearest title above that does."""
    flat = text.flat
    low = max(left, start - _GROUP_REACH, flat.rfind("。", 0, start) + 1)
    named = name_in(flat[low:start])
    span = (low + named.start, low + named.end) if named and not named.empty else None
    if span and MEASURE.search(flat, *span) and not flat[slice(*span)].endswith("実績"):
        return named, *span  # type: ignore[return-value]
    titles = list(_TITLE.finditer(flat, max(0, start - 4 * _GROUP_REACH), start))
    if titles:
        return Name(0, 0), *titles[-1].span("title")
    return (named, *span) if named and span else None


def _signs(text: Read, pair: _Pair, name: str) -> int:
    """How much speaks for a target that stands alone."""
    flat = text.flat
    value = pair.atom.value
    near = _AIM.search(flat, max(0, pair.start - _GROUP_REACH), pair.start) is not None
    limited = value is not None and (value.text.endswith(("以上", "以下", "未満", "超")) or pair.atom.worded)
    return sum(
        (
            near,
            limited,
            MEASURE.search(name) is not None,
            pair.column.year is not None,
            pair.atom.unit not in (None, "円"),
        )
    )


def arrows(text: Read) -> Iterator[Found]:
    """The indicators whose baseline and target an arrow joins, where a goal is spoken of."""
    left = 0
    for one, two in pairwise(text.atoms):
        if (
            one.start < left
            or one.value is None
            or two.value is None
            or not _ARROW.fullmatch(text.flat, one.end, two.start)
        ):
            continue
        low = max(left, one.start - _GROUP_REACH, text.flat.rfind("。", 0, one.start) + 1)
        named = name_in(text.flat[low : one.start])
        left = two.end
        if named is None or named.empty or not _is_goal(text, one, two):
            continue
        span = (low + named.start, low + named.end)
        told = [(one, Column(Role.BASE, None, None)), (two, Column(Role.TARGET, None, None))]
        found = assembled(
            text.raw[slice(*span)], " ".join(named.subjects) or None, named.unit, told, (span[0], two.end)
        )
        if found is not None:
            yield found


def _is_goal(text: Read, one: Atom, two: Atom) -> bool:
    """Whether an arrow points to what is to come: goals are spoken of above, and its years do not go back."""
    past, ahead = one.value.year if one.value else None, two.value.year if two.value else None
    if past is not None and ahead is not None and past >= ahead:
        return False
    return _AIM.search(text.flat, max(0, one.start - _AIM_REACH), one.start) is not None
