"""Municipalities like ours by five distances, and why."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final

import numpy as np

from corpus.about.gazetteer import by_code, municipalities
from index.catalog import PlanEntry
from index.encoder.protocol import unit_rows

from .errors import BadFacts
from .items import municipality
from .nearness.rows import Floats
from .report import Peer

_REGIONS: Final = (  # of prefectures by the first two digits of their codes: 北海道, 東北, 関東, 中部, 近畿, 中国, 四国, 九州・沖縄
    (1, 1), (2, 7), (8, 14), (15, 23), (24, 30), (31, 35), (36, 39), (40, 47),
)  # fmt: skip
_KINDS: Final = ("指定都市", "市", "特別区", "町", "村")
_FOLD: Final = 10.0  # times the inhabitants, or the density, make two municipalities wholly unlike (arbitrary)
_NEAR, _FAR = 0.35, 0.65  # of a distance: what is told as alike and as unlike (arbitrary)
PLACE, KIND, DENSITY, EMPHASIS, ALL = "場所", "種類と規模", "都市か地方か", "計画の重点", "総合"
_ALIKE_IN: Final = {KIND: "種類と規模が近い", DENSITY: "人口密度が近い", EMPHASIS: "計画の重点が近い"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What staff's table says of municipalities, by name: inhabitants, and square kilometres."""

    population: Mapping[str, float]
    area: Mapping[str, float]


NO_FACTS: Final = Facts({}, {})


def read_facts(path: Path) -> Facts:
    """A CSV with the columns code or municipality, population, area. Raises: BadFacts."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadFacts(path, "読めません") from error
    population: dict[str, float] = {}
    area: dict[str, float] = {}
    for row in rows:
        known = by_code().get((row.get("code") or "").strip())
        name = (row.get("municipality") or "").strip() or (known.name if known else "")
        if not name:
            raise BadFacts(path, "市区町村の分からない行があります")
        for column, into in (("population", population), ("area", area)):
            if value := (row.get(column) or "").replace(",", "").strip():
                try:
                    into[name] = float(value)
                except ValueError as error:
                    raise BadFacts(path, f"{name} の {column} が数ではありません") from error
    return Facts(population, area)


def peers_of(
    ours: PlanEntry, others: Sequence[PlanEntry], emphasis: Mapping[str, Floats], facts: Facts
) -> tuple[Peer, ...]:
    """The other municipalities, the likest first; ``emphasis`` is the direction of each one's plans."""
    own = municipality(ours)
    plans = {municipality(plan): plan for plan in reversed(others) if municipality(plan) != own}
    return tuple(sorted((_peer(ours, plan, emphasis, facts) for plan in plans.values()), key=_by_likeness))


def alikeness(peers: Sequence[Peer]) -> dict[str, float]:
    """How like ours each municipality is, in [0, 1]."""
    return {peer.municipality: 1 - dict(peer.distances)[ALL] for peer in peers}


def emphases(plans: Sequence[PlanEntry], vectors: Floats) -> dict[str, Floats]:
    """The mean direction of each municipality's items; ``plans`` says whose each row is."""
    names = np.array([municipality(plan) for plan in plans])
    return {
        name: unit_rows(vectors[names == name].mean(axis=0, keepdims=True))[0] for name in dict.fromkeys(names.tolist())
    }


def _peer(ours: PlanEntry, other: PlanEntry, emphasis: Mapping[str, Floats], facts: Facts) -> Peer:
    here, there = municipality(ours), municipality(other)
    known: dict[str, float | None] = {
        PLACE: _place(ours, other),
        KIND: _kind(ours, other, facts),
        DENSITY: _ratio(_density(here, facts), _density(there, facts)),
        EMPHASIS: _apart(emphasis.get(here), emphasis.get(there)),
    }
    told = {name: round(value, 3) for name, value in known.items() if value is not None}
    together = round(sum(told.values()) / len(told), 3) if told else 1.0
    return Peer(there, (*told.items(), (ALL, together)), _why(told, ours, other))


def _by_likeness(peer: Peer) -> tuple[float, str]:
    return dict(peer.distances)[ALL], peer.municipality


def _why(told: Mapping[str, float], ours: PlanEntry, other: PlanEntry) -> str:
    place = told.get(PLACE)
    where = {0.0: f"同じ{other.prefecture or '都道府県'}", 0.5: "同じ地方", 1.0: "離れた地方"}.get(
        place if place is not None else -1
    )
    near = [_ALIKE_IN[name] for name in _ALIKE_IN if told.get(name, 1.0) <= _NEAR]
    far = [name for name in _ALIKE_IN if told.get(name, 0.0) >= _FAR]
    reasons = [*([where] if where and place != 1.0 else []), *near]
    unlike = [*([where] if where and place == 1.0 else []), *(f"{name}はちがう" for name in far)]
    kinds = {kind_of(ours), kind_of(other)}
    if told.get(KIND) == 0.0 and len(kinds) == 1:
        reasons = [f"同じ{kinds.pop()}" if reason == _ALIKE_IN[KIND] else reason for reason in reasons]
    return "、".join(reasons or ["とくに近い点はない"]) + (f"({'、'.join(unlike)})" if unlike else "")


def kind_of(plan: PlanEntry) -> str | None:
    """指定都市, 市, 特別区, 町 or 村; None where the name does not say."""
    known = by_code().get(plan.municipality_code or "")
    name = known.name if known else plan.municipality or ""
    if known and any(
        each.ward and each.name == name and each.prefecture == known.prefecture for each in municipalities()
    ):
        return _KINDS[0]
    return {"市": _KINDS[1], "区": _KINDS[2], "町": _KINDS[3], "村": _KINDS[4]}.get(name[-1:])


def _place(ours: PlanEntry, other: PlanEntry) -> float | None:
    here, there = (int(plan.municipality_code[:2]) if plan.municipality_code else None for plan in (ours, other))
    if here is None or there is None:
        return None
    if here == there:
        return 0.0
    return 0.5 if any(low <= here <= high and low <= there <= high for low, high in _REGIONS) else 1.0


def _kind(ours: PlanEntry, other: PlanEntry, facts: Facts) -> float | None:
    here, there = kind_of(ours), kind_of(other)
    size = _ratio(facts.population.get(municipality(ours)), facts.population.get(municipality(other)))
    if size is not None:
        return size
    return None if here is None or there is None else float(here != there)


def _density(name: str, facts: Facts) -> float | None:
    people, area = facts.population.get(name), facts.area.get(name)
    return people / area if people and area else None


def _ratio(one: float | None, other: float | None) -> float | None:
    return min(abs(log(one / other)) / log(_FOLD), 1.0) if one and other else None


def _apart(one: Floats | None, other: Floats | None) -> float | None:
    return None if one is None or other is None else float(np.clip((1 - one @ other) / 2, 0, 1))
