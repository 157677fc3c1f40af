"""How many sentences of a language model are kept that are faithful, and let through that are not.

``python -m benchmarks.faithful`` holds the sentences of each hand against their passages and writes the table of
docs/benchmarks.md. Nothing is learned from them: what faulty sentences have in common here is how people make them up, a
word of the passage changed, so that what a regression learns is that to copy is a fault.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.table import Table, publish
from corpus.passage import Kind, Passage
from index.catalog import PlanEntry
from search.citation import Citation
from search.model.checks import checked
from search.model.output import ModelFailed

_HERE: Final = Path(__file__).parent
_PLAN: Final = PlanEntry(
    number=0, id="plan", municipality_code=None, municipality=None, prefecture=None, title=None, kind=None, status=None,
    period_start=None, period_end=None, published=None, url=None, file="plan.txt", digest="", first_row=0, last_row=0,
)  # fmt: skip


def measure() -> Mapping[str, Sequence[Table]]:
    """Count each hand's sentences that stand, and all of them."""
    listed, stand = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for path in sorted(_HERE.glob("*.jsonl.gz")):
        hand = path.name.partition(".")[0]
        for row in read(path):
            for name in (hand, "all of them"):
                listed[name, row["verdict"]] += 1
                stand[name, row["verdict"]] += stands(row["written"], row["cited"])
    names = dict.fromkeys(name for name, _ in listed)
    rows = [
        (name, *(cell for kind in ("faithful", "unfaithful")
                 for cell in (str(listed[name, kind]), f"{stand[name, kind] / listed[name, kind]:.3f}")))
        for name in sorted(names, key=lambda name: (name == "all of them", name))
    ]  # fmt: skip
    return {"faithful": [Table(("hand", "faithful", "kept", "unfaithful", "let through"), tuple(rows))]}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a hand."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def stands(written: str, cited: str) -> bool:
    """Whether a sentence is kept that is told of a passage."""
    passage = Passage(
        id="plan#0000", plan_id="plan", headings=(), header=(), kind=Kind.TABLE if "\t" in cited else Kind.BODY, start=0,
        end=len(cited), text=cited, line_start=1, line_end=1, page=None, printed_page=None, record_id=None, url=None,
    )  # fmt: skip
    try:
        return bool(checked(f"{written.removesuffix('。')}[1]。", [Citation(1, passage, _PLAN, 0, len(cited))]))
    except ModelFailed:
        return False


if __name__ == "__main__":
    raise SystemExit(publish(partial(measure), ("faithful",)))
