"""The models that read indicators and measures, learned again: ``python -m benchmarks.by_hand.learn [--folds]``.

Learns from the pages in ``learned`` and ``seen`` and from other arrangements of them. With ``--folds`` each hand of ``learned``
is left out in turn and read by a model of the others, and nothing is written.
"""

import gzip
import io
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.by_hand.__main__ import Count, compare, is_indicator, is_measure
from benchmarks.by_hand.aligned import Aligned, aligned
from benchmarks.by_hand.variants import variants
from corpus.outline.lines import classify
from corpus.outline.tree import outline
from corpus.read_plan import read_plans
from corpus.readers import read as read_document
from corpus.records.indicators import weighed as indicator_weights
from corpus.records.indicators.finder import proposals_of
from corpus.records.indicators.tagged import years as indicator_years
from corpus.records.indicators.tagged.rows import Part, rows_of
from corpus.records.indicators.tagged.years import CONSTANT, YearsAround
from corpus.records.indicators.weighed import Proposal, chosen, signs_of
from corpus.records.measures.measure import Measure
from corpus.records.tagging import stretches as stretches_of_text
from corpus.records.tagging.features import features
from corpus.records.tagging.stretches import MODELS, Stretches
from corpus.records.tagging.tagger import read_weights

HERE: Final = Path(__file__).parent
WEIGHTS: Final = HERE.parents[1] / "corpus" / "records" / "tagging" / "weights"
WEIGHED: Final = HERE.parents[1] / "corpus" / "records" / "indicators" / "weighed.tsv"
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
_STRENGTH: Final = 0.5  # of the years' regression


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
        around = YearsAround.of_text(page.text, page.pieces)
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


def write(tables: Tables, weighed: Mapping[str, float]) -> None:
    """Write what ``models`` made, each file whole."""
    for name, table in zip(MODELS, tables[:2], strict=True):
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as file:
            file.write(table.encode("utf-8"))
        WEIGHTS.joinpath(f"{name}.tsv.gz").write_bytes(packed.getvalue())
    for path, weights in ((YEARS, tables[2]), (WEIGHED, weighed)):
        lines = (f"{sign}\t{weight:.3f}\n" for sign, weight in sorted(weights.items()))
        path.write_text("".join(lines), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Read:
    """A page that was read by models of other hands: what is proposed as indicators, which of it is right, its measures."""

    page: Aligned
    text: Stretches
    proposals: Sequence[Proposal]
    signs: Sequence[list[str]]
    right: Sequence[bool]


def read_by_others(
    hands: Mapping[str, Sequence[Aligned]], tables: Mapping[str, Tables], measures: Mapping[str, Count]
) -> dict[str, list[_Read]]:
    """Each hand's pages read by the models in ``tables`` under its name; its measures are counted."""
    found: dict[str, list[_Read]] = {}
    for name, pages in hands.items():
        _use(tables[name])
        found[name] = [_read(page, measures[name]) for page in pages]
    return found


def _read(page: Aligned, measures: Count) -> _Read:
    path = HERE / "learned" / f"{page.name}.txt"
    [document], [read] = read_document(path), read_plans(None, path.name, path)
    compare(measures, read.structure.of(Measure), page.gold["measures"], is_measure)
    plan = read.plan
    text = stretches_of_text.stretches(plan.text)
    weighed = list(signs_of(proposals_of(outline(classify(document), plan.text), plan, text), text))
    right = [any(is_indicator(each.found, gold) for gold in page.gold["indicators"]) for each, _ in weighed]
    return _Read(page, text, [each for each, _ in weighed], [signs for _, signs in weighed], right)


def weighed_learned(pages: Iterable[_Read]) -> Mapping[str, float]:
    """The weights of what speaks for a proposal."""
    signs = [dict.fromkeys(each, 1.0) for page in pages for each in page.signs]
    right = [each for page in pages for each in page.right]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=_STRENGTH, max_iter=3000, fit_intercept=False).fit(
        vectorizer.fit_transform(signs), right
    )
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {sign: float(weight) for sign, weight in weights if abs(weight) >= _SMALLEST}


def main(folds: bool) -> None:
    """Read each hand by models of the others, say how well, and learn from all; ``folds``: nothing is written."""
    hands = {folder.name: pages_of(folder) for folder in sorted((HERE / "learned").iterdir())}
    many = {name: with_variants(pages) for name, pages in {**hands, "seen": pages_of(HERE / "seen")}.items()}
    told = {id(page): features(page.text, page.pieces) for pages in many.values() for page in pages}
    tables = {
        left_out: models([page for name, pages in many.items() if name != left_out for page in pages], told)
        for left_out in hands
    }
    measures = {name: Count() for name in hands}
    read = read_by_others(hands, tables, measures)
    indicators = {name: Count() for name in hands}
    for name, pages in read.items():
        weights = weighed_learned([page for other, each in read.items() if other != name for page in each])
        indicator_weights._weights = lambda weights=weights: weights  # type: ignore[assignment,misc]
        for page in pages:
            compare(indicators[name], chosen(page.proposals, page.text), page.page.gold["indicators"], is_indicator)
    for kind, counts in (("indicators", indicators), ("measures", measures)):
        whole = Count()
        for name, count in counts.items():
            whole.add(count)
            print(kind, name, *count.cells)
        print(kind, "all", *whole.cells)
    if not folds:
        write(
            models([page for pages in many.values() for page in pages], told),
            weighed_learned([page for pages in read.values() for page in pages]),
        )


def _use(tables: Tables) -> None:
    """Read with these models from now on."""
    taggers = dict(zip(MODELS, map(read_weights, tables[:2]), strict=True))
    stretches_of_text.tagger_of = taggers.__getitem__  # type: ignore[assignment]
    stretches_of_text.stretches.cache_clear()
    indicator_years._weights = lambda: tables[2]  # type: ignore[assignment]


if __name__ == "__main__":
    main("--folds" in sys.argv)
