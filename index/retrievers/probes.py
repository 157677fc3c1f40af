"""How many lists of an index are read so that the nearest passages are found, measured when it is built."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from ..encoder.rows import Embeddings
from .vectors import PIECE

SEED: Final = 20_261_129  # arbitrary
_ASKED: Final = 200  # questions
_TOP: Final = 10
DEPTH: Final = 100  # hits that are looked for; what is among them is put in its right order afterwards
_AIM: Final = 0.98  # of the nearest ten
_DEEP: Final = 0.97  # of the nearest hundred: what a ranking is made of
_ENOUGH: Final = 0.95  # of both, where twice as many lists would find hardly more
_HARDLY: Final = 0.003
_FIRST: Final = 4  # lists
_SHARES: Final = (1.0, 0.5, 0.1, 0.01, 0.001)  # of all passages, that may be found
_LEAST: Final = 2_000  # passages of a share that is measured; fewer are compared one by one
_PLAN: Final = 500  # passages of a plan that passes or does not
# How far a made question is from its passage: beside a passage of length 1 stands noise of this length, so their cosine is .45. Of
# residents' and staff's questions the nearest passage has .4 in the middle, of made-up ones .5 to .8; with 1 or 1.5, or with
# another passage in place of the noise, a question is found with fewer lists than real ones need.
_NOISE: Final = 2.0
_ROUNDING: Final = 1e-5  # of a cosine
_NOTHING: Final = np.float32(-2)  # in the place of a cosine


@dataclass(frozen=True, slots=True)
class Probes:
    """How many ``lists`` are read where ``share`` of all passages may be found, and which part of the nearest this found."""

    share: float
    lists: int
    recall_10: float
    recall_100: float

    @property
    def enough(self) -> bool:
        """Whether no more lists are needed."""
        return self.recall_10 >= _AIM and self.recall_100 >= _DEEP


def wanted_probes(probes: Sequence[Probes], share: float) -> int:
    """The lists to read where ``share`` of the passages may be found: between two shares that were measured as many as a straight
    line through the logarithms of both gives.
    """
    above = next((each for each in reversed(probes) if each.share >= share), probes[0])
    below = next((each for each in probes if each.share <= share), probes[-1])
    if above.lists == below.lists or not below.share < share < above.share:
        return below.lists
    way = log(above.share / share) / log(above.share / below.share)
    return round(above.lists * exp(way * log(below.lists / above.lists)))


def measured(index: faiss.IndexIVF, rows: NDArray[np.int64], embeddings: Embeddings) -> list[Probes]:
    """For each share the fewest lists that find enough, the largest share first.

    Args:
        index: with every embedding in it.
        rows: as which they are found there.
        embeddings: as they were before they became bytes, shape (len(rows), dim).
    """
    questions = _questions(embeddings)
    shares = [share for share in _SHARES if share == 1 or share * len(rows) > _LEAST]
    passing = [_passing(len(rows), share) for share in shares]
    nearest = _nearest(questions, passing, embeddings)
    found: list[Probes] = []
    for share, inside, exact in zip(shares, passing, nearest, strict=True):
        first = found[-1].lists if found else _FIRST
        ids = np.zeros(int(rows[-1]) + 1, dtype=bool)
        ids[rows[inside]] = True
        bits = np.packbits(ids, bitorder="little")
        selector = None if share == 1 else faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        tried: list[Probes] = []
        for lists in _ladder(first, index.nlist):
            parameters = faiss.SearchParametersIVF(nprobe=lists, sel=selector)  # type: ignore[call-arg]
            _, hits = index.search(questions, DEPTH, params=parameters)
            cosines = np.einsum("qd,qkd->qk", questions, embeddings[np.searchsorted(rows, np.maximum(hits, 0))])
            cosines[hits < 0] = _NOTHING
            tried.append(Probes(share, lists, *(_recall(cosines, exact, top) for top in (_TOP, DEPTH))))
            if tried[-1].enough:
                break
        found.append(_fewest(tried))
    return found


def _fewest(tried: Sequence[Probes]) -> Probes:
    """The last that was tried, or the first that finds enough and from which twice as many lists find hardly more."""
    pairs = pairwise(tried)
    return next((one for one, more in pairs if _hardly_better(one, more)), tried[-1])


def _hardly_better(one: Probes, more: Probes) -> bool:
    found = min(one.recall_10, one.recall_100) >= _ENOUGH
    return found and max(more.recall_10 - one.recall_10, more.recall_100 - one.recall_100) < _HARDLY


def _questions(embeddings: Embeddings) -> NDArray[np.float32]:
    """Passages drawn by lot, each pushed away from where it is: what a few words ask is far from all passages."""
    chance = np.random.default_rng(SEED)
    chosen = np.sort(chance.choice(len(embeddings), min(_ASKED, len(embeddings)), replace=False))
    noise = _unit(chance.standard_normal((len(chosen), embeddings.shape[1])).astype(np.float32))
    return _unit(_unit(embeddings[chosen]) + np.float32(_NOISE) * noise)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit.astype(np.float32)


def _passing(size: int, share: float) -> NDArray[np.bool_]:
    """Whether each of ``size`` passages passes, a plan's all together; the first plan's do always."""
    drawn = np.random.default_rng(SEED).random(-(-size // _PLAN)) < share
    drawn[0] = True
    return np.repeat(drawn, _PLAN)[:size]


def _nearest(
    questions: NDArray[np.float32], passing: Sequence[NDArray[np.bool_]], embeddings: Embeddings
) -> list[NDArray[np.float32]]:
    """For each choice of embeddings, the ``DEPTH`` best cosines of each question with them, exactly, ascending."""
    best = [np.full((len(questions), DEPTH), _NOTHING, np.float32) for _ in passing]
    for first in range(0, len(embeddings), PIECE):
        cosines = questions @ np.asarray(embeddings[first : first + PIECE], np.float32).T
        for place, inside in enumerate(passing):
            together = np.hstack([best[place], cosines[:, inside[first : first + PIECE]]])
            best[place] = np.partition(together, -DEPTH, axis=1)[:, -DEPTH:]
    return [np.sort(each, axis=1) for each in best]


def _ladder(first: int, last: int) -> Iterator[int]:
    """Numbers of lists to try: 4, 8, 16 … and all."""
    while first < last:
        yield first
        first *= 2
    yield last


def _recall(cosines: NDArray[np.float32], exact: NDArray[np.float32], top: int) -> float:
    """The share of the ``top`` nearest that were found: those of ``cosines`` that are at least the last of these in ``exact``."""
    least = exact[:, -top, None]
    right = (cosines >= least - _ROUNDING).sum(axis=1)
    return round(float(np.minimum(right, top).mean()) / top, 4)
