"""Learns the small models from the examples: ``python -m search.question.learning.training`` writes ``weights/models.npz``.

Seeded, some three minutes on two cores; needs scikit-learn, which is no dependency of the program. Five folds of whole hands
give the log-odds of each margin and the scores of the examples that were learned from; the hands of ``HELD_OUT`` are
never looked at here.
"""

from collections.abc import Sequence, Set
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.svm import LinearSVC

from .examples import Example, examples, read_groups
from .features import BUCKETS, hint_bucket, seen
from .hints import hints
from .labels import THEMES, WELFARE, About, Danger, Wants
from .learned import ANY_DANGER, HEADS, IS_WELFARE, MATTER, WANTS, WEIGHTS

_RARE: Final = (
    3  # a bucket that fewer examples have is left out; .753 macro-F1 of what is wanted at 2, .760 at 3, .740 at 4
)
_FOLDS: Final = 5
# Weights of one head, which is learned anew with those alone: of what is wanted, 4,000 so give .772 macro-F1 on the hands
# that are held out, the largest 4,000 of all .751, 16,000 .782; of danger 8,000 so give .955 AUC, all of them .961.
_KEPT: Final = {"wants": 5_000, "about": 16_000, "danger": 2_000, "theme": 1_500, ANY_DANGER: 12_000, IS_WELFARE: 8_000}
_HARDNESS: Final = {"wants": 3.0, "theme": 1.0}  # C of the support vector machines; the others are logistic
_LOGISTIC: Final = 10.0
_HINT: Final = 2.0  # what a hint counts beside a run of words

Matrix = Any  # scipy's sparse matrix, which has no types


def train() -> None:
    """Learn, and write the weights."""
    known = examples(read_groups(), held_out=False)
    views = [seen(example.text, hints(example.text)) for example in known]
    labels, folds = _labels(known), _folds(known)
    hinted = {hint_bucket(hint) for example in known for hint in hints(example.text)}
    arrays = _learned(WANTS, [view.asking for view in views], hinted, labels[WANTS], folds)
    arrays |= _learned(MATTER, [view.whole for view in views], hinted, labels[MATTER], folds)
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez_compressed(WEIGHTS, allow_pickle=False, **arrays)
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1e3:,.0f} kB")


def _learned(
    part: str, found: Sequence[frozenset[int]], hinted: Set[int], labels: NDArray[np.bool_], folds: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    """The arrays of a part's :class:`Linear`, from the buckets of each example."""
    counts = _counted(found)
    frequency = np.asarray((counts > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(frequency >= _RARE)
    rarity = (np.log((1 + len(found)) / (1 + frequency[kept])) + 1).astype(np.float32)
    rarity *= np.where(np.isin(kept, sorted(hinted)), np.float32(_HINT), np.float32(1))
    rows = _weighed(counts[:, kept], rarity)
    weights, bias = _fitted(HEADS[part], rows, labels)
    margins = _margins(HEADS[part], rows, labels, folds)
    _report(part, margins, labels)
    slope = _slopes(part, margins, labels)
    arrays = _small(kept, rarity, weights) | {"bias": bias, "slope": slope}
    return {f"{part}_{name}": array for name, array in arrays.items()}


def _counted(found: Sequence[frozenset[int]]) -> Matrix:
    """Shape (examples, BUCKETS), 1 where an example has a bucket."""
    edges = np.concatenate([[0], np.cumsum([len(each) for each in found])])
    places = np.concatenate([np.asarray(sorted(each), np.int64) for each in found])
    return sparse.csr_matrix((np.ones(len(places), np.float32), places, edges), shape=(len(found), BUCKETS))


def _weighed(counts: Matrix, rarity: NDArray[np.float32]) -> Matrix:
    """Each row times the rarities, at length 1."""
    rows = (counts @ sparse.diags(rarity)).tocsr()
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows).tocsr()


def _labels(known: Sequence[Example]) -> dict[str, NDArray[np.bool_]]:
    """Of each part, shape (examples, heads)."""
    wants = [[example.wants is each for each in Wants] for example in known]
    matter = [
        [
            *(each in example.about for each in About),
            *(each in example.danger for each in Danger),
            *(example.theme == each for each in THEMES),
            bool(example.danger),
            example.theme in WELFARE,
        ]
        for example in known
    ]
    return {WANTS: np.array(wants), MATTER: np.array(matter)}


def _fitted(
    heads: Sequence[str], rows: Matrix, labels: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights of shape (heads, buckets), most of them 0, and biases."""
    fitted = [_fit(name, rows, labels[:, place]) for place, name in enumerate(heads)]
    return np.stack([weights for weights, _ in fitted]), np.array([bias for _, bias in fitted], np.float32)


def _fit(name: str, rows: Matrix, truth: NDArray[np.bool_]) -> tuple[NDArray[np.float32], float]:
    """The weights of one head and its bias: learned, and learned anew with the largest alone."""
    weights = np.zeros(rows.shape[1], np.float32)
    if not truth.any():
        return weights, -1.0
    model, kind = _model(name).fit(rows, truth), name.partition(":")[0]
    kept = np.argsort(-np.abs(model.coef_.ravel()))[: _KEPT[name if name in _KEPT else kind]]
    if kind == "about":  # balanced anew, these would say a group too often: .65 F1 for the disabled, .69 as they are
        weights[kept] = model.coef_.ravel()[kept]
    else:
        model = _model(name).fit(rows[:, kept], truth)
        weights[kept] = model.coef_.ravel()
    return weights, float(np.ravel(model.intercept_)[0])


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


def _margins(
    heads: Sequence[str], rows: Matrix, labels: NDArray[np.bool_], folds: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The margins of every example, each learned without the hands of its fold: shape (examples, heads)."""
    margins = np.zeros(labels.shape, np.float32)
    for place, name in enumerate(heads):
        for fold in range(_FOLDS) if not name.startswith("theme") else ():  # themes are only compared with one another
            weights, bias = _fit(name, rows[folds != fold], labels[folds != fold, place])
            margins[folds == fold, place] = rows[folds == fold] @ weights + bias
    return margins


def _report(part: str, margins: NDArray[np.float32], labels: NDArray[np.bool_]) -> None:
    """Print what the folds give: what settings are chosen by."""
    if part == WANTS:
        truth, said = labels.argmax(axis=1), margins.argmax(axis=1)
        print(f"what is wanted: macro-F1 {f1_score(truth, said, average='macro'):.3f}")
        return
    for place, name in enumerate(HEADS[part]):
        if not name.startswith(("theme", "danger:")):
            truth, odds = labels[:, place], margins[:, place]
            print(f"{name}: AUC {roc_auc_score(truth, odds):.3f}, F1 {f1_score(truth, odds > 0):.3f}")


def _slopes(part: str, margins: NDArray[np.float32], labels: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What turns the margins of each head into log-odds.

    The kinds of what is wanted share one, since they are compared with one another; so do the themes.
    """
    if part == WANTS:
        return np.full(len(HEADS[part]), _temperature(margins, labels.argmax(axis=1)), np.float32)
    slopes = [
        1.0 if name.startswith("theme") else _slope(margins[:, place], labels[:, place])
        for place, name in enumerate(HEADS[part])
    ]
    return np.array(slopes, np.float32)


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


def _small(
    kept: NDArray[np.int64], rarity: NDArray[np.float32], weights: NDArray[np.float32]
) -> dict[str, NDArray[Any]]:
    """Eight bits a weight, nothing of a bucket that no head looks at, and of each bucket how far it is from the one before."""
    scale = np.abs(weights).max(axis=1) / 127
    small = np.rint(weights / scale[:, None]).astype(np.int8)
    used = np.flatnonzero(small.any(axis=0))
    columns = sparse.csc_matrix(small[:, used])
    return {
        "gaps": np.diff(kept[used], prepend=0).astype(np.uint16),
        "rarity": rarity[used].astype(np.float16),
        "counts": np.diff(columns.indptr).astype(np.uint8),
        "heads": columns.indices.astype(np.uint8),
        "weights": columns.data,
        "scale": scale.astype(np.float32),
    }


if __name__ == "__main__":
    train()
