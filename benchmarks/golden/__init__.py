"""What is found in the real plans, and the lists that were checked by hand, in terms that compare.

``measures.csv`` was made from the plans' lines. A measure counts once for each group of fields that the plan gives one
name: 鎌倉's 政策, 鶴岡's (n) under 基本施策, 伊賀's 基本事業, 逗子's (n) with labels and its 事業名 blocks, 川崎's 施策 under each
視点, its numbered table, and what its wards did in each of three tables. Two of 逗子's headings were lost on the way from
its pages; they are listed without a number, under the heading around them.

``desks.csv`` lists every place that a plan names in words that fit that place and no other: 各相談窓口 is none,
消費生活センター is one. Left out are what is only planned, workshops, halls and job centres, and a plain name where the
plan also has fuller ones (逗子's three 地域包括支援センター).

``indicators.csv`` has every indicator of 鶴岡, 伊賀 and 鎌倉, and those of 川崎 on the lines of ``CHECKED_LINES``.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from corpus.about.sources import read_sources
from corpus.figures import unit_named
from corpus.reading import Corpus, read_corpus
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator, Value, ValueStatus
from corpus.records.measures.measure import Measure
from corpus.text.matching import squeezed

CHECKED_LINES: Final = {"kawasaki-houkatsu-2018": range(129, 161)}  # of the file; elsewhere all
_FOLDER: Final = Path(__file__).parent
Key = tuple[object, ...]
Listed = dict[str, Counter[Key]]  # by plan id; a key that is listed twice must be found twice
AnyRecord = TypeVar("AnyRecord", Measure, Desk, Indicator)


def corpus_of(folder: Path) -> Corpus:
    """Everything in ``folder``, as its ``sources.csv`` describes it."""
    return read_corpus([folder], read_sources(folder / "sources.csv"))


def by_plan(records: Iterable[AnyRecord]) -> dict[str, tuple[AnyRecord, ...]]:
    """The records of each plan, in their order."""
    found: dict[str, list[AnyRecord]] = {}
    for record in records:
        found.setdefault(record.plan_id, []).append(record)
    return {plan_id: tuple(each) for plan_id, each in found.items()}


def listed_measures() -> Listed:
    """Number and title."""
    return _listed("measures.csv", lambda row: (squeezed(row["number"]), squeezed(row["title"])))


def listed_desks() -> Listed:
    """Name, phone and address, as printed."""
    return _listed("desks.csv", lambda row: (row["name"], row["phone"] or None, row["address"] or None))


def listed_indicators() -> Listed:
    """Name, baseline, its year, target, its year, unit."""
    return _listed("indicators.csv", _indicator_row)


def found_measures(corpus: Corpus) -> Listed:
    """As :func:`listed_measures`, of what was found."""
    return _found((each.plan_id, (squeezed(each.number or ""), squeezed(each.title))) for each in corpus.of(Measure))


def found_desks(corpus: Corpus) -> Listed:
    """As :func:`listed_desks`, of what was found."""
    return _found((each.plan_id, (each.name, each.phone, each.address)) for each in corpus.of(Desk))


def found_indicators(corpus: Corpus) -> Listed:
    """As :func:`listed_indicators`, of what was found on the lines that were checked."""
    plans = {plan.id: plan for plan in corpus.plans}
    return _found(
        (each.plan_id, _indicator(each))
        for each in corpus.of(Indicator)
        if each.plan_id not in CHECKED_LINES or plans[each.plan_id].line_of(each.start) in CHECKED_LINES[each.plan_id]
    )


def precision_recall(found: Counter[Key], listed: Counter[Key]) -> tuple[float, float]:
    """How many of ``found`` are right, and how many of ``listed`` are found.

    Nothing found is precise; nothing listed is all found.
    """
    right = (found & listed).total()
    return right / found.total() if found else 1.0, right / listed.total() if listed else 1.0


def _listed(name: str, key: Callable[[dict[str, str]], Key]) -> Listed:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return _found((row["plan_id"], key(row)) for row in csv.DictReader(file))


def _found(keys: Iterable[tuple[str, Key]]) -> Listed:
    counted: Listed = {}
    for plan_id, key in keys:
        counted.setdefault(plan_id, Counter())[key] += 1
    return counted


def _indicator(indicator: Indicator) -> Key:
    baseline, target = indicator.baseline, indicator.target
    return (
        squeezed(indicator.name),
        baseline.value if baseline else None,
        baseline.year if baseline else None,
        _stated(target),
        target.year if target else None,
        _unit(indicator.unit or ""),
    )


def _stated(value: Value | None) -> float | str | None:
    if value is None:
        return None
    return value.value if value.status is ValueStatus.FIGURE else str(value.status)


def _indicator_row(row: dict[str, str]) -> Key:
    target = row["target"]
    return (
        squeezed(row["name"]),
        float(row["baseline"]) if row["baseline"] else None,
        int(row["baseline_year"]) if row["baseline_year"] else None,
        target if target in tuple(ValueStatus) else float(target) if target else None,
        int(row["target_year"]) if row["target_year"] else None,
        _unit(row["unit"]),
    )


def _unit(word: str) -> str:
    """A unit's canonical name; the list has them as printed."""
    unit = unit_named(word)
    return unit.name if unit else word
