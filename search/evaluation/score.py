"""A value per question -> their mean and how sure it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap

_RESAMPLES: Final = 2000
_SEED: Final = 0


@dataclass(frozen=True, slots=True)
class Score:
    """A measure over ``n`` questions and its 95 % bootstrap interval (percentile method, a fixed seed)."""

    name: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One line of the table: a file, the questions of one kind in it, how they were searched, what came out."""

    file: str
    kind: str  # "all" for every kind together
    mode: str
    n: int
    scores: tuple[Score, ...]


def mean_score(name: str, values: Sequence[float | None]) -> Score:
    """The mean over the questions that the measure applies to; those it does not are None.

    Raises: ValueError where it applies to none.
    """
    kept = np.array([value for value in values if value is not None], dtype=float)
    if not len(kept):
        raise ValueError(f"{name} applies to no question")
    low, high = _interval((kept,), np.mean)
    return Score(name, float(kept.mean()), low, high, len(kept))


def paired_score(
    name: str,
    one: NDArray[np.float64],
    other: NDArray[np.float64],
    statistic: Callable[[NDArray[np.float64], NDArray[np.float64]], float],
) -> Score:
    """A statistic of pairs, such as a correlation: both arrays have shape (n,)."""
    low, high = _interval((one, other), statistic)
    return Score(name, float(statistic(one, other)), low, high, len(one))


def _interval(samples: tuple[NDArray[np.float64], ...], statistic: Callable[..., float]) -> tuple[float, float]:
    if len(samples[0]) < 2:  # nothing to draw from
        value = float(statistic(*samples))
        return value, value
    result = bootstrap(
        samples,
        statistic,
        paired=True,
        vectorized=False,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    )
    return float(result.confidence_interval.low), float(result.confidence_interval.high)
