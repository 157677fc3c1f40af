"""Which of the sentences that may answer is told first."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...question.question import Question
from ...ranking.word_match import WordMatch
from ..spans import Span
from .around import with_worths
from .aside import of_parts, outdated
from .features import features

WEIGHTS: Final = "weights.tsv"
# Log-odds of a sentence that prints what is asked for exactly, beside what is learned of all kinds of question; not where the
# same is printed of a later year, or it is of a part of what is asked about. Of 93 questions with such a sentence, each
# municipality by the weights of the others, the first one bears the answer in .67 with 0, .78 with 1 to 4.
_EXACT: Final = 4.0


@dataclass(frozen=True, slots=True)
class SentenceWeights:
    """A logistic regression: of each feature its weight, where it is scaled to a mean of 0 and a deviation of 1.

    Learned from judged sentences of questions over plans and pages of many municipalities; ``python -m benchmarks.learn``
    learns them again and says what cross-validation by municipality gives.
    """

    names: tuple[str, ...]
    means: NDArray[np.float64]
    deviations: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def odds(self, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """The log-odds that each sentence answers, from its features by name."""
        rows = np.stack([columns[name] for name in self.names], axis=1)
        odds: NDArray[np.float64] = (rows - self.means) / self.deviations @ self.weights + self.bias
        return odds


@cache
def learned() -> SentenceWeights:
    """The weights that the program has."""
    text = resources.files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    bias = next(float(row["weight"]) for row in rows if row["feature"] == "bias")
    rows = [row for row in rows if row["feature"] != "bias"]
    column = {name: np.array([float(row[name]) for row in rows]) for name in ("mean", "deviation", "weight")}
    names = tuple(row["feature"] for row in rows)
    return SentenceWeights(names, column["mean"], column["deviation"], column["weight"], bias)


def ordered(found: Sequence[Span], question: Question, match: WordMatch) -> list[Span]:
    """The best first; each sentence's ``worth`` and what it may be told with are set, and equals keep their order."""
    if not found:
        return []
    aside = of_parts(found, question.text) | (set() if question.asked.years else outdated(found, question.today.year))
    exact = [_EXACT * (span.exact and place not in aside) for place, span in enumerate(found)]
    odds = learned().odds(features(found, question, match)) + np.array(exact)
    worths = (1 / (1 + np.exp(-odds))).tolist()
    order = sorted(range(len(found)), key=[-worth for worth in worths].__getitem__)
    best = [found[place] for place in order]
    return with_worths(best, [worths[place] for place in order], dated=bool(question.asked.years))
