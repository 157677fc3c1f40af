"""What is wrong with the table of sources itself: its columns, files, dates, years and words."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from ..about.sources import COLUMNS, OPTIONAL, Row, day_of, missing_columns
from ..about.versions import STATUSES
from ..figures import year_of
from ..names import file_name
from .finding import Finding
from .survey import Survey

_LONGEST: Final = 30  # years; no plan lasts longer (as in corpus/about/period.py)
_YEARS: Final = {"period_start": "始まりの年度", "period_end": "終わりの年度"}
_DAY: Final = re.compile(r"[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}")


def unknown_columns(survey: Survey) -> Iterator[Finding]:
    """Columns that are missing, doubled or not known, and rows with more cells than the table has columns."""
    name = survey.table_name
    if survey.table_fault is not None:
        yield Finding(
            name,
            f"{survey.table_fault.partition('。')[0]}。",
            "ファイルを確かめ、UTF-8 の CSV として保存し直してください。",
        )
    if survey.table is None:
        return
    columns = survey.table.columns
    known = (*COLUMNS, *OPTIONAL)
    for column in missing_columns(survey.table):
        yield Finding(name, f"列 {column} がありません。", "見出し行に加えてください(中身は空でもかまいません)。", 1)
    for column in dict.fromkeys(columns):
        if columns.count(column) > 1:
            yield Finding(name, f"列「{column}」が {columns.count(column)} つあります。", "ひとつにしてください。", 1)
        if column not in known:
            near = get_close_matches(unicodedata.normalize("NFKC", column).lower(), known, n=1)
            remedy = f"{near[0]} のことでしたら名前を直し、" if near else ""
            yield Finding(name, f"列「{column}」は使われません。", f"{remedy}要らなければ消してください。", 1)
    for row in survey.rows:
        if any(row.beyond):
            message = f"見出しの列より {len(row.beyond)} つ多くの欄があります。"
            yield Finding(name, message, '読点やカンマを含む欄を引用符(")で囲んでください。', row.line)


def doubled_rows(survey: Survey) -> Iterator[Finding]:
    """Two rows of one file or of one plan, and rows that name neither."""
    for column in ("plan_id", "file"):
        first: dict[str, int] = {}
        for row in survey.rows:
            if row.is_look or not (cell := row.cells.get(column, "")):
                continue
            if (line := first.setdefault(cell, row.line)) != row.line:
                message = f"{column}「{cell}」は {line} 行目にもあります。"
                yield Finding(survey.table_name, message, "どちらかを消すか、名前を分けてください。", row.line)
    for row in survey.rows:
        if not row.is_look and not (row.cells.get("plan_id") and row.cells.get("file")):
            message = "plan_id か file がありません。"
            remedy = (
                "入れてください。探して見つからなかったことを残す行には、municipality_code と looked_on を入れます。"
            )
            yield Finding(survey.table_name, message, remedy, row.line)


def missing_files(survey: Survey) -> Iterator[Finding]:
    """Rows whose file is not in the folder."""
    names = {each.name for each in survey.files} | {file_name(each.path) for each in survey.files}
    there = {_folded(name): name for name in sorted(names)}
    for row in survey.rows:
        file = row.cells.get("file")
        if not file or file in names:
            continue
        near = (
            there.get(_folded(file))
            or there.get(_folded(file.rpartition("/")[2]))
            or next(iter(get_close_matches(file, names, n=1, cutoff=0.8)), None)
        )
        remedy = (
            f"「{near}」のことでしたら名前をそろえてください。" if near else "フォルダに置くか、行を消してください。"
        )
        yield Finding(survey.table_name, f"ファイル「{file}」が見つかりません。", remedy, row.line)


def wrong_periods(survey: Survey) -> Iterator[Finding]:
    """Years that cannot be read, periods that end before they begin, and those that no plan has."""
    for row in survey.rows:
        years = {column: year_of(row.cells.get(column, "")) for column in _YEARS}
        for column, japanese in _YEARS.items():
            if (cell := row.cells.get(column)) and years[column] is None:
                message, remedy = (
                    f"{japanese}「{cell}」が年度として読めません。",
                    "2024 や 令和6年度 のように書いてください。",
                )
                yield Finding(survey.table_name, message, remedy, row.line)
        start, end = years["period_start"], years["period_end"]
        if start is None or end is None:
            continue
        if end < start:
            message, remedy = f"期間の終わり({end}年度)が始まり({start}年度)より前です。", "期間を確かめてください。"
            yield Finding(survey.table_name, message, remedy, row.line)
        elif end - start >= _LONGEST:
            message = f"期間が {end - start + 1} 年間あります。"
            yield Finding(survey.table_name, message, "年度の書き間違いでないか確かめてください。", row.line)


def wrong_dates(survey: Survey) -> Iterator[Finding]:
    """Days that are none, or that have not come."""
    for row in survey.rows:
        if fault := _date_fault(row, survey):
            message, remedy = fault
            yield Finding(survey.table_name, message, remedy, row.line)


def unknown_statuses(survey: Survey) -> Iterator[Finding]:
    """Statuses that no filter knows."""
    for row in survey.rows:
        if (status := row.cells.get("status")) and status not in STATUSES:
            message, remedy = f"状態「{status}」は使われません。", f"{'・'.join(STATUSES)} のどれかにしてください。"
            yield Finding(survey.table_name, message, remedy, row.line)


def _date_fault(row: Row, survey: Survey) -> tuple[str, str] | None:
    looked, published = row.cells.get("looked_on", ""), row.cells.get("published", "")
    if looked and (day := day_of(looked)) is None:
        return f"確認した日(looked_on)「{looked}」が日付として読めません。", "2026-11-28 のように書いてください。"
    if looked and day is not None and day > survey.today:
        return f"確認した日(looked_on)「{looked}」はまだ来ていません。", "日付を確かめてください。"
    if not published:
        return None
    year, day = year_of(published), day_of(published)
    if year is None or (day is None and _DAY.search(published)):
        return (
            f"公表日(published)「{published}」が日付として読めません。",
            "2024-03 や 2024-03-29 のように書いてください。",
        )
    if (day is not None and day > survey.today) or year > survey.today.year:
        return f"公表日(published)「{published}」はまだ来ていません。", "日付を確かめてください。"
    return None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
