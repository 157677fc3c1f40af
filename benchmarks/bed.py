"""How well PDF pages are read, on pages made for it whose right text, order and tables are known.

``python -m benchmarks.bed`` prints it and writes the tables of docs/benchmarks.md. Programs of others are measured on
the same pages where they are installed, and pages set by LibreOffice where that is.
"""

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Final

from benchmarks.pages.descriptions import Description, descriptions
from benchmarks.pages.files import as_pdf, office, write_docx
from benchmarks.pages.measure import Marks, Reading, marks, reading_of
from benchmarks.pages.model import Cards, Chart, Told, told
from benchmarks.pages.peers import peers
from benchmarks.pages.typeset import typeset
from benchmarks.table import Table, publish
from corpus.readers import read

_SHARES: Final = ("teds", "cells", "order", "pages")
_COLUMNS: Final = ("documents", "pages", "CER", "TEDS", "cells", "order", "own page", "silent")
Sample = tuple[str, Path, list[Told]]  # class of page, file, the right lines


def measured() -> Mapping[str, Sequence[Table]]:
    """The tables, by the name of their place."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bed = descriptions()
        set_here = [_set(each, folder) for each in bed]
        readings = [_ours(sample) for sample in set_here]
        rows = _by_class(bed, readings)
        if office() is not None:
            rows.append(_office(bed, folder))
        return {"bed": [Table(("class of page", *_COLUMNS), tuple(rows)), _peers(set_here)]}


def _set(each: Description, folder: Path) -> Sample:
    path = folder / f"{each.seed}.pdf"
    return each.kind, path, typeset(each.plan, each.habit, path, each.seed)


def _ours(sample: Sample) -> tuple[Marks, int]:
    _, path, truth = sample
    [document] = read(path)
    return marks(truth, reading_of(document), document), document.pages or 0


def _by_class(bed: Sequence[Description], readings: Sequence[tuple[Marks, int]]) -> list[tuple[str, ...]]:
    pairs = list(zip(bed, readings, strict=True))
    rows = [
        _row(kind, [reading for each, reading in pairs if each.kind == kind])
        for kind in dict.fromkeys(each.kind for each in bed)
    ]
    rows.append(_row("all that mending looked at", [reading for each, reading in pairs if not each.unseen]))
    rows.append(_row("the third that it did not see", [reading for each, reading in pairs if each.unseen]))
    return rows


def _row(name: str, readings: Sequence[tuple[Marks, int]]) -> tuple[str, ...]:
    found = [each for each, _ in readings]
    return (
        name,
        str(len(found)),
        str(sum(pages for _, pages in readings)),
        f"{mean(each.cer for each in found):.4f}",
        *(_mean([value for each in found if (value := getattr(each, field)) is not None]) for field in _SHARES),
        str(sum(each.silent for each in found)),
    )


def _mean(values: Sequence[float]) -> str:
    return f"{mean(values):.3f}" if values else ""


def _office(bed: Sequence[Description], folder: Path) -> tuple[str, ...]:
    """The documents that Word has the means for, set by LibreOffice; it tells no pages."""
    chosen = [each for each in bed if not any(isinstance(block, Cards | Chart) for block in each.plan.blocks)]
    words = [folder / f"office-{each.seed}.docx" for each in chosen]
    for each, path in zip(chosen, words, strict=True):
        write_docx(each.plan, path)
    readings = []
    for each, path in zip(chosen, as_pdf(words, folder), strict=True):
        [document] = read(path)
        readings.append((marks(told(each.plan.blocks), reading_of(document)), document.pages or 0))
    return _row("set by LibreOffice", readings)


def _peers(samples: Sequence[Sample]) -> Table:
    """Every program that is here on the same files; a document on which one fails counts as nothing read."""
    rows = []
    programs: dict[str, Callable[[Path], Reading]] = {"fukushi": _read_here, **peers()}
    for name, program in programs.items():
        start = time.perf_counter()
        readings = [_attempt(program, path) for _, path, _ in samples]
        seconds = time.perf_counter() - start
        found = [marks(truth, reading) for (_, _, truth), reading in zip(samples, readings, strict=True)]
        rows.append((
            name,
            f"{mean(each.cer for each in found):.4f}",
            *(_mean([value for each in found if (value := getattr(each, field)) is not None]) for field in _SHARES[:3]),
            f"{seconds / len(samples):.2f}",
        ))  # fmt: skip
    return Table(("program", "CER", "TEDS", "cells", "order", "seconds a document"), tuple(rows))


def _read_here(path: Path) -> Reading:
    [document] = read(path)
    return reading_of(document)


def _attempt(program: Callable[[Path], Reading], path: Path) -> Reading:
    try:
        return program(path)
    except Exception as error:  # whatever another program raises
        print(f"{path.name}: {error}", file=sys.stderr)
        return Reading((), ())


if __name__ == "__main__":
    sys.exit(publish(measured, ("bed",)))
