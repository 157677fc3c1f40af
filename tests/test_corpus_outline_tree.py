from corpus.outline.lines import Line, Role, classify
from corpus.outline.tree import Block, Section, cells_of, outline
from corpus.text.markup import read_markup


def sketch(section: Section, text: str) -> list[object]:
    """The tree as nested lists: a section is its title followed by what is in it, a block its text."""
    title = [section.line.title] if section.line else []
    inner = [
        sketch(child, text) if isinstance(child, Section) else text[child.start : child.end]
        for child in section.children
    ]
    return [*title, *inner]


def sketch_of(source: str) -> list[object]:
    document = read_markup(source)
    return sketch(outline(classify(document), document.text), document.text)


def rows_of(source: str) -> list[tuple[str, str, tuple[str, ...]]]:
    document = read_markup(source)
    root = outline(classify(document), document.text)
    return [
        (document.text[row.start : row.end], row.label, row.header) for row in root.children if isinstance(row, Block)
    ]


def test_a_heading_closes_the_sections_of_its_rank_and_within() -> None:
    source = "第1章 総論\n第1節 背景\n港のまちです。\n第1項 人口\n減りました。\n第2節 期間\n6年間です。\n第2章 各論\n本論です。"
    assert sketch_of(source) == [
        ["第1章 総論", ["第1節 背景", "港のまちです。", ["第1項 人口", "減りました。"]], ["第2節 期間", "6年間です。"]],
        ["第2章 各論", "本論です。"],
    ]


def test_goals_labels_and_numbers_nest_in_this_order() -> None:
    source = "基本目標1 支え合う\n■現状と課題■\n孤立が増えました。\n■基本施策■\n(1) 相談\n◇窓口を置く。\n(2) 移動\n◇車を出す。"
    assert sketch_of(source) == [
        [
            "基本目標1 支え合う",
            ["■現状と課題■", "孤立が増えました。"],
            ["■基本施策■", ["(1) 相談", "◇窓口を置く。"], ["(2) 移動", "◇車を出す。"]],
        ]
    ]


def test_a_heading_with_nothing_under_it_is_text_of_the_section_around_it() -> None:
    assert sketch_of("第1章 総論\n(1) 配食\n(2) 送迎\n車で送ります。") == [
        ["第1章 総論", "(1) 配食", ["(2) 送迎", "車で送ります。"]]
    ]


def test_a_sentence_broken_by_a_page_is_one_block() -> None:
    source = (
        "困りごとを丸ごと受け止める相談窓口を市役所の一階に設け、担当が分からない相談にも応じ\n\n12\n\nることとします。"
    )
    assert sketch_of(source) == [source]


def test_a_short_label_and_the_line_under_it_are_two_blocks() -> None:
    assert sketch_of("担当課\n福祉課") == ["担当課", "福祉課"]


def test_contents_and_page_furniture_are_left_out() -> None:
    assert sketch_of("目次\n第1章 総論\t1\n第2章 各論\t9\n\n3\n詳しく見る\n相談の窓口です。") == ["相談の窓口です。"]


def test_every_row_carries_the_cells_of_the_header_above_it() -> None:
    header = ("地区", "名称", "場所")
    assert rows_of("地区\t名称\t場所\n東部\tみなと茶の間\t港町会館\n西部\t坂の上\t団地集会室") == [
        ("地区\t名称\t場所\n東部\tみなと茶の間\t港町会館", "東部", header),
        ("西部\t坂の上\t団地集会室", "西部", header),
    ]


def test_an_empty_first_cell_carries_the_label_of_its_group() -> None:
    rows = rows_of("地区\t名称\t場所\n東部\tみなと茶の間\t港町会館\n\t網干しサロン\t貝寄町集会所\n西部\t坂の上\t集会室")
    assert [label for _, label, _ in rows] == ["東部", "東部", "西部"]


def test_a_label_leaves_out_the_departments_in_brackets() -> None:
    assert [label for _, label, _ in rows_of("移動支援事業(交通課、福祉課)\t車を出す。")] == ["移動支援事業"]


def test_running_text_ends_a_table_and_its_header() -> None:
    rows = rows_of("地区\t名称\t場所\n東部\tみなと\t会館\n次は人数です。\n東部\t12人\t34人")
    assert [(text, header) for text, _, header in rows] == [
        ("地区\t名称\t場所\n東部\tみなと\t会館", ("地区", "名称", "場所")),
        ("次は人数です。", ()),
        ("東部\t12人\t34人", ()),
    ]


def test_a_header_with_no_row_under_it_is_a_row_after_all() -> None:
    assert rows_of("事業名\t内容\t担当\n次のとおりです。") == [
        ("事業名\t内容\t担当", "", ()),
        ("次のとおりです。", "", ()),
    ]


def test_a_second_header_takes_over_from_the_first() -> None:
    rows = rows_of("地区\t名称\t場所\n東部\tみなと\t会館\n指標\t現状値\t目標値\n相談件数\t96件\t150件")
    assert [header for _, _, header in rows] == [("地区", "名称", "場所"), ("指標", "現状値", "目標値")]


def test_two_cells_of_a_name_and_a_sentence_are_no_header() -> None:
    assert [header for _, _, header in rows_of("担当課\t高齢者支援課\n事業内容\t費用を助成する。")] == [(), ()]


def test_cells_are_parted_by_tabs_or_else_by_bars() -> None:
    assert cells_of("東部\t みなと茶の間 \t") == ["東部", "みなと茶の間", ""]
    assert cells_of("満足度 | 37.9% |") == ["満足度", "37.9%"]
    assert cells_of("サロン|広場\t会館") == ["サロン|広場", "会館"]


def test_a_row_that_names_another_group_does_not_go_on_with_the_one_above() -> None:
    source = (
        "地区\tサロン名\t場所\n港町\t朝の茶の間\t港町会館\n\t昼の茶の間\t漁村センター\n"
        "\t丘町のサロン\t集会所\n\t編み物の会\t集会所\n丘町\t歌の会\t丘町会館\n\t囲碁の会\t丘町会館"
    )
    labels = [(row.split("\t")[-2], label) for row, label, _ in rows_of(source)]
    assert labels == [
        ("朝の茶の間", "港町"),
        ("昼の茶の間", "港町"),
        ("丘町のサロン", ""),
        ("編み物の会", ""),
        ("歌の会", "丘町"),
        ("囲碁の会", "丘町"),
    ]


def test_an_empty_header_cell_in_the_middle_keeps_the_columns_in_place() -> None:
    rows = rows_of("事業名\t\t内容\t担当\n配食\t新規\t食事を届けます。\t福祉課")
    assert rows == [
        ("事業名\t\t内容\t担当\n配食\t新規\t食事を届けます。\t福祉課", "配食", ("事業名", "", "内容", "担当"))
    ]


def test_a_button_with_its_explanation_is_left_out_only_where_the_page_repeats_it() -> None:
    popup = "見守りの輪\n用語解説\n{}を表しています。\n相談は{}で受けます。\n"
    page = "".join(popup.format(what, where) for what, where in (("人数", "港"), ("割合", "駅"), ("回数", "丘")))
    assert [line for line in sketch_of(page) if "表して" in str(line) or "用語" in str(line)] == []
    assert sketch_of("用語解説\n相談支援とは、困りごとを聞くことです。") == [
        "用語解説",
        "相談支援とは、困りごとを聞くことです。",
    ]


def test_a_numbered_label_takes_its_name_from_behind_a_sentence_that_every_one_repeats() -> None:
    goal = "基本事業{}\n基本事業はいくつかの事業からなります。\n{}\n取り組みます。\n"
    page = "".join(goal.format(*each) for each in ((1, "見守り"), (2, "移動"), (3, "居場所")))
    assert sketch_of(page) == [
        [f"基本事業{number} {name}", "基本事業はいくつかの事業からなります。", name, "取り組みます。"]
        for number, name in ((1, "見守り"), (2, "移動"), (3, "居場所"))
    ]


def test_a_bracketed_label_within_a_numbering_stays_inside_its_number() -> None:
    source = "第2項 居場所\n(1) サロン\n集まります。\n【課題】\n(1) 場所が足りません\n空きを探します。\n(2) 空き家\n使います。"
    assert sketch_of(source) == [
        [
            "第2項 居場所",
            ["(1) サロン", "集まります。", "【課題】"],
            ["(1) 場所が足りません", "空きを探します。"],
            ["(2) 空き家", "使います。"],
        ]
    ]


def test_a_plain_heading_stands_over_its_numbering_behind_some_text_if_its_peer_does() -> None:
    source = (
        "第2章 方向\n\n知らせる\n\n冊子を配ります。\n\n(1) 会議\n\n開きます。\n\n(2) 催し\n\n催します。\n\n"
        "仕組み\n\n(1) 医療\n\nつなぎます。\n"
    )
    assert sketch_of(source) == [
        [
            "第2章 方向",
            ["知らせる", "冊子を配ります。", ["(1) 会議", "開きます。"], ["(2) 催し", "催します。"]],
            ["仕組み", ["(1) 医療", "つなぎます。"]],
        ]
    ]


def test_a_header_of_two_rows_names_each_column_by_both() -> None:
    source = "サービス名\t令和6年度\t\t令和7年度\t\nサービス名\t見込\t実績\t見込\t実績\n居宅介護\t120人\t115人\t130人\t128人\n"
    [(_, _, header)] = rows_of(source)
    assert header == ("サービス名", "令和6年度 見込", "令和6年度 実績", "令和7年度 見込", "令和7年度 実績")


def test_a_row_under_a_wide_header_cell_is_no_header_without_repeating_a_name() -> None:
    source = "地区\t窓口\t\t電話番号\n東\t本所\t北側\t福祉課へ\n西\t支所\t南側\t福祉課へ\n"
    assert [header for _, _, header in rows_of(source)] == [("地区", "窓口", "", "電話番号")] * 2


def test_a_row_knows_where_it_begins_though_a_header_cell_holds_a_line_break() -> None:
    text = "指標\t現状値\n(令和5年度)\t目標値\n協力員数\t120人\t200人"
    lines = (Line(Role.ROW, 0, 18, None, ""), Line(Role.ROW, 19, len(text), None, ""))
    [row] = outline(lines, text).children
    assert isinstance(row, Block)
    assert (text[row.start : row.end], text[row.row_start : row.end]) == (text, "協力員数\t120人\t200人")
    assert row.header == ("指標", "現状値\n(令和5年度)", "目標値")
