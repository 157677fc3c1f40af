"""The desk table that is kept on the page: a CSV with the columns that the next build reads."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from corpus.errors import FukushiError
from corpus.readers import read
from corpus.records.desks.checked.days import day_of
from index.inputs.building import ADDED
from index.replacing import replace_files

from ...inert import inert

_FILE: Final = "madoguchi-daicho.csv"
_ROWS_MAX: Final = 5_000  # (arbitrary: the desks of a large city are some hundred)
_CELL_MAX: Final = 500  # characters (arbitrary)
# The columns, each under a heading that corpus.records.desks reads; the name and the day are the last resort of a row.
COLUMNS: Final = (
    "都道府県", "市区町村", "窓口名", "電話番号", "内線", "FAX", "所在地", "受付時間", "担当地域", "対象者", "用件", "URL", "確認日",
)  # fmt: skip
NAME, CHECKED, CITY = "窓口名", "確認日", "市区町村"

Cells = Mapping[str, str]


class BadRow(FukushiError):
    """A row that cannot be kept as it was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A row; ``key`` is made of what it says, so that a row that changed meanwhile is not taken for it."""

    cells: Cells

    @property
    def key(self) -> str:
        return hashlib.sha256("\0".join(self.cells[name] for name in COLUMNS).encode()).hexdigest()[:16]


def cleaned(written: Cells, today: date) -> DeskRow:
    """What somebody wrote as a row. Raises: BadRow."""
    cells = {name: " ".join(written.get(name, "").split())[:_CELL_MAX] for name in COLUMNS}
    for needed in (NAME, CITY):
        if not cells[needed]:
            raise BadRow(f"「{needed}」を書いてください。")
    for name, cell in cells.items():
        if inert(cell) != cell:
            raise BadRow(f"「{name}」は、= + - @ で始められません(表計算ソフトが数式とみなします)。")
    if cells[CHECKED]:
        day = day_of(cells[CHECKED])
        if day is None or day > today:
            raise BadRow("「確認日」は、2026-11-28 のように、今日までの日付で書いてください。")
        cells[CHECKED] = day.isoformat()
    return DeskRow(cells)


def read_rows(index: Path) -> tuple[DeskRow, ...]:
    """The rows that are kept; none where there is no table."""
    try:
        text = (index / ADDED / _FILE).read_text(encoding="utf-8-sig")
    except OSError:
        return ()
    return tuple(DeskRow({name: row.get(name) or "" for name in COLUMNS}) for row in csv.DictReader(io.StringIO(text)))


def with_row(rows: Sequence[DeskRow], key: str, row: DeskRow | None) -> tuple[DeskRow, ...]:
    """``rows`` with ``row`` in the place of the one with ``key``; at the end where ``key`` is ""; without it for None.

    Raises: BadRow where no row has this key any more, or there are too many.
    """
    if not key and row is not None:
        if len(rows) >= _ROWS_MAX:
            raise BadRow(f"窓口は {_ROWS_MAX:,} 件までです。")
        return (*rows, row)
    place = next((place for place, each in enumerate(rows) if each.key == key), None)
    if place is None:
        raise BadRow("この窓口は、ほかの人が先に直したか消しています。一覧を見てから、もう一度直してください。")
    return (*rows[:place], *((row,) if row is not None else ()), *rows[place + 1 :])


def write_rows(index: Path, rows: Sequence[DeskRow]) -> None:
    """Keep ``rows``: written beside and renamed; no table where there are none. Raises: OSError."""
    folder = index / ADDED
    folder.mkdir(exist_ok=True)
    if not rows:
        (folder / _FILE).unlink(missing_ok=True)
        return
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([row.cells[name] for name in COLUMNS] for row in rows)
    replace_files(folder, {_FILE: out.getvalue().encode("utf-8-sig", "replace")})


def problems_of(index: Path) -> tuple[str, ...]:
    """What the next build would say of the table: its own reader is asked."""
    path = index / ADDED / _FILE
    if not path.is_file():
        return ()
    try:
        tables = [document.desk_table for document in read(path)]
    except FukushiError as error:
        return (str(error),)
    return tuple(said for table in tables if table is not None for said in (*table.problems, *table.unplaced))
