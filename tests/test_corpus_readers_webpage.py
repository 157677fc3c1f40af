from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from corpus.errors import UnreadableDocument
from corpus.plan import Document
from corpus.readers import read


def page(folder: Path, html: str, encoding: str = "utf-8") -> Document:
    path = folder / "page.html"
    path.write_bytes(html.encode(encoding))
    [document] = read(path)
    return document


def lines(folder: Path, html: str) -> list[str]:
    return page(folder, html).text.split("\n")


PAGE = """<!DOCTYPE html>
<html><head><title>配食 | 汐見町</title><style>p { color: red }</style>
<script>document.write("<p>広告</p>")</script></head>
<body>
<header><h1>汐見町</h1><nav><ul><li>くらし</li></ul></nav></header>
<div class="breadcrumb">ホーム &gt; くらし</div>
<main>
  <h1>配食サービス</h1>
  <p>昼に届けます。<br>夜も届けます。</p>
  <h2>窓口</h2>
  <ul><li>福祉課</li><li>① 東窓口</li></ul>
  <form><input name="q"><button>検索</button></form>
  <aside>関連するページ</aside>
</main>
<footer>汐見町役場</footer>
</body></html>
"""


def test_a_page_is_its_main_content_line_by_line(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert document.text == "配食サービス\n昼に届けます。\n夜も届けます。\n窓口\n・福祉課\n① 東窓口"
    assert document.heading_levels == {1: 1, 4: 2}


def test_every_line_knows_its_line_in_the_file_and_has_no_page(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert [origin.line for origin in document.origins] == [8, 9, 9, 10, 11, 11]
    assert {(origin.page, origin.printed_page) for origin in document.origins} == {(None, None)}
    assert document.line_starts == (0, 7, 15, 23, 26, 31)


def test_a_page_without_a_heading_of_its_own_stands_under_its_title(tmp_path: Path) -> None:
    document = page(tmp_path, "<title>配食</title><body><h2>窓口</h2><p>福祉課です。</p>")
    assert (document.text, document.heading_levels) == ("配食\n窓口\n福祉課です。", {1: 1, 2: 2})


def test_a_cell_over_columns_fills_the_first_and_one_over_rows_is_repeated(tmp_path: Path) -> None:
    table = """<table><caption>連絡先</caption>
    <tr><th>地区</th><th colspan="2">窓口</th><th>電話</th></tr>
    <tr><td rowspan="2">東</td><td>本所</td><td>1階</td><td>0000-00-1111</td></tr>
    <tr><td>支所</td><td>2階</td><td>0000-00-2222</td></tr></table>"""
    assert lines(tmp_path, table) == [
        "連絡先",
        "地区\t窓口\t\t電話",
        "東\t本所\t1階\t0000-00-1111",
        "東\t支所\t2階\t0000-00-2222",
    ]


def test_a_list_in_a_cell_stays_in_its_row(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<table><tr><td>配食</td><td><ul><li>昼</li><li>夜</li></ul></td></tr></table><p>以上</p>"
    )
    assert document.text == "配食\t・昼\n・夜\n以上"
    assert document.line_starts == (0, 9)


def test_ragged_rows_keep_the_cells_that_they_have(tmp_path: Path) -> None:
    table = "<table><tr><td>甲<td>乙<td>丙<tr><td>丁<tr><td>戊<td>己</table>"
    assert lines(tmp_path, table) == ["甲\t乙\t丙", "丁", "戊\t己\t"]


def test_spans_that_multiply_without_end_are_cut(tmp_path: Path) -> None:
    cell = '<td colspan="99999999" rowspan="99999999">甲</td>'
    assert lines(tmp_path, f"<table><tr>{cell}{cell}</tr><tr><td>乙</td></tr></table>")[0].startswith("甲\t")


def test_a_table_that_only_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    html = "<table><tr><td><h2>窓口</h2><p>福祉課です。</p></td><td><p>受付です。</p></td></tr></table>"
    assert lines(tmp_path, html) == ["窓口", "福祉課です。", "受付です。"]


def test_the_reading_over_a_word_is_not_part_of_the_text(tmp_path: Path) -> None:
    assert lines(tmp_path, "<p><ruby>汐見<rp>(</rp><rt>しおみ</rt><rp>)</rp></ruby>町です。</p>") == ["汐見町です。"]


def test_a_line_break_of_the_source_between_japanese_characters_is_no_space(tmp_path: Path) -> None:
    assert lines(tmp_path, "<p>窓口は\n   福祉課、 Tel\n  0000です。</p>") == ["窓口は福祉課、 Tel 0000です。"]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param("<p>甲<p>乙</div></span><b>丙", ["甲", "乙丙"], id="tags never closed, and closed unopened"),
        pytest.param("<ul><li>甲<li>乙</ul>", ["・甲", "・乙"], id="items never closed"),
        pytest.param("<p>甲</p><script>if (a < b) { '<p>乙</p>' }</script>", ["甲"], id="a script with markup"),
        pytest.param("<p>甲</p><!-- <p>乙</p> -->", ["甲"], id="a comment with markup"),
        pytest.param('<p><img alt="<b>図</b>" src=x>甲</p>', ["甲"], id="markup in an attribute"),
        pytest.param("<div hidden>乙</div><p style='display: none'>丙</p><p>甲</p>", ["甲"], id="hidden"),
        pytest.param("<form id=aspnet><p>甲</p><input value=乙></form>", ["甲"], id="a form around the page"),
        pytest.param("<div>" * 5_000 + "甲", ["甲"], id="nested deeper than Python recurses"),
        pytest.param("<dl><dt>電話<dd>0000-00-1111</dl>", ["電話", "0000-00-1111"], id="a list of terms"),
        pytest.param('<?xml version="1.0"?><html><body><p>甲</p></body></html>', ["甲"], id="written as XML"),
    ],
)
def test_a_page_is_read_whatever_its_tags_are_like(tmp_path: Path, html: str, shown: list[str]) -> None:
    assert lines(tmp_path, html) == shown


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        pytest.param("Shift_JIS", "cp932", id="Shift_JIS as declared"),
        pytest.param("EUC-JP", "euc_jp", id="EUC-JP as declared"),
        pytest.param("ISO-2022-JP", "iso2022_jp", id="JIS as declared"),
        pytest.param("Shift_JIS", "utf-8", id="declared wrongly, UTF-8 by its bytes"),
        pytest.param("utf-8", "cp932", id="declared wrongly, Shift_JIS by its bytes"),
        pytest.param("no-such", "utf-8-sig", id="an unknown name, and a byte-order mark"),
    ],
)
def test_the_encoding_is_what_fits_the_bytes_and_what_the_page_declares(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    html = f'<html><head><meta charset="{declared}"></head><body><p>高齢者の相談窓口です。</p></body></html>'
    assert page(tmp_path, html, encoding).text == "高齢者の相談窓口です。"


def test_bytes_in_no_encoding_are_marked_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes('<meta charset="utf-8"><p>相談窓口'.encode() + b"\xff\xfe\x81" + "です。</p>".encode())
    [document] = read(path)
    assert document.text.startswith("相談窓口\ufffd")
    assert document.text.endswith("です。")


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<nav>くらし</nav>", "<script>1</script>", "<!--"])
def test_a_page_with_nothing_but_furniture_is_said_to_be_empty(tmp_path: Path, html: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"^page\.html: 中身がありません。文字の入った"):
        page(tmp_path, html)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param('<div class="social-support"><h2>社会的支援</h2><p>家族教室を毎月開きます。</p></div>', id="social"),
        pytest.param('<section id="share"><p>家族教室を、駅前の住宅の1階で開きます。</p></section>', id="share"),
        pytest.param('<div hidden><p>第2段階の保険料は年額35,000円です。</p></div>', id="a closed panel"),
        pytest.param('<div style="display:none"><table><tr><td>東</td><td>3</td></tr></table></div>', id="a closed table"),
        pytest.param("<aside><h2>お問い合わせ</h2><p>福祉課 電話:0000-11-2222</p></aside>", id="whom to ask, beside"),
        pytest.param("<footer><p>この記事の担当課 福祉課 電話 0000-11-2222</p></footer>", id="whom to ask, below"),
        pytest.param('<div id="sidebar"><p>連絡先 <a href="tel:0000112222">0000-11-2222</a></p></div>', id="a link that dials"),
    ],
)  # fmt: skip
def test_what_says_something_is_content_wherever_it_stands(tmp_path: Path, block: str) -> None:
    plain = "".join(BeautifulSoup(block, "lxml").get_text().split())
    read_lines = "".join(lines(tmp_path, f"<main><h1>見守り</h1><p>声をかけ合います。</p>{block}</main>"))
    assert plain in "".join(read_lines.replace("\t", "").split())


@pytest.mark.parametrize(
    "block",
    [
        "<aside>関連するページ <a href=a>配食</a></aside>",
        '<div class="sns-share"><a href=x>この記事をシェアする</a></div>',
        "<footer><a href=q>お問い合わせ</a> 汐見町役場 電話 0000-11-0000</footer>",
        "<div hidden><a href=a>配食のページをひらきます。</a></div>",
        '<div class="breadcrumb">トップ くらし</div>',
    ],
)
def test_what_only_leads_elsewhere_is_none(tmp_path: Path, block: str) -> None:
    assert lines(tmp_path, f"<main><h1>見守り</h1><p>声をかけ合います。</p>{block}</main>") == [
        "見守り",
        "声をかけ合います。",
    ]


def test_whom_to_ask_is_read_from_the_foot_of_the_page_too(tmp_path: Path) -> None:
    html = """<main><h1>配食</h1><p>昼に届けます。</p></main>
    <footer id="footer"><div>担当課<br>福祉課 電話 0000-11-2222</div><p>&copy; 汐見町</p></footer>"""
    assert lines(tmp_path, html)[:4] == ["配食", "昼に届けます。", "担当課", "福祉課 電話 0000-11-2222"]


def test_menus_of_a_page_that_marks_no_content_are_dropped_and_lists_of_files_kept(tmp_path: Path) -> None:
    def links(*names: str) -> str:
        return "<ul>" + "".join(f"<li><a href={name}.html>{name}</a></li>" for name in names) + "</ul>"

    menu = links("くらし", "子育て", "防災", "仕事", "観光")
    html = f"""<div>{menu}</div><div><h1>福祉の統計</h1><p>毎年つくります。</p>{links("1年", "2年", "3年", "4年", "5年")}</div>
    <div id="right-menu">{menu}</div>"""
    assert lines(tmp_path, html) == ["福祉の統計", "毎年つくります。", "・1年", "・2年", "・3年", "・4年", "・5年"]


def test_a_panel_stands_under_the_name_of_its_tab_and_a_heading_may_be_a_button(tmp_path: Path) -> None:
    html = """<main><h1>保険料</h1>
    <ul role="tablist"><li role="tab" aria-controls="a">第1段階</li><li role="tab" aria-controls="b">第2段階</li></ul>
    <div id="a"><p>年額20,000円です。</p></div><div id="b" hidden><p>保険料は年額35,000円です。</p></div>
    <h2><button aria-expanded="false">減免はありますか</button></h2><p>あります。</p></main>"""
    document = page(tmp_path, html)
    assert document.text.split("\n") == [
        "保険料", "第1段階", "年額20,000円です。", "第2段階", "保険料は年額35,000円です。", "減免はありますか", "あります。",
    ]  # fmt: skip
    assert document.heading_levels == {1: 1, 2: 4, 4: 4, 6: 2}


def test_linked_data_that_the_page_does_not_show_is_read(tmp_path: Path) -> None:
    data = """[{"@type": "FAQPage", "mainEntity": [
      {"@type": "Question", "name": "いつ届きますか", "acceptedAnswer": {"@type": "Answer", "text": "<p>昼に届けます。</p>"}},
      {"@type": "Question", "name": "費用は", "acceptedAnswer": {"@type": "Answer", "text": "1食400円です。"}}]},
      {"@type": "GovernmentOffice", "name": "福祉課", "telephone": "0000-11-2222",
       "address": {"addressLocality": "汐見町", "streetAddress": "本町1番地"}, "openingHours": "月から金"},
      {"@type": "BreadcrumbList", "name": "トップ"}]"""
    html = f'<script type="application/ld+json">{data}</script><h1>配食</h1><p>昼に届けます。</p>'
    assert lines(tmp_path, html) == [
        "配食", "昼に届けます。", "費用は", "1食400円です。", "福祉課", "電話:0000-11-2222", "受付時間:月から金", "住所:汐見町本町1番地",
    ]  # fmt: skip


def test_a_page_that_scripts_write_says_so(tmp_path: Path) -> None:
    script = "<script>const pages = ['配食は昼に届けます', '送迎は予約制です', '窓口は福祉課です'];</script>"
    document = page(tmp_path, f"<h1>配食</h1><p>昼です。</p>{script}")
    assert document.notes == ("ページの多くをスクリプトが表示するので、その部分は読めていません。",)
    assert page(tmp_path, "<h1>配食</h1><p>昼に届けます。</p>").notes == ()


def test_labels_that_only_styles_keep_apart_are_not_one_word(tmp_path: Path) -> None:
    html = """<p><span class=tag>地域福祉計画</span><span class=tag>障害者計画</span></p>
    <p><span class=n>令和</span><span class=n>6年</span>の<b>重点</b><b>事業</b></p>"""
    assert lines(tmp_path, html) == ["地域福祉計画 障害者計画", "令和6年の重点事業"]


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("東部地域包括<br>支援センター", "東部地域包括 支援センター"),
        ("0000-11-<br>2222", "0000-11-2222"),
        ("<p>0000-11-2222</p><p>(平日のみ)</p>", "0000-11-2222 (平日のみ)"),
        ("本町、東町、<br>\n西町1丁目", "本町、東町、 西町1丁目"),
        ("1,<br>200人", "1,200人"),
        ("昼に届けます。<br>夜は要予約です。", "昼に届けます。\n夜は要予約です。"),
        ("次のとおり<br>①昼<br>②夜", "次のとおり\n①昼\n②夜"),
    ],
)
def test_a_cell_broken_to_fit_its_column_is_one_line(tmp_path: Path, cell: str, row: str) -> None:
    document = page(tmp_path, f"<table><tr><td>窓口</td><td>{cell}</td></tr></table>")
    assert document.text == f"窓口\t{row}"
