import json
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.errors import UnreadableDocument
from corpus.plan import Document, Record
from corpus.readers import read


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_text_file_is_one_document_without_records(tmp_path: Path) -> None:
    path = written(tmp_path, "plan.txt", "第1章 総論\n<p>相談窓口を置きます。</p>\n")
    assert read(path) == (Document("第1章 総論\n相談窓口を置きます。\n", (0, 7, 18), {}, ()),)


def test_markdown_headings_keep_their_levels(tmp_path: Path) -> None:
    [document] = read(written(tmp_path, "PLAN.MD", "# 灯台市計画\n\n## 総論\n"))
    assert (document.text, document.heading_levels) == ("灯台市計画\n\n総論\n", {1: 1, 3: 2})


def test_records_are_laid_end_to_end_each_under_its_title(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "faq.csv",
        "id,title,text,url\nq1,配食,昼に届けます。,https://example.invalid/1\nq2,送迎,予約制です。,\n",
    )
    assert read(path) == (
        Document(
            "配食\n昼に届けます。\n\n送迎\n予約制です。",
            (0, 0, 12),
            {},
            (Record("q1", "配食", 0, 10, "https://example.invalid/1"), Record("q2", "送迎", 12, 21, None)),
        ),
    )


def test_json_lines_hold_the_same_records_as_a_table(tmp_path: Path) -> None:
    rows = [{"id": "q1", "title": "配食", "text": "昼に届けます。"}, {"id": 2, "title": "送迎", "text": "予約制です。"}]
    lines = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    [document] = read(written(tmp_path, "faq.jsonl", lines + "\n"))
    assert document.records == (Record("q1", "配食", 0, 10, None), Record("2", "送迎", 12, 21, None))
    assert document.line_starts == (0, 12, 12)


def test_a_record_numbered_zero_is_a_record(tmp_path: Path) -> None:
    [document] = read(written(tmp_path, "faq.jsonl", '{"id": 0, "title": "配食", "text": "昼に届けます。"}'))
    assert document.records == (Record("0", "配食", 0, 10, None),)


def test_a_record_may_lack_its_title_or_its_text(tmp_path: Path) -> None:
    [document] = read(written(tmp_path, "faq.csv", "id,title,text\nq1,,昼に届けます。\nq2,送迎,\n"))
    assert document.text == "昼に届けます。\n\n送迎"
    assert [record.title for record in document.records] == ["昼に届けます。", "送迎"]


def test_a_record_is_found_at_its_line_though_cells_above_hold_line_breaks(tmp_path: Path) -> None:
    table = 'id,title,text\nq1,配食,"昼に届けます。\n夜も届けます。"\nq2,送迎,予約制です。\n'
    [document] = read(written(tmp_path, "faq.csv", table))
    assert document.text == "配食\n昼に届けます。\n夜も届けます。\n\n送迎\n予約制です。"
    assert document.line_starts == (0, 0, 20, 20)


def test_records_of_several_municipalities_are_a_document_for_each(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "faq.csv",
        "id,title,text,municipality_code\nq1,配食,甲,142042\nq2,送迎,乙,062031\nq3,見守り,丙,142042\n",
    )
    assert [(document.municipality_code, document.text) for document in read(path)] == [
        ("062031", "送迎\n乙"),
        ("142042", "配食\n甲\n\n見守り\n丙"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("faq.csv", "id,text\nq1,甲\n", "列 title がありません。", id="a column is missing"),
        pytest.param("faq.csv", "id,title,text\n", "記録が 1 件もありません。", id="no row"),
        pytest.param("faq.csv", "id,title,text\n,配食,甲\n", "2 行目の id か本文が空です。", id="no id"),
        pytest.param("faq.csv", "id,title,text\nq1,,\n", "2 行目の id か本文が空です。", id="nothing in it"),
        pytest.param(
            "faq.csv", "id,title,text\nq1,a,b\nq1,c,d\n", "3 行目の id が前の行と重なっています。", id="id twice"
        ),
        pytest.param(
            "faq.csv", 'id,title,text\nq1,配食,"' + "昼に届けます。" * 20_000, "表として読めません。", id="open quote"
        ),
        pytest.param("faq.csv", '"' + "題" * 140_000, "表として読めません。", id="open quote in the header"),
        pytest.param("faq.jsonl", '{"id": "q1"\n', "1 行目が JSON ではありません。", id="cut JSON"),
        pytest.param("faq.jsonl", "[1, 2]\n", "1 行目が JSON のオブジェクトではありません。", id="a list"),
        pytest.param("faq.jsonl", "[" * 100_000, "1 行目が JSON ではありません。", id="too deep"),
        pytest.param("faq.jsonl", "1" * 5_000, "1 行目が JSON ではありません。", id="a number too long"),
        pytest.param("plan.txt", "", "中身がありません。", id="empty"),
        pytest.param("plan.txt", " \n\u3000\n", "中身がありません。", id="only white space"),
        pytest.param(
            "asked.jsonl",
            '{"question": "いつ", "intent": "date"}',
            "記録の一覧ではないようです(1 行目の項目: question、intent)。id・title・text",
            id="JSON of something else",
        ),
        pytest.param("plan.txt", "\x00\x01\x02", "文字として読めません。", id="binary"),
        pytest.param(
            "plan.jtd", "JUST", "一太郎の文書(.jtd)は読めません。一太郎で開き、", id="a format that is not read"
        ),
        pytest.param("PLAN.DOC", "x", "古い形式の Word 文書(.doc)は読めません。Word で開き、.docx と", id="old Word"),
        pytest.param("list.xls", "x", "古い形式の Excel の表(.xls)は読めません。Excel で開き、", id="old Excel"),
        pytest.param("plan.pptx", "x", "PowerPoint(.pptx)は読めません。PowerPoint で開いて .pdf", id="slides"),
        pytest.param("plans.zip", "x", "圧縮ファイル(.zip)は読めません。展開してから、", id="an archive"),
        pytest.param("plans.LZH", "x", "圧縮ファイル(.lzh)は読めません。展開してから、", id="an old archive"),
        pytest.param("plan.xdw", "x", "DocuWorks 文書(.xdw)は読めません。DocuWorks で開き、", id="DocuWorks"),
        pytest.param("plan.pdf", "%PDF-1.7", "壊れているか、PDF ではありません。", id="a PDF cut short"),
        pytest.param("plan", "第1章", "拡張子のない ファイルは読めません。", id="no extension"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(written(tmp_path, name, text))
    assert str(caught.value).startswith(f"{name}: ")
    assert message in str(caught.value)
    assert caught.value.path == tmp_path / name


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"^plan\.txt: 見つかりません。"):
        read(tmp_path / "plan.txt")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".md"])
def test_a_character_that_does_not_exist_costs_itself_and_not_the_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    if suffix in (".html", ".md"):
        path.write_text("<p>昼に&#x110000;届けます&#9999999;。</p>", encoding="utf-8")
    else:
        package, part = BytesIO(), "word/document.xml" if suffix == ".docx" else "xl/worksheets/sheet1.xml"
        if suffix == ".docx":
            word = docx.Document()
            word.add_paragraph("昼にX届けますX。")
            word.save(package)
        else:
            book = openpyxl.Workbook()
            book.active.append(["昼に"])
            book.save(package)
        with zipfile.ZipFile(package) as source, zipfile.ZipFile(path, "w") as broken:
            for name in source.namelist():
                raw = source.read(name)
                if name == part:
                    raw = raw.replace(b"X", b"&#x110000;").replace(
                        b"</row>", '<c r="B1" t="inlineStr"><is><t>届け&#1;ます&#xD800;。</t></is></c></row>'.encode()
                    )
                broken.writestr(name, raw)
    [document] = read(path)
    assert document.text.count("\ufffd") == 2
    assert "".join(document.text.replace("Sheet", "").split()).replace("\ufffd", "") == "昼に届けます。"
