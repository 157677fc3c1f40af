import pytest

from corpus.outline.lines import Line, Role, classify
from corpus.text.markup import read_markup


def lines_of(text: str) -> list[tuple[Role, int | None, str]]:
    document = read_markup(text)
    return [(line.role, line.rank, document.text[line.start : line.end]) for line in classify(document)]


def line(text: str) -> Line:
    """What ``text`` is between two lines of running text."""
    return classify(read_markup(f"相談の窓口を設けます。\n{text}\n相談は無料です。"))[1]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        pytest.param("第1章 計画の策定にあたって", 10, id="chapter"),
        pytest.param("第１０章　計画の推進", 10, id="full-width digits and space"),
        pytest.param("第二章 現状", 10, id="kanji number"),
        pytest.param("第Ⅱ部 各論", 10, id="Roman number of one character"),
        pytest.param("資料編 用語の説明", 10, id="appendix"),
        pytest.param("第2節 計画の位置づけ", 20, id="section"),
        pytest.param("第3項 相談支援", 30, id="item of a section"),
        pytest.param("基本目標1 支え合う人を育てる", 34, id="goal"),
        pytest.param("基本目標Ⅲ「つながる」", 34, id="goal with a Roman number"),
        pytest.param("視点2：意識の醸成", 34, id="viewpoint with a colon"),
        pytest.param("1. 健康・福祉", 36, id="number and stop"),
        pytest.param("３．計画の期間", 36, id="full-width number and stop"),
        pytest.param("1-1 地域共生社会", 38, id="two numbers"),
        pytest.param("政策 05 公民の交流", 40, id="policy"),
        pytest.param("基本施策2-1 こどもを支えるまち", 40, id="measure with two numbers"),
        pytest.param("取組①「福祉の教室」", 40, id="circled number behind a word"),
        pytest.param("■現状と課題■", 45, id="squares on both sides"),
        pytest.param("■ ロードマップ", 45, id="a square on one side"),
        pytest.param("主な取組", 50, id="label"),
        pytest.param("今後の方向性", 50, id="label of a report"),
        pytest.param("◆福祉教育", 68, id="diamond"),
        pytest.param("(1) サロン活動の支援", 60, id="number in brackets"),
        pytest.param("（１２）移動の支援", 60, id="full-width number in brackets"),
        pytest.param("⑴ 担い手の確保", 60, id="bracketed number of one character"),
        pytest.param("【今後の取組】", 65, id="black brackets"),
        pytest.param("○東部相談センター", 72, id="circle"),
        pytest.param("《意見等》", 75, id="double angle brackets"),
        pytest.param("＜参考＞", 75, id="angle brackets"),
    ],
)
def test_a_heading_shows_its_rank_by_its_shape(text: str, rank: int) -> None:
    assert (line(text).role, line(text).rank) == (Role.HEADING, rank)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("第1章では計画の背景を述べ、", Role.TEXT, id="a chapter in a sentence"),
        pytest.param("第3章で示した目標をもとに", Role.TEXT, id="a chapter in a sentence that the page cut"),
        pytest.param("第2節の表のとおり", Role.TEXT, id="a section in a sentence"),
        pytest.param("基本目標3つを掲げます", Role.TEXT, id="a count of goals"),
        pytest.param("基本目標1 支え合う人を育てます。", Role.TEXT, id="a goal told in a sentence"),
        pytest.param("1.5倍に増えました", Role.TEXT, id="a figure"),
        pytest.param("12 34", Role.TEXT, id="figures"),
        pytest.param("(1) 窓口を市役所の一階に設け、誰の相談でも受け止めます。", Role.TEXT, id="a numbered sentence"),
        pytest.param("【内容】\t町を巡ります。", Role.TEXT, id="a field and what it says"),
        pytest.param("○担当地域:港町", Role.ITEM, id="a field after a circle"),
        pytest.param("○配食を始めます。", Role.ITEM, id="a sentence after a circle"),
        pytest.param("◇見守り 週に一度訪ねます。", Role.ITEM, id="diamond outline"),
        pytest.param("・民生委員", Role.ITEM, id="middle dot"),
        pytest.param("- 社会福祉協議会", Role.ITEM, id="Markdown"),
        pytest.param("① 支援員を4人から5人に増やします。", Role.ITEM, id="circled number"),
        pytest.param("東部\t36.9%", Role.ROW, id="two cells"),
        pytest.param("\t網干しサロン\t貝寄町集会所", Role.ROW, id="an empty cell before two"),
        pytest.param("満足度 | 37.9% |", Role.ROW, id="a Markdown row"),
        pytest.param("政策 01 条例の制定\t", Role.HEADING, id="a tab at the end makes no cell"),
        pytest.param("12", Role.NOISE, id="page number"),
        pytest.param("－", Role.NOISE, id="a lone dash"),
        pytest.param("詳しく見る", Role.NOISE, id="a button"),
    ],
)
def test_what_only_looks_like_a_heading_or_is_none(text: str, role: Role) -> None:
    assert line(text).role is role


@pytest.mark.parametrize("text", ["① 近所との関わりに係る課題", "⑮移動の支援"])
def test_a_circled_number_heads_what_follows(text: str) -> None:
    assert (line(text).role, line(text).rank) == (Role.HEADING, 70)


def test_a_title_keeps_the_circle_round_its_number_and_loses_full_width() -> None:
    assert line("取組②「移動」（２０２４年）").title == "取組②「移動」(2024年)"


def test_a_short_line_between_empty_lines_is_a_heading_under_numbered_ones() -> None:
    assert lines_of("(1) 居場所\n\nみんなで集まろう\n\n週に一度開きます。") == [
        (Role.HEADING, 60, "(1) 居場所"),
        (Role.HEADING, 62, "みんなで集まろう"),
        (Role.TEXT, None, "週に一度開きます。"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("連絡先:0000-12-3451", id="a telephone number"),
        pytest.param("電話 0000(12)3451", id="a telephone number in brackets"),
        pytest.param("担当地域：港町、貝寄町", id="a field of a desk"),
        pytest.param("灯台市は海辺のまちです", id="a sentence without a stop"),
        pytest.param("(港町公民館)", id="in brackets"),
        pytest.param("6番38号", id="an address"),
        pytest.param("1,234人", id="a figure"),
        pytest.param("そこで市は、", id="cut at a comma"),
        pytest.param("主 な 取 組", id="a spaced-out table head"),
    ],
)
def test_what_stands_alone_without_heading_anything(text: str) -> None:
    assert line(f"\n{text}\n").role is Role.TEXT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一人で悩まないための窓口\n\n2 相談支援\n\n担い手", id="alone"),
        pytest.param("相談は無料です。\n2 相談支援\n窓口を設けます。", id="between two sentences"),
        pytest.param("第3章 計画の推進\n2　相談支援\n\n担い手", id="under a chapter's heading"),
        pytest.param("窓口は三つです(令和5年4月現在)。\n2　相談支援\n窓口\t電話\n福祉課\t00-1111", id="over a table"),
        pytest.param(
            "窓口\t電話\n福祉課\t00-1111\n2　相談支援\n住民どうしの支え合いを広げるため、身近な所で相談を受ける人を増やし",
            id="under a table",
        ),
    ],
)
def test_a_number_and_a_space_head_what_begins_below_the_end_of_something(text: str) -> None:
    assert (Role.HEADING, 36) in [(role, rank) for role, rank, words in lines_of(text) if words.startswith("2")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("窓口は三つです。\n1 福祉課\n2 健康課\n3 住民課\n受付は平日です。", id="entries of a list"),
        pytest.param("窓口は\n2 相談支援\n受付は平日です。", id="in the midst of words"),
        pytest.param("むし歯を減らします。\n5 歳児の割合\n3 歳児の割合を調べました。", id="what is counted"),
        pytest.param(
            "課題は二つです。\n1 訪問する人が足りないので、来年度から研修を増やし、隣の地区か\nらも応援を受けます。",
            id="an item of two lines",
        ),
        pytest.param("項目\t件数\n訪問\t40\n2 相談支援\n見守り\t12", id="a torn row of a table"),
    ],
)
def test_a_number_and_a_space_head_nothing_among_entries_figures_and_cells(text: str) -> None:
    assert Role.HEADING not in {role for role, _, words in lines_of(text) if words[0] in "1235"}


def test_markdown_says_the_rank_itself() -> None:
    assert lines_of("# 灯台市計画\n## ひと\n本文です。")[:2] == [
        (Role.HEADING, 1, "灯台市計画"),
        (Role.HEADING, 2, "ひと"),
    ]


def test_a_list_of_contents_goes_from_its_head_to_its_last_page_number() -> None:
    text = "目　次\n第1章 総論\t1\n第2章 各論 ……… 12\n\n用語\n第3章 推進・・・34\n\n第1章 総論\n本文です。"
    assert lines_of(text) == [
        (Role.CONTENTS, None, "目　次"),
        (Role.CONTENTS, None, "第1章 総論\t1"),
        (Role.CONTENTS, None, "第2章 各論 ……… 12"),
        (Role.CONTENTS, None, "用語"),
        (Role.CONTENTS, None, "第3章 推進・・・34"),
        (Role.HEADING, 10, "第1章 総論"),
        (Role.TEXT, None, "本文です。"),
    ]


def test_a_head_of_contents_with_no_page_number_under_it_is_a_line_like_any_other() -> None:
    assert [role for role, _, _ in lines_of("目次\n本文です。\n続きです。")] == [Role.TEXT] * 3


def test_prose_ends_a_list_of_contents() -> None:
    text = "目次\n第1章 総論\t1\n灯台市は海辺のまちです。\n人口\t12\n"
    assert [role for role, _, _ in lines_of(text)] == [Role.CONTENTS, Role.CONTENTS, Role.TEXT, Role.ROW]


def test_three_headings_of_one_shape_with_nothing_under_them_are_a_list() -> None:
    assert lines_of("第1章 総論\n(1) 配食\n(2) 送迎\n(3) 見守り\n(1) 居場所\n窓口です。")[1:4] == [
        (Role.ITEM, None, "(1) 配食"),
        (Role.ITEM, None, "(2) 送迎"),
        (Role.ITEM, None, "(3) 見守り"),
    ]


def test_two_headings_in_a_row_stay_headings() -> None:
    assert [role for role, _, _ in lines_of("(1) 配食\n(2) 送迎\n車で送ります。")] == [
        Role.HEADING,
        Role.HEADING,
        Role.TEXT,
    ]


def test_a_number_alone_on_its_line_takes_its_name_from_the_next() -> None:
    document = read_markup("基本事業1\n共助のしくみづくり\n隣近所で支え合います。")
    assert [(each.role, each.title) for each in classify(document)] == [
        (Role.HEADING, "基本事業1 共助のしくみづくり"),
        (Role.TEXT, ""),
        (Role.TEXT, ""),
    ]


def test_table_heads_said_on_every_page_are_noise() -> None:
    text = "主 な 取 組\n◇配食を行う。\n" * 3
    assert [role for role, _, _ in lines_of(text)] == [Role.NOISE, Role.ITEM] * 3


def test_a_sentence_said_of_many_measures_is_none_the_less_said() -> None:
    text = "■今後の取組■\n引き続き実施します。\n" * 3
    assert [role for role, _, _ in lines_of(text)] == [Role.HEADING, Role.TEXT] * 3


def test_a_break_in_running_text_parts_lines_and_in_a_table_cell_does_not() -> None:
    assert [text for _, _, text in lines_of("配食を行う。<br>送迎を行う。\n担当\t福祉課<br>交通課")] == [
        "配食を行う。",
        "送迎を行う。",
        "担当\t福祉課\n交通課",
    ]


def test_nothing_yields_no_line() -> None:
    assert lines_of("\n \n\u3000\n") == []


def test_the_papers_that_the_first_page_lists_head_what_follows_them() -> None:
    source = (
        "資料1-1 見守りの取組\n資料1-2 各課の連携一覧\n\n視点1 暮らし\n\n"
        "月に一度、民生委員が訪ねます。\n\n各課の連携 一覧\n\n資料 1 - 2\n\n福祉課と水道課が組んでいます。"
    )
    found = {text: (role, rank) for role, rank, text in lines_of(source)}
    assert found["各課の連携 一覧"] == (Role.HEADING, 8)
    assert found["資料 1 - 2"] == (Role.NOISE, None)


def test_a_label_that_every_section_has_stands_over_the_boxes_between() -> None:
    sections = [
        f"({n}) 取組\n\n【課題】\n\nまだ足りません。\n\nみんなの広場\n\n【広場の{n}】\n\n毎月開きます。"
        for n in (1, 2, 3)
    ]
    ranks = {text: rank for _, rank, text in lines_of("\n\n".join(sections))}
    assert (ranks["【課題】"], ranks["みんなの広場"], ranks["【広場の1】"]) == (61, 62, 65)


def test_the_links_of_a_page_are_no_headings_of_what_stands_under_them() -> None:
    source = "基本事業1\n見守りのしくみ\n詳しく見る -\n基本事業2\n相談の受け止め\n詳しく見る\n支え合いのまちをめざします。\n基本事業1\n見守りのしくみ\n月に一度訪ねます。"
    roles = [(role, text) for role, _, text in lines_of(source)]
    assert roles[:7] == [
        (Role.NOISE, "基本事業1"),
        (Role.NOISE, "見守りのしくみ"),
        (Role.NOISE, "詳しく見る -"),
        (Role.NOISE, "基本事業2"),
        (Role.NOISE, "相談の受け止め"),
        (Role.NOISE, "詳しく見る"),
        (Role.TEXT, "支え合いのまちをめざします。"),
    ]
    assert roles[7] == (Role.HEADING, "基本事業1")


def test_a_plain_heading_stands_over_the_numbering_that_starts_under_it() -> None:
    source = "(1) 会議\n\n年に二度開きます。\n\n仕組みづくり\n\n(1) 在宅医療\n\n看護師をふやします。"
    ranks = {text: rank for _, rank, text in lines_of(source)}
    assert ranks["仕組みづくり"] == 59


def test_a_row_whose_first_cell_is_empty_is_a_row_under_another_one_alone() -> None:
    below = "取組\t内容\t担当課\n見守り活動\t週に一度訪ね、\t福祉課\n\tその結果を話し合います。\n買い物支援\t車を出します。\t福祉課"
    assert [role for role, _, _ in lines_of(below)] == [Role.ROW] * 4
    assert lines_of("計画の目的です。\n\tその結果を話し合います。")[1][0] is Role.TEXT


@pytest.mark.parametrize("value", ["第1回 5月31日", "基本料金 1,200円", "白浜町9%"])
def test_a_value_alone_between_empty_lines_heads_nothing(value: str) -> None:
    assert lines_of(f"水道料金\n\n{value}\n\n水道課\n料金係\n") == [
        (Role.HEADING, 62, "水道料金"),
        (Role.TEXT, None, value),
        (Role.TEXT, None, "水道課"),
        (Role.TEXT, None, "料金係"),
    ]


def test_how_many_follow_may_stand_in_a_heading() -> None:
    assert lines_of("防災の計画4件\n\n地域防災計画があります。\n")[0] == (Role.HEADING, 62, "防災の計画4件")
