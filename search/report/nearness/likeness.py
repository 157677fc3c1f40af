"""How alike two items are against chance: four classes, and how sure each is, from the index at hand.

Every nearness is first told in the item's own terms: how far above what it has to texts of other municipalities at
large. Random pairs of other themes then say how often chance alone comes so far, all pairs how often it is seen: the
share of chance among what is seen is the doubt (Efron's local false discovery rate, doi:10.1214/07-STS236).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoder.protocol import unit_rows

from ..overview.themes import grouped, how_many
from ..report import Likeness
from .meaning import Floats, Meanings, together
from .rows import Rows
from .wording import Grams

_SAMPLED: Final = 1000  # texts whose pairs tell what chance gives: half a million pairs, a second
_ENOUGH: Final = 40  # items; fewer are joined by passages, so that there are pairs enough (arbitrary)
_LOW, _HIGH = 0.8, 0.95  # quantiles between which the tail of chance is measured: above, true likenesses mix in
_STEPS: Final = 60  # of the grid on which what is seen is counted
_SEED: Final = 0
# Five plans are even at 3.5, six made-up ones at 3.4 (82 pages of 60 municipalities, most of them no plans, at 4.9).
_EVEN_BEFORE: Final = 3.5
_FALLING_BEFORE: Final = 0.8  # of all three
_RISING_BEFORE: Final = 2.0  # 3.3, 1.7, 1.2
# On the same three a text's usual nearness to others is .067, .066, .043, and scatters by .055, .070, .058. Few others say
# little, and one match among them hides itself: with 20 more texts of that sort matches of the five plans rank as without.
_MIDDLE_BEFORE: Final = 0.06
_SPREAD_BEFORE: Final = 0.06
_TEXTS_BEFORE: Final = 20
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

    even: float  # the standing at which chance and likeness are even
    falling: float  # the scale on which likeness gives way to chance below it
    rising: float  # and on which doubt dies out above it
    words: float  # shared words that one in twenty random pairs of other themes reaches
    wording: Tail
    seen: NDArray[np.float64]  # wording of all pairs, ascending
    pairs: int
    same: int  # pairs of one theme among them
    texts: int
    themes: int

    def meaning(self, standing: Floats) -> Floats:
        """Standings as the chance, in [0, 1], that they are no chance: 0.5 where both are even."""
        beyond = standing - self.even
        doubt = np.exp(-np.clip(beyond / np.where(beyond < 0, self.falling, self.rising), -30, 30))
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
            "「意味」は、同じ分野の組とちがう分野の組が偶然に同じ近さになる見込みと、実際に見つかった組の数をくらべた値です"
            "(0.5 は偶然と五分五分、1 に近いほど偶然とは考えにくい)。"
            + ("組が少ないので、ほかの計画で測った境目も合わせて使いました。" if self.pairs < _BEFORE else ""),
            f"「同趣旨・別表現」は、意味が {EVEN:.2f} 以上(偶然より確からしい)のものです。",
            f"「転用に近い」は、短いほうの文章の {_COPIED:.0%} 以上が同じ言い回しで、偶然と見る余地が {_DOUBTFUL:.0%} 以下のものです。",
            "「用語のみ共通」は、意味はそこまで近くないが、共通の用語が、ちがう分野の組の 95 % より多いものです。残りが「無関係」です。",
            "「確からしさ」は、その分類が正しい見込み(0~1)の推定です。人が確かめた値ではありません。",
        )


@dataclass(frozen=True, slots=True)
class Standings:
    """The texts of a report, what each has to others at large (``middle``, ``spread``), and what chance gives."""

    meanings: Meanings
    grams: Grams
    middle: Floats
    spread: Floats
    chance: Chance

    def meaning(self, ours: Rows, theirs: Rows) -> Floats:
        """How near in meaning, in [0, 1], against chance; shape (len(ours), len(theirs))."""
        return self.meaning_and_words(ours, theirs)[0]

    def meaning_and_words(self, ours: Rows, theirs: Rows) -> tuple[Floats, Floats]:
        """The same, and how much of their words they share, by rarity."""
        features = self.meanings.features(ours, theirs)
        standing = _standing(together(features), self.middle, self.spread, ours, theirs)
        return self.chance.meaning(standing), features[3]

    def beside(self, row: int, others: Rows) -> tuple[Floats, Floats]:
        """The same of one row and a few others; shape (len(others),) each."""
        features = self.meanings.beside(row, others)
        here = np.array([row])
        standing = _standing(together(features)[None, :], self.middle, self.spread, here, others)[0]
        return self.chance.meaning(standing), features[3]


def standings(meanings: Meanings, grams: Grams, owners: Sequence[str], items: int) -> Standings:
    """Calibrate: ``owners`` says whose each text is; the first ``items`` texts are items, the rest passages."""
    whose = np.unique(np.array(owners), return_inverse=True)[1]
    count = items if items >= _ENOUGH else len(whose)
    sample = np.sort(np.random.default_rng(_SEED).permutation(count)[:_SAMPLED])
    middle, spread = _usual(meanings, whose, sample)
    near = meanings.near(sample, sample)
    standing = _standing(near, middle, spread, sample, sample)
    cross = np.triu(whose[sample][:, None] != whose[sample][None, :])
    themes = grouped(meanings.whole[sample], how_many(len(sample)))
    one = themes[:, None] == themes[None, :]
    far = cross & _far_themes(meanings.whole[sample], themes)
    words = meanings.features(sample, sample)[3]
    wording = grams.shared(sample, sample)
    apart, together = standing[cross & ~one], standing[cross & one]
    even, falling, rising = _evens(Tail.of(standing[far]), apart, together)
    chance = Chance(
        even,
        falling,
        rising,
        float(np.quantile(words[cross & ~one], 0.95)) if len(apart) else 0.0,
        Tail.of(wording[cross & ~one]),
        np.sort(wording[cross].astype(np.float64)),
        int(cross.sum()),
        len(together),
        len(sample),
        int(themes.max(initial=-1)) + 1,
    )
    return Standings(meanings, grams, middle, spread, chance)


def _usual(meanings: Meanings, whose: NDArray[np.int64], sample: Rows) -> tuple[Floats, Floats]:
    """For every text the mean and the spread of its nearness to the sample's texts of other municipalities."""
    middle = np.zeros(len(whose), np.float32)
    spread = np.ones(len(whose), np.float32)
    for start in range(0, len(whose), _SAMPLED):
        rows = np.arange(start, min(start + _SAMPLED, len(whose)))
        other = (whose[rows][:, None] != whose[sample][None, :]).astype(np.float32)
        near = meanings.near(rows, sample)
        total = other.sum(axis=1) + _TEXTS_BEFORE
        mean = ((near * other).sum(axis=1) + _TEXTS_BEFORE * _MIDDLE_BEFORE) / total
        scattered = (((near - mean[:, None]) ** 2) * other).sum(axis=1) + _TEXTS_BEFORE * _SPREAD_BEFORE**2
        middle[rows] = mean.astype(np.float32)
        spread[rows] = np.sqrt(scattered / total)
    floor = np.float32(np.median(spread) / 2)  # a text near to nothing would have everything stand out
    return middle, np.maximum(spread, floor)


def _standing(near: Floats, middle: Floats, spread: Floats, ours: Rows, theirs: Rows) -> Floats:
    """Nearness in spreads above the usual, on average of both sides."""
    here = (near - middle[ours][:, None]) / spread[ours][:, None]
    there = (near - middle[theirs][None, :]) / spread[theirs][None, :]
    found: Floats = (here + there) * np.float32(0.5)
    return found


def _evens(tail: Tail, apart: NDArray[np.float32], together: NDArray[np.float32]) -> tuple[float, float, float]:
    """Where chance makes half of what is seen, and how fast that changes below and above.

    Below it goes as the tail of chance does; above it is told by where chance makes a fifth.

    Chance among pairs of other themes is the tail of those whose themes are far from each other: themes that touch share
    true likenesses. Among pairs of one theme it is the mirror image of those below
    their middle: what chance alone scatters, it scatters to both sides. Few pairs say little: beside them stand
    ``_BEFORE`` pairs of what was measured elsewhere.
    """
    seen = np.concatenate([apart, together]).astype(np.float64)
    if not len(seen):
        return _EVEN_BEFORE, _FALLING_BEFORE, _RISING_BEFORE
    grid = np.linspace(tail.start, max(float(seen.max()), tail.start + 1e-3), _STEPS)
    mirrored = 2 * float(np.median(together)) - together if len(together) else together
    expected = -np.diff(tail.beyond(grid)) * len(apart) + _smooth(_counts(mirrored, grid))
    doubt = np.minimum.accumulate(np.minimum((expected + 0.5) / (_smooth(_counts(seen, grid)) + 1), 1.0))
    middles = (grid[1:] + grid[:-1]) / 2
    even = _first(middles, doubt, 0.5)
    slope = max((_first(middles, doubt, 0.2) - even) / log(4), tail.scale / exp(1))
    own = len(seen) / (len(seen) + _BEFORE)
    measured, before = (even, tail.scale, slope), (_EVEN_BEFORE, _FALLING_BEFORE, _RISING_BEFORE)
    even, falling, rising = (own * here + (1 - own) * there for here, there in zip(measured, before, strict=True))
    return even, falling, rising


def _far_themes(vectors: Floats, themes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pairs stand in two themes that are farther from each other than most."""
    sums = np.zeros((int(themes.max(initial=-1)) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, themes, vectors)
    centres = unit_rows(sums)
    near = centres @ centres.T
    others = near[np.triu_indices(len(near), 1)]
    far: NDArray[np.bool_] = (near <= (np.median(others) if len(others) else -1))[np.ix_(themes, themes)]
    return far


def _counts(scores: NDArray[np.float64] | NDArray[np.float32], grid: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many scores lie in each step of the grid."""
    above: NDArray[np.float64] = (len(scores) - np.searchsorted(np.sort(scores), grid)).astype(np.float64)
    return -np.diff(above)


def _first(grid: NDArray[np.float64], doubt: NDArray[np.float64], level: float) -> float:
    below = np.flatnonzero(doubt <= level)
    return float(grid[below[0]] if len(below) else grid[-1])


def _smooth(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Counts averaged over five steps: single pairs in the far tail come and go."""
    return np.convolve(np.pad(counts, 2, mode="edge"), np.ones(5) / 5, mode="valid")
