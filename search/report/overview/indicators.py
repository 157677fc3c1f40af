"""Indicators of several municipalities side by side: never two units in one table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from corpus.records.indicators.indicator import Indicator, Value
from corpus.text.matching import matching_text
from corpus.text.nouns import words_in
from index.catalog import PlanEntry
from index.encoder.protocol import Encoder

from ..items import municipality
from ..report import Compared

_NEAR: Final = 0.8  # cosine of two names of one indicator: .75 joins 相談件数 with 相談者数 (read on five plans)
_WORDS: Final = 0.5  # of the words of the shorter name: what vectors alone take for the same must be called alike too
_COUNTS: Final = frozenset(("人", "件", "回", "か所", "箇所", "カ所", "団体", "世帯", "台", "戸", "床", "施設"))
_PER: Final = 100_000  # inhabitants


def compared_indicators(
    indicators: Sequence[Indicator],
    plans: Mapping[str, PlanEntry],
    encoder: Encoder,
    population: Mapping[str, float],
) -> tuple[Compared, ...]:
    """The indicators that two municipalities or more have in one unit, most shared first.

    ``population`` is by municipality.
    """
    by_unit: defaultdict[str, list[Indicator]] = defaultdict(list)
    for each in indicators:
        by_unit[each.unit or ""].append(each)
    found = []
    for unit in sorted(by_unit):
        for group in _groups(by_unit[unit], plans, encoder):
            found.append(_table(group, unit, plans, population))
    return tuple(sorted(found, key=lambda table: (-len({row[0] for row in table.rows}), table.name, table.unit or "")))


def _groups(indicators: Sequence[Indicator], plans: Mapping[str, PlanEntry], encoder: Encoder) -> list[list[Indicator]]:
    names = [matching_text(f"{each.subject or ''} {each.name}").strip() for each in indicators]
    vectors = encoder.encode_passages(names)
    near = vectors @ vectors.T
    free, groups = set(range(len(names))), []
    for seed in range(len(names)):
        if seed not in free:
            continue
        own = [
            row
            for row in sorted(free)
            if row == seed
            or names[row] == names[seed]
            or (near[seed, row] >= _NEAR and _called_alike(names[seed], names[row]))
        ]
        if len({municipality(plans[indicators[row].plan_id]) for row in own}) > 1:
            groups.append([indicators[row] for row in own])
            free -= set(own)
    return groups


def _called_alike(one: str, other: str) -> bool:
    here, there = words_in(one), words_in(other)
    return len(here & there) >= _WORDS * max(min(len(here), len(there)), 1)


def _table(
    group: Sequence[Indicator], unit: str, plans: Mapping[str, PlanEntry], population: Mapping[str, float]
) -> Compared:
    ordered = sorted(group, key=lambda each: (municipality(plans[each.plan_id]), each.id))
    rows = tuple(
        (municipality(plans[each.plan_id]), *_told(each.baseline, each.ocr), *_told(each.target, each.ocr))
        for each in ordered
    )
    directions = tuple(_direction(each) for each in ordered)
    per_capita = tuple(_per_capita(each, unit, population.get(municipality(plans[each.plan_id]))) for each in ordered)
    name = min((each.name for each in ordered), key=lambda name: (len(name), name))
    return Compared(name, unit or None, rows, directions, per_capita)


def _told(value: Value | None, ocr: float | None) -> tuple[str | None, int | None]:
    """A value as printed and its year; marked where it was read off an image."""
    mark = "" if ocr is None else f"(読み取り、確かさ {ocr:.0%})"
    return (" ".join(value.text.split()) + mark, value.year) if value else (None, None)


def _direction(each: Indicator) -> str:
    """Where the target lies from the baseline."""
    if each.baseline is None or each.target is None:
        return ""
    if each.target.value is None or each.baseline.value is None:
        return next(
            (sign for word, sign in (("増", "増"), ("減", "減"), ("維持", "維持")) if word in each.target.text), ""
        )
    change = float(np.sign(each.target.value - each.baseline.value))
    return "増" if change > 0 else "減" if change < 0 else "維持"


def _per_capita(each: Indicator, unit: str, inhabitants: float | None) -> float | None:
    if not inhabitants or unit not in _COUNTS or each.baseline is None or each.baseline.value is None:
        return None
    return round(each.baseline.value / inhabitants * _PER, 2)
