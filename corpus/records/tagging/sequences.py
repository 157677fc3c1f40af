"""The likeliest sequences of parts, and how likely each part is: of several models and texts at once, place by place.

Weights are by place, model, text and part; texts shorter than the longest are filled up behind their ``sizes``.
"""

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]


def likeliest(scores: Weights, steps: Weights, sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """The likeliest part at each place, model and text (Viterbi, 1967)."""
    sums = scores.copy()
    back = np.zeros(scores.shape, dtype=np.int8)
    behind = steps[:, None].transpose(0, 1, 3, 2)  # by model, (text,) part, part before
    for place in range(1, len(scores)):
        ways = sums[place - 1][:, :, None, :] + behind
        back[place] = ways.argmax(axis=3)
        sums[place] += np.maximum.reduce(ways, axis=3)
    last = sums.argmax(axis=3)
    models, texts = np.ogrid[: scores.shape[1], : scores.shape[2]]
    found: NDArray[np.intp] = last.copy()
    for place in range(len(scores) - 2, -1, -1):
        before = back[place + 1, models, texts, found[place + 1]]
        found[place] = np.where(sizes - 1 <= place, last[place], before)
    return found


def chances_of(scores: Weights, steps: Weights, sizes: NDArray[np.intp]) -> Weights:
    """How likely each part is: forwards and backwards, each row scaled to a sum of 1."""
    local = np.exp(scores - scores.max(axis=3, keepdims=True))
    ahead = np.exp(steps)
    back = ahead.transpose(0, 2, 1)
    before, behind = np.empty_like(local), np.ones_like(local)
    before[0] = local[0] / local[0].sum(axis=2, keepdims=True)
    for place in range(1, len(local)):
        told = (before[place - 1] @ ahead) * local[place]
        np.divide(told, np.add.reduce(told, axis=2, keepdims=True), out=before[place])
    inside = (sizes - 1 > np.arange(len(local))[:, None])[:, None, :, None]
    for place in range(len(local) - 2, -1, -1):
        told = (local[place + 1] * behind[place + 1]) @ back
        np.divide(told, np.add.reduce(told, axis=2, keepdims=True), out=behind[place], where=inside[place])
    both = before * behind
    chances: Weights = both / both.sum(axis=3, keepdims=True)
    return chances
