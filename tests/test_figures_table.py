"""``figures.tsv``: what every figure of a short text is, written by hand for the one reader of figures to come.

Columns: text, its figures in order, what the row is about. Nobody who wrote it had seen a reader. Notation: ``120 人``,
``約 130000000 円``, ``3..5 人`` (a range), ``65 歳 以上``, ``5 回 /月``; ``fy2024`` a fiscal and ``y2024`` a calendar year,
``fy2024-2026``, ``fy2024,2025``, ``term9`` (第9期); ``2019-04-01``, ``--04-01``; ``08:30-17:15``; ``days:月火水木金 -祝年末年始``,
``days:火 #2``; ``tel 0467-00-0000``, ``~23-3000`` without area code, ``ext 2345``, ``?`` of unknown use; ``none``.
"""

import re
from datetime import date
from pathlib import Path
from typing import Final

ROWS: Final = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("figures.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
_NUMBER: Final = r"\d+(?:\.\d+)?"
_DAYS: Final = "月?火?水?木?金?土?日?祝?(?:年末年始)?"
_BOUND: Final = "以上|超|以下|未満"
_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        rf"(約 )?-?{_NUMBER}(\.\.{_NUMBER})?( (?!{_BOUND})[^\s\d;/]+)?( ({_BOUND}))?( /\S+)?",
        r"(fy|y)\d{4}(-\d{4}|(,\d{4})+)?",
        r"term\d+",
        r"(\d{4}|-)-\d\d(-\d\d)?",
        r"\d\d:\d\d(-\d\d:\d\d)?",
        rf"days:(?=\S| -){_DAYS}( -{_DAYS})?( #\d(,\d)*)?",
        r"(tel|fax|tel/fax|\?) ~?[#+]?[\d-]+( ext \d+)?|ext \d+",
        r"none",
    )
)


def test_every_row_has_a_text_its_figures_and_what_it_is_about() -> None:
    assert [row for row in ROWS if len(row) != 3 or not all(cell and cell == cell.strip() for cell in row)] == []
    assert len(ROWS) >= 500


def test_no_text_comes_twice() -> None:
    texts = [row[0] for row in ROWS]
    assert len(set(texts)) == len(texts)


def test_every_figure_is_written_in_the_notation() -> None:
    figures = [figure for row in ROWS for figure in row[1].split(" ; ")]
    assert [each for each in figures if not any(shape.fullmatch(each) for shape in _SHAPES)] == []


def test_every_date_is_one_of_the_calendar() -> None:
    dates = (figure for row in ROWS for figure in row[1].split(" ; ") if re.fullmatch(r"\d{4}-\d\d-\d\d", figure))
    assert all(date.fromisoformat(each) for each in dates)
