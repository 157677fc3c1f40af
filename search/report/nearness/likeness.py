"""How alike two items are against chance: four classes, and how sure each is, from the index at hand.

Random pairs of different municipalities, of one theme and of two, say how often chance alone comes so near: most of them are
unlike, and a normal curve through their middle tells chance. All pairs say how often it is seen: the share of chance
among what is seen is the doubt (Efron's local false discovery rate, doi:10.1214/07-STS236).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..overview.themes import grouped, how_many
from ..report import Likeness
from .meaning import Meanings, together
from .rows import Floats, Rows
from .wording import Grams

_SAMPLED: Final = 1000  # texts whose pairs tell what chance gives: half a million pairs, a second
_ENOUGH: Final = 40  # items; fewer are joined by passages, so that there are pairs enough (arbitrary)
_LOW, _HIGH = 0.8, 0.95  # quantiles between which the tail of shared wording is measured: above, copies mix in
_CALM: Final = (
    0.7,
    0.9,
)  # quantiles through which the curve of chance is laid: below, all is far; above, likeness mixes in
_STEPS: Final = 200  # of the grid on which what is seen is counted
_WIDE: Final = 4  # steps to either side in which it is counted
_SEED: Final = 0
# Five plans are even at .364 and spread by .114, 82 documents of 60 municipalities at .346 by .150, made-up ones at .424 by .147.
_EVEN_BEFORE: Final = 0.36
_SPREAD_BEFORE: Final = 0.13
_BEFORE: Final = 2000  # pairs that weigh as much as what was measured elsewhere (arbitrary: three plans of 26 measures)
_COPIED: Final = 0.25  # of the shorter text's wording: what people call copied (arbitrary), if chance does not reach it
EVEN: Final = 0.5  # the meaning at which chance and likeness are even: from here on two items have one aim
_DOUBTFUL: Final = 0.05  # share of chance among copies that is let pass (arbitrary)


@dataclass(frozen=True, slots=True)
class Tail:
    """How often chance reaches a score: an exponential beyond ``start``, which ``share`` of the pairs reach."""

    start: float
    scale: float
    share: float

    @classmethod
    def of(cls, scores: NDArray[np.float32]) -> "Tail":
        """Fitted between two quantiles of the scores of random pairs."""
        if not len(scores):
            return cls(0.0, 1.0, 1.0)
        low, high = (float(each) for each in np.quantile(scores, (_LOW, _HIGH)))
        return cls(low, max((high - low) / log((1 - _LOW) / (1 - _HIGH)), 1e-6), 1 - _LOW)

    def beyond(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """The share of chance pairs that reach each score."""
        return np.minimum(self.share * np.exp(-(scores - self.start) / self.scale), 1.0)


@dataclass(frozen=True, slots=True)
class Chance:
    """What the index at hand says of likeness by chance."""

    even: float  # the nearness at which chance and likeness are even
    spread: float  # of chance: the scale on which one gives way to the other
    words: float  # shared words that one in twenty random pairs of other themes reaches
    wording: Tail
    seen: NDArray[np.float64]  # wording of all pairs, ascending
    pairs: int
    same: int  # pairs of one theme among them
    texts: int
    themes: int

    def meaning(self, near: Floats) -> Floats:
        """Nearness as the chance, in [0, 1], that it is no accident: 0.5 where both are even."""
        doubt = np.exp(-np.clip((near - self.even) / self.spread, -30, 30))
        found: Floats = (1 / (1 + doubt)).astype(np.float32)
        return found

    def copied(self, wording: float) -> float:
        """How sure it is that so much shared wording is no chance, in [0, 1]."""
        expected = float(self.wording.beyond(np.array([wording]))[0]) * len(self.seen)
        seen = len(self.seen) - int(np.searchsorted(self.seen, wording)) + 1
        return 1 - min(expected / seen, 1.0)

    def judged(self, meaning: float, wording: float, words: float) -> tuple[Likeness, float]:
        """The class of a pair and the chance that it is right."""
        copied = self.copied(wording)
        if wording >= _COPIED and copied >= 1 - _DOUBTFUL:
            return Likeness.NEAR_COPY, copied
        if meaning >= EVEN:
            return Likeness.SAME_AIM, meaning
        if words >= self.words:
            return Likeness.SAME_WORDS, 1 - meaning
        return Likeness.UNRELATED, 1 - meaning

    def sentences(self) -> tuple[str, ...]:
        """How the classes came about, for the reader."""
        return (
            f"分類の境目は固定せず、この索引の {self.texts:,} 件から作った、ちがう市区町村どうしの組 {self.pairs:,} 組"
            f"(同じ分野 {self.same:,} 組、ちがう分野 {self.pairs - self.same:,} 組、分野は {self.themes} に自動で分類)で決めました。",
            "意味の近さは、全文、題名、題名と相手の一文、言葉の重なり(珍しい言葉ほど重い)、福祉の分野(同梱の言い換え表による)の5つを合わせて測りました。",
            "「意味」の値は、同じ分野の組とちがう分野の組が偶然に同じ近さになる見込みと、実際に見つかった組の数をくらべた確からしさです"
            "(0.5 は偶然と五分五分、1 に近いほど偶然とは考えにくい)。"
            + ("組が少ないので、ほかの計画で測った境目も合わせて使いました。" if self.pairs < _BEFORE else ""),
            f"「同趣旨・別表現」は、意味が {EVEN:.2f} 以上(偶然より確からしい)のものです。",
            f"「転用に近い」は、短いほうの文章の {_COPIED:.0%} 以上が同じ言い回しで、偶然と見る余地が {_DOUBTFUL:.0%} 以下のものです。",
            "「用語のみ共通」は、意味はそこまで近くないが、共通の用語が、ちがう分野の組の 95 % より多いものです。残りが「無関係」です。",
            "「確からしさ」は、その分類が正しい見込み(0~1)の推定です。人が確かめた値ではありません。",
        )


@dataclass(frozen=True, slots=True)
class Standings:
    """The texts of a report and what chance gives among them."""

    meanings: Meanings
    grams: Grams
    chance: Chance

    def meaning(self, ours: Rows, theirs: Rows) -> Floats:
        """How near in meaning, in [0, 1], against chance; shape (len(ours), len(theirs))."""
        return self.meaning_and_words(ours, theirs)[0]

    def meaning_and_words(self, ours: Rows, theirs: Rows) -> tuple[Floats, Floats]:
        """The same, and how much of their words they share, by rarity."""
        features = self.meanings.features(ours, theirs)
        return self.chance.meaning(together(features)), features[3]

    def beside(self, row: int, others: Rows) -> tuple[Floats, Floats]:
        """The same of one row and a few others; shape (len(others),) each."""
        features = self.meanings.beside(row, others)
        return self.chance.meaning(together(features)), features[3]


def standings(meanings: Meanings, grams: Grams, owners: Sequence[str], items: int) -> Standings:
    """Calibrate: ``owners`` says whose each text is; the first ``items`` texts are items, the rest passages."""
    whose = np.unique(np.array(owners), return_inverse=True)[1]
    count = items if items >= _ENOUGH else len(whose)
    sample = np.sort(np.random.default_rng(_SEED).permutation(count)[:_SAMPLED])
    features = meanings.features(sample, sample)
    near, words, wording = together(features), features[3], grams.shared(sample, sample)
    cross = np.triu(whose[sample][:, None] != whose[sample][None, :])
    themes = grouped(meanings.whole[sample], how_many(len(sample)))
    apart = cross & (themes[:, None] != themes[None, :])
    even, spread = _even(near[cross])
    chance = Chance(
        even,
        spread,
        float(np.quantile(words[apart], 0.95)) if apart.any() else 0.0,
        Tail.of(wording[apart]),
        np.sort(wording[cross].astype(np.float64)),
        int(cross.sum()),
        int(cross.sum() - apart.sum()),
        len(sample),
        int(themes.max(initial=-1)) + 1,
    )
    return Standings(meanings, grams, chance)


def _even(near: Floats) -> tuple[float, float]:
    """Where chance makes half of what is seen of so near pairs, and the spread of chance.

    Few pairs say little: beside them stand ``_BEFORE`` pairs of what was measured elsewhere.
    """
    if not len(near):
        return _EVEN_BEFORE, _SPREAD_BEFORE
    seen = np.sort(near.astype(np.float64))
    low, high = np.quantile(seen, _CALM)
    unit = NormalDist()
    spread = max(float(high - low) / (unit.inv_cdf(_CALM[1]) - unit.inv_cdf(_CALM[0])), 1e-3)
    curve = NormalDist(float(low) - unit.inv_cdf(_CALM[0]) * spread, spread)
    grid = np.linspace(float(low), max(float(seen[-1]), float(low) + spread), _STEPS)
    wide = _WIDE * (grid[1] - grid[0])
    counts = np.searchsorted(seen, grid + wide) - np.searchsorted(seen, grid - wide)
    expected = len(seen) * np.array([curve.cdf(each + wide) - curve.cdf(each - wide) for each in grid])
    doubt = np.minimum.accumulate((expected + 0.5) / (counts + 1))
    own = len(seen) / (len(seen) + _BEFORE)
    return own * _first(grid, doubt, 0.5) + (1 - own) * _EVEN_BEFORE, own * spread + (1 - own) * _SPREAD_BEFORE


def _first(grid: NDArray[np.float64], doubt: NDArray[np.float64], level: float) -> float:
    below = np.flatnonzero(doubt <= level)
    return float(grid[below[0]] if len(below) else grid[-1])
