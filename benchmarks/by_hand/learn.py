"""The models that read indicators and measures, learned again: ``python -m benchmarks.by_hand.learn [--folds]``.

Learns from the pages in ``learned`` and ``seen`` and from other arrangements of them. With ``--folds`` each hand of ``learned``
is left out in turn and read by a model of the others, and nothing is written.
"""

import gzip
import io
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Final

import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.by_hand.__main__ import Count, count_page
from benchmarks.by_hand.aligned import Aligned, aligned
from benchmarks.by_hand.variants import variants
from corpus.records.indicators.tagged import years as indicator_years
from corpus.records.indicators.tagged.rows import Part, rows_of
from corpus.records.indicators.tagged.years import CONSTANT, YearsAround
from corpus.records.tagging import stretches as stretches_of_text
from corpus.records.tagging.features import signs
from corpus.records.tagging.hints import ruled
from corpus.records.tagging.laid import laid
from corpus.records.tagging.stretches import MODELS
from corpus.records.tagging.tagger import read_weights

HERE: Final = Path(__file__).parent
WEIGHTS: Final = HERE.parents[1] / "corpus" / "records" / "tagging" / "weights"
YEARS: Final = HERE.parents[1] / "corpus" / "records" / "indicators" / "tagged" / "years.tsv"
_VARIANTS: Final = 3  # other arrangements of a page; with none recall falls by a tenth
_PARAMETERS: Final = {
    "c1": 1.0,
    "c2": 0.05,
    "max_iterations": 100,
    "feature.possible_transitions": True,
    "feature.minfreq": 2,
}
_SMALLEST: Final = 0.01  # weights nearer to 0 are not kept
_STRENGTH: Final = 1.0  # of the years' regression; 0.2 to 2 are within .02


def pages_of(folder: Path) -> list[Aligned]:
    """The pages of a folder."""
    return [aligned(path) for path in sorted(folder.glob("*.txt"))]


def with_variants(pages: Sequence[Aligned]) -> list[Aligned]:
    """The pages and other arrangements of them, the same each time."""
    random = Random(3)
    return [*pages, *(each for page in pages for each in variants(page, random, _VARIANTS))]


Told = Sequence[tuple[list[list[str]], list[str]]]
Tables = tuple[str, str, Mapping[str, float]]  # of indicators, of measures, of years


def learned(told: Told) -> str:
    """Features and parts of many pages -> a table of weights, which ``tagger.read_weights`` reads."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for each, parts in told:
        trainer.append(each, parts)
    trainer.set_params(_PARAMETERS)
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        known = tagger.info()
        rows = [(f"> {one}", two, weight) for (one, two), weight in known.transitions.items()]
        rows += [(feature, part, weight) for (feature, part), weight in known.state_features.items()]
        tagger.close()
    kept = sorted((feature, part, f"{weight:.3f}") for feature, part, weight in rows if abs(weight) >= _SMALLEST)
    return "".join("\t".join(row) + "\n" for row in kept)


def years_learned(pages: Iterable[Aligned]) -> Mapping[str, float]:
    """The weights of a year's signs."""
    signs: list[dict[str, float]] = []
    right: list[bool] = []
    for page in pages:
        around = YearsAround.of_text(laid(page.text, page.pieces))
        for row in rows_of(page.pieces, [Part(part) for part in page.parts]):
            for part in (Part.BASELINE, Part.TARGET):
                if places := row.of(part):
                    for year, told in around.signs_of(row, part):
                        signs.append(dict.fromkeys(told, 1.0))
                        right.append(year == page.years.get(places[0]))
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(vectorizer.fit_transform(signs), right)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    return {
        CONSTANT: float(model.intercept_[0]),
        **{sign: float(weight) for sign, weight in weights.items() if abs(weight) >= _SMALLEST},
    }


def models(pages: Sequence[Aligned], told: Mapping[int, list[list[str]]]) -> Tables:
    """The tables of indicators, measures and years from pages, whose features ``told`` has by identity."""
    return (
        learned([(told[id(page)], page.parts) for page in pages]),
        learned([(told[id(page)], page.titles) for page in pages]),
        years_learned(page for page in pages if page.years),
    )


def write(tables: Tables) -> None:
    """Write what ``models`` made, each file whole."""
    for name, table in zip(MODELS, tables[:2], strict=True):
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as file:
            file.write(table.encode("utf-8"))
        WEIGHTS.joinpath(f"{name}.tsv.gz").write_bytes(packed.getvalue())
    lines = (f"{sign}\t{weight:.3f}\n" for sign, weight in sorted(tables[2].items()))
    YEARS.write_text("".join(lines), encoding="utf-8")


def read_by_others(
    hands: Mapping[str, Sequence[Aligned]], many: Mapping[str, Sequence[Aligned]], told: Mapping[int, list[list[str]]]
) -> Iterator[tuple[str, str, Count]]:
    """For each hand and kind of record what models of the other hands read of its pages, and for all together."""
    whole = {kind: Count() for kind in MODELS}
    for hand, pages in hands.items():
        _use(models([page for name, each in many.items() if name != hand for page in each], told))
        counts = {kind: Count() for kind in MODELS}
        for page in pages:
            count_page(HERE / "learned" / f"{page.name}.txt", counts)
        for kind, count in counts.items():
            whole[kind].add(count)
            yield hand, kind, count
    yield from (("all", kind, count) for kind, count in whole.items())


def main(folds: bool) -> None:
    """Learn from all hands; with ``folds`` read each by models of the others instead and write nothing."""
    hands = {folder.name: pages_of(folder) for folder in sorted((HERE / "learned").iterdir())}
    many = {name: with_variants(pages) for name, pages in {**hands, "seen": pages_of(HERE / "seen")}.items()}
    told = {
        id(page): signs(laid(page.text, page.pieces), ruled(page.text)).spelled()
        for pages in many.values()
        for page in pages
    }
    if not folds:
        write(models([page for pages in many.values() for page in pages], told))
        return
    for hand, kind, count in read_by_others(hands, many, told):
        print(hand, kind, *count.cells, flush=True)


def _use(tables: Tables) -> None:
    """Read with these models from now on."""
    known = read_weights(dict(zip(MODELS, tables[:2], strict=True)))
    stretches_of_text.models = lambda: known  # type: ignore[assignment]
    stretches_of_text.stretches.cache_clear()
    indicator_years._weights = lambda: tables[2]  # type: ignore[assignment]


if __name__ == "__main__":
    main("--folds" in sys.argv)
