import pytest

from corpus.about.title import announced, find_title, kind_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("児童館の利用案内\n更新日:2025年1月9日\n児童館は誰でも使えます。", "児童館の利用案内", id="a page"),
        pytest.param("こころの相談\n\n掲載日:令和6年4月1日\n相談を受けます。", "こころの相談", id="a date below it"),
        pytest.param("おむつ券\nおむつ券\n要介護の方に券をお渡しします。", "おむつ券", id="told twice"),
        pytest.param("保育園に関するよくある質問\n質問1 いつまでですか。", "保育園に関するよくある質問", id="questions"),
        pytest.param("汐見原市\nいのち支える計画\n令和6年3月\n", "いのち支える計画", id="a cover"),
        pytest.param("第3期\n地域福祉に関する\n推進計画\n", "地域福祉に関する推進計画", id="broken after に関する"),
        pytest.param("トップ > くらし > 福祉\n高齢者のしおり\n本文です。", "高齢者のしおり", id="a trail above it"),
        pytest.param("資料2 計画の骨子案について\n", "計画の骨子案について", id="a paper's number"),
    ],
)  # fmt: skip
def test_the_title_is_the_line_that_says_what_it_is(text: str, title: str) -> None:
    assert find_title(text.split("\n")) == title


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "第1章 はじめに\n\nこの計画は、支え合って暮らせるまちを\nつくるために定めます。\n", id="half a sentence"
        ),
        pytest.param("市では見守りの計画を\n定めました。\n", id="half a sentence first"),
        pytest.param("計画の期間\n令和6年度から\n", id="a section of any plan"),
        pytest.param("第3章 計画の推進\n", id="a chapter"),
        pytest.param("お知らせ\n更新日:2025年1月9日\n", id="a word of every page"),
        pytest.param("策定委員会\n更新日:2025年1月9日\n", id="a body"),
        pytest.param("令和6年4月1日現在\n令和6年4月1日現在\n", id="a date"),
        pytest.param("地域福祉計画の体系(案\n", id="a bracket left open"),
        pytest.param("計画はこちら、\n", id="a clause"),
    ],
)
def test_what_is_no_title_is_not_taken_for_one(text: str) -> None:
    assert find_title(text.split("\n")) is None


@pytest.mark.parametrize(
    ("marked", "title"),
    [
        pytest.param(["配食サービス | 汐見原市公式ウェブサイト"], "配食サービス", id="the site behind it"),
        pytest.param(["汐見原市ホームページ - 配食サービス"], "配食サービス", id="the site before it"),
        pytest.param(["トップページ", "配食サービス"], "配食サービス", id="a page's name that says nothing"),
        pytest.param(["逗子市 | 配食サービス"], "配食サービス", id="a city's name alone"),
        pytest.param(["地域福祉-活動計画"], "地域福祉-活動計画", id="a hyphen inside"),
    ],
)
def test_what_the_file_marks_as_its_title_is_it(marked: list[str], title: str) -> None:
    assert find_title(["配食とは", "お弁当を届けます。"], marked) == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("子育て支援センターのお知らせ", None),
        ("障害者手帳の申請について(よくある質問)", "FAQ"),
        ("広報しおみ 2024年10月号", "広報"),
        ("子育てハンドブック", "ガイドブック"),
        ("まち・ひと・しごと創生総合戦略", "総合戦略"),
        ("健康プラン(健康増進計画・食育推進計画)", "健康増進計画"),
        (None, None),
    ],
)
def test_the_kind_is_what_the_title_calls_it(title: str | None, kind: str | None) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("市は「第2期汐見原市自殺対策計画」を策定しました。", "第2期汐見原市自殺対策計画", id="made"),
        pytest.param(
            "『高齢者いきいきプラン(概要版)』を新たに策定いたしました。", "高齢者いきいきプラン", id="with a bracket"
        ),
        pytest.param(
            "令和2年に「汐見原市健康計画」を策定し、進めました。今回「第2期汐見原市健康計画」を改定しました。",
            "第2期汐見原市健康計画",
            id="the earlier one on the way",
        ),
        pytest.param("国は「子ども大綱」を定めています。計画を策定しました。", None, id="none in quotes"),
        pytest.param("「汐見原市健康計画」を読みました。", None, id="not made"),
    ],
)
def test_a_page_without_a_heading_names_the_plan_it_announces(text: str, title: str | None) -> None:
    assert announced(text) == title
