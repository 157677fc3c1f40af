"""What a terminal of 80 columns shows: ids whole, so that they can be copied; and what help there is."""

import re
import shlex
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from cli import main
from cli.application import app
from cli.examples import EXAMPLES
from corpus.about.sources import read_sources
from corpus.reading import read_corpus
from index.build import build_index
from screens.terminal.console import open_console, print_whole

LONG = "令和6年度-第4期地域福祉計画および重層的支援体制整備事業実施計画-本編(確定版)-第2部"  # 88 columns
PLAN = (
    "# 汐見原市地域福祉計画\n\n## 第1章 見守り\n\n### 施策1 見守りの推進\n\n【内容】見守りを年4回行います。\n【実績】4回行いました。\n\n"
    "相談窓口 汐見原市福祉課 電話 0000-00-1234\n"
)
Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")

    def said(*arguments: str) -> str:
        assert main(list(arguments)) == 0
        return capsys.readouterr().out

    return said


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("narrow")
    for name in (LONG, "kobetsu-plan-of-a-second-city-2024"):
        (folder / f"{name}.txt").write_text(PLAN, encoding="utf-8")
    table = folder / "sources.csv"
    table.write_text(
        "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url\n"
        f"{LONG},{LONG}.txt,142042,神奈川県,鎌倉市,地域福祉計画,地域福祉計画,確定,2024,2029,,\n"
        "kobetsu-plan-of-a-second-city-2024,kobetsu-plan-of-a-second-city-2024.txt,142085,神奈川県,逗子市,地域福祉計画,地域福祉計画,案,2024,2029,,\n",
        encoding="utf-8",
    )
    build_index(folder / "index", read_corpus(sorted(folder.glob("*.txt")), read_sources(table)), None)
    return str(folder / "index")


@pytest.mark.parametrize(
    "command",
    [("status",), ("coverage",), ("records", "measures"), ("records", "desks"), ("search", "見守り")],
    ids=" ".join,
)
def test_no_id_of_a_plan_is_cut(run: Run, index: str, command: tuple[str, ...]) -> None:
    said = run(*command, "--index", index)
    for plan in (LONG, "kobetsu-plan-of-a-second-city-2024"):
        assert any(plan in line for line in said.splitlines())
    assert "…" not in said


def test_a_table_is_as_wide_as_the_terminal_where_its_ids_fit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("shiomihara-chiikifukushi", "見守りの取組を地域のみなさんと進めます。" * 5, "0000-00-1256")]
    print_whole(open_console(width=80), ("計画", "施策", "電話"), rows, ("計画", "電話"))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) == 80
    assert sum(line.count("取組") for line in lines) + sum(line.endswith("取 │") for line in lines) >= 3
    assert "0000-00-1256" in "\n".join(lines)


def test_a_table_reads_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_whole(open_console(width=80), ("計画", "施策"), [("[bold]a[/]", "[/]")], ("計画",), title="見守り[/] [red]x")
    said = capsys.readouterr().out
    assert all(each in said for each in ("見守り[/] [red]x", "[bold]a[/]", "│ [/]"))


def test_every_command_has_an_example_and_it_is_one(run: Run) -> None:
    names = {each.callback.__name__ for each in app.registered_commands if each.callback}
    assert set(EXAMPLES) == names
    for name, lines in EXAMPLES.items():
        said = run(name, "--help")
        for line in lines:
            assert f"\n    {line}\n" in said
            first, command, *words = shlex.split(line.partition(" > ")[0])
            assert (first, command) == ("fukushi", name)
            assert all(re.search(rf"{re.escape(word)}\b", said) for word in words if word.startswith("-"))


def test_the_version_is_told(run: Run) -> None:
    assert re.fullmatch(r"fukushi \d+\.\d+\.\d+\n", run("--version"))
