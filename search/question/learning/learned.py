"""Small linear models, learned from the examples, that say what a question wants and whom it is about."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .features import buckets
from .labels import OFF_TOPIC, THEMES, About, Danger, Wants

WEIGHTS: Final = Path(__file__).with_name("weights") / "models.npz"
ANY_DANGER: Final = "danger"
IS_WELFARE: Final = "welfare"
# One column of weights each, in this order.
HEADS: Final = (
    *(f"wants:{each.value}" for each in Wants),
    *(f"about:{each.value}" for each in About),
    *(f"danger:{each.value}" for each in Danger),
    *(f"theme:{each}" for each in THEMES),
    ANY_DANGER,
    IS_WELFARE,
)
_PLACE: Final = {name: place for place, name in enumerate(HEADS)}


@dataclass(frozen=True, slots=True)
class Learned:
    """What the models make of a question; probabilities are calibrated on hands that were left out."""

    wants: dict[Wants, float]  # probabilities, together 1
    about: frozenset[About]
    danger: float  # probability that somebody is in danger now
    dangers: tuple[Danger, ...]  # of which kind, the likeliest first; asked only where ``danger`` is high
    welfare: float  # probability that it is a matter of welfare
    theme: str

    @property
    def wanted(self) -> Wants:
        """What is wanted most likely."""
        return max(self.wants, key=lambda want: self.wants[want])

    @property
    def off_topic(self) -> bool:
        """Whether nothing of a city hall is spoken of, most likely."""
        return self.theme == OFF_TOPIC


class Models:
    """The weights, opened; a question takes some 0.5 ms, most of it for the tagger."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        """Load ``path``. Raises: OSError, ValueError, KeyError where it is none."""
        with np.load(path) as arrays:
            self._buckets: NDArray[np.int32] = arrays["buckets"]  # ascending
            self._rarity: NDArray[np.float32] = arrays["rarity"].astype(np.float32)
            self._starts: NDArray[np.int32] = arrays["starts"]  # of a bucket's weights; one more at the end
            self._heads: NDArray[np.uint8] = arrays["heads"]
            self._weights: NDArray[np.int8] = arrays["weights"]
            self._scale: NDArray[np.float32] = arrays["scale"]  # by head
            self._bias: NDArray[np.float32] = arrays["bias"]
            self._slope: NDArray[np.float32] = arrays["slope"]  # margin -> log-odds, by head

    def margins(self, text: str) -> NDArray[np.float32]:
        """The calibrated log-odds of every head, in the order of HEADS."""
        wanted = np.fromiter(sorted(buckets(text)), np.int32)
        places = np.searchsorted(self._buckets, wanted)
        places = places[places < len(self._buckets)]
        known = places[np.isin(self._buckets[places], wanted)]
        rarity = self._rarity[known]
        length = float(np.sqrt(rarity @ rarity)) or 1.0
        counts = self._starts[known + 1] - self._starts[known]
        first = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else counts
        inside = np.arange(int(counts.sum())) + np.repeat(self._starts[known] - first, counts)
        values = self._weights[inside].astype(np.float32) * np.repeat(rarity / length, counts)
        sums = np.bincount(self._heads[inside], values, minlength=len(HEADS)).astype(np.float32)
        margins: NDArray[np.float32] = (sums * self._scale + self._bias) * self._slope
        return margins

    def read(self, text: str) -> Learned:
        """What ``text`` is."""
        odds = self.margins(text)
        wants = np.exp(odds[: len(Wants)] - odds[: len(Wants)].max())
        kinds = sorted(Danger, key=lambda danger: -odds[_PLACE[f"danger:{danger.value}"]])
        first = _PLACE[f"theme:{THEMES[0]}"]
        return Learned(
            wants={want: float(each) for want, each in zip(Wants, wants / wants.sum(), strict=True)},
            about=frozenset(about for about in About if odds[_PLACE[f"about:{about.value}"]] > 0),
            danger=_chance(odds[_PLACE[ANY_DANGER]]),
            dangers=tuple(kinds),
            welfare=_chance(odds[_PLACE[IS_WELFARE]]),
            theme=THEMES[int(odds[first : first + len(THEMES)].argmax())],
        )


@cache
def models() -> Models:
    """The models in the repository, loaded once."""
    return Models()


@lru_cache(maxsize=64)
def read(text: str) -> Learned:
    """As :meth:`Models.read` by the models in the repository; the parts of an answer ask it of the same question."""
    return models().read(text)


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
