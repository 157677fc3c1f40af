import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.about.readability import assess
from corpus.errors import UnreadableDocument
from corpus.plan import Document
from corpus.readers import read
from corpus.readers.pdf.document import line_boxes

FONT = "HeiseiKakuGo-W5"
WIDTH, HEIGHT = 595, 842  # A4, in points
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], object]


def drawn(folder: Path, *pages: Draw, encrypt: StandardEncryption | None = None) -> Path:
    path = folder / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def pdf(folder: Path, *pages: Draw) -> Document:
    [document] = read(drawn(folder, *pages))
    return document


def at(x: float, y: float, *lines: str) -> Draw:
    """Lines of ten-point type from ``y`` points under the upper edge, eighteen points apart."""

    def draw(canvas: Canvas) -> None:
        for place, line in enumerate(lines):
            canvas.drawString(x, HEIGHT - y - 18 * place, line)

    return draw


def both(*draws: Draw) -> Draw:
    return lambda canvas: [draw(canvas) for draw in draws]


def ruled(top: float, columns: Sequence[float], heights: Sequence[float], *texts: tuple[int, int, str]) -> Draw:
    """A grid with all its rules, and texts in (column, row)."""

    def draw(canvas: Canvas) -> None:
        edges = [top + sum(heights[:row]) for row in range(len(heights) + 1)]
        canvas.grid(columns, [HEIGHT - edge for edge in edges])
        for column, row, text in texts:
            for place, line in enumerate(text.split("\n")):
                canvas.drawString(columns[column] + 4, HEIGHT - edges[row] - 14 - 12 * place, line)

    return draw


def image(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "gray")), 100, 300, 200, 200)


def test_two_columns_are_read_one_after_the_other_under_their_title(tmp_path: Path) -> None:
    left = ["左の段はここから始まり、この行で", "は終わらずに次の行へと続きます。", "左の段の二つ目の文も同じ幅です。"]
    right = ["右の段はそのあとで読まれるもので", "あり、左の行とは混ざりません。　", "右の段の二つ目の文も同じ幅です。"]
    document = pdf(tmp_path, both(at(60, 100, "第1章 総論"), at(60, 140, *left), at(330, 140, *right)))
    assert document.text.split("\n") == [
        "第1章 総論",
        "",
        "左の段はここから始まり、この行では終わらずに次の行へと続きます。",
        "左の段の二つ目の文も同じ幅です。",
        "右の段はそのあとで読まれるものであり、左の行とは混ざりません。",
        "右の段の二つ目の文も同じ幅です。",
    ]


def test_a_paragraph_over_both_columns_and_a_heading_under_them_keep_their_places(tmp_path: Path) -> None:
    wide = ["この計画は、支え合いのまちづくりを進めるために、町と社会福祉協議会が話し合ってつ", "くりました。"]
    left = ["左の段はここから始まり、この行で", "は終わらずに次の行へと続きます。", "左の段の二つ目の文も同じ幅です。"]
    right = ["右の段はそのあとで読まれるもので", "あり、左の行とは混ざりませんよ。", "右の段の二つ目の文も同じ幅です。"]

    def heading(canvas: Canvas) -> None:
        canvas.setFont(FONT, 14)
        canvas.drawString(60, HEIGHT - 300, "2 事業")

    document = pdf(tmp_path, both(at(60, 100, *wide), at(60, 180, *left), at(330, 180, *right), heading))
    assert [line for line in document.text.split("\n") if line] == [
        "この計画は、支え合いのまちづくりを進めるために、町と社会福祉協議会が話し合ってつくりました。",
        "左の段はここから始まり、この行では終わらずに次の行へと続きます。",
        "左の段の二つ目の文も同じ幅です。",
        "右の段はそのあとで読まれるものであり、左の行とは混ざりませんよ。",
        "右の段の二つ目の文も同じ幅です。",
        "2 事業",
    ]


def test_the_number_printed_on_a_page_is_kept_beside_the_page_of_the_file(tmp_path: Path) -> None:
    document = pdf(
        tmp_path,
        at(60, 100, "表紙です。"),
        at(60, 100, "目次はありません。"),
        both(at(60, 100, "配食を行います。"), at(290, 810, "- 12 -")),
        both(at(60, 100, "送迎を行います。"), at(290, 810, "13")),
    )
    assert document.text == "表紙です。\n目次はありません。\n配食を行います。\n送迎を行います。"
    assert [(origin.page, origin.printed_page) for origin in document.origins] == [
        (1, None),
        (2, None),
        (3, 12),
        (4, 13),
    ]
    assert document.pages == 4


def test_running_heads_are_dropped_and_a_head_on_one_page_is_kept(tmp_path: Path) -> None:
    pages = [
        both(at(60, 40, "汐見町地域福祉計画"), at(60, 100, f"{n}つ目の文です。"), at(60, 815, "汐見町 令和6年3月"))
        for n in "一二三"
    ]
    document = pdf(tmp_path, *pages, at(60, 40, "資料編"))
    assert document.text == "一つ目の文です。\n二つ目の文です。\n三つ目の文です。\n資料編"


def test_a_vertical_running_head_is_no_text(tmp_path: Path) -> None:
    head = both(*(at(572, 200 + 11 * place, character) for place, character in enumerate("第三章施策の展開")))
    assert pdf(tmp_path, both(head, at(60, 100, "配食を行います。"))).text == "配食を行います。"


def test_a_running_head_on_its_side_is_no_text(tmp_path: Path) -> None:
    def head(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(575, 500)
        canvas.rotate(270)
        canvas.drawString(0, 0, "第三章 施策の展開")
        canvas.restoreState()

    assert pdf(tmp_path, both(at(60, 100, "配食を行います。"), head)).text == "配食を行います。"


def test_the_rows_of_a_ruled_table_are_lines_with_tabs(tmp_path: Path) -> None:
    grid = ruled(
        200, [60, 160, 260, 460], [20, 44, 20],
        (0, 0, "事業名"), (1, 0, "担当"), (2, 0, "内容"),
        (0, 1, "配食"), (1, 1, "福祉課"), (2, 1, "・昼に届ける\n・夜も届ける"),
        (0, 2, "送迎"), (2, 2, "予約制"),
    )  # fmt: skip
    document = pdf(tmp_path, both(at(60, 100, "事業は次のとおりです。"), grid, at(60, 320, "以上です。")))
    assert [line for line in document.text.split("\n") if line] == [
        "事業は次のとおりです。",
        "事業名\t担当\t内容",
        "配食\t福祉課\t・昼に届ける",
        "・夜も届ける",
        "送迎\t\t予約制",
        "以上です。",
    ]


def test_a_cell_over_rows_is_repeated_in_each(tmp_path: Path) -> None:
    def rules(canvas: Canvas) -> None:
        for x in (60, 160, 360):
            canvas.line(x, 600, x, 640)
        for left, y in ((60, 600), (160, 620), (60, 640)):
            canvas.line(left, y, 360, y)

    texts = both(at(64, 226, "東地区"), at(164, 216, "本所"), at(164, 236, "支所"))
    assert pdf(tmp_path, both(rules, texts)).text.split("\n") == ["東地区\t本所", "東地区\t支所"]


COLUMNS = [60, 160, 260, 460]
HEADER = ((0, 0, "事業名"), (1, 0, "担当"), (2, 0, "内容"))


def test_a_table_that_goes_on_overleaf_has_its_header_once(tmp_path: Path) -> None:
    facing = [x + 12 for x in COLUMNS]  # set further out, for the binding
    path = drawn(
        tmp_path,
        both(at(60, 100, "事業の一覧"), ruled(700, COLUMNS, [20, 20], *HEADER, (0, 1, "配食"), (2, 1, "昼に届ける")), at(290, 815, "- 1 -")),
        both(ruled(90, facing, [20, 20], *HEADER, (0, 1, "送迎"), (1, 1, "福祉課"), (2, 1, "予約制")), at(290, 815, "- 2 -")),
        both(ruled(90, COLUMNS, [20, 20], *HEADER, (0, 1, "見守り"), (2, 1, "週に一度")), at(60, 180, "以上です。"), at(290, 815, "- 3 -")),
    )  # fmt: skip
    [document] = read(path)
    assert document.text.split("\n") == [
        "事業の一覧", "",
        "事業名\t担当\t内容",
        "配食\t\t昼に届ける",
        "送迎\t福祉課\t予約制",
        "見守り\t\t週に一度",
        "", "以上です。",
    ]  # fmt: skip
    assert [origin.page for origin in document.origins] == [1, 1, 1, 1, 2, 3, 3, 3]
    [line] = line_boxes(path, 2)
    assert document.text[line.start : line.start + len(line.boxes)] == "送迎\t福祉課\t予約制"


@pytest.mark.parametrize(
    ("above", "columns"),
    [
        pytest.param("二つ目の一覧", COLUMNS, id="a caption stands over it"),
        pytest.param("", [60, 200, 260, 460], id="its columns are others"),
    ],
)
def test_a_table_overleaf_that_is_another_keeps_its_header(tmp_path: Path, above: str, columns: Sequence[int]) -> None:
    document = pdf(
        tmp_path,
        ruled(700, COLUMNS, [20, 20], *HEADER, (0, 1, "配食"), (2, 1, "昼に届ける")),
        both(at(60, 100, above), ruled(130, columns, [20, 20], *HEADER, (0, 1, "送迎"), (1, 1, "福祉課"))),
    )
    assert document.text.split("\n").count("事業名\t担当\t内容") == 2


# Columns of ten, nine and five characters at ten points, and a row of each.
NARROW = [60, 168, 266, 324]
NAMED = ((0, 0, "名称"), (1, 0, "内容"), (2, 0, "担当"))


@pytest.mark.parametrize(
    ("over", "under", "told"),
    [
        pytest.param(
            [(0, 1, "配食サービス"), (1, 1, "昼に温かい食事を\n届け、暮らしの様"), (2, 1, "福祉課")],
            [(1, 0, "子を見ます。")],
            "配食サービス\t昼に温かい食事を届け、暮らしの様子を見ます。\t福祉課",
            id="a sentence, alone overleaf",
        ),
        pytest.param(
            [(0, 1, "東部地域包括支援セ"), (1, 1, "0000-11-2222"), (2, 1, "福祉課")],
            [(0, 0, "ンター"), (0, 1, "送迎"), (1, 1, "予約制です。"), (2, 1, "福祉課")],
            "東部地域包括支援センター\t0000-11-2222\t福祉課",
            id="a name",
        ),
        pytest.param(
            [(0, 1, "見守り"), (1, 1, "月に一度訪ねます。"), (2, 1, "福祉課")],
            [(1, 0, "冬は二度です。"), (0, 1, "送迎"), (1, 1, "予約制です。"), (2, 1, "福祉課")],
            "見守り\t月に一度訪ねます。冬は二度です。\t福祉課",
            id="between two sentences",
        ),
    ],
)
def test_a_row_that_the_page_break_cuts_is_put_together(
    tmp_path: Path, over: Sequence[tuple[int, int, str]], under: Sequence[tuple[int, int, str]], told: str
) -> None:
    path = drawn(
        tmp_path,
        ruled(700, NARROW, [20, 34], *NAMED, *over),
        ruled(90, NARROW, [20] * (1 + max(row for _, row, _ in under)), *under),
    )
    [document] = read(path)
    assert document.text.split("\n")[:2] == ["名称\t内容\t担当", told]
    assert document.origins[1].page == 1
    assert [text for line in line_boxes(path, 2) if (text := document.text[line.start :].split("\n")[0]) in told] == []


@pytest.mark.parametrize(
    ("over", "under"),
    [
        pytest.param(
            [(0, 1, "配食"), (1, 1, "昼に届け、夜は"), (2, 1, "福祉課")], [(1, 0, "見守りをする")], id="room is left"
        ),
        pytest.param(
            [(0, 1, "配食"), (1, 1, "昼に届ける"), (2, 1, "福祉課")], [(1, 0, "・送迎"), (2, 0, "介護課")], id="an item"
        ),
        pytest.param([(0, 1, "配食"), (2, 1, "福祉課")], [(1, 0, "昼に届けます。")], id="a cell that the row lacks"),
    ],
)
def test_a_row_overleaf_that_may_be_one_of_its_own_stays_one(
    tmp_path: Path, over: Sequence[tuple[int, int, str]], under: Sequence[tuple[int, int, str]]
) -> None:
    document = pdf(
        tmp_path,
        ruled(700, NARROW, [20, 20], *NAMED, *over),
        ruled(90, NARROW, [20, 20], *under, (0, 1, "送迎"), (1, 1, "予約制です。"), (2, 1, "福祉課")),
    )
    assert len([line for line in document.text.split("\n") if line]) == 4


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    document = pdf(tmp_path, both(lambda canvas: canvas.rect(50, 600, 300, 100), at(60, 180, "枠の中の文です。")))
    assert (document.text, document.unparsed_tables) == ("枠の中の文です。", 0)


def test_cells_that_stand_under_each_other_without_rules_are_a_table_too(tmp_path: Path) -> None:
    columns = (
        ["名称", "東窓口", "西窓口"],
        ["電話", "0000-00-1111", "0000-00-2222"],
        ["所在地", "汐見1丁目", "汐見2丁目"],
    )
    document = pdf(tmp_path, both(*(at(x, 100, *column) for x, column in zip((60, 200, 350), columns, strict=True))))
    assert document.text == "名称\t電話\t所在地\n東窓口\t0000-00-1111\t汐見1丁目\n西窓口\t0000-00-2222\t汐見2丁目"


def test_lines_of_a_paragraph_are_put_together_and_items_stay_apart(tmp_path: Path) -> None:
    document = pdf(
        tmp_path,
        at(
            60, 100,
            "　介護についての困りごとは、地域包括支援センターの窓口でも、お電話でもご相談いた",
            "だけます。",
            "・見守りが必要な方には、民生委員と地域の協力員が週に一度のお声かけに伺っています",
            "・配食",
        ),
    )  # fmt: skip
    assert document.text.split("\n") == [
        "介護についての困りごとは、地域包括支援センターの窓口でも、お電話でもご相談いただけます。",
        "・見守りが必要な方には、民生委員と地域の協力員が週に一度のお声かけに伺っています",
        "・配食",
    ]


@pytest.mark.parametrize(
    ("lines", "step"),
    [
        pytest.param(
            [
                "相談は地域包括支援センターの窓口で受け付け、電話でも詳しくお答",
                "えします。休みの日は福祉課の留守番電話に用件を入れておいてくだ",
                "さい。",
            ],
            26,
            id="lines that readings push apart",
        ),
        pytest.param(
            [
                "相談は地域包括支援センターの窓口で受け付け、電話でもお答",
                "えします。センターは市内に四つあります（令和五年四月現",
                "在）。休みの日は福祉課の留守番電話に用件を入れてください",
            ],
            18,
            id="brackets that may not part",
        ),
        pytest.param(
            [
                "相談は地域包括支援センターの窓口で受け付け、電話でもお答",
                "えします。休みの日は福祉課の留守番電話に用件を入れま",
                "す。",
            ],
            18,
            id="a full stop",
        ),
    ],
)
def test_a_sentence_goes_on_in_the_next_line_however_it_was_parted(
    tmp_path: Path, lines: Sequence[str], step: int
) -> None:
    draws = [at(60, 100 + step * place, line) for place, line in enumerate(lines)]
    assert pdf(tmp_path, both(*draws)).text == "".join(lines)


def test_short_lines_far_apart_are_entries(tmp_path: Path) -> None:
    entries = [
        "高齢者の見守りと配食のお知らせ",
        "障がいのある人の送迎",
        "子育て家庭への訪問",
        "外国籍の住民の日本語教室について",
    ]
    document = pdf(tmp_path, both(*(at(60, 100 + 28 * place, entry) for place, entry in enumerate(entries))))
    assert [line for line in document.text.split("\n") if line] == entries


def test_a_character_drawn_twice_to_look_bold_is_one(tmp_path: Path) -> None:
    assert pdf(tmp_path, both(at(60, 100, "総論"), at(60.2, 100, "総論"))).text == "総論"


def test_a_page_turned_by_the_viewer_is_read_as_it_is_shown(tmp_path: Path) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(200, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "横長の表です。")
        canvas.drawString(0, -18, "次の行です。")

    assert pdf(tmp_path, turned).text == "横長の表です。\n次の行です。"


def test_a_quoted_word_is_found_where_it_is_printed(tmp_path: Path) -> None:
    path = drawn(tmp_path, at(60, 100, "一枚目です。"), at(60, 100, "相談は福祉課へ。"))
    [document] = read(path)
    [line] = line_boxes(path, 2)
    place = document.text.index("福祉課") - line.start
    boxes = [box for box in line.boxes[place : place + 3] if box is not None]
    assert [(round(box.left), round(box.right)) for box in boxes] == [(90, 100), (100, 110), (110, 120)]
    assert all(85 < box.top < 95 < 100 < box.bottom < 105 for box in boxes)


def test_boxes_fit_the_characters_of_the_text_line_by_line(tmp_path: Path) -> None:
    grid = ruled(200, [60, 160, 260], [20, 20], (0, 0, "名称"), (1, 0, "電話"), (0, 1, "窓口"), (1, 1, "0000"))
    path = drawn(tmp_path, both(at(60, 100, "電話は次のとおりです。"), grid))
    [document] = read(path)
    lines = line_boxes(path, 1)
    assert [document.text[line.start : line.start + len(line.boxes)] for line in lines] == [
        "電話は次のとおりです。",
        "名称\t電話",
        "窓口\t0000",
    ]
    assert [place for place, box in enumerate(lines[1].boxes) if box is None] == [2]


def test_a_page_that_is_an_image_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    document = pdf(
        tmp_path, at(60, 100, "配食を行います。" * 5), image, at(60, 100, "送迎を行います。"), lambda canvas: None
    )
    assert (document.image_only_pages, document.pages) == ((2,), 4)
    assert assess(document, ()).notes[0] == "2 ページは画像だけで、文字を読み取れていません。"


def test_a_document_of_images_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"^plan\.pdf: 文字が取り出せません.*OCR"):
        pdf(tmp_path, image, image)


def test_a_document_whose_font_says_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"^plan\.pdf: 文字の大半が文字化けしています"):
        pdf(tmp_path, lambda canvas: (canvas.setFont("Helvetica", 10), canvas.drawString(60, 700, "(cid:123)" * 8)))


def test_an_encrypted_document_is_refused_with_the_next_step(tmp_path: Path) -> None:
    path = drawn(tmp_path, at(60, 100, "配食"), encrypt=StandardEncryption("secret", "owner"))
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value) == "plan.pdf: パスワードがかかっています。パスワードを外して保存し直してください。"


def test_a_document_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    path = drawn(tmp_path, at(60, 100, "配食"), encrypt=StandardEncryption("", "owner", canPrint=0))
    assert read(path)[0].text == "配食"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"", "中身がありません。", id="0 bytes"),
        pytest.param(b"%PDF-1.7\n", "壊れているか、PDF ではありません。", id="only its first line"),
        pytest.param(bytes(range(256)) * 40, "壊れているか、PDF ではありません。", id="garbage"),
        pytest.param(b"<html>404</html>", "壊れているか、PDF ではありません。", id="a web page"),
    ],
)
def test_what_is_no_pdf_is_refused_with_the_reason(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(raw)
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value).startswith(f"plan.pdf: {message}")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_document_cut_short_is_read_as_far_as_it_goes_or_refused(tmp_path: Path, share: float) -> None:
    path = drawn(tmp_path, *(at(60, 100, "配食を行います。") for _ in range(5)))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    try:
        [document] = read(path)
    except UnreadableDocument as error:
        assert str(error).startswith("plan.pdf: ")
    else:
        assert set(document.text.split("\n")) == {"配食を行います。"}


def test_a_document_with_more_pages_than_anyone_reads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"^plan\.pdf: 10,001 ページあり、多すぎるので"):
        pdf(tmp_path, *[lambda canvas: None] * 10_001)


def test_a_sentence_goes_on_where_a_number_would_not_have_fit_on_its_line() -> None:
    (plan,) = read(Path(__file__).parents[1] / "corpus" / "samples" / "tsukimori-kodomo.pdf")
    assert "特に支援を要する妊婦は46人、15.3%でした。" in plan.text
    assert "「赤ちゃんが泣きやまず、一緒に泣いていた」" in plan.text
    assert "\n■現状と課題■\n" in plan.text


def drawn_apart(x: float, y: float, *pieces: tuple[str, float]) -> Draw:
    """Ten-point pieces of a line, each with the gap behind it."""

    def draw(canvas: Canvas) -> None:
        left = x
        for text, gap in pieces:
            canvas.drawString(left, HEIGHT - y, text)
            left += pdfmetrics.stringWidth(text, FONT, 10) + gap

    return draw


def test_a_quarter_em_between_japanese_and_digits_is_no_blank(tmp_path: Path) -> None:
    line = drawn_apart(
        60, 100, ("計画は令和", 2.5), ("6", 2.5), ("年度から令和", 2.5), ("11", 2.5), ("年度までです。", 0)
    )
    assert pdf(tmp_path, line).text == "計画は令和6年度から令和11年度までです。"


def test_a_narrow_gap_is_a_blank_where_the_page_leaves_none_elsewhere(tmp_path: Path) -> None:
    plain = at(60, 130, "対象は65歳から74歳までの12人と、75歳からの8人です。")
    line = drawn_apart(60, 100, ("入学者数", 2.8), ("年", 0), ("40", 0), ("人", 0))
    assert pdf(tmp_path, both(line, plain)).text.split("\n")[0] == "入学者数 年40人"


def test_digits_that_stand_apart_are_one_number(tmp_path: Path) -> None:
    digits = [(digit, 3.3) for digit in "12345"]
    assert pdf(tmp_path, drawn_apart(60, 100, ("合計", 0), *digits[:-1], ("5", 0), ("人", 0))).text == "合計12345人"


@pytest.mark.parametrize(
    ("base", "reading", "left"),
    [
        pytest.param("相談は市の窓口で受け付けます。", "まどぐち", 110, id="over two characters"),
        pytest.param("障害者の手帳は福祉課に申請します。", "しょうがいしゃ", 58, id="wider than its word"),
        pytest.param("民生委員が見守ります。", "ミンセイイイン", 61, id="katakana"),
    ],
)
def test_the_reading_over_a_word_is_no_text(tmp_path: Path, base: str, reading: str, left: float) -> None:
    def ruby(canvas: Canvas) -> None:
        canvas.setFont(FONT, 5)
        canvas.drawString(left, HEIGHT - 90, reading)

    assert pdf(tmp_path, both(at(60, 100, base), ruby)).text == base


def test_small_kana_that_stand_over_nothing_are_text(tmp_path: Path) -> None:
    def small(canvas: Canvas) -> None:
        canvas.setFont(FONT, 6)
        canvas.drawString(60, HEIGHT - 60, "ふれあいサロン")

    assert pdf(tmp_path, both(small, at(60, 100, "相談は市の窓口で受け付けます。"))).text.startswith("ふれあいサロン\n")


def vertical(x: float, y: float, *columns: str) -> Draw:
    """Columns of ten-point type from the right; commas and stops hang in the upper right of their squares."""

    def draw(canvas: Canvas) -> None:
        for place, column in enumerate(columns):
            for row, character in enumerate(column):
                over = 5 if character in "、。" else 0
                canvas.drawString(x - 18 * place + over, HEIGHT - y - 10 * row + over, character)

    return draw


def test_vertical_writing_is_read_down_each_column_from_the_right(tmp_path: Path) -> None:
    columns = vertical(
        500, 120, "この計画は、支え合いのまちをつくるための", "ものです。", "相談は、福祉課が受け付けます。"
    )
    document = pdf(tmp_path, both(columns, at(290, 815, "- 1 -")))
    assert [line for line in document.text.split("\n") if line] == [
        "この計画は、支え合いのまちをつくるためのものです。",
        "相談は、福祉課が受け付けます。",
    ]


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_whose_text_lies_on_its_side_is_read_and_shown_where_it_is(tmp_path: Path, turn: int) -> None:
    def aside(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0) if turn == 90 else canvas.translate(0, HEIGHT)
        canvas.rotate(turn)
        for place, line in enumerate(("第1章 横向きのページ", "見守り協力員は120人です。")):
            canvas.drawString(100, 500 - 20 * place, line)

    path = drawn(tmp_path, aside)
    [document] = read(path)
    assert [line for line in document.text.split("\n") if line] == ["第1章 横向きのページ", "見守り協力員は120人です。"]
    box = next(box for box in line_boxes(path, 1)[0].boxes if box is not None)
    assert (round(box.top if turn == 270 else HEIGHT - box.bottom)) == 100


def test_letters_are_as_high_as_their_type_where_the_font_says_nothing(tmp_path: Path) -> None:
    path = drawn(tmp_path, at(60, 100, "令和八年度までに、協力員を増やします。", "相談は、窓口で、受け付けます。"))
    raw = re.sub(
        rb"/(Ascent|Descent) -?\d+",
        lambda found: found[0][: found[0].index(b" ") + 1].ljust(len(found[0]), b"0"),
        path.read_bytes(),
    )
    path.write_bytes(raw)
    assert read(path)[0].text == "令和八年度までに、協力員を増やします。\n相談は、窓口で、受け付けます。"


def test_lines_that_differ_in_a_figure_are_no_running_foot(tmp_path: Path) -> None:
    pages = [
        both(at(60, 40, f"事業{n}では協力員{n}0人を置きます。"), at(60, 300, "地区の状況"), at(60, 780, f"合計{n},234人"), at(290, 815, f"{n}"))
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    lines = [line for line in pdf(tmp_path, *pages).text.split("\n") if line]
    assert lines[:3] == ["事業1では協力員10人を置きます。", "地区の状況", "合計1,234人"]
    assert len(lines) == 12


def test_a_running_foot_goes_with_the_page_number_in_it(tmp_path: Path) -> None:
    pages = [
        both(at(60, 100, f"{name}の文です。"), at(60, 815, f"汐見町地域福祉計画 {n}"))
        for n, name in enumerate("甲乙丙", 5)
    ]
    assert pdf(tmp_path, *pages).text == "甲の文です。\n乙の文です。\n丙の文です。"


def test_a_running_foot_that_tells_a_telephone_number_is_kept_once(tmp_path: Path) -> None:
    pages = [both(at(60, 100, f"{n}の文です。"), at(60, 815, "問い合わせ 福祉課 電話 000-111-2222")) for n in "甲乙丙"]
    lines = [line for line in pdf(tmp_path, *pages).text.split("\n") if line]
    assert lines == ["甲の文です。", "問い合わせ 福祉課 電話 000-111-2222", "乙の文です。", "丙の文です。"]


def test_a_word_printed_across_the_page_is_no_text(tmp_path: Path) -> None:
    def across(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.setFont(FONT, 80)
        canvas.drawString(0, 0, "素案")
        canvas.restoreState()

    assert pdf(tmp_path, both(across, at(60, 100, "配食を行います。"))).text == "配食を行います。"


def test_cards_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    frames = [lambda canvas, x=x: canvas.rect(x, HEIGHT - 200, 150, 80) for x in (60, 220, 380)]
    texts = [
        at(x + 6, 136, name, "月に一度集まり、話し合いを", "します。")
        for x, name in ((66, "見守り"), (226, "配食"), (386, "送迎"))
    ]
    document = pdf(tmp_path, both(*frames, *texts))
    assert [line for line in document.text.split("\n") if line] == [
        "見守り", "月に一度集まり、話し合いをします。", "配食", "月に一度集まり、話し合いをします。", "送迎", "月に一度集まり、話し合いをします。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        pytest.param(
            "東部地域包括\n支援センター", "東部地域包括支援センター", id="a name that the page writes without a break"
        ),
        pytest.param("000-111-\n4444", "000-111-4444", id="a number"),
        pytest.param("汐見1丁目\n2番3号", "汐見1丁目2番3号", id="an address"),
        pytest.param("東町、\n東台", "東町、東台", id="a list with commas"),
        pytest.param("福祉課\n介護課", "福祉課\n介護課", id="two names"),
        pytest.param("電話0000-11-2222\nFAX0000-11-3333", "電話0000-11-2222\nFAX0000-11-3333", id="two numbers"),
        pytest.param(
            "昼に届ける食事を運ぶ\nひとを増やします。", "昼に届ける食事を運ぶひとを増やします。", id="a sentence"
        ),
    ],
)
def test_a_line_break_that_a_cell_made_is_none(tmp_path: Path, cell: str, told: str) -> None:
    grid = ruled(200, [60, 168, 260], [20, 50], (0, 0, "名称"), (1, 0, "担当"), (0, 1, cell), (1, 1, "福祉課"))
    document = pdf(tmp_path, both(at(60, 100, "地域包括支援センターの一覧です。"), grid))
    assert f"{told}\t福祉課" in document.text


def test_a_sentence_goes_on_from_the_foot_of_a_column_to_the_head_of_the_next(tmp_path: Path) -> None:
    left = ["左の段はここから始まり、この行で", "は終わらずに次の行へと続きます。", "左の段の二つ目の文は同じ幅なので"]
    right = ["右の段へと続いてから終わります。", "右の段の二つ目の文も同じ幅です。", "右の段の三つ目の文も同じ幅です。"]
    document = pdf(tmp_path, both(at(60, 140, *left), at(330, 140, *right)))
    assert "左の段の二つ目の文は同じ幅なので右の段へと続いてから終わります。" in document.text
