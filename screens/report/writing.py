"""Writes a report into a folder."""

import tempfile
from pathlib import Path
from typing import Final

from index.replacing import replace_files
from search.report.errors import CannotWriteReport
from search.report.report import Report

from ..documents.report import report_json
from .page import report_html
from .tables import gaps_csv, pairs_csv
from .workbook import report_xlsx

PAGE: Final = "report.html"
WORKBOOK: Final = "report.xlsx"


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write ``report.html``, ``report.xlsx``, ``pairs.csv``, ``gaps.csv`` and ``report.json``, each whole or not at all; their paths.

    Raises: CannotWriteReport where the disk says no; no file is then half-written.
    """
    contents = {
        PAGE: report_html(report).encode(),
        WORKBOOK: report_xlsx(report),
        "pairs.csv": pairs_csv(report),
        "gaps.csv": gaps_csv(report),
        "report.json": report_json(report),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_files(folder, contents)
    except OSError as error:
        raise CannotWriteReport(folder, error) from error
    return tuple(folder / name for name in contents)


def check_folder(folder: Path) -> None:
    """Whether a report can be written there, before minutes are spent on it. Raises: CannotWriteReport."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".report."):
            pass
    except OSError as error:
        raise CannotWriteReport(folder, error) from error
