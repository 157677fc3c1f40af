"""The same made-up plans as Word, PDF, web and Excel files: what is found again in each.

``python -m benchmarks.round_trip`` prints it and writes the table of docs/benchmarks.md.
"""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Final

from benchmarks.pages.files import as_pdf, office, write_docx, write_html, write_xlsx
from benchmarks.pages.measure import own_pages, reading_of
from benchmarks.pages.model import Told, told
from benchmarks.pages.plans import WholePlan, whole_plan
from benchmarks.pages.typeset import typeset
from benchmarks.table import Table, publish
from corpus.read_plan import read_plans
from corpus.readers import read
from corpus.records.desks.desk import Desk
from corpus.records.indicators.indicator import Indicator

_PLANS: Final = 30
_SHORTEST: Final = 8  # characters of a sentence that is looked for
_FIELDS: Final = ("sentences", "cells", "desks", "indicators", "headings", "pages")

Record = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of a plan that are found again; records beyond those that it holds count as well; ``pages`` None without."""

    sentences: float
    cells: float
    desks: float
    indicators: float
    headings: float
    pages: float | None
    lost: tuple[str, ...]


def measured() -> Mapping[str, Sequence[Table]]:
    """The table, by the name of its place; what was not found again is printed."""
    plans = [whole_plan(seed) for seed in range(_PLANS)]
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for kind, files in _files(plans, Path(name)).items():
            found = [_found(plan, path, truth) for plan, (path, truth) in zip(plans, files, strict=True)]
            rows.append((kind, *(_cell([getattr(each, field) for each in found]) for field in _FIELDS)))
            for plan, each in zip(plans, found, strict=True):
                for text in each.lost[:5]:
                    print(f"{kind} {plan.seed}: {text}")
    return {"round_trip": [Table((f"{_PLANS} plans as", *_FIELDS), tuple(rows))]}


def _files(plans: Sequence[WholePlan], folder: Path) -> dict[str, list[tuple[Path, list[Told]]]]:
    """Each kind of file, with the lines that are right for each plan."""
    made: dict[str, list[tuple[Path, list[Told]]]] = {}
    for kind, ending, write in (
        ("Word", "docx", write_docx),
        ("web page", "html", write_html),
        ("Excel", "xlsx", write_xlsx),
    ):
        made[kind] = [(folder / f"{each.seed}.{ending}", told(each.plan.blocks)) for each in plans]
        for each, (path, _) in zip(plans, made[kind], strict=True):
            write(each.plan, path)
    set_here = [folder / f"set-{each.seed}.pdf" for each in plans]
    made["PDF"] = [
        (path, typeset(each.plan, each.habit, path, each.seed)) for each, path in zip(plans, set_here, strict=True)
    ]
    if office() is not None:
        pdfs = as_pdf([path for path, _ in made["Word"]], folder)
        made["PDF by LibreOffice"] = [(path, truth) for path, (_, truth) in zip(pdfs, made["Word"], strict=True)]
    return made


def _found(whole: WholePlan, path: Path, truth: Sequence[Told]) -> Found:
    [document] = read(path)
    [plan] = read_plans(None, path.name, path)
    text = _bare(document.text)
    sentences = [sentence for line in truth for cell in line.cells for sentence in _sentences(cell)]
    cells = Counter(cell for line in truth if line.table is not None for cell in line.cells if cell)
    told_cells = Counter(cell.strip() for rows in reading_of(document).tables for row in rows for cell in row)
    titles = [_bare(line.text) for line in truth if line.level is not None]
    path_of = {_bare(heading) for passage in plan.structure.passages for heading in passage.headings}
    desks: Counter[Record] = Counter((desk.name, desk.phone or "") for desk in plan.structure.of(Desk))
    indicators: Counter[Record] = Counter(
        (each.name, each.baseline.value if each.baseline else None, each.target.value if each.target else None)
        for each in plan.structure.of(Indicator)
    )
    wanted_desks: Counter[Record] = Counter(whole.desks)
    wanted_indicators: Counter[Record] = Counter(whole.indicators)
    lost = [
        *(sentence for sentence in sentences if sentence not in text),
        *(cells - told_cells),
        *(title for title in titles if title not in path_of),
        *map(str, (wanted_desks - desks) + (desks - wanted_desks)),
        *map(str, (wanted_indicators - indicators) + (indicators - wanted_indicators)),
    ]
    return Found(
        mean(sentence in text for sentence in sentences),
        (cells & told_cells).total() / cells.total(),
        _alike(wanted_desks, desks),
        _alike(wanted_indicators, indicators),
        mean(title in path_of for title in titles),
        own_pages(truth, document) if any(line.page for line in truth) else None,
        tuple(lost),
    )


def _alike(wanted: Counter[Record], found: Counter[Record]) -> float:
    """Those in both, of those in either."""
    return (wanted & found).total() / (wanted | found).total()


def _bare(text: str) -> str:
    return "".join(text.split())


def _sentences(text: str) -> list[str]:
    return [found for found in map(_bare, re.findall(r"[^。\n]+。?", text)) if len(found) >= _SHORTEST]


def _cell(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{mean(known):.3f}" if known else ""


if __name__ == "__main__":
    sys.exit(publish(measured, ("round_trip",)))
