"""Boosted trees as the table that :mod:`search.evidence.trees` reads."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np


def lines(model: Any, names: Sequence[str]) -> Iterator[str]:  # noqa: ANN401 - scikit-learn has no types
    """First the constant, then a line a node.

    Args:
        model: a fitted ``GradientBoostingClassifier`` of two classes.
        names: of its signals, in the order of its columns.
    """
    yield "tree\tsignal\tthreshold\tlow\thigh\tvalue"
    constant = model.init_.class_prior_[1]
    yield f"\t\t0\t0\t0\t{np.log(constant / (1 - constant)):.5f}"
    for number, (learned,) in enumerate(model.estimators_):
        tree = learned.tree_
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            signal = "" if leaf else names[tree.feature[node]]
            value = model.learning_rate * tree.value[node, 0, 0] if leaf else 0.0
            threshold = 0.0 if leaf else tree.threshold[node]
            low, high = (0, 0) if leaf else (tree.children_left[node], tree.children_right[node])
            yield f"{number}\t{signal}\t{threshold:.6g}\t{low}\t{high}\t{value:.5f}"
