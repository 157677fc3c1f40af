import struct
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from corpus.errors import UnreadableDocument
from corpus.plan import Document
from corpus.readers import read


def saved(word: Word, folder: Path) -> Document:
    path = folder / "plan.docx"
    word.save(str(path))
    [document] = read(path)
    return document


def test_paragraphs_and_tables_come_in_the_order_of_the_body(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("汐見町地域福祉計画", 1)
    word.add_paragraph("困りごとを受け止めます。")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["窓口", "電話", "福祉課", "0000-00-1111"], strict=True):
        cell.text = text
    word.add_heading("見守り", 2)
    word.add_paragraph("声かけ", style="List Bullet")
    word.add_paragraph("① 配食", style="List Number")
    document = saved(word, tmp_path)
    assert document.text.split("\n") == [
        "汐見町地域福祉計画", "困りごとを受け止めます。", "窓口\t電話", "福祉課\t0000-00-1111", "見守り", "・声かけ", "① 配食",
    ]  # fmt: skip
    assert document.heading_levels == {1: 1, 5: 2}
    assert {(origin.line, origin.page) for origin in document.origins} == {(None, None)}


def test_a_merged_cell_fills_its_first_column_and_each_of_its_rows(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=3)
    texts = ["地区", "窓口", "", "東", "本所", "1階", "", "支所", "2階"]
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    assert saved(word, tmp_path).text.split("\n") == ["地区\t窓口", "東\t本所\t1階", "東\t支所\t2階"]


def test_an_outline_level_makes_a_heading_whatever_the_style_is_called(tmp_path: Path) -> None:
    word = docx.Document()
    own = word.add_paragraph("第1章 総論")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    own._p.get_or_add_pPr().append(level)
    word.styles.add_style("見出し 3", 1)
    word.add_paragraph("現状", style="見出し 3")
    word.styles.add_style("独自", 1).base_style = word.styles["Heading 2"]
    word.add_paragraph("課題", style="独自")
    assert saved(word, tmp_path).heading_levels == {1: 1, 2: 3, 3: 2}


def test_a_break_parts_lines_and_ruby_is_left_out(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("昼に届けます。\n夜も届けます。")
    ruby = (
        f"<w:r {nsdecls('w')}><w:ruby><w:rt><w:r><w:t>しおみ</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>汐見</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    word.add_paragraph()._p.append(parse_xml(ruby))
    assert saved(word, tmp_path).text == "昼に届けます。\n夜も届けます。\n汐見"


def test_what_stands_in_a_text_box_follows_its_paragraph(tmp_path: Path) -> None:
    word = docx.Document()
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>枠の中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    word.add_paragraph("枠の外")._p.append(parse_xml(box))
    assert saved(word, tmp_path).text == "枠の外\n枠の中"


def packed(name: str, size: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, b"\x00" * size)
    return buffer.getvalue()


def claiming(size: int) -> bytes:
    """A package whose directory says that its document unpacks to ``size`` bytes."""
    raw = packed("word/document.xml", 10)
    place = raw.index(b"PK\x01\x02") + 24
    return raw[:place] + struct.pack("<I", size) + raw[place + 4 :]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"", "中身がありません。文字の入った", id="0 bytes"),
        pytest.param(b"\x00\x01garbage" * 100, "壊れていて開けません。Word で開けるか確かめ", id="garbage"),
        pytest.param(packed("a.txt", 10), "Word の文書ではありません。拡張子だけを変えた", id="a renamed zip"),
        pytest.param(packed("word/document.xml", 10), "壊れていて開けません。", id="no XML in it"),
        pytest.param(packed("word/document.xml", 60_000_000), "展開すると大きくなりすぎる", id="a zip bomb"),
        pytest.param(claiming(2_000_000_000), "展開すると大きくなりすぎる", id="a zip that says it is a bomb"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "パスワードがかかっているか、古い形式です。", id="a password"
        ),
    ],
)
def test_what_is_no_word_document_is_refused_with_the_reason(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(raw)
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value).startswith(f"plan.docx: {message}")


def test_a_document_cut_short_is_said_to_be_damaged(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("困りごと")
    saved(word, tmp_path)
    path = tmp_path / "plan.docx"
    path.write_bytes(path.read_bytes()[:2_000])
    with pytest.raises(UnreadableDocument, match=r"^plan\.docx: 壊れていて開けません。"):
        read(path)


def test_a_document_without_words_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"^plan\.docx: 中身がありません。"):
        saved(docx.Document(), tmp_path)
