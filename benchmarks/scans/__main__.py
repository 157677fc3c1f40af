"""How well scanned pages are read: the share of characters that are wrong, missing or too many.

``python -m benchmarks.scans`` prints it and writes the table of docs/benchmarks.md.
"""

import sys
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import mean
from typing import Final

from rapidfuzz.distance import Levenshtein

from benchmarks.table import Table, publish
from corpus.readers import read
from corpus.readers.scans.kept import Scans
from corpus.readers.scans.reading import read_scan
from corpus.readers.scans.tesseract import can_read, how_to_bring_it

from .blocks import Page
from .pages import PAGES
from .scanner import scan_of
from .typeset import has_fonts, typeset

_RESOLUTIONS: Final = (300, 150)
_MOST: Final = 0.03  # wrong characters at 300 dpi


def error_rate(page: Page, dpi: int, folder: Path, seed: int) -> tuple[float, float]:
    """The error rate of ``page`` scanned at ``dpi``, and how sure the program is that it read it."""
    image, told = typeset(page)
    path = folder / f"{seed}-{dpi}.pdf"
    path.write_bytes(scan_of(image, page, dpi, seed))
    scans = Scans(folder / "scans")
    read_scan(scans, 1, path)
    [document] = read(path, scans)
    wanted, found = _plain("".join(told)), _plain(document.text)
    sure = [origin.ocr for origin in document.origins if origin.ocr is not None]
    return Levenshtein.distance(wanted, found) / len(wanted), mean(sure)


def measured() -> Mapping[str, Sequence[Table]]:
    """The table, by the name of its place."""
    with tempfile.TemporaryDirectory() as name:
        rates = {
            dpi: [error_rate(page, dpi, Path(name), seed) for seed, page in enumerate(PAGES)] for dpi in _RESOLUTIONS
        }
    rows = [
        (
            page.name,
            *(text for dpi in _RESOLUTIONS for text in (f"{rates[dpi][place][0]:.3f}", f"{rates[dpi][place][1]:.2f}")),
        )
        for place, page in enumerate(PAGES)
    ]
    means = (text for dpi in _RESOLUTIONS for text in map(partial(_mean, rates[dpi]), (0, 1)))
    rows.append((f"mean of {len(PAGES)}", *means))
    heads = (text for dpi in _RESOLUTIONS for text in (f"error rate, {dpi} dpi", "confidence"))
    if mean(rate for rate, _ in rates[300]) > _MOST:
        print(f"more than {_MOST} of the characters are wrong at 300 dpi", file=sys.stderr)
    return {"scans": [Table(("page", *heads), tuple(rows))]}


def _mean(rates: Sequence[tuple[float, float]], place: int) -> str:
    return f"{mean(each[place] for each in rates):.{3 - place}f}"


def _plain(text: str) -> str:
    """What is compared: without blanks, and with one form of each character."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def main() -> int:
    """Measure, print, publish; without Tesseract or the type the table stays as it is."""
    if not can_read() or not has_fonts():
        print(how_to_bring_it() if not can_read() else "fonts-noto-cjk is needed: apt-get install fonts-noto-cjk")
        return 0
    return publish(measured, ("scans",))


if __name__ == "__main__":
    sys.exit(main())
