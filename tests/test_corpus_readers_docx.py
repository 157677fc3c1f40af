import struct
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from benchmarks.fuzz import package
from corpus.errors import UnreadableDocument
from corpus.plan import Document
from corpus.readers import read
from corpus.readers.office.docx import read_docx


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
    assert saved(word, tmp_path).text.split("\n") == ["地区\t窓口\t", "東\t本所\t1階", "東\t支所\t2階"]


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


def numbered(word: Word, levels: list[tuple[str, str]]) -> int:
    """A list of the document: the format and the text of each level; returns its number."""
    numbering = word.part.numbering_part.element
    identity = 50 + len(numbering)
    parts = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">{parts}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>')
    )
    return identity


def listed(word: Word, text: str, identity: int, level: int = 0) -> None:
    properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'
    word.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(properties))


def test_word_counts_chapters_and_sections_itself(tmp_path: Path) -> None:
    word = docx.Document()
    chapters = numbered(word, [("decimalFullWidth", "第%1章"), ("decimal", "%1-%2"), ("decimal", "(%3)")])
    for chapter in ("総論", "各論"):
        listed(word, chapter, chapters)
        for section in ("趣旨", "期間"):
            listed(word, section, chapters, 1)
            word.add_paragraph("困りごとを受け止めます。")
    text = [line for line in saved(word, tmp_path).text.split("\n") if line and not line.startswith("困")]
    assert text == ["第１章 総論", "１-1 趣旨", "１-2 期間", "第２章 各論", "２-1 趣旨", "２-2 期間"]


def test_a_numbered_heading_stands_alone_and_numbered_items_together(tmp_path: Path) -> None:
    word = docx.Document()
    sections, items = numbered(word, [("decimal", "%1")]), numbered(word, [("aiueoFullWidth", "%1")])
    listed(word, "計画の趣旨", sections)
    word.add_paragraph("次のとおりです。")
    for item in ("声かけ", "配食"):
        listed(word, item, items)
    word.add_paragraph("以上です。")
    assert saved(word, tmp_path).text.split("\n") == [
        "1 計画の趣旨", "", "次のとおりです。", "", "ア 声かけ", "イ 配食", "", "以上です。",
    ]  # fmt: skip


def test_a_heading_style_with_a_numbering_keeps_level_and_number(tmp_path: Path) -> None:
    word = docx.Document()
    identity = numbered(word, [("japaneseCounting", "第%1章　"), ("none", "")])
    word.styles["Heading 1"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{identity}"/></w:numPr>')
    )
    for title in ("総論", "各論"):
        word.add_heading(title, 1)
    document = saved(word, tmp_path)
    assert (document.text, document.heading_levels) == ("第一章 総論\n第二章 各論", {1: 1, 2: 1})


@pytest.mark.parametrize(
    ("number", "form", "sign"),
    [
        (3, "decimalEnclosedCircle", "③"), (2, "irohaFullWidth", "ロ"), (12, "japaneseCounting", "十二"),
        (4, "lowerRoman", "iv"), (27, "lowerLetter", "27"), (3, "ideographTraditional", "丙"), (1, "none", ""),
    ],
)  # fmt: skip
def test_counting_signs(number: int, form: str, sign: str) -> None:
    from corpus.readers.office.docx_numbering import counted

    assert counted(number, form) == sign


def test_what_stands_in_content_controls_and_custom_markup_is_read(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=3)
    for cell, text in zip(table._cells, ["福祉課", "0000-00-1111", "8時30分から"], strict=True):
        cell.text = text
    names = nsdecls("w")
    cell = table._cells[1]._tc
    control = parse_xml(f"<w:sdt {names}><w:sdtPr/><w:sdtContent/></w:sdt>")
    cell.addprevious(control)
    control[1].append(cell)
    last = parse_xml(
        f"<w:sdt {names}><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>支所</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt>"
    )
    table._tbl.append(last)
    for markup in (
        "<w:sdt {0}><w:sdtContent><w:p><w:r><w:t>協力員は120人です。</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        '<w:customXml {0} w:element="e"><w:p><w:r><w:t>民生委員は58人です。</w:t></w:r></w:p></w:customXml>',
        "<w:p {0}><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>ここに入力</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    ):
        word.element.body.insert(len(word.element.body) - 1, parse_xml(markup.format(names)))
    assert saved(word, tmp_path).text.split("\n") == [
        "福祉課\t0000-00-1111\t8時30分から", "支所", "協力員は120人です。", "民生委員は58人です。", "",
    ]  # fmt: skip


def test_text_that_was_moved_deleted_or_hidden_stands_once_or_not_at_all(tmp_path: Path) -> None:
    word = docx.Document()
    run = "<w:r><w:t>{}</w:t></w:r>"
    markup = (
        f"<w:p {nsdecls('w')}><w:moveFrom>{run.format('旧の場所。')}</w:moveFrom><w:ins>{run.format('加えた。')}</w:ins>"
        f"<w:moveTo>{run.format('新の場所。')}</w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠し字</w:t></w:r></w:p>"
    )
    word.element.body.insert(0, parse_xml(markup))
    assert saved(word, tmp_path).text == "加えた。新の場所。"


def test_notes_stand_under_their_block_and_a_box_may_hold_a_table(tmp_path: Path) -> None:
    word = docx.Document()
    names = nsdecls("w")
    notes = (
        f'<w:footnotes {names}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>任期は3年です。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    noted = word.add_paragraph("民生委員")
    noted._p.append(parse_xml(f'<w:r {names}><w:footnoteReference w:id="2"/></w:r>'))
    noted.add_run("は地域の相談役です。")
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("窓口", "0000-00-1111"))
    box = f"<w:r {names}><w:pict><w:txbxContent><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:txbxContent></w:pict></w:r>"
    word.add_paragraph("本文です。")._p.append(parse_xml(box))
    assert saved(word, tmp_path).text.split("\n") == [
        "民生委員は地域の相談役です。", "※任期は3年です。", "本文です。", "窓口 0000-00-1111",
    ]  # fmt: skip


def test_formulas_and_old_readings_over_words_are_part_of_the_sentence(tmp_path: Path) -> None:
    word = docx.Document()
    names = f'{nsdecls("w")} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    reading = r"<w:r><w:instrText>EQ \* jc2 \* hps10 \o\ad(\s\up 9(いん),印)</w:instrText></w:r>"
    page = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    markup = (
        f"<w:p {names}><m:oMath><m:r><m:t>率＝</m:t></m:r><m:f><m:num><m:r><m:t>利用者</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>定員</m:t></m:r></m:den></m:f></m:oMath><w:r><w:t>。申請には</w:t></w:r>"
        f"{field.format('begin')}{reading}{field.format('end')}{field.format('begin')}{page}{field.format('end')}"
        "<w:r><w:t>が要ります。</w:t></w:r></w:p>"
    )
    word.element.body.insert(0, parse_xml(markup))
    assert saved(word, tmp_path).text == "率＝利用者/定員。申請には印が要ります。"


def test_a_package_whose_document_is_other_xml_is_told_as_damaged() -> None:
    with pytest.raises(UnreadableDocument, match="壊れていて開けません") as told:
        read_docx(Path("x.docx"), package(b"<other/>"))
    assert told.value.__cause__ is None  # said on purpose, not what an error of ours was taken for
