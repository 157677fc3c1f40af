"""How much a document tells of itself: municipality, title, kind, status and period against a table of sources.

``python -m benchmarks.about [FOLDER]`` reads every document that the folder's ``sources.csv`` lists without it, prints what is
wrong, and writes the table of docs/benchmarks.md. The documents lie in the folder or in ``corpus/`` inside it.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Final

from rich.console import Console

from benchmarks.shared import SHARED
from benchmarks.table import Table, publish
from corpus.about.sources import Source, read_sources
from corpus.errors import FukushiError
from corpus.plan import Plan
from corpus.read_plan import read_plans
from corpus.text.matching import matching_text

_ALIKE: Final = 0.6  # of the characters, for two titles that neither holds the other; arbitrary
_MARKS: Final = " 　・「」『』()（）、。-~〜"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is known of a document: by the table, by the document, and whether the two agree."""

    name: str
    listed: Callable[[Source], object]
    read: Callable[[Plan], object]
    same: Callable[[object, object], bool] = lambda listed, read: listed == read


def alike(listed: object, read: object) -> bool:
    """Whether two titles are of one document: one holds the other, or most of their characters are the same."""
    one, two = (_squeezed(str(title)) for title in (listed, read))
    return one in two or two in one or SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _squeezed(title: str) -> str:
    return matching_text(title).translate(dict.fromkeys(map(ord, _MARKS)))


FIELDS: Final = (
    Field("municipality", lambda source: source.municipality_code, lambda plan: plan.municipality_code),
    Field("title", lambda source: source.title, lambda plan: plan.title, alike),
    Field("kind", lambda source: source.kind, lambda plan: plan.kind),
    Field("status", lambda source: source.status, lambda plan: plan.status),
    Field("first year", lambda source: source.period_start, lambda plan: plan.period_start),
    Field("last year", lambda source: source.period_end, lambda plan: plan.period_end),
)


def measure(folder: Path) -> Mapping[str, Sequence[Table]]:
    """Read the documents of ``folder``, print every field that is wrong, and give the table."""
    console = Console()
    pairs = list(_pairs(folder))
    for source, plan in pairs:
        for field in FIELDS:
            listed, read = field.listed(source), field.read(plan)
            if read is not None and not (listed is not None and field.same(listed, read)):
                console.print(f"{source.file} {field.name}: {read} for {listed}", markup=False, highlight=False)
    return {"about": [about_table(pairs)]}


def _pairs(folder: Path) -> Iterator[tuple[Source, Plan]]:
    for file, source in read_sources(folder / "sources.csv").items():
        path = next((each for each in (folder / file, folder / "corpus" / file) if each.exists()), None)
        if path is None:
            continue
        try:
            plans = read_plans(None, path.name, path)
        except FukushiError:
            continue
        yield source, plans[0].plan


def about_table(pairs: Sequence[tuple[Source, Plan]]) -> Table:
    """A row per field; where the table of sources says nothing, what a document says is only counted as beyond it."""
    rows = [_row(field, pairs) for field in FIELDS]
    named = [(source, plan) for source, plan in pairs if source.municipality and source.municipality in plan.text]
    rows.insert(1, ("municipality, where the text names it", *_row(FIELDS[0], named)[1:]))
    return Table(("what", "listed", "right", "wrong", "unknown", "beyond the list"), tuple(rows))


def _row(field: Field, pairs: Sequence[tuple[Source, Plan]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for source, plan in pairs:
        listed, read = field.listed(source), field.read(plan)
        if listed is None:
            counts["beyond"] += read is not None
        else:
            counts["listed"] += 1
            counts["unknown" if read is None else "right" if field.same(listed, read) else "wrong"] += 1
    return field.name, *(str(counts[each]) for each in ("listed", "right", "wrong", "unknown", "beyond"))


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "cities"
    raise SystemExit(publish(partial(measure, chosen), ("about",)))
