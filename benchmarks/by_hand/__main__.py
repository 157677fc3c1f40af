"""Indicators and measures of the pages written by hand: ``python -m benchmarks.by_hand [--misses]``.

Prints precision and recall of each part and writes them into docs/benchmarks.md; ``--misses`` names what is wrong or
missing on the pages that may be read.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.table import Table, publish
from corpus.read_plan import read_plans
from corpus.records.found import Found
from corpus.records.indicators.indicator import Indicator, Value
from corpus.records.measures.measure import Measure

_HERE: Final = Path(__file__).parent
_PARTS: Final = ("seen", "shown", "held")
_ALIKE: Final = 0.6  # of the characters, for two names that neither holds the other; arbitrary
_MARKS: Final = re.compile(r"[\s・･「」『』()、,。\-【】○●■◆①-⑳]")
_NUMBER: Final = re.compile(r"[-−▲△]?\s*\d[\d,]*(?:\.\d+)?")

Gold = Mapping[str, Any]


@dataclass(slots=True)
class Count:
    """Records right, found, and listed in the gold."""

    right: int = 0
    found: int = 0
    listed: int = 0

    def add(self, other: "Count") -> None:
        """Count these too."""
        self.right += other.right
        self.found += other.found
        self.listed += other.listed

    @property
    def cells(self) -> tuple[str, str, str]:
        """Listed, precision, recall."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.listed, 1)
        return str(self.listed), f"{precision:.3f}", f"{recall:.3f}"


def _silent(line: str) -> None:
    """Say nothing of a fault."""


def measure(say: Callable[[str], None] = _silent) -> dict[str, list[Table]]:
    """Read every page and count; ``say`` is told of each fault on the pages that may be read."""
    rows = []
    for part in _PARTS:
        counts = {"indicators": Count(), "measures": Count()}
        for page in sorted((_HERE / part).rglob("*.txt")):
            faults = count_page(page, counts)
            for fault in faults if part != "held" else ():
                say(f"{page.stem} {fault}")
        rows += [(part, kind, *count.cells) for kind, count in counts.items()]
    return {"by_hand": [Table(("pages", "records", "listed", "precision", "recall"), tuple(rows))]}


def count_page(page: Path, counts: Mapping[str, Count]) -> list[str]:
    """Add what is found on a page to the counts of indicators and measures, and say what is wrong or missing."""
    gold = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    [plan] = read_plans(None, page.name, page)
    faults: list[str] = []
    faults += compare(counts["indicators"], plan.structure.of(Indicator), gold["indicators"], is_indicator)
    faults += compare(counts["measures"], plan.structure.of(Measure), gold["measures"], is_measure)
    return faults


def compare(
    count: Count, found: Sequence[Any], listed: Sequence[Gold], fits: Callable[[Any, Gold], bool]
) -> Iterator[str]:
    """Count what is found of what is listed, and say what is wrong and what is missing."""
    left, faults = list(listed), []
    for each in found:
        hit = next((gold for gold in left if fits(each, gold)), None)
        if hit is None:
            faults.append(f"wrong: {each}")
        else:
            left.remove(hit)
            count.right += 1
    count.found += len(found)
    count.listed += len(listed)
    return iter([*faults, *(f"missed: {gold}" for gold in left)])


def is_indicator(found: Indicator | Found, gold: Gold) -> bool:
    """Whether name, values and the years that are printed are those of the gold."""
    named = _alike(found.name + (found.subject or ""), gold["name"] + (gold["subject"] or ""))
    return named and _same(found.baseline, gold["baseline"]) and _same(found.target, gold["target"])


def is_measure(found: Measure, gold: Gold) -> bool:
    """Whether the title is the gold's."""
    return _alike(found.title, gold["title"])


def _same(value: Value | None, gold: Gold | None) -> bool:
    """Whether the same value is told, of the same year where one is printed; nothing where nothing is printed."""
    if value is None or gold is None:
        return value is None and gold is None
    if _number(gold["text"]) is None:
        return _alike(value.text, gold["text"])
    return _number(value.text) == _number(gold["text"]) and gold["year"] in (None, value.year)


def _number(text: str) -> float | None:
    match = _NUMBER.search(unicodedata.normalize("NFKC", text))
    return float(re.sub(r"[,\s]", "", match[0]).translate(str.maketrans("−▲△", "---"))) if match else None


def _alike(one: str, other: str) -> bool:
    one, other = (_MARKS.sub("", unicodedata.normalize("NFKC", each)).lower() for each in (one, other))
    if not one or not other:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


if __name__ == "__main__":
    raise SystemExit(publish(partial(measure, print if "--misses" in sys.argv else _silent), ("by_hand",)))
