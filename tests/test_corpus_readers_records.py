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


def test_a_row_with_cells_too_many_or_too_few_keeps_what_its_columns_name(tmp_path: Path) -> None:
    path = tmp_path / "faq.csv"
    path.write_text("id,title,text\nq1,配食\nq2,送迎,予約制です。,余り,余り\n", encoding="utf-8")
    [document] = read(path)
    assert document.text == "配食\n\n送迎\n予約制です。"


def test_a_list_of_records_that_lacks_a_column_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("id,名称,電話\n1,福祉課,0000-00-1111\n".encode("cp932"))
    with pytest.raises(UnreadableDocument, match=r"列 title、text がありません。id・title・text のそろった表に"):
        read(path)


def test_a_table_of_something_else_is_a_document_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes('名称,住所,電話\n福祉課,"港町\n1-2",0000-00-1111\n\n健康課\n'.encode("cp932"))
    [document] = read(path)
    assert (document.text, document.records) == ("名称\t住所\t電話\n福祉課\t港町 1-2\t0000-00-1111\n健康課", ())
