"""Pairs of sentences with a judged similarity, as in JSTS: does the encoder's cosine order them as people do."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from index.encoder import Encoder

from ..errors import BadQueries
from .score import Score, paired_score


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences and how alike people found them, 0 to 5."""

    one: str
    other: str
    similarity: float


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Lines of ``{"sentence1", "sentence2", "score"}``. Raises: BadQueries where a line is none."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return tuple(Pair(str(row["sentence1"]), str(row["sentence2"]), float(row["score"])) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadQueries(path, "sentence1・sentence2・score を持つ JSON の行ではありません。") from error


def similarity_scores(encoder: Encoder, pairs: Sequence[Pair]) -> tuple[Score, ...]:
    """Spearman's rank correlation of the cosines with the judged similarities."""
    one = encoder.encode_queries([pair.one for pair in pairs])
    other = encoder.encode_queries([pair.other for pair in pairs])
    cosines = np.einsum("ij,ij->i", one, other).astype(float)
    judged = np.array([pair.similarity for pair in pairs])
    return (paired_score("Spearman", cosines, judged, lambda a, b: float(spearmanr(a, b).statistic)),)
