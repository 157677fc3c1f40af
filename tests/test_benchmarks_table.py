from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks.golden import Key
from benchmarks.quality import answers_table, others_tables, search_table
from benchmarks.records import records_table
from benchmarks.table import PAGE, NoPlace, Table, conditions, publish, replaced, score_cell
from search.evaluation.score import Evaluation, Score

TABLE = Table(("what", "median"), (("search | warm", "2.6 ms"),))
MARKDOWN = "| what | median |\n| --- | --- |\n| search \\| warm | 2.6 ms |"
TEXT = "# x\r\n\n<!-- bench:speed -->\nold\\1\n<!-- /bench -->\nprose\n<!-- bench:quality -->\nkept\n<!-- /bench -->\n"


def line(file: str, kind: str, mode: str, *scores: tuple[str, float]) -> Evaluation:
    each = tuple(Score(name, value, value - 0.1, 1.0, 40) for name, value in scores)
    return Evaluation(file, kind, mode, 40, each)


def test_a_table_is_markdown_whose_cells_break_nothing() -> None:
    assert TABLE.markdown == MARKDOWN


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(("what", "median"), (("search",),))


def test_a_value_is_shown_with_its_interval() -> None:
    assert score_cell(Score("nDCG@5", 0.591, 0.53, 0.65, 40)) == ".591 [.53 .65]"
    assert score_cell(Score("success2@5", 1.0, 1.0, 1.0, 40)) == "1.000 [1.00 1.00]"


def test_what_figures_were_measured_on_names_no_machine() -> None:
    assert conditions(date(2026, 11, 22), 2, "3.11.9") == "*Measured on 2026-11-22, 2 CPUs, Python 3.11.9.*"
    assert conditions(date(2026, 11, 22), 1, "3.11.9") == "*Measured on 2026-11-22, 1 CPU, Python 3.11.9.*"


def test_only_what_stands_between_its_markers_is_replaced() -> None:
    assert replaced(TEXT, "speed", "new\\g<0>") == TEXT.replace("old\\1", "new\\g<0>")
    assert replaced(replaced(TEXT, "speed", "new"), "speed", "old\\1") == TEXT


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("nothing", "has no marker <!-- bench:speed -->"),
        ("<!-- bench:speed -->\nold", "does not close"),
        ("<!-- bench:speed -->\n<!-- bench:quality -->\n<!-- /bench -->", "does not close"),
        ("<!-- /bench -->\n<!-- bench:speed -->", "does not close"),
        ("<!-- bench:speed -->\n<!-- /bench -->\n" * 2, "2 times"),
    ],
)
def test_a_readme_without_the_place_is_told_in_a_sentence(text: str, fault: str) -> None:
    with pytest.raises(NoPlace, match=fault):
        replaced(text, "speed", "new")


def test_a_benchmark_writes_its_tables_and_leaves_no_other_file(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_bytes(TEXT.encode())
    readme.chmod(0o640)
    assert publish(lambda: {"speed": [TABLE, TABLE]}, ("speed",), readme) == 0
    written = readme.read_bytes().decode()
    assert written.startswith(f"# x\r\n\n<!-- bench:speed -->\n{MARKDOWN}\n\n{MARKDOWN}\n\n*Measured on 20")
    assert written.endswith(".*\n<!-- /bench -->" + TEXT.partition("<!-- /bench -->")[2])
    assert list(tmp_path.iterdir()) == [readme]
    assert readme.stat().st_mode & 0o777 == 0o640


def test_nothing_is_measured_for_a_readme_without_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def measure() -> dict[str, list[Table]]:
        raise AssertionError("measured")

    readme = tmp_path / "README.md"
    readme.write_text(TEXT)
    assert publish(measure, ("speed", "records"), readme) == 1
    assert capsys.readouterr().err.startswith("README.md has no marker <!-- bench:records -->: put ")
    assert publish(measure, ("speed",), tmp_path / "none.md") == 1
    assert readme.read_text() == TEXT.replace("\r\n", "\n")


def test_what_a_benchmark_printed_is_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(TEXT)
    table = Table(("questions", "nDCG@5"), (("[b]staff's", ".764 [.71 .81]"),))
    assert publish(lambda: {"speed": [table]}, ("speed",), readme) == 0
    out = capsys.readouterr().out
    assert "[b]staff's" in out
    assert ".764 [.71 .81]" in out
    assert "| [b]staff's | .764 [.71 .81] |" in readme.read_text()


def test_the_page_has_a_place_for_every_benchmark() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in ("quality", "ablation", "answers", "others", "speed", "records"):
        assert "\nnew\n" in replaced(text, name, "new")


LINES = [
    line("resident", "all", "hybrid", ("success2@5", 0.925), ("city_recall", 0.9)),
    line("resident", "all", "lexical", ("success2@5", 0.9), ("city_recall", 0.8)),
    line("resident", "all", "ask", ("answered", 1.0)),
    line("contact", "all", "hybrid", ("success2@5", 1.0)),
    line("unanswerable", "all", "ask", ("refused", 0.95)),
    line("unanswerable", "off_topic", "ask", ("refused", 1.0)),
    line("localgovfaq/qrels.dev", "all", "dense", ("nDCG@10", 0.639)),
    line("jsts-valid", "all", "dense", ("Spearman", 0.78)),
]


def test_quality_is_a_table_each_for_search_answers_and_the_rest() -> None:
    assert search_table(LINES) == Table(
        ("questions", "n", "success2@5", "city recall"),
        (
            ("residents'", "40", ".925 [.83 1.00]", ".900 [.80 1.00]"),
            ("contact", "40", "1.000 [.90 1.00]", "–"),
        ),
    )
    assert answers_table(LINES) == Table(
        ("questions", "n", "answered", "refused"),
        (
            ("residents'", "40", "1.000 [.90 1.00]", "–"),
            ("unanswerable: off_topic", "40", "–", "1.000 [.90 1.00]"),
        ),
    )
    assert others_tables(LINES) == [
        Table(
            ("collection", "ranking", "n", "nDCG@10"),
            (("localgovfaq/qrels.dev", "vectors alone", "40", ".639 [.54 1.00]"),),
        ),
        Table(("collection", "ranking", "n", "Spearman"), (("jsts-valid", "vectors alone", "40", ".780 [.68 1.00]"),)),
    ]


def test_records_are_counted_against_their_list() -> None:
    wanted: Counter[Key] = Counter({("1", "配食"): 1, ("2", "見守り"): 1})
    ours: Counter[Key] = Counter({("1", "配食"): 1})
    assert records_table([("measures", "shiomihara", wanted, ours)]).rows == (
        ("measures", "shiomihara", "2", "1", "1.000", "0.500"),
    )
