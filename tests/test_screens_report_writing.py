"""A report lands in a folder whole, or a sentence says why not."""

import errno
import os
from pathlib import Path

import pytest

from index.replacing import replace_files
from screens.report import write_report
from search.report.errors import CannotWriteReport
from tests.made_report import made_report

UNLIMITED = os.name == "nt" or os.geteuid() == 0


def test_all_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    written = write_report(made_report(), tmp_path / "報告" / "11月")
    names = ["gaps.csv", "pairs.csv", "report.html", "report.json", "report.xlsx"]
    assert sorted(path.name for path in written) == names
    assert sorted(path.name for path in written[0].parent.iterdir()) == names
    before = [path.read_bytes() for path in written]
    assert [path.read_bytes() for path in write_report(made_report(), written[0].parent)] == before


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(CannotWriteReport, match=r"に報告書を書けませんでした。フォルダではない"):
            write_report(made_report(), folder)


@pytest.mark.skipif(UNLIMITED, reason="permissions bind ordinary users only")
def test_an_unwritable_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("前の報告書", encoding="utf-8")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWriteReport) as caught:
            write_report(made_report(), tmp_path)
    finally:
        tmp_path.chmod(0o700)
    assert str(caught.value) == (
        f"{tmp_path} に報告書を書けませんでした。"
        "書き込む権限がないか、前の報告書が開かれているので、権限を確かめ、閉じてから、もう一度実行してください。"
    )
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "前の報告書"


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "ディスクに空きがない"), (errno.EROFS, "書き込めない"), (errno.EIO, "失敗した")]
)
def test_why_it_failed_is_told_in_japanese(number: int, said: str, tmp_path: Path) -> None:
    sentence = str(CannotWriteReport(tmp_path, OSError(number, "No space left on device")))
    assert said in sentence and "space" not in sentence and sentence.endswith("もう一度実行してください。")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"before")
    (tmp_path / "b.new").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space"):
        replace_files(tmp_path, {"report.html": b"after", "b": b"x" * 100_000})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"report.html": b"before"}


def test_a_folder_under_the_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").mkdir()
    with pytest.raises(CannotWriteReport, match="同じ名前のフォルダがある"):
        write_report(made_report(), tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".new"]
