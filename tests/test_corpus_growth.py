"""Text twice as long takes about twice as long to read, whatever it repeats."""

import csv
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.about.sources import COLUMNS, read_sources
from corpus.figures import period_of
from corpus.figures import years as years_of
from corpus.outline.lines import classify
from corpus.outline.tree import outline
from corpus.plan import Document
from corpus.readers.records import read_csv_records
from corpus.reading import read_corpus
from corpus.records.measures.parts import parts_of
from corpus.structure import Structure, read_structure
from corpus.text.markup import read_markup
from tests.plain_plan import plan_of
from tests.proportion import grows_in_proportion

TITLE = "(1) 配食の充実\n【内容】\n"


def structure_of(text: str) -> Structure:
    document = read_markup(text)
    return read_structure(plan_of(document), document)


def table_of_sources(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.csv"
    lines = [",".join(COLUMNS), *(f"p-{number},{number}.txt" for number in range(rows))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def records_under_a_wide_header(cells: int) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "title", "text", *["備考"] * cells], *([n, "配食", "昼"] for n in range(cells))])
    return out.getvalue().encode("utf-8")


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        pytest.param(lambda n: "\u3000" * n, 6_000, id="a line of blanks"),
        pytest.param(lambda n: " " * n + "窓口", 6_000, id="blanks before a word"),
        pytest.param(lambda n: "○窓口\n電話" + "\t" * n, 8_000, id="tabs behind a label"),
        pytest.param(lambda n: "○窓口\n電話:" + "03-1234-5678 " * n, 6_000, id="one number after the other"),
        pytest.param(
            lambda n: "あ" * n + "\n窓口\t電話\n" + "東区\t03-1234-5678\n" * (n // 50),
            6_000,
            id="a long title of a table",
        ),
        pytest.param(
            lambda n: "事業名\t内容\t担当\n" + "配食(" + "課" * n + "\t食事\t福祉課\n", 6_000, id="an open bracket"
        ),
        pytest.param(
            lambda n: "事業名\t内容\t担当\n" + "配食" + "(課)" * n + "係\t食事\t福祉課\n",
            4_000,
            id="brackets in a name",
        ),
        pytest.param(lambda n: "事業名\t配食\n" + "内容\tあ\n" * n, 6_000, id="one field in many rows"),
        pytest.param(
            lambda n: "# " + "柱" * 20 * n + "\n事業名\t内容\t担当\n" + "配食\t昼\t課\n" * n,
            3_000,
            id="rows under a long heading",
        ),
        pytest.param(lambda n: TITLE + "あ" * 100 * n + "\n" + "い\n" * n, 2_000, id="short lines under a long one"),
        pytest.param(
            lambda n: "第1章 総論\n" + "".join(f"甲{i}\tい\n" for i in range(n)) + "\tう\tえ\n" * n,
            2_000,
            id="groups of rows",
        ),
        pytest.param(
            lambda n: "事業名\t内容\t担当\n配食\t" + "昼に届けます。" * n + "\t課\n",
            6_000,
            id="a cell as long as a book",
        ),
        pytest.param(lambda n: "あ\tい\nう\n" * n, 5_000, id="rows and lines in turn"),
        pytest.param(lambda n: "年度\t" * n + "\n" + "あ\tい\n" * n, 1_500, id="a header as wide as the table is long"),
        pytest.param(lambda n: "あ" * 20 * n + "\n" + "配食\t昼\n" * n, 4_000, id="rows under a long paragraph"),
        pytest.param(lambda n: "第1章 総論\n【実績】 " + "H28:1人 " * n, 4_000, id="a count after the other"),
        pytest.param(
            lambda n: "\n".join(f"甲{i}乙相談センターを開設。" for i in range(n)), 3_000, id="desks of many names"
        ),
        pytest.param(lambda n: "|-" * n + "あ", 6_000, id="nearly the rule of a table"),
        pytest.param(lambda n: ("資料" + " " * n + "い\n") * 3, 6_000, id="nearly the number of a paper"),
    ],
)
def test_the_structure_of_a_longer_text_takes_longer_in_proportion(text: Callable[[int], str], repeats: int) -> None:
    assert grows_in_proportion(lambda size: structure_of(text(size)), repeats)


def test_a_row_costs_no_copy_of_the_text_behind_it() -> None:
    rows = "あ\tい\n" * 2_000
    root = outline(classify(read_markup(rows)), rows)
    text = rows + "x" * 20_000_000
    assert seconds(lambda: parts_of(root, text)) < 3


def test_years_that_go_on_without_end_are_read_once() -> None:
    assert grows_in_proportion(lambda size: years_of("令和1年~" * size), 2_000)


def test_the_blanks_behind_a_year_are_no_puzzle() -> None:
    assert seconds(lambda: period_of("令和6" + " " * 5_000 + "ごろ")) < 5


def test_a_table_of_sources_is_read_row_by_row(tmp_path: Path) -> None:
    assert grows_in_proportion(lambda size: read_sources(table_of_sources(tmp_path, size)), 3_000)


def test_a_column_that_nobody_reads_costs_a_record_nothing() -> None:
    def read(cells: int) -> tuple[Document, ...]:
        return read_csv_records(Path("faq.csv"), records_under_a_wide_header(cells))

    assert grows_in_proportion(read, 2_500)


def test_a_plan_behind_35_million_blanks_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(f"{' ' * 35_000_000}\n困りごとを受け止めます。\n", encoding="utf-8")
    [passage] = read_corpus([tmp_path], {}).passages  # which gives a document up after two minutes
    assert passage.text == "困りごとを受け止めます。"
