"""The weights of lists of measures, learned again from made-up plans: ``python -m benchmarks.listed.learn``."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.listed.made import Made, kept, made_plans
from corpus.records.measures.listed.entries import entries_of
from corpus.records.measures.listed.features import Features, document_features, features_of
from corpus.records.measures.listed.groups import groups_of
from corpus.text.folding import fold

_COUNT: Final = 3000  # made-up documents; 1,000 give weights of the same signs
_STRENGTH: Final = 0.3
WEIGHTS: Final = Path("corpus/records/measures/listed/weights.tsv")


@dataclass(frozen=True, slots=True)
class _Row:
    """A group: its features, whether it lists measures, and where it is from."""

    values: tuple[float, ...]
    right: bool
    layout: str
    weight: float
    shown: str


def rows_of(made: Made, weight: float = 1.0) -> Iterator[_Row]:
    """Every group of a document; it is right where most of its titles are measures."""
    flat = fold(made.text)
    document = document_features(flat)
    wanted = {plain(title) for title in made.titles}
    for group in groups_of(entries_of(made.text, {}), flat):
        titles = [made.text[each.start : each.end] for each in group.entries]
        right = sum(plain(title) in wanted or plain(title)[1:] in wanted for title in titles) * 2 > len(titles)
        yield _Row(
            astuple(features_of(group, flat, document)), right, made.layout, weight, f"{group.first.kind} {titles}"
        )


def plain(title: str) -> str:
    """A title without spaces and signs."""
    return re.sub(r"[\s・「」『』()、,。-]", "", unicodedata.normalize("NFKC", title))


def fitted(rows: Sequence[_Row]) -> NDArray[np.float64]:
    """A weight per feature, and the constant."""
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(np.array([row.values for row in rows]), [row.right for row in rows], [row.weight for row in rows])
    return np.append(model.coef_[0], model.intercept_[0])


def told(rows: Sequence[_Row], weights: NDArray[np.float64]) -> str:
    """Precision and recall over groups."""
    scores = np.array([row.values for row in rows]) @ weights[:-1] + weights[-1]
    right = np.array([row.right for row in rows])
    lines = []
    for least in (0.0, 0.5, 1.0, 2.0):
        chosen = scores >= least
        lines.append(f"{least}: precision {right[chosen].mean():.3f} recall {chosen[right].mean():.3f}")
    return "; ".join(lines)


def judged(folder: Path) -> Iterator[Made]:
    """Documents with judged measures, where there are some."""
    titles: dict[str, list[str]] = {}
    for line in (folder / "gold" / "measures.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        titles.setdefault(row["file"], []).append(row["title"])
    for line in (folder / "gold" / "coverage.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
        name, *_, measures = line.split(",")
        if measures and name.endswith(".txt"):
            yield Made(name, (folder / "corpus" / name).read_text(encoding="utf-8"), tuple(titles.get(name, ())))


def main() -> None:
    """Learn, say how well it goes with layouts that were kept, and write the weights."""
    rows = [row for made in made_plans(Random(1), _COUNT) for row in rows_of(made)]
    seen = [row for row in rows if not kept(row.layout)]
    real: list[_Row] = []
    if folder := os.environ.get("JUDGED_MEASURES"):
        real = [
            row for made in judged(Path(folder)) for row in rows_of(made, weight=float(os.environ.get("REAL", "2")))
        ]
    weights = fitted([*seen, *real])
    print("seen", told(seen, weights))
    print("kept", told([row for row in rows if kept(row.layout)], weights))
    if real:
        names = sorted({row.layout for row in real})
        left = []
        for fold_ in range(6):
            out = set(names[fold_::6])
            others = fitted([*seen, *(row for row in real if row.layout not in out)])
            left.append(
                [(float(np.dot(row.values, others[:-1]) + others[-1]), row) for row in real if row.layout in out]
            )
        flat = [each for some in left for each in some]
        for least in (-1, -0.5, 0.0, 0.5, 1.0, 2.0):
            chosen = [row.right for score, row in flat if score >= least]
            print("judged, left out", least, f"{np.mean(chosen):.3f} of {len(chosen)}; of {sum(r.right for r in real)}")
        if "-v" in sys.argv:
            for score, row in sorted(flat, key=lambda pair: -pair[0]):
                if row.right or score > -0.5:
                    print(f"{score:6.2f} {row.right!s:5} {row.layout} {row.shown[:110]}")
    names_ = [*(each.name for each in fields(Features)), "constant"]
    lines = [f"{name}\t{weight:.2f}" for name, weight in zip(names_, weights, strict=True)]
    WEIGHTS.write_text("feature\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
