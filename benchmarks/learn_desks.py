"""The weights of the choice of a desk, learned again; what cross-validation by town gives at each threshold."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.desk_questions import HELD, RULES, Judged, by_rule, over_plans, over_towns, searchers
from benchmarks.table import Table
from search.desks.features import Features, features_of
from search.desks.rooms import Rooms
from search.searcher import Searcher

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
    plans, towns = searchers(folder)
    cases = [*_cases(plans, list(over_plans(plans))), *_cases(towns, [*over_towns(towns), *by_rule(towns)])]
    learned = [case for case in cases if case.judged.file != HELD]
    weights = _fit(learned)
    print({each.name: round(float(weight), 1) for each, weight in zip(fields(Features), weights, strict=False)})
    print(round(float(weights[-1]), 1))
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
        question = searcher.read(judged.query, judged.filters)
        room = rooms.of(question)
        if room.desks:
            found = features_of(question, room, areas, searcher.rarity)
            features = np.array([astuple(each) for each in found], dtype=np.float64)
            right = np.array([judged.is_right(desk) for desk in room.desks])
            cases.append(_Case(judged, question.wants_desk, features, right))
    return cases


def _fit(cases: Sequence[_Case]) -> NDArray[np.float64]:
    """A weight per feature, and the constant."""
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(np.vstack([case.features for case in cases]), np.concatenate([case.right for case in cases]))
    return np.append(model.coef_[0], model.intercept_[0])


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
