"""The weights that tell what is off every topic, learned again, for :mod:`benchmarks.learn`."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.table import Table
from search.evidence.topic import Field, Signals, other_subjects
from search.question.learning.examples import examples, read_groups
from search.question.learning.labels import OFF_TOPIC
from search.searcher import Searcher

_FOLDS: Final = 10
_SEED: Final = 2
_DEPTH: Final = 10
_EXAMPLES: Final = 400  # off every topic, of the hands that are learned from
# What one of them counts beside a judged question: at 0, of those of the hands held out .705 are refused at -1, at .1 .819, at
# 1 .848; of the answerable questions over the five plans .023, .032 and .038, over many cities .012, .014 and .014.
_WEIGHT: Final = 0.1
_SHOWN: Final = (-2.0, -1.5, -1.0, -0.5, 0.0)
_CITIES: Final = ("尼崎市 ", "高松市で", "郡山です。", "燕市 ")  # every third example names one


@dataclass(frozen=True, slots=True)
class Told:
    """A question with what speaks for its being answerable; ``kind`` says where it is from."""

    signals: tuple[float, ...]
    answerable: bool
    kind: str
    group: str


def topic_table(
    plans: Searcher, of_plans: Sequence[Mapping[str, Any]], cities: Searcher, of_cities: Sequence[Mapping[str, Any]]
) -> Table:
    """Of questions with an answer and questions off every topic; a near miss is on the topic and tells nothing here."""
    told = [*_judged(plans, of_plans, "five plans"), *_judged(cities, of_cities, "cities"), *_off_topic(plans, cities)]
    signals = np.array([each.signals for each in told])
    answerable = np.array([each.answerable for each in told])
    weights = np.array([_WEIGHT if each.kind == "examples" else 1.0 for each in told])
    learned = np.array([each.kind != "held-out examples" for each in told])
    spread = signals.std(axis=0)  # so that the penalty is the same for all
    groups = sorted({each.group for each in told})
    order = np.random.RandomState(_SEED).permutation(len(groups)) % _FOLDS
    folds = np.array([dict(zip(groups, order, strict=True))[each.group] for each in told])
    certainty = np.zeros(len(told))
    for fold in range(_FOLDS):
        rest = (folds != fold) & learned
        model = _fit(signals[rest] / spread, answerable[rest], weights[rest])
        certainty[folds == fold] = model.decision_function(signals[folds == fold] / spread)
    model = _fit(signals[learned] / spread, answerable[learned], weights[learned])
    names = (each.name for each in fields(Signals))
    found = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0] / spread, strict=True)}
    print(found, round(float(model.intercept_[0]), 2))
    return _shown(told, certainty)


def _shown(told: Sequence[Told], certainty: NDArray[np.float64]) -> Table:
    kinds = dict.fromkeys((each.kind, each.answerable) for each in told)
    chosen = [np.array([(each.kind, each.answerable) == kind for each in told]) for kind in kinds]
    names = [
        f"{kind}, {'answerable' if fit else 'off topic'} ({some.sum()})"
        for (kind, fit), some in zip(kinds, chosen, strict=True)
    ]
    rows = [(f"{least}", *(f"{(certainty[some] < least).mean():.3f}" for some in chosen)) for least in _SHOWN]
    return Table(("refused below these log-odds of", *names), tuple(rows))


def _judged(searcher: Searcher, rows: Sequence[Mapping[str, Any]], kind: str) -> Iterator[Told]:
    for row in rows:
        if row["kind"] != "near_miss":
            documents = sorted(each["doc"].partition("-")[0] for each in row["relevant"])
            yield _told(
                searcher, row["query"], bool(row["relevant"]), kind, documents[0] if documents else row["query"]
            )


def _off_topic(plans: Searcher, cities: Searcher) -> Iterator[Told]:
    """Examples that the hands wrote: put to both, to that of many cities sometimes with a city's name."""
    for held_out in (False, True):
        said = [each.text for each in examples(read_groups(), held_out=held_out) if each.theme == OFF_TOPIC]
        kind = "held-out examples" if held_out else "examples"
        chosen = random.Random(_SEED).sample(said, min(_EXAMPLES, len(said)))
        for place, text in enumerate(chosen):
            named = _CITIES[place // 6 % len(_CITIES)] + text if place % 6 == 1 else text
            yield _told((plans, cities)[place % 2], named, False, kind, text)


def _told(searcher: Searcher, query: str, answerable: bool, kind: str, group: str) -> Told:
    found = _field(searcher).signals(searcher.search(query, k=_DEPTH))
    return Told(tuple(map(float, astuple(found))), answerable, kind, group)


@cache
def _field(searcher: Searcher) -> Field:
    return Field(searcher.index.words, searcher.lexicon.official, other_subjects())


def _fit(
    signals: NDArray[np.float64], answerable: NDArray[np.bool_], weights: NDArray[np.float64]
) -> LogisticRegression:
    """A logistic regression for which answerable questions and others count the same together."""
    ours, others = weights[answerable].sum(), weights[~answerable].sum()
    balanced = weights * np.where(answerable, 1 / ours, 1 / others) * (ours + others) / 2
    return LogisticRegression(max_iter=2000).fit(signals, answerable, sample_weight=balanced)
