"""Learns the small models from the examples: ``python -m search.question.learning.training`` writes ``weights/models.npz``.

Seeded, a minute on two cores; needs scikit-learn, which is no dependency of the program. Five folds of whole hands
give the log-odds of each margin and the scores of the examples that were learned from; the hands of ``HELD_OUT`` are
never looked at here.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from .examples import Example, examples, read_groups
from .features import BUCKETS, buckets
from .labels import THEMES, WELFARE, About, Danger, Wants
from .learned import HEADS, WEIGHTS

_RARE: Final = (
    3  # a bucket that fewer examples have is left out; .753 macro-F1 of what is wanted at 2, .760 at 3, .740 at 4
)
_FOLDS: Final = 5
# Of one head; 4,000 gave .747 of what is wanted, 8,000 .754, all of them .760.
_KEPT: Final = {"wants": 7_000, "about": 4_000, "danger": 7_000, "theme": 1_500, "welfare": 7_000}
_HARDNESS: Final = {"wants": 3.0, "theme": 1.0}  # C of the support vector machines; the others are logistic
_LOGISTIC: Final = 10.0

Matrix = Any  # scipy's sparse matrix, which has no types


def train() -> None:
    """Learn, and write the weights."""
    known = examples(read_groups(), held_out=False)
    counts = _counted(known)
    frequency = np.asarray((counts > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(frequency >= _RARE)
    rarity = (np.log((1 + len(known)) / (1 + frequency[kept])) + 1).astype(np.float32)
    rows = _weighed(counts[:, kept], rarity)
    labels = _labels(known)
    weights, bias = _fitted(rows, labels)
    slope = _slopes(rows, labels, _folds(known))
    _write(kept, rarity, weights, bias, slope)


def _counted(known: Sequence[Example]) -> Matrix:
    """Shape (examples, BUCKETS), 1 where an example has a bucket."""
    inside = [sorted(buckets(example.text)) for example in known]
    edges = np.concatenate([[0], np.cumsum([len(each) for each in inside])])
    places = np.concatenate([np.asarray(each, np.int64) for each in inside])
    return sparse.csr_matrix((np.ones(len(places), np.float32), places, edges), shape=(len(known), BUCKETS))


def _weighed(counts: Matrix, rarity: NDArray[np.float32]) -> Matrix:
    """Each row times the rarities, at length 1."""
    rows = (counts @ sparse.diags(rarity)).tocsr()
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows).tocsr()


def _labels(known: Sequence[Example]) -> NDArray[np.bool_]:
    """Shape (examples, heads)."""
    return np.array(
        [
            [
                *(example.wants is each for each in Wants),
                *(each in example.about for each in About),
                *(each in example.danger for each in Danger),
                *(example.theme == each for each in THEMES),
                bool(example.danger),
                example.theme in WELFARE,
            ]
            for example in known
        ]
    )


def _fitted(rows: Matrix, labels: NDArray[np.bool_]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights of shape (heads, buckets), the smallest left out, and biases."""
    weights = np.zeros((len(HEADS), rows.shape[1]), np.float32)
    bias = np.zeros(len(HEADS), np.float32)
    for place, name in enumerate(HEADS):
        model = _model(name).fit(rows, labels[:, place])
        row = model.coef_.ravel().astype(np.float32)
        least = np.sort(np.abs(row))[-_KEPT[name.partition(":")[0]]]
        weights[place] = np.where(np.abs(row) >= least, row, 0)
        bias[place] = float(np.ravel(model.intercept_)[0])
    return weights, bias


def _model(name: str) -> Any:  # noqa: ANN401 - scikit-learn has no types
    kind = name.partition(":")[0]
    if kind in _HARDNESS:
        return LinearSVC(C=_HARDNESS[kind], random_state=0)
    if kind == "about":  # few examples have one of these; unbalanced, it found .12 to .53 of what this finds (F1)
        return LinearSVC(C=1.0, class_weight="balanced", random_state=0)
    return LogisticRegression(C=_LOGISTIC, max_iter=1000)


def _folds(known: Sequence[Example]) -> NDArray[np.int64]:
    """The fold of each example; a hand is never in two."""
    hands = sorted({example.hand for example in known})
    return np.array([hands.index(example.hand) % _FOLDS for example in known])


def _slopes(rows: Matrix, labels: NDArray[np.bool_], folds: NDArray[np.int64]) -> NDArray[np.float32]:
    """What turns the margins of each head into log-odds, from hands that were left out of its fold.

    The kinds of what is wanted share one, since they are compared with one another.
    """
    slopes = np.ones(len(HEADS), np.float32)
    wants = np.zeros((rows.shape[0], len(Wants)), np.float32)
    for place, name in enumerate(HEADS):
        kind = name.partition(":")[0]
        if kind == "theme":
            continue
        margins = np.zeros(rows.shape[0], np.float32)
        for fold in range(_FOLDS):
            inside = folds != fold
            if labels[inside, place].any():
                margins[~inside] = (
                    _model(name).fit(rows[inside], labels[inside, place]).decision_function(rows[~inside])
                )
        if kind == "wants":
            wants[:, place] = margins
        else:
            slopes[place] = _slope(margins, labels[:, place])
    slopes[: len(Wants)] = _temperature(wants, labels[:, : len(Wants)].argmax(axis=1))
    return slopes


def _slope(margins: NDArray[np.float32], truth: NDArray[np.bool_]) -> float:
    """The slope of a logistic regression through the origin: where the margin is 0, the odds stay even."""
    tried = np.geomspace(0.1, 10, 60)
    losses = [np.logaddexp(0, np.where(truth, -1, 1) * slope * margins).mean() for slope in tried]
    return float(tried[int(np.argmin(losses))])


def _temperature(margins: NDArray[np.float32], truth: NDArray[np.int64]) -> float:
    tried = np.geomspace(0.5, 20, 60)
    losses = []
    for slope in tried:
        scaled = slope * margins
        losses.append((np.logaddexp.reduce(scaled, axis=1) - scaled[np.arange(len(truth)), truth]).mean())
    return float(tried[int(np.argmin(losses))])


def _write(
    kept: NDArray[np.int64],
    rarity: NDArray[np.float32],
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    slope: NDArray[np.float32],
) -> None:
    """Eight bits a weight, and nothing of a bucket that no head looks at."""
    scale = np.abs(weights).max(axis=1) / 127
    small = np.rint(weights / scale[:, None]).astype(np.int8)
    used = np.flatnonzero(small.any(axis=0))
    columns = sparse.csc_matrix(small[:, used])
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS,
        buckets=kept[used].astype(np.int32),
        rarity=rarity[used].astype(np.float16),
        starts=columns.indptr.astype(np.int32),
        heads=columns.indices.astype(np.uint8),
        weights=columns.data,
        scale=scale.astype(np.float32),
        bias=bias,
        slope=slope,
    )
    print(f"{WEIGHTS}: {len(used):,} buckets, {columns.nnz:,} weights, {WEIGHTS.stat().st_size / 1e3:,.0f} kB")


if __name__ == "__main__":
    train()
