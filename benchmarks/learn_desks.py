"""The weights of the choice of a desk, learned again; what cross-validation by town gives at each threshold."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import search.desks
from benchmarks.desk_questions import (
    HELD,
    RULES,
    Judged,
    by_rule,
    by_town,
    over_cities,
    over_plans,
    over_towns,
    searchers,
)
from benchmarks.table import Table
from search.desks.features import WEIGHTS, Features, Nearness, features_of
from search.desks.rooms import Rooms
from search.ranking.word_match import WordMatch
from search.searcher import Searcher

FILE: Final = Path(search.desks.__path__[0]) / WEIGHTS
_DESKS: Final = 40  # as which those of a city with more count together, lest it decide alone; arbitrary
_AGAINST: Final = ("others", "apart", "elsewhere", "denied", "miscalled")  # features that speak against a desk
_STRENGTH: Final = 2.0  # of the penalty on large weights, inverse; 0.5 to 4 give the same within two questions
_THRESHOLDS: Final = (-2.0, -1.5, -1.0, -0.75, -0.5, 0.0)


@dataclass(frozen=True, slots=True)
class _Case:
    """A question and, a row per desk, the features and whether it is right."""

    judged: Judged
    wants_desk: bool
    features: NDArray[np.float64]
    right: NDArray[np.bool_]


def desks_table(folder: Path) -> Table:
    """Learn the weights, print them, and give what comes of each threshold; indexes are built in ``folder``."""
    return table_of(*searchers(folder))


def table_of(plans: Searcher, towns: Searcher, cities: Searcher) -> Table:
    """As :func:`desks_table`, of indexes that stand."""
    cases = [
        *_cases(plans, list(over_plans(plans))),
        *_cases(towns, [*over_towns(towns), *by_rule(towns)]),
        *_cases(cities, [*over_cities(cities), *by_town(cities)]),
    ]
    learned = [case for case in cases if case.judged.file != HELD]
    weights = _fit(learned)
    _write(weights)
    typed = [case for case in learned if case.judged.file not in RULES]
    scores: dict[int, NDArray[np.float64]] = {}
    for town in {case.judged.town for case in typed}:
        others = _fit([case for case in learned if case.judged.town != town])
        scores |= {id(case): _score(case, others) for case in typed if case.judged.town == town}
    held = [case for case in cases if case.judged.file == HELD]
    scores |= {id(case): _score(case, weights) for case in held}
    rows = []
    for name, some in (("by town, the other towns learned", typed), (HELD, held)):
        for wants in (True, False):
            asked = [case for case in some if case.wants_desk is wants]
            label = f"{name}; {'asks' if wants else 'does not ask'} where to go"
            rows += [
                (label, f"{least}", *_counts(asked, [scores[id(case)] for case in asked], least))
                for least in _THRESHOLDS
            ]
    return Table(
        ("questions", "log-odds from which a desk is told", "right", "wrong", "told where none fits"), tuple(rows)
    )


def _cases(searcher: Searcher, questions: Sequence[Judged]) -> list[_Case]:
    rooms, areas = Rooms(searcher.index.records.desks(None), searcher.index), searcher.districts.areas
    cases = []
    for judged in questions:
        reply = searcher.search(judged.query, judged.filters)
        question = reply.question
        room = rooms.of(question)
        if room.desks:
            nearness = Nearness.of(reply, WordMatch.of(question.wanted, searcher.index, searcher.rarity))
            found = features_of(question, room, areas, searcher.rarity, nearness)
            features = np.array([astuple(each) for each in found], dtype=np.float64)
            right = np.array([judged.is_right(desk) for desk in room.desks])
            cases.append(_Case(judged, question.wants_desk, features, right))
    return cases


def _fit(cases: Sequence[_Case]) -> NDArray[np.float64]:
    """A weight per feature, and the constant: a logistic regression in which nothing counts against what it speaks for.

    Without the bounds, features that say much the same get weights of both signs, and a desk for children is told to the old.
    """
    rows = np.vstack([np.pad(case.features, ((0, 0), (0, 1)), constant_values=1.0) for case in cases])
    right = np.concatenate([np.where(case.right, 1.0, -1.0) for case in cases])
    counts = np.concatenate([np.where(case.right, 1.0, min(1.0, _DESKS / len(case.right))) for case in cases])
    against = [each.name in _AGAINST for each in fields(Features)]
    bounds = [(None, 0.0) if each else (0.0, None) for each in against] + [(None, None)]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = right * (rows @ weights)
        pulls = -counts * right / (1 + np.exp(margins))
        penalty = np.append(weights[:-1], 0.0) / _STRENGTH
        return float(counts @ np.logaddexp(0, -margins) + weights @ penalty / 2), rows.T @ pulls + penalty

    found: NDArray[np.float64] = minimize(loss, np.zeros(rows.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x
    return found


def _write(weights: NDArray[np.float64]) -> None:
    """Write the program's table of weights."""
    names = [*(each.name for each in fields(Features)), "constant"]
    lines = [f"{name}\t{weight:.3g}" for name, weight in zip(names, weights, strict=True)]
    FILE.write_text("\n".join(("feature\tweight", *lines)) + "\n", encoding="utf-8")


def _score(case: _Case, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    scores: NDArray[np.float64] = case.features @ weights[:-1] + weights[-1]
    return scores


def _counts(cases: Sequence[_Case], scores: Sequence[NDArray[np.float64]], least: float) -> tuple[str, str, str]:
    """How often the first desk is told and right, told and wrong, and told where none fits."""
    fit = [bool(case.judged.names) for case in cases]
    told = [float(score.max()) >= least for score in scores]
    right = [bool(case.right[score.argmax()]) for case, score in zip(cases, scores, strict=True)]
    rights = sum(each and sure for each, sure in zip(right, told, strict=True))
    wrong = sum(has and sure and not each for has, sure, each in zip(fit, told, right, strict=True))
    false = sum(sure and not has for has, sure in zip(fit, told, strict=True))
    return f"{rights} of {sum(fit)}", str(wrong), f"{false} of {len(fit) - sum(fit)}"
