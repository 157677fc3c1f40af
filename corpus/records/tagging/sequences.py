"""The likeliest sequences of parts, and how likely each part is: of several models and texts at once, place by place.

Weights are by place, model, text and part; texts shorter than the longest are filled up behind their ``sizes``.
"""

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]


def likeliest(scores: Weights, steps: Weights, sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """The likeliest part at each place, model and text (Viterbi, 1967)."""
    sums = scores.transpose(0, 3, 1, 2).copy()  # by place, part, model and text: numpy goes fast over long rows
    before = steps.transpose(1, 2, 0)  # by part before, part and model
    for place in range(1, len(sums)):
        sums[place] += np.maximum.reduce(sums[place - 1][:, None] + before[..., None])
    last = sums.argmax(axis=1)
    models = np.arange(scores.shape[1])[:, None]
    found: NDArray[np.intp] = last.copy()
    for place in range(len(scores) - 2, -1, -1):
        ways = sums[place] + before[:, found[place + 1], models]
        found[place] = np.where(sizes - 1 <= place, last[place], ways.argmax(axis=0))
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
