"""Writes a report into a folder."""

import errno
from pathlib import Path
from typing import Final

from corpus.errors import FukushiError
from index.replacing import replace_files
from search.report.report import Report

from .page import report_html
from .workbook import report_xlsx

PAGE: Final = "report.html"
WORKBOOK: Final = "report.xlsx"
_WHY: Final = {
    errno.ENOSPC: "ディスクに空きがないので、空けてから",
    errno.EDQUOT: "使ってよい容量を超えているので、空けてから",
    errno.EACCES: "書き込む権限がないか、前の報告書が開かれているので、権限を確かめ、閉じてから",
    errno.EPERM: "書き込む権限がないので、権限を確かめてから",
    errno.EROFS: "書き込めないディスクなので、ほかのフォルダを指定して",
    errno.EEXIST: "フォルダではないので、ほかのフォルダを指定して",
    errno.ENOTDIR: "フォルダではない場所なので、ほかのフォルダを指定して",
    errno.EISDIR: "同じ名前のフォルダがあるので、名前を変えるか、ほかのフォルダを指定して",
    errno.ENAMETOOLONG: "名前が長すぎるので、ほかのフォルダを指定して",
}
_OTHERWISE: Final = "書き込みに失敗したので、ディスクの状態を確かめてから"


class CannotWriteReport(FukushiError):
    """The folder takes no report: no space, no permission, no folder."""

    def __init__(self, folder: Path, error: OSError) -> None:
        why = _WHY.get(error.errno or 0, _OTHERWISE)
        super().__init__(f"{folder} に報告書を書けませんでした。{why}、もう一度実行してください。")


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write ``report.html`` and ``report.xlsx``, each whole or not at all; their paths.

    Raises: CannotWriteReport where the disk says no; no file is then half-written.
    """
    contents = {PAGE: report_html(report).encode(), WORKBOOK: report_xlsx(report)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_files(folder, contents)
    except OSError as error:
        raise CannotWriteReport(folder, error) from error
    return tuple(folder / name for name in contents)
