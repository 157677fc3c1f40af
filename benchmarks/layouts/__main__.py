"""How well indicators are read from made-up pages: python -m benchmarks.layouts [--more] [--wrong]."""

import argparse
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus.figures import quantities
from corpus.reading import read_corpus
from corpus.records.indicators.indicator import Indicator, Value
from corpus.text.folding import fold

from .more_pages import MORE
from .pages import SEEN
from .rows import Row, rows
from .silent import SILENT

_PAGES = 5  # of each layout


def score(pages: dict[str, tuple[str, list[Row]]], say: Callable[[str], None]) -> tuple[int, int, int]:
    """Right, found and listed indicators of pages by file name."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, _) in pages.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        found = read_corpus([Path(folder)], {}).of(Indicator)
    right = 0
    for name, (_, listed) in pages.items():
        left = list(listed)
        for each in (each for each in found if each.plan_id == name):
            hit = next((row for row in left if _fits(each, row)), None)
            if hit is None:
                say(
                    f"WRONG  {name} {each.name!r} {each.subject} {each.baseline and (each.baseline.text, each.baseline.year)} {each.target and (each.target.text, each.target.year)}"
                )
                continue
            left.remove(hit)
            right += 1
        for row in left:
            say(f"MISSED {name} {row}")
    return right, len(found), sum(len(listed) for _, listed in pages.values())


def _fits(each: Indicator, row: Row) -> bool:
    alike = row.name in "".join(each.name.split()) and len(each.name) <= len(row.name) + 12
    subject = not row.subject or row.subject == each.subject
    return alike and subject and _same(each.baseline, row.base, row.then) and _same(each.target, row.target, row.by)


def _same(value: Value | None, printed: str, year: int) -> bool:
    if not printed or value is None:
        return not printed and value is None
    figure = next(iter(quantities(fold(printed))), None)
    same = value.text == printed if figure is None else value.value == float(figure.low)
    return same and value.year in (year, None)


def main() -> None:
    """Print right, found and listed indicators of each layout; what silent pages give counts as wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--more", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    rng = random.Random(7)
    total = [0, 0, 0]
    for layout in MORE if asked.more else SEEN:
        pages = {f"{layout.__name__}-{n}": layout(rng, rows(rng, rng.randint(2, 5))) for n in range(_PAGES)}
        counts = score(pages, print if asked.wrong else lambda line: None)
        total = [one + more for one, more in zip(total, counts, strict=True)]
        print(f"{layout.__name__:20} right {counts[0]:3} found {counts[1]:3} listed {counts[2]:3}")
    silent: dict[str, tuple[str, list[Row]]] = {
        f"silent{page.__name__}-{n}": (page(rng), []) for page in SILENT for n in range(3)
    }
    counts = score(silent, print)
    print(f"{'silent':20} found {counts[1]:3}")
    print(f"precision {total[0] / max(1, total[1] + counts[1]):.3f} recall {total[0] / max(1, total[2]):.3f}")


if __name__ == "__main__":
    main()
