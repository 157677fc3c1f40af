"""The trees that tell what is stated from what is only near, learned again, for :mod:`benchmarks.learn`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

import search.evidence.certainty
from benchmarks.questions.judged import read_judged
from benchmarks.table import Table
from benchmarks.trees import lines
from search.answerer import Answerer
from search.evidence.trees import TREES

FILE: Final = Path(search.evidence.certainty.__path__[0]) / TREES
_FOLDS: Final = 10
_SEED: Final = 3
PLANS: Final = "five plans"
CITIES: Final = "cities"
SHORT: Final = "short questions"
# What a question counts. With 1 of all, of the short ones that are answered .09 fewer are told as stated and .05 fewer of those
# that are not, .05 fewer of those that the five plans answer.
_COUNTED: Final = {PLANS: 2.0, CITIES: 1.0, SHORT: 0.5}
_ANSWERS: Final = 2  # the grade of a passage that answers
_ASIDE: Final = 1  # of one on the same matter: whether that is an answer, readers would not agree
_TWIN: Final = re.compile(r"(?P<pair>n[0-9]+-[0-9]+)[ab]$|(?P<asked>q8-[rs][0-9]+)x?$")
_SHOWN: Final = (-1.0, -0.5, 0.0, 0.2, 0.5, 1.0)  # log-odds in the table
# 150 trees of depth three tell as much (area under the curve of the questions over many municipalities .815 and .814), extra
# trees and a logistic regression less (.77).
_SHAPE: Final = {
    "n_estimators": 100, "max_depth": 2, "learning_rate": 0.1, "subsample": 0.7, "max_features": 0.3, "min_samples_leaf": 8,
    "random_state": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question of which sentences were found: their signals, and whether the documents answer it."""

    signals: Mapping[str, float]
    answerable: bool
    group: str  # questions of one group are learned from together or left out together: those of a municipality, twins
    kind: str  # PLANS, CITIES or SHORT


def weighed(answerer: Answerer, rows: Iterable[Mapping[str, Any]], kind: str) -> Iterator[Weighed]:
    """The questions among ``rows`` of which sentences were found; one off every topic tells nothing here."""
    for row in rows:
        answer = answerer.ask(row["query"]) if row["kind"] != "off_topic" else None
        if answer is not None and answer.signals is not None:
            yield Weighed(answer.signals, bool(row["relevant"]), _group(row), kind)


def weighed_short(answerer: Answerer, of: str) -> Iterator[Weighed]:
    """The same of short questions over ``of``, "plans" or "cities", most of whose documents say nothing of the matter."""
    for judged in read_judged("short", of, answerer.searcher.index.catalog):
        answer = answerer.ask(judged.query)
        best = max(place.grade for place in judged.places)
        if answer.signals is not None and best != _ASIDE:
            yield Weighed(answer.signals, best == _ANSWERS, judged.group, SHORT)


def _group(row: Mapping[str, Any]) -> str:
    if twin := _TWIN.match(row["id"]):  # near misses, each with its twin that is answered
        return str(twin["pair"] or twin["asked"])
    documents = sorted(each["doc"] for each in row["relevant"])
    return str(documents[0]).partition(".")[0].partition("-")[0] if documents else str(row["query"])[:3]


def certainty_table(rows: Sequence[Weighed]) -> Table:
    """What cross-validation by group gives for several thresholds; writes the trees learned from all."""
    names = sorted(rows[0].signals)
    values = np.array([[row.signals[name] for name in names] for row in rows])
    answerable = np.array([row.answerable for row in rows])
    groups = sorted({row.group for row in rows})
    order = np.random.RandomState(_SEED).permutation(len(groups)) % _FOLDS
    fold_of = dict(zip(groups, order, strict=True))
    folds = np.array([fold_of[row.group] for row in rows])
    weights = np.array([_COUNTED[row.kind] for row in rows])
    odds = np.zeros(len(rows))
    for fold in range(_FOLDS):
        rest = folds != fold
        odds[~rest] = _learned(values[rest], answerable[rest], weights[rest]).decision_function(values[~rest])
    FILE.write_text("\n".join(lines(_learned(values, answerable, weights), names)) + "\n", encoding="utf-8")
    kinds = {kind: np.array([row.kind == kind for row in rows]) for kind in _COUNTED}
    shown = []
    for least in _SHOWN:
        shares = [
            f"{(odds[some & each] > least).mean():.2f}" for some in kinds.values() for each in (answerable, ~answerable)
        ]
        shown.append((f"{least}", *shares))
    counts = [
        f"{kind}, {what} ({(some & each).sum()})"
        for kind, some in kinds.items()
        for each, what in ((answerable, "answerable"), (~answerable, "near miss"))
    ]
    return Table(("told as stated from these log-odds on", *counts), tuple(shown))


def _learned(values: NDArray[np.float64], answerable: NDArray[np.bool_], weights: NDArray[np.float64]) -> Any:  # noqa: ANN401 - scikit-learn has no types
    """Trees for which answerable questions and near misses count the same together."""
    share = answerable.mean()
    balanced = weights * np.where(answerable, 1 / share, 1 / (1 - share))
    return GradientBoostingClassifier(**_SHAPE).fit(values, answerable, sample_weight=balanced)
