"""How well the encoder finds what answers people's own words: ``python -m benchmarks.written`` writes docs/benchmarks.md.

The hands that nothing was learned from; each of their sayings among 2,000 written passages, neighbours of the right one among
them, which say nearly the same of somebody else.
"""

import random
import sys
from pathlib import Path
from typing import Final

import numpy as np

import search.question.learning
from benchmarks.table import Table, publish
from index.encoder.static import StaticEncoder
from index.encoder.training.written import HELD_OUT, PAIRS, files_in, groups_of, hand_of, written_pairs

_PASSAGES: Final = 2_000
_SEED: Final = 0


def measure() -> dict[str, list[Table]]:
    """Ask for every saying and give shares of those whose passage is the first, among the first five, and the mean of 1 / rank."""
    files = [*files_in(PAIRS), *files_in(Path(search.question.learning.__path__[0]) / "examples")]
    encoder = StaticEncoder()
    rows = [_row(encoder, hand, [file for file in files if hand_of(file) == hand], files) for hand in sorted(HELD_OUT)]
    rows.append(_row(encoder, "all of them", files, files))
    return {
        "written": [
            Table(("hand, never learned from", "sayings", "first", "among five", "mean of 1 / rank"), tuple(rows))
        ]
    }


def _row(encoder: StaticEncoder, name: str, own: list[Path], files: list[Path]) -> tuple[str, ...]:
    pairs = list(written_pairs(own, held_out=True))
    passages = list(dict.fromkeys(passage for _, passage in pairs))
    written = [group for file in files for group in groups_of(file) if group["passage"] is not None]
    others = list(dict.fromkeys(each for group in written for each in (group["passage"], *group.get("near", ()))))
    others = sorted(set(others) - set(passages))
    random.Random(_SEED).shuffle(others)
    passages += others[: max(_PASSAGES - len(passages), 0)]
    place = {passage: number for number, passage in enumerate(passages)}
    scores = encoder.encode_queries([saying for saying, _ in pairs]) @ encoder.encode_passages(passages).T
    right = scores[np.arange(len(pairs)), [place[passage] for _, passage in pairs]]
    ranks = 1 + (scores > right[:, None]).sum(axis=1)
    shares = ((ranks == 1).mean(), (ranks <= 5).mean(), (1 / ranks).mean())
    return (name, f"{len(pairs):,}", *(f"{share:.3f}" for share in shares))


if __name__ == "__main__":
    sys.exit(publish(measure, ("written",)))
