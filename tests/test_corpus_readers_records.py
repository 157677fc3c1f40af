from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from corpus.plan import Record
from corpus.readers import read

TABLE = "id,title,text\r\nq1,配食,昼に届けます。\r\nq2,送迎,予約制です。\r\n"


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16"])
def test_a_table_is_read_in_shift_jis_and_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "faq.csv"
    path.write_bytes(TABLE.encode(encoding))
    [document] = read(path)
    assert document.records == (Record("q1", "配食", 0, 10, None), Record("q2", "送迎", 12, 21, None))


def test_a_row_with_cells_too_many_or_too_few_loses_none(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text("id,title,text\nq1,配食\nq2,送迎,予約制です。,余り,余り\n", encoding="utf-8")
    [document] = read(path)
    assert document.text == "配食\n\n送迎\n予約制です。,余り,余り"


def test_a_list_of_records_that_lacks_a_column_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("id,text,電話\n1,福祉課,0000-00-1111\n".encode("cp932"))
    with pytest.raises(UnreadableDocument, match=r"列 title がありません。id・title・text のそろった表に"):
        read(path)


def test_a_table_of_something_else_is_a_document_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes('名称,住所,電話\n福祉課,"港町\n1-2",0000-00-1111\n\n健康課\n'.encode("cp932"))
    [document] = read(path)
    assert (document.text, document.records) == ("名称\t住所\t電話\n福祉課\t港町 1-2\t0000-00-1111\n健康課", ())


@pytest.mark.parametrize(
    ("table", "title", "text"),
    [
        ("質問集(令和6年4月1日現在),,\nid,title,text\n1,配食,昼に届けます。\n", "配食", "配食\n昼に届けます。"),
        ("番号,質問,回答\n1,配食はありますか,昼に届けます。\n", "配食はありますか", "配食はありますか\n昼に届けます。"),
        ("質問,回答,担当課\n配食,昼に届けます。,福祉課\n", "配食", "配食\n昼に届けます。\n担当課:福祉課"),
        ("ID\tTitle\tText\n1\t配食\t昼に届けます。\n", "配食", "配食\n昼に届けます。"),
        ("id,title,text\n1,配食,昼に届け,夜も届けます。\n", "配食", "配食\n昼に届け,夜も届けます。"),
        ("id,title,text\n1,配食,<p>昼に<br>届けます。&nbsp;</p>\n", "配食", "配食\n昼に\n届けます。"),
        ("id,title,text\n,,\n1,配食,昼に届けます。\n", "配食", "配食\n昼に届けます。"),
    ],
)
def test_a_list_of_questions_is_read_in_its_own_words(tmp_path: Path, table: str, title: str, text: str) -> None:
    path = tmp_path / "faq.csv"
    path.write_text(table, encoding="utf-8")
    [document] = read(path)
    assert ([record.title for record in document.records], document.text) == ([title], text)


def test_a_code_of_five_digits_gets_its_check_digit(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text("id,title,text,municipality_code\n1,配食,昼,13101\n", encoding="utf-8")
    assert [document.municipality_code for document in read(path)] == ["131016"]


def test_no_cell_of_an_open_table_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text("施設一覧\nid\tname\ttel\n1\t港会館\t45-2222\t駐車場あり\n", encoding="utf-8")
    [document] = read(path)
    assert document.text == "施設一覧\nid\tname\ttel\n1\t港会館\t45-2222\t駐車場あり"
