"""Reports on disk: whole or not at all, and the two commands."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli import main
from screens.report import check_folder
from search.report.errors import BadFacts, CannotWriteReport
from search.report.kept import FOLDER
from search.report.peers import read_facts
from tests.made_cities import cities


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cities(tmp_path_factory.mktemp("cities")).index.folder


@contextmanager
def unwritable(folder: Path) -> Iterator[Path]:
    """A path under which no folder can be made, even by root: a file stands in its place."""
    blocked = folder / "file"
    blocked.write_text("", encoding="utf-8")
    yield blocked / "report"


def test_a_folder_that_cannot_be_is_told_before_anything_is_compared(tmp_path: Path) -> None:
    with unwritable(tmp_path) as folder, pytest.raises(CannotWriteReport):
        check_folder(folder)


def test_the_command_writes_the_five_files(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--from", "青波市", "--out", str(tmp_path / "out"), "--index", str(index), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["files"]) <= {path.name for path in (tmp_path / "out").iterdir()}
    assert set(told["files"]) == {"report.html", "report.xlsx", "pairs.csv", "gaps.csv", "report.json"}
    assert told["matches"] > 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--from", "存在市"], 1, "索引にありません"),
        (["--from", "青波市", "--to", "青波市"], 1, "自身とくらべる"),
        (["--from", "青波市", "--peers", "0"], 1, "くらべる相手"),
        (["--from", "青波市", "--facts", "/nowhere.csv"], 1, "読めません"),
        ([], 2, "--from"),
    ],
)
def test_a_wrong_wish_is_told_in_one_japanese_sentence(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert main(["report", *arguments, "--out", str(tmp_path / "out"), "--index", str(index)]) == code
    error = capsys.readouterr().err.strip()
    assert words in error
    assert len(error.splitlines()) == 1
    assert not list((tmp_path / "out").glob("*"))


def test_the_like_of_a_measure_as_json(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["similar", "p0/m0003", "-k", "1", "--json", "--index", str(index)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["measure"]) == {"id", "plan_id", "number", "title", "fields", "passage_ids", "ocr"}
    [match] = told["matches"]
    assert match["measure"]["title"] == "手話通訳の派遣"
    assert match["plan"]["municipality"] == "緑丘町"
    assert match["class"] == "転用に近い"
    assert 0 <= match["wording"] <= 1
    assert 0 <= match["meaning"] <= 1


def test_the_like_of_nothing_is_told(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["similar", "p0/m9999", "--index", str(index)]) == 1
    assert "索引にありません" in capsys.readouterr().err


def test_a_table_of_facts_is_read_by_code_or_by_name(tmp_path: Path) -> None:
    table = tmp_path / "facts.csv"
    table.write_text(
        '\ufeffcode,municipality,population,area\n142042,,"172,000",39.67\n,青波市,30000,\n', encoding="utf-8"
    )
    facts = read_facts(table)
    assert facts.population == {"鎌倉市": 172000.0, "青波市": 30000.0}
    assert facts.area == {"鎌倉市": 39.67}


def test_a_figure_that_is_none_is_told(tmp_path: Path) -> None:
    table = tmp_path / "facts.csv"
    table.write_text("municipality,population\n青波市,多い\n", encoding="utf-8")
    with pytest.raises(BadFacts, match="青波市 の population"):
        read_facts(table)


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["report", "--from", "青波市", "--out", str(tmp_path), "--index", str(index)]
    with monkeypatch.context() as patch:
        patch.setattr("screens.terminal.report.write_report", _interrupted)
        assert main(command) == 1
    assert "続きから" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [FOLDER]
    assert list((tmp_path / FOLDER).iterdir())
    with monkeypatch.context() as patch:
        patch.setattr("search.report.nearness.meaning._read", _interrupted)
        assert main(command) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "report.html", "report.xlsx", "pairs.csv", "gaps.csv", "report.json",
    }  # fmt: skip


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
