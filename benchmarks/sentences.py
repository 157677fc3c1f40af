"""The weights of the order of sentences, learned again from the judged spans, for :mod:`benchmarks.learn`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.table import Table
from search.evaluation.judging import JudgedQuery, is_hit, parse_query, plain
from search.evidence.order import SentenceWeights, signals
from search.evidence.spans import Span, same, spans
from search.ranking.word_match import WordMatch
from search.searcher import Searcher

_DEPTH: Final = 10
_TOLD: Final = 4  # sentences of an answer


@dataclass(frozen=True, slots=True)
class _Judged:
    """A question's candidates: their signals, shape (spans, 2), and which of them bear on it."""

    query: JudgedQuery
    found: Sequence[Span]
    signals: NDArray[np.float64]
    bears: NDArray[np.bool_]


def sentences_table(searcher: Searcher, rows: Sequence[Mapping[str, Any]]) -> Table:
    """As the weights are, and learned for the questions of each plan from those of the others."""
    judged = list(_judged(searcher, rows))
    plans = np.array([each.query.judgements[0].plan_id for each in judged])
    learned = [np.zeros(0)] * len(judged)
    for plan in sorted(set(plans)):
        weights = _learned([each for each, own in zip(judged, plans, strict=True) if own != plan])
        for place in np.flatnonzero(plans == plan):
            learned[place] = judged[place].signals @ weights
    now = np.array(astuple(SentenceWeights()))
    fitted = _learned(judged)
    table = [
        ("as they are", _shares(now), *_scores(judged, [each.signals @ now for each in judged])),
        ("learned for each plan by the others", "", *_scores(judged, learned)),
        ("fitted to all", _shares(fitted), *_scores(judged, [each.signals @ fitted for each in judged])),
    ]
    told = sum(bool(each.query.must_contain) for each in judged)
    header = ("order of sentences", "words / passage", f"told in four ({told})", f"first bears ({len(judged)})")
    return Table(header, tuple(table))


def _judged(searcher: Searcher, rows: Sequence[Mapping[str, Any]]) -> Iterator[_Judged]:
    """The questions that no exact figure answers."""
    for query in (parse_query(row) for row in rows if row["relevant"]):
        reply = searcher.search(query.query, k=_DEPTH)
        question = reply.question
        found = [] if question.asked.exact else spans(reply.results, question.wanted, question.asked)
        if found:
            match = WordMatch.of(question.wanted, searcher.index, searcher.rarity)
            bears = np.array([_bears(query, span) for span in found])
            yield _Judged(query, found, np.array(signals(found, match)), bears)


def _bears(query: JudgedQuery, span: Span) -> bool:
    text, plan_id = plain(span.text), span.result.plan.id
    return any(
        judgement.plan_id == plan_id and (text in judgement.snippet or is_hit(plan_id, text, judgement))
        for judgement in query.judgements
    )


def _learned(judged: Sequence[_Judged]) -> NDArray[np.float64]:
    """Weights that sum to 1, of a logistic regression in which every question counts alike."""
    rows = np.concatenate([each.signals for each in judged])
    truth = np.concatenate([each.bears for each in judged])
    counts = np.concatenate([np.full(len(each.bears), 1 / len(each.bears)) for each in judged])
    weights = LogisticRegression(class_weight="balanced").fit(rows, truth, sample_weight=counts).coef_[0]
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


def _scores(judged: Sequence[_Judged], worths: Sequence[NDArray[np.float64]]) -> tuple[str, str]:
    told, first = [], []
    for each, worth in zip(judged, worths, strict=True):
        chosen = _chosen(each.found, worth)
        first.append(each.bears[chosen[0]])
        if each.query.must_contain:
            said = plain("".join(each.found[place].text for place in chosen))
            told.append(np.mean([must in said for must in each.query.must_contain]))
    return f"{np.mean(told):.3f}", f"{np.mean(first):.3f}"


def _chosen(found: Sequence[Span], worth: NDArray[np.float64]) -> list[int]:
    """The places of the first four that do not repeat one another."""
    chosen: list[int] = []
    seen: list[str] = []
    for place in np.argsort(-worth, kind="stable"):
        key = same(found[place].text)
        if len(chosen) < _TOLD and not any(key in other or other in key for other in seen):
            chosen.append(int(place))
            seen.append(key)
    return chosen


def _shares(weights: NDArray[np.float64]) -> str:
    return " / ".join(f"{weight:.2f}" for weight in weights)
