"""Small linear models, learned from the examples, that say what a question wants and whom it is about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .features import seen
from .labels import OFF_TOPIC, THEMES, WELFARE, About, Danger, Wants

WEIGHTS: Final = Path(__file__).with_name("weights") / "models.npz"
ANY_DANGER: Final = "danger"
IS_WELFARE: Final = "welfare"
WANTS: Final = "wants"
MATTER: Final = "matter"
# One column of weights each, in this order: of what is wanted, which the asking sentences tell, and of all else.
HEADS: Final = {
    WANTS: tuple(f"wants:{each.value}" for each in Wants),
    MATTER: (
        *(f"about:{each.value}" for each in About),
        *(f"danger:{each.value}" for each in Danger),
        *(f"theme:{each}" for each in THEMES),
        ANY_DANGER,
        IS_WELFARE,
    ),
}
_WANTS: Final = tuple(Wants)
_ABOUT: Final = tuple(About)
_DANGERS: Final = tuple(Danger)


@dataclass(frozen=True, slots=True)
class Matter:
    """How sure the models are that a text is a matter of welfare."""

    welfare: float  # log-odds
    lead: float  # of welfare's likeliest theme before nothing that a city hall is asked; in margins, 0 where they are even


@dataclass(frozen=True, slots=True)
class Learned:
    """What the models make of a question; probabilities are calibrated on hands that were left out."""

    wants: dict[Wants, float]  # probabilities, together 1
    about: frozenset[About]
    danger: float  # probability that somebody is in danger now
    dangers: tuple[Danger, ...]  # of which kind, the likeliest first; asked only where ``danger`` is high
    matter: Matter
    theme: str

    @property
    def wanted(self) -> Wants:
        """What is wanted most likely."""
        return max(self.wants, key=lambda want: self.wants[want])


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of some heads, most of them 0: those of a bucket stand together."""

    buckets: NDArray[np.int32]  # ascending
    rarity: NDArray[np.float32]
    starts: NDArray[np.int32]  # of a bucket's weights; one more at the end
    heads: NDArray[np.uint8]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]  # by head
    bias: NDArray[np.float32]
    slope: NDArray[np.float32]  # margin -> log-odds, by head

    def odds(self, found: frozenset[int]) -> NDArray[np.float32]:
        """The calibrated log-odds of each head, for a text with the buckets ``found``."""
        wanted = np.array(sorted(found), np.int32)
        places = np.minimum(np.searchsorted(self.buckets, wanted), len(self.buckets) - 1)
        known = places[self.buckets[places] == wanted]
        rarity = self.rarity[known]
        length = float(np.sqrt(rarity @ rarity)) or 1.0
        counts = self.starts[known + 1] - self.starts[known]
        first = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else counts
        inside = np.arange(int(counts.sum())) + np.repeat(self.starts[known] - first, counts)
        values = self.weights[inside].astype(np.float32) * np.repeat(rarity / length, counts)
        sums = np.bincount(self.heads[inside], values, minlength=len(self.bias)).astype(np.float32)
        odds: NDArray[np.float32] = (sums * self.scale + self.bias) * self.slope
        return odds


class Models:
    """The weights, opened; a question takes some 0.5 ms, most of it for the tagger."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        """Load ``path``. Raises: OSError, ValueError, KeyError where it is none."""
        with np.load(path) as arrays:
            self._wants, self._matter = (_linear(arrays, name) for name in (WANTS, MATTER))

    def read(self, text: str, hints: Collection[str]) -> Learned:
        """What ``text`` is, of which the rules say ``hints``."""
        views = seen(text, hints)
        wants, matter = self._wants.odds(views.asking), self._matter.odds(views.whole)
        chances = np.exp(wants - wants.max())
        told = iter(matter.tolist())  # in the order of HEADS
        about = frozenset([each for each in _ABOUT if next(told) > 0])
        dangers = {danger: next(told) for danger in _DANGERS}
        themes = {theme: next(told) for theme in THEMES}
        _, welfare = told
        lead = max([themes[theme] for theme in WELFARE]) - themes[OFF_TOPIC]
        return Learned(
            wants=dict(zip(_WANTS, (chances / chances.sum()).tolist(), strict=True)),
            about=about,
            danger=_chance(matter[-2]),
            dangers=tuple(sorted(_DANGERS, key=dangers.__getitem__, reverse=True)),
            matter=Matter(welfare, lead),
            theme=max(THEMES, key=themes.__getitem__),
        )


@cache
def models() -> Models:
    """The models in the repository, loaded once."""
    return Models()


def read(text: str, hints: Collection[str]) -> Learned:
    """As :meth:`Models.read`, by the models in the repository."""
    return models().read(text, hints)


def _linear(arrays: Mapping[str, NDArray[Any]], name: str) -> Linear:
    """The arrays of one part, unpacked from what takes least room."""
    return Linear(
        buckets=np.cumsum(arrays[f"{name}_gaps"], dtype=np.int32),
        rarity=arrays[f"{name}_rarity"].astype(np.float32),
        starts=np.concatenate([[0], np.cumsum(arrays[f"{name}_counts"], dtype=np.int32)]),
        heads=arrays[f"{name}_heads"],
        weights=arrays[f"{name}_weights"],
        scale=arrays[f"{name}_scale"],
        bias=arrays[f"{name}_bias"],
        slope=arrays[f"{name}_slope"],
    )


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
