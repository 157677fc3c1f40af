"""Whether a question is about what the plans are about: what tells an odd wording from another subject."""

import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoder.protocol import unit_rows
from index.encoder.static import StaticEncoder

from ..results import Reply

_NEAREST: Final = 50  # of the field's words, of which the mean is taken; 20 to 200 tell about as well
_NEAREST_OTHERS: Final = 3  # a question is about one of them
_MOST_EXPANSIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a question's being answerable, most about 0 to 1."""

    field: float  # how near it is to the words of welfare, whatever the plans hold
    middle: float  # the same, of their mean
    elsewhere: float  # how near to subjects that no welfare plan is about
    share: float  # of the BM25 score of a passage that had every word of the question once
    words: float  # late interaction's best
    expansions: int  # how many of its words the lexicon knows what plans call, at most three
    placed: bool  # whether it names a municipality of the index
    welfare: float  # the models' log-odds that it is a matter of welfare
    lead: float  # of the likeliest theme of welfare before nothing that a city hall is asked


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic regression over :class:`Signals`, in their order; ``python -m benchmarks.learn`` learns them again."""

    constant: float = -4.21
    signals: tuple[float, ...] = (7.91, 2.96, -12.54, 3.92, 4.65, 1.15, 3.33, 0.28, 3.45)

    def certainty(self, signals: Signals) -> float:
        """The log-odds that the question has an answer in plans like these."""
        return self.constant + sum(
            weight * float(value) for weight, value in zip(self.signals, astuple(signals), strict=True)
        )


class Field:
    """The words that plans use, and those of other subjects, as the embedded encoder sees them."""

    def __init__(self, encoder: StaticEncoder, official: Sequence[str], others: Sequence[str]) -> None:
        self._encoder = encoder
        self._official = encoder.encode_queries(official)
        self._middle = unit_rows(self._official.sum(axis=0, keepdims=True))[0]
        self._others = encoder.encode_queries(others)

    def signals(self, reply: Reply) -> Signals:
        """What speaks for a question, from what the search found for it."""
        wanted = reply.question.wanted
        row = self._encoder.encode_queries([wanted.text])[0]
        return Signals(
            field=_nearest(self._official @ row, _NEAREST),
            middle=float(self._middle @ row),
            elsewhere=_nearest(self._others @ row, _NEAREST_OTHERS),
            share=min(reply.strength.share, 1.0),
            words=reply.strength.words,
            expansions=min(len(wanted.expansions), _MOST_EXPANSIONS),
            placed=any(place.indexed for place in reply.question.applied.places),
            welfare=reply.question.matter.welfare,
            lead=reply.question.matter.lead,
        )


@cache
def other_subjects() -> tuple[str, ...]:
    """The words of ``other_subjects.tsv``, which staff can edit."""
    with resources.files("search.evidence").joinpath("other_subjects.tsv").open(encoding="utf-8-sig") as file:
        return tuple(row["word"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _nearest(cosines: NDArray[np.float32], count: int) -> float:
    """The mean of the ``count`` highest."""
    return float(np.sort(cosines)[-count:].mean()) if len(cosines) else 0.0
