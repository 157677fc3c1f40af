"""The weights of the order of sentences, learned again from the judged spans, for :mod:`benchmarks.learn`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import search.evidence.worth
from benchmarks.table import Table
from search.evaluation.judging import JudgedQuery, is_hit, parse_query, plain
from search.evidence.sentences import picked
from search.evidence.spans import Span, spans
from search.evidence.worth.around import with_worths
from search.evidence.worth.features import features
from search.evidence.worth.worth import WEIGHTS, learned
from search.question.intent import Asked, Intent
from search.ranking.word_match import WordMatch
from search.searcher import Searcher

_DEPTH: Final = 10
_FOLDS: Final = 10
_SEED: Final = 0
_STRENGTH: Final = 0.1  # of the penalty on large weights, inverse; .03 to .3 tell as much
MEASURE: Final = Asked(Intent.MEASURE, False, None)
FILE: Final = Path(search.evidence.worth.__path__[0]) / WEIGHTS


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's candidates: their features, shape (spans, features), and which of them bear the answer."""

    query: JudgedQuery
    found: Sequence[Span]
    rows: NDArray[np.float64]
    names: tuple[str, ...]
    bears: NDArray[np.bool_]
    comparing: bool


def judged_sentences(searcher: Searcher, rows: Iterable[Mapping[str, Any]]) -> Iterator[Judged]:
    """The candidates of every question that is answered."""
    for query in (parse_query(row) for row in rows if row["relevant"]):
        reply = searcher.search(query.query, k=_DEPTH)
        question = reply.question
        found = spans(reply.results, question.wanted, question.asked)
        if found:
            match = WordMatch.of(question.wanted, searcher.index, searcher.rarity)
            columns = features(found, question, match)
            bears = np.array([_bears(query, span) for span in found])
            several = len(question.applied.places) > 1
            yield Judged(query, found, np.stack(list(columns.values()), axis=1), tuple(columns), bears, several)


def _bears(query: JudgedQuery, span: Span) -> bool:
    """Whether a sentence holds the answer: a place judged so, or one beside it that prints what must be told."""
    text, plan_id = plain(span.text), span.result.plan.id
    for judgement in query.judgements:
        if judgement.plan_id != plan_id or not (text in judgement.snippet or is_hit(plan_id, text, judgement)):
            continue
        if judgement.grade == 2 or any(must in text for must in query.must_contain):
            return True
    return False


def sentences_table(judged: list[Judged]) -> Table:
    """The weights learned for the questions of each tenth of the municipalities from the others, and all; writes the latter."""
    groups = np.array([min(each.plan_id for each in one.query.judgements).split("-")[0] for one in judged])
    names = sorted(set(groups))
    folds = dict(zip(names, np.random.default_rng(_SEED).permutation(len(names)) % _FOLDS, strict=True))
    fold = np.array([folds[group] for group in groups])
    left_out = [np.zeros(0)] * len(judged)
    for each in range(_FOLDS):
        model = _Model([one for one, own in zip(judged, fold, strict=True) if own != each])
        for place in np.flatnonzero(fold == each):
            left_out[place] = model.odds(judged[place].rows)
    model = _Model(judged)
    model.write(judged[0].names)
    now = learned()
    table = [
        ("the passage's score alone", *_scores(judged, [one.rows[:, one.names.index("passage")] for one in judged])),
        ("the question's words alone", *_scores(judged, [one.rows[:, one.names.index("words")] for one in judged])),
        ("learned for each tenth of the municipalities by the others", *_scores(judged, left_out)),
        ("as they stand", *_scores(judged, [_sigmoid(now.odds(_columns(one))) for one in judged])),
        ("fitted to all", *_scores(judged, [model.odds(one.rows) for one in judged])),
    ]
    told = sum(bool(one.query.must_contain) for one in judged)
    header = ("order of sentences", f"told ({told})", f"first bears ({len(judged)})")
    return Table(header, tuple(table))


def _sigmoid(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-odds))


def _columns(judged: Judged) -> dict[str, NDArray[np.float64]]:
    return {name: judged.rows[:, place] for place, name in enumerate(judged.names)}


class _Model:
    """A logistic regression in which every question counts alike."""

    def __init__(self, judged: Sequence[Judged]) -> None:
        rows = np.concatenate([each.rows for each in judged])
        truth = np.concatenate([each.bears for each in judged])
        counts = np.concatenate([np.full(len(each.bears), 1 / len(each.bears)) for each in judged])
        self.means, self.deviations = rows.mean(axis=0), rows.std(axis=0) + 1e-9
        model = LogisticRegression(C=_STRENGTH, max_iter=500)
        self.model = model.fit((rows - self.means) / self.deviations, truth, sample_weight=counts / counts.mean())

    def odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of sentences given by their features."""
        found: NDArray[np.float64] = self.model.predict_proba((rows - self.means) / self.deviations)[:, 1]
        return found

    def write(self, names: Sequence[str]) -> None:
        """Write the program's table of weights, the heaviest first."""
        weights = self.model.coef_[0]
        lines = ["feature\tmean\tdeviation\tweight"]
        for place in np.argsort(-abs(weights)):
            row = (self.means[place], self.deviations[place], weights[place])
            lines.append("\t".join((names[place], *(f"{value:.4g}" for value in row))))
        lines.append(f"bias\t\t\t{self.model.intercept_[0]:.4g}")
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _scores(judged: Sequence[Judged], worths: Sequence[NDArray[np.float64]]) -> tuple[str, str]:
    told, first = [], []
    for one, worth in zip(judged, worths, strict=True):
        first.append(one.bears[worth.argmax()])
        if one.query.must_contain:
            best = sorted(with_worths(one.found, worth.tolist(), dated=False), key=lambda span: -span.worth)
            said = plain("".join(span.wide.text for span in picked(best, MEASURE, several=one.comparing)))
            told.append(all(must in said for must in one.query.must_contain))
    return f"{np.mean(told):.3f}", f"{np.mean(first):.3f}"
