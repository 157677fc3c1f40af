"""The trees that tell what speaks of the matter from what is only the best found, learned again, for :mod:`benchmarks.learn`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score

import search.evidence.relevance
from benchmarks.questions.judged import JudgedPlaces, read_judged
from benchmarks.table import Table
from benchmarks.trees import lines
from search.answerer import Answerer
from search.evidence.relevance.relevance import signals
from search.evidence.trees import TREES

FILE: Final = Path(search.evidence.relevance.__path__[0]) / TREES
_FOLDS: Final = 10
_SEED: Final = 1
_SHOWN: Final = (0.06, 0.09, 0.12, 0.15, 0.2)  # probabilities in the table
# Of trees of depth three, or three hundred, or with ten further signals (how the cosines and scores of all candidates are spread, late
# interaction, words of the lexicon in the headings) the area under the curve is the same within .01.
_SHAPE: Final = {
    "n_estimators": 150, "max_depth": 2, "learning_rate": 0.06, "subsample": 0.6, "max_features": 0.4, "min_samples_leaf": 8,
    "random_state": 0,
}  # fmt: skip
_LEARNED: Final = ("short", "near")
_HELD: Final = "held"


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found for a question and judged."""

    signals: dict[str, float]
    grade: int
    question: str
    group: str  # questions of one group are learned from together or left out together
    file: str


def found(answerer: Answerer, of: str) -> Iterator[Found]:
    """The judged passages among what is found for the questions over ``of``, "plans" or "cities"."""
    catalog = answerer.searcher.index.catalog
    for file in (*_LEARNED, _HELD):
        for judged in read_judged(file, of, catalog):
            yield from _of(answerer, judged, file, of)


def _of(answerer: Answerer, judged: JudgedPlaces, file: str, of: str) -> Iterator[Found]:
    reply, topic, match = answerer.looked_up(answerer.searcher.read(judged.query))
    for result, row in zip(reply.results, signals(reply, topic, match), strict=True):
        grade = judged.grade(result.passage)
        if grade is not None:
            yield Found(row, grade, f"{of} {judged.id}", judged.group, file)


def relevance_table(rows: Iterable[Found]) -> Table:
    """What cross-validation by question gives for several probabilities; writes the trees learned from all but what is held."""
    rows = list(rows)
    names = sorted(rows[0].signals)
    values = np.array([[row.signals[name] for name in names] for row in rows])
    grades = np.array([row.grade for row in rows])
    held = np.array([row.file == _HELD for row in rows])
    folds = _folds([row.group for row in rows])
    chances = np.zeros(len(rows))
    for fold in range(_FOLDS):
        rest = (folds != fold) & ~held
        chances[folds == fold] = _learned(values[rest], grades[rest]).predict_proba(values[folds == fold])[:, 1]
    model = _learned(values[~held], grades[~held])
    FILE.write_text("\n".join(lines(model, names)) + "\n", encoding="utf-8")
    near = np.array([row.file == "near" for row in rows])
    kinds = {"short questions": ~near & ~held, "held short questions": held, "told as near before": near}
    shown = [(f"{least}", *_below(rows, grades, chances, list(kinds.values()), least)) for least in _SHOWN]
    areas = [f"{roc_auc_score(grades[kind] > 0, chances[kind]):.3f}" for kind in kinds.values()]
    shown.append(("area under the curve, passages", *(each for area in areas for each in (area, "", ""))))
    heads = [f"{name}, best grade {grade}" for name in kinds for grade in (0, 1, 2)]
    return Table(("questions of which every passage is below", *heads), tuple(shown))


def _folds(groups: Sequence[str]) -> NDArray[np.int64]:
    names = sorted(set(groups))
    order = np.random.RandomState(_SEED).permutation(len(names)) % _FOLDS
    fold_of = dict(zip(names, order, strict=True))
    return np.array([fold_of[group] for group in groups])


def _below(
    rows: Sequence[Found],
    grades: NDArray[np.int64],
    chances: NDArray[np.float64],
    kinds: Sequence[NDArray[np.bool_]],
    least: float,
) -> Iterator[str]:
    """Of the questions of each kind and best grade the share of which every passage is below ``least``."""
    for kind in kinds:
        best: dict[str, tuple[int, float]] = {}
        for place in np.flatnonzero(kind).tolist():
            grade, chance = best.get(rows[place].question, (0, 0.0))
            best[rows[place].question] = max(grade, int(grades[place])), max(chance, float(chances[place]))
        for wanted in (0, 1, 2):
            of_grade = [chance for grade, chance in best.values() if grade == wanted]
            yield f"{np.mean([chance < least for chance in of_grade]):.2f} of {len(of_grade)}" if of_grade else ""


def _learned(values: NDArray[np.float64], grades: NDArray[np.int64]) -> Any:  # noqa: ANN401 - scikit-learn has no types
    return GradientBoostingClassifier(**_SHAPE).fit(values, grades > 0)
