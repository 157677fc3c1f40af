"""Learns whose a number is, on made-up documents, and says how well that holds on layouts that it never saw.

``python -m benchmarks.learn_desk_names`` writes corpus/records/desks/pairs/weights.tsv.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.desk_layouts.documents import Made, documents, split
from corpus.figures import phones
from corpus.records.desks.draft import printed_lines
from corpus.records.desks.pairs.choice import Pair, Reading, among, choose, read_pairs
from corpus.records.desks.pairs.features import AMONG, FEATURES
from corpus.records.desks.pairs.scorer import weights
from corpus.text.folding import fold

_FILE: Final = Path(__file__).parents[1] / "corpus/records/desks/pairs/weights.tsv"
_COUNT: Final = 40  # documents of a layout
_STRENGTH: Final = 1.0  # inverse of the penalty on large weights


def reading_of(made: Made) -> Reading:
    """The candidates of every number of a made-up document."""
    starts = [0, *(place + 1 for place, mark in enumerate(made.text) if mark == "\n")]
    numbers = phones(made.text)
    return read_pairs(printed_lines(made.text, starts), numbers, {number.start for number in numbers})


def is_true(made: Made, reading: Reading, pair: Pair) -> bool:
    """Whether a pair is one of the document's."""
    number = reading.atoms[pair.number]
    name, printed = squeezed(made.text[pair.name.start : pair.name.end]), made.text[number.start : number.end]
    ends = [wanted for wanted, phone in made.truth if phone in printed]
    whole = pair.name.shape["whole_line"]  # of a name that stands on two lines its last is looked for
    return any(squeezed(wanted) == name or (whole and squeezed(wanted.split()[-1]) == name) for wanted in ends)


def is_near(made: Made, reading: Reading, pair: Pair) -> bool:
    """Whether a pair has the last part of the name, 課税課 of 市民部 課税課."""
    number = reading.atoms[pair.number]
    name, printed = squeezed(made.text[pair.name.start : pair.name.end]), made.text[number.start : number.end]
    return any(squeezed(wanted).endswith(name) and phone in printed for wanted, phone in made.truth)


def squeezed(name: str) -> str:
    """A name without white space, folded."""
    return "".join(fold(name).split())


def examples(made: Sequence[Made], *, near: bool) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """The figures of every pair, whether it is one, and its number; with those of its neighbours, where ``near``."""
    values: list[tuple[float, ...]] = []
    truth: list[bool] = []
    numbers: list[int] = []
    count = 0
    for each in made:
        reading = reading_of(each)
        for found in among(reading).values():
            count += 1
            for pair, figures in found:
                values.append((*(figures if near else pair.values), 1.0))
                truth.append(is_true(each, reading, pair))
                numbers.append(count)
    return np.array(values), np.array(truth), np.array(numbers)


def measure(made: Sequence[Made], least: float) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Numbers named rightly, wrongly, and how many there are, of all and by layout."""
    by_layout: dict[str, Counter[str]] = {}
    for each in made:
        counts = by_layout.setdefault(each.layout, Counter())
        reading = reading_of(each)
        chosen = choose(reading, least)
        for pair in chosen.values():
            counts["right" if is_near(each, reading, pair) else "wrong"] += 1
        counts["listed"] += len(each.truth)
    return sum(by_layout.values(), Counter()), by_layout


def learned(made: Sequence[Made], *, near: bool) -> list[float]:
    """The weights and the constant of a conditional logit: of a number's candidates one is true, or none."""
    values, truth, numbers = examples(made, near=near)
    count = int(numbers.max()) + 1

    def loss(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        powers = np.exp(np.clip(values @ weight, -50, 50))
        total = 1 + np.bincount(numbers, powers, count)
        right = np.bincount(numbers, powers * truth, count)
        named = np.bincount(numbers, truth, count) > 0
        share = np.where(named, np.log(np.maximum(right, 1e-300) / total), -np.log(total))
        inside = np.where(named[numbers], powers * truth / np.maximum(right, 1e-300)[numbers], 0.0)
        slope = (inside - powers / total[numbers]) @ values
        return float(-share.sum() + weight @ weight / _STRENGTH / 2), -slope + weight / _STRENGTH

    found = minimize(loss, np.zeros(values.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return [float(each) for each in found.x]


def write(alone: Sequence[float], close: Sequence[float]) -> None:
    """The table of weights."""
    rows = ["figure\tby itself\tamong its neighbours"]
    names = (*FEATURES, *AMONG, "constant")
    padded = [*alone[:-1], *[0.0] * len(AMONG), alone[-1]]
    rows += [f"{name}\t{one:.2f}\t{two:.2f}" for name, one, two in zip(names, padded, close, strict=True)]
    _FILE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    weights.cache_clear()


def main() -> int:
    """Learn on two thirds of the layouts, measure on the rest, then learn on all."""
    seen, unseen = split()
    blank = [0.0] * (len(FEATURES) + len(AMONG) + 1)
    for layouts, told in ((seen, "two thirds"), ((*seen, *unseen), "all")):
        made = documents(layouts, _COUNT, seed=1)
        write([0.0] * (len(FEATURES) + 1), blank)
        write(alone := learned(made, near=False), blank)
        write(alone, learned(made, near=True))
        for name, tested in (("seen", documents(seen, 20, seed=2)), ("unseen", documents(unseen, 20, seed=3))):
            for least in (0.3, 0.5):
                total, by_layout = measure(tested, least)
                print(
                    told,
                    name,
                    least,
                    dict(total),
                    f"P {total['right'] / max(1, total['right'] + total['wrong']):.3f} R {total['right'] / total['listed']:.3f}",
                )
            print({key: (c["right"], c["wrong"], c["listed"]) for key, c in by_layout.items()})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
