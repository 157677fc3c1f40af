from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import UnreadableDocument
from corpus.plan import Document, Record
from corpus.readers import read


def saved(folder: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / "table.xlsx"
    book.save(path)
    return path


def table(folder: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Document:
    [document] = read(saved(folder, sheets))
    return document


def test_a_sheet_is_a_heading_over_its_rows(tmp_path: Path) -> None:
    document = table(
        tmp_path,
        {
            "窓口": [["名称", "電話"], ["福祉課", "0000-00-1111"]],
            "実績": [["配食", 120, 0.5], [], ["送迎", 30.0, None]],
        },
    )
    assert document.text == "窓口\n名称\t電話\n福祉課\t0000-00-1111\n実績\n配食\t120\t0.5\n送迎\t30"
    assert document.heading_levels == {1: 1, 4: 1}
    assert [origin.line for origin in document.origins] == [None, 1, 2, None, 1, 3]


def test_ragged_rows_and_dates_are_read_as_they_are_shown(tmp_path: Path) -> None:
    document = table(tmp_path, {"表": [["甲"], ["乙", None, "丙"], [date(2024, 4, 1), True, "一行\n二行"]]})
    assert document.text == "表\n甲\n乙\t\t丙\n2024/04/01\tTRUE\t一行 二行"
    assert document.line_starts == (0, 2, 4, 9)


def test_a_first_row_with_id_title_and_text_makes_records(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["id", "title", "text", "url"],
        ["q1", "配食", "昼に届けます。", "https://example.invalid/1"],
        [2, "送迎", "予約制です。"],
    ]
    document = table(tmp_path, {"FAQ": rows})
    assert document.text == "配食\n昼に届けます。\n\n送迎\n予約制です。"
    assert document.records == (
        Record("q1", "配食", 0, 10, "https://example.invalid/1"),
        Record("2", "送迎", 12, 21, None),
    )


def test_a_record_without_an_id_is_named_by_its_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [["id", "title", "text"], ["q1", "配食", "甲"], [None, "送迎", "乙"]]
    with pytest.raises(UnreadableDocument, match=r"^table\.xlsx: 3 行目の id か本文が空です。"):
        table(tmp_path, {"FAQ": rows})


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    path = saved(tmp_path, {"公開": [["甲"]], "控え": [["乙"]]})
    book = openpyxl.load_workbook(path)
    book["控え"].sheet_state = "hidden"
    book.save(path)
    [document] = read(path)
    assert document.text == "公開\n甲"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"", "中身がありません。", id="0 bytes"),
        pytest.param(b"id,title,text\n", "壊れていて開けません。Excel で開けるか", id="a renamed CSV"),
        pytest.param(b"PK\x05\x06" + b"\x00" * 18, "Excel の文書ではありません。", id="an empty zip"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(raw)
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value).startswith(f"table.xlsx: {message}")


def test_a_workbook_with_empty_sheets_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"^table\.xlsx: 中身がありません。"):
        table(tmp_path, {"表": []})


def changed(folder: Path, rows: Sequence[Sequence[object]], change: Callable[[Worksheet], None]) -> Document:
    path = saved(folder, {"表": rows})
    book = openpyxl.load_workbook(path)
    change(book["表"])
    book.save(path)
    [document] = read(path)
    return document


def test_numbers_stand_as_the_sheet_shows_them(tmp_path: Path) -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", '#,##0"人"'

    document = changed(tmp_path, [["指標", "割合", "人数"], ["見守り", 0.356, 1200]], formats)
    assert document.text.split("\n")[-1] == "見守り\t35.6%\t1,200人"


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[9].hidden = True  # holds nothing

    document = changed(tmp_path, [["窓口", "電話", "控え"], ["旧", "1", "廃止"], ["新", "2", "異動"]], hide)
    assert document.text == "表\n窓口\t電話\n新\t2"
    assert document.notes == ("非表示の行 1 つと列 1 つは読んでいません。",)


def test_a_group_of_columns_hidden_together_is_left_out(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions.group("B", "D", hidden=True)

    assert changed(tmp_path, [["甲", 1, 2, 3, "乙"]], hide).text == "表\n甲\t乙"


def test_a_cell_over_rows_is_repeated_where_the_row_says_more(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C2")  # a title two rows high
        sheet.merge_cells("A3:A5")
        sheet.merge_cells("B4:C4")

    rows: list[list[object]] = [["相談窓口一覧"], [], ["東部", "本所", "1階"], [None, "支所"], [None, "分室", "3階"]]
    document = changed(tmp_path, rows, merge)
    assert document.text.split("\n")[1:] == ["相談窓口一覧", "東部\t本所\t1階", "東部\t支所", "東部\t分室\t3階"]


def test_formulas_that_were_never_calculated_are_told(tmp_path: Path) -> None:
    document = table(tmp_path, {"表": [["東", 1], ["西", 2], ["計", "=SUM(B1:B2)"]], "別": [["計", "=表!B3"]]})
    assert document.text == "表\n東\t1\n西\t2\n計\n別\n計"
    assert document.notes == ("数式の値が保存されていないセルが 2 つあります。Excel で開いて保存し直してください。",)
