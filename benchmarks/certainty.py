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
from benchmarks.table import Table
from search.answerer import Answerer
from search.evidence.certainty.trees import TREES

FILE: Final = Path(search.evidence.certainty.__path__[0]) / TREES
_FOLDS: Final = 10
_SEED: Final = 3
_PLANS: Final = 0.5  # what a question over the five plans counts beside one over many municipalities (arbitrary)
_TWIN: Final = re.compile(r"(?P<pair>n[0-9]+-[0-9]+)[ab]$|(?P<asked>q8-[rs][0-9]+)x?$")
_SHOWN: Final = (-0.5, 0.0, 0.2, 0.5, 1.0)  # log-odds in the table
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
    with_desk: bool
    group: str  # questions of one group are learned from together or left out together: those of a municipality, twins
    of_plans: bool  # over the five plans


def weighed(answerer: Answerer, rows: Iterable[Mapping[str, Any]], *, of_plans: bool) -> Iterator[Weighed]:
    """The questions among ``rows`` of which sentences were found; one off every topic tells nothing here."""
    for row in rows:
        answer = answerer.ask(row["query"]) if row["kind"] != "off_topic" else None
        if answer is not None and answer.signals is not None:
            yield Weighed(answer.signals, bool(row["relevant"]), bool(answer.desks), _group(row), of_plans)


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
    weights = np.where([row.of_plans for row in rows], _PLANS, 1.0)
    odds = np.zeros(len(rows))
    for fold in range(_FOLDS):
        rest = folds != fold
        odds[~rest] = _learned(values[rest], answerable[rest], weights[rest]).decision_function(values[~rest])
    FILE.write_text("\n".join(_lines(_learned(values, answerable, weights), names)) + "\n", encoding="utf-8")
    plans = np.array([row.of_plans for row in rows])
    shown = []
    for least in _SHOWN:
        shares = [
            f"{(odds[some & kind] > least).mean():.2f}"
            for some in (plans, ~plans)
            for kind in (answerable, ~answerable)
        ]
        shown.append((f"{least}", *shares))
    counts = [
        f"{who}, {what} ({(some & kind).sum()})"
        for some, who in ((plans, "five plans"), (~plans, "cities"))
        for kind, what in ((answerable, "answerable"), (~answerable, "near miss"))
    ]
    return Table(("told as stated from these log-odds on", *counts), tuple(shown))


def _learned(values: NDArray[np.float64], answerable: NDArray[np.bool_], weights: NDArray[np.float64]) -> Any:  # noqa: ANN401 - scikit-learn has no types
    """Trees for which answerable questions and near misses count the same together."""
    share = answerable.mean()
    balanced = weights * np.where(answerable, 1 / share, 1 / (1 - share))
    return GradientBoostingClassifier(**_SHAPE).fit(values, answerable, sample_weight=balanced)


def _lines(model: Any, names: Sequence[str]) -> Iterator[str]:  # noqa: ANN401
    """The table that :mod:`search.evidence.certainty.trees` reads: first the constant, then a line a node."""
    yield "tree\tsignal\tthreshold\tlow\thigh\tvalue"
    constant = model.init_.class_prior_[1]
    yield f"\t\t0\t0\t0\t{np.log(constant / (1 - constant)):.5f}"
    for number, (learned,) in enumerate(model.estimators_):
        tree = learned.tree_
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            signal = "" if leaf else names[tree.feature[node]]
            value = model.learning_rate * tree.value[node, 0, 0] if leaf else 0.0
            threshold = 0.0 if leaf else tree.threshold[node]
            low, high = (0, 0) if leaf else (tree.children_left[node], tree.children_right[node])
            yield f"{number}\t{signal}\t{threshold:.6g}\t{low}\t{high}\t{value:.5f}"
