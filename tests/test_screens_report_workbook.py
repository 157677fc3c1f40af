"""The workbook: every text stays a text, links lead to the web alone, the same report gives the same bytes."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from screens.report.workbook import report_xlsx
from search.report.report import Report
from tests.made_report import EMPTY, hostile, made_plan, made_report


def opened(report: Report) -> Any:  # noqa: ANN401 - openpyxl has no types
    return openpyxl.load_workbook(BytesIO(report_xlsx(report)))


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", " =1+1", "\t=1", "＝1+1", "#N/A", "=HYPERLINK(\"http://evil.example\")"],
)  # fmt: skip
def test_what_looks_like_a_formula_stays_a_text(text: str) -> None:
    book = opened(hostile(text))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    same = [cell for cell in cells if cell.value == text]
    assert len(same) > 20
    assert {cell.quotePrefix for cell in same} == {not text.startswith("#")}


def test_no_sheet_holds_a_formula() -> None:
    with ZipFile(BytesIO(report_xlsx(hostile("=1+1")))) as file:
        sheets = [file.read(name) for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 8
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://city.example/plan.pdf?a=1&b=2", "https://city.example/plan.pdf?a=1&b=2"),
        ('https://city.example/計画"<x>', "https://city.example/%E8%A8%88%E7%94%BB%22%3Cx%3E"),
        ("javascript:alert(1)", None),
        ("file://server/share", None),
        ("https://city.example/" + "a" * 3000, None),
    ],
)
def test_only_a_page_on_the_web_is_linked(url: str, target: str | None) -> None:
    cell = opened(replace(EMPTY, ours=(made_plan(0, "汐見原市", url=url),)))["資料"]["I2"]
    assert cell.value == url
    assert (cell.hyperlink.target if cell.hyperlink else None) == target


def test_the_same_report_gives_the_same_bytes_at_any_time() -> None:
    first = report_xlsx(made_report())
    assert report_xlsx(made_report()) == first
    with ZipFile(BytesIO(first)) as file:
        assert {info.date_time for info in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", file.read("docProps/core.xml"))) == {b"2000-01-01T00:00:00Z"}


def test_sheets_have_filters_widths_and_a_heading_that_stays() -> None:
    book = opened(made_report())
    assert book.sheetnames == ["概要", "一致", "不足", "指標", "定型文", "資料", "ほかにない施策", "版のちがい"]
    assert [sheet.max_row for sheet in book][1:] == [21, 16, 8, 3, 5, 2, 2]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:") and sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in sheet[1])


def test_a_row_of_a_match_has_levels_numbers_and_both_texts() -> None:
    sheet = opened(made_report())["一致"]
    row = dict(zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True))
    assert row["自団体の施策"] == "ひとり暮らし高齢者の見守り" and row["市区町村"] == "霧ヶ谷町"
    assert (row["分類"], row["表現の近さ"], row["表現の値"], row["意味の近さ"]) == ("転用に近い", "高", 0.92, "高")
    assert "民生委員や配達の事業者と協力して" in row["共通の表現"]
    assert sheet["F2"].hyperlink.target == "https://town1.example/keikaku/"


def test_what_a_cell_cannot_hold_is_cut_or_replaced() -> None:
    sheet = opened(replace(EMPTY, notes=("長" * 40_000, "前\x01後\ud800\uffff")))["概要"]
    values = [row[1].value for row in sheet]
    assert "長" * 32_766 + "…" in values and "前\ufffd後\ufffd\ufffd" in values
