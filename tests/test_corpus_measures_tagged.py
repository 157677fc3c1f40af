"""Fields of measures whose titles the model reads: what is printed of them, verbatim, and nothing else."""

import pytest

from corpus.records.measures.parts import Draft, Row, Span
from corpus.records.measures.tagged.fields import add_fields
from corpus.records.measures.tagged.titles import is_whole

SHAPES = {
    "labels in brackets": (
        "居場所づくり\n【事業内容】空き家を使い、\n集まる場を開きます。\n【担当課】福祉課\n",
        [("事業内容", "空き家を使い、\n集まる場を開きます。"), ("担当課", "福祉課")],
    ),
    "labels before colons": ("見守り\n内容：配達の人が見守ります。\n対象：75歳以上の方\n", [("内容", "配達の人が見守ります。"), ("対象", "75歳以上の方")]),
    "all on one line": ("移動の支援 内容：送迎をします。 担当課：交通課", [("内容", "送迎をします。"), ("担当課", "交通課")]),
    "labels on lines of their own": ("相談の窓口\n■取組内容\n夜も相談を受けます。\n■所管課\n福祉課\n", [("取組内容", "夜も相談を受けます。"), ("所管課", "福祉課")]),
    "prose": ("買い物の支援\n店のない地区へ車を出し、\n買い物を支えます。\n", [("本文", "店のない地区へ車を出し、\n買い物を支えます。")]),
    "prose, then something else": ("買い物の支援\n車を出します。\n\n資料編\n調べました。\n", [("本文", "車を出します。")]),
    "indicators end the fields": ("見守り\n内容：訪ねます。\n指標：協力員の数\n", [("内容", "訪ねます。")]),
    "labels side by side are a header": ("見守り\n対象 内容 担当課\n75歳以上 訪ねます 福祉課\n", []),
    "a label far from the title": ("見守り\n\n調べました\n\n内容：訪ねます。\n", []),
    "a mark of its own ends a field": ("見守り\n内容：訪ねます。\n【申込先】福祉課\n【対象】\n75歳以上の方\n", [("内容", "訪ねます。"), ("対象", "75歳以上の方")]),
    "a desk before the prose": ("母子ケア\n保健所地域保健係\n0100-0084\n妊娠中から産後の方を、専門の職員が支えます。\n", []),
    "another entry behind the prose": ("見守り\n配達の人が見守ります。\n配食\n食事を届けます。\n", [("本文", "配達の人が見守ります。")]),
    "a label told again": ("見守り\n担当：福祉課\n配食\n担当：48 計画\n", [("担当", "福祉課")]),
    "no sentence": ("買い物の支援\n配食\n見守り\n", []),
    "far from the title": ("買い物の支援\n\n車を出します。\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fields"), SHAPES.values(), ids=SHAPES)
def test_fields_are_what_is_printed_behind_a_title(text: str, fields: list[tuple[str, str]]) -> None:
    title = text.split()[0]
    draft = Draft(None, title, 0, len(title))
    add_fields(draft, [], text, len(text))
    assert [(name, text[span.start : span.end]) for name, span in draft.fields] == fields


def test_what_is_said_of_the_next_measure_is_not_said_of_this_one() -> None:
    text = "見守り\n買い物の支援\n内容：車を出します。\n"
    draft = Draft(None, "見守り", 0, 3)
    add_fields(draft, [], text, 4)
    assert draft.fields == []


def test_cells_beside_a_title_are_told_under_names_that_are_labels() -> None:
    text = "見守り\t家を訪ねます\t重点\t福祉課"
    cells = (Span(0, 3), Span(4, 10), Span(11, 13), Span(14, 17))
    draft = Draft(None, "見守り", 0, 3)
    row = Row(0, len(text), cells, ("事業名", "事業内容", "区分", "担当課"), is_header=False)
    add_fields(draft, [row], text, len(text))
    assert [(name, text[span.start : span.end]) for name, span in draft.fields] == [
        ("事業内容", "家を訪ねます"),
        ("担当課", "福祉課"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "と記載介護予防事業の本格実施",
        "支え合いの環境を",
        "まちづくりの実現」",
        "企業・行政等）の存在",
        '["繰入金","一般会計繰入金',
        "見守りの推進及び",
    ],
)
def test_a_torn_line_is_no_title(title: str) -> None:
    assert not is_whole(title)


@pytest.mark.parametrize(
    "title",
    [
        "ときわ台サロンの開催",
        "もの忘れ相談",
        "「ふれあい」の発行",
        "はつらつ教室(出前)",
        "にこにこ広場",
        "安心して暮らせるまちへ",
    ],
)
def test_a_title_in_kana_or_brackets_is_whole(title: str) -> None:
    assert is_whole(title)
