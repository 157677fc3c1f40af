"""Measures that a plan only lists: what is one, on which level, and what is none."""

from pathlib import Path

import pytest

from corpus.reading import read_corpus
from corpus.records.measures.listed.finder import listed_measures
from corpus.records.measures.measure import Measure


def titles(source: str) -> list[str]:
    return [draft.title for draft in listed_measures(source, {})]


LISTS = {
    "numbers in brackets under a goal": (
        "施策の展開\n基本目標1 ともに支え合うまちをつくる\n(1)見守り活動の推進\n町内会と連携し、見守りを進めます。\n"
        "(2)ボランティアの育成\n講座を開き、担い手を育成します。\n(3)交流の場の充実\n集まる機会を増やします。\n",
        ["見守り活動の推進", "ボランティアの育成", "交流の場の充実"],
    ),
    "one line, as a page comes out of a file": (
        "海辺市福祉計画 第3章 施策の展開 第1節 安心して暮らせるまちに 1 相談体制の充実 身近な場所で相談に応じ、必要な支援につなげます。 "
        "2 移動手段の確保 公共交通を利用しやすくするため、関係機関と連携して取り組みます。 3 住まいの確保に向けた支援 空き家の活用を進めます。",
        ["相談体制の充実", "移動手段の確保", "住まいの確保に向けた支援"],
    ),
    "numbers that go on from goal to goal": (
        "基本目標1 つながりのあるまち\n1.地域活動への参加促進\n2.居場所づくりの支援\n基本目標2 安心のあるまち\n3.相談窓口の充実\n4.権利擁護の推進\n",
        ["地域活動への参加促進", "居場所づくりの支援", "相談窓口の充実", "権利擁護の推進"],
    ),
    "the word for it in the mark": (
        "目標達成のための施策\n施策1 こころの健康づくりを進める\n施策2 相談しやすい体制の整備\n施策3 支える人材の確保と養成\n計画の期間\n令和6年度から令和11年度まで\n",
        ["こころの健康づくりを進める", "相談しやすい体制の整備", "支える人材の確保と養成"],
    ),
    "bullets with departments, and letters that lost their circles": (
        "【具体的な事業】\n①子育てを応援する環境づくり\n○拡一時預かり事業の拡充【こども課】\n○新産後ケア事業の実施【健康課】\n○放課後児童クラブの充実【学校教育課】\n",
        ["一時預かり事業の拡充", "産後ケア事業の実施", "放課後児童クラブの充実"],
    ),
    "bold heads with prose behind a colon": (
        "今後の取り組み\n- 見守りネットワークの強化: 事業者と協定を結び、異変の早期発見に努めます。\n"
        "- 買い物支援の実施: 移動販売を行う事業者を支援します。\n- 防災訓練への参加促進: 地域の訓練を支援し、参加を進めます。\n",
        ["見守りネットワークの強化", "買い物支援の実施", "防災訓練への参加促進"],
    ),
    "a broken title": (
        "重点施策\n(1)障がいのある人の就労と\n社会参加の促進\n企業と連携して進めます。\n(2)手話を使いやすい環境の整備\n講座を実施します。\n",
        ["障がいのある人の就労と社会参加の促進", "手話を使いやすい環境の整備"],
    ),
    "kana under numbers in brackets": (
        "3 具体的な取組\n(1)相談支援\nア 相談員の配置と研修の実施\nイ 出張相談会の開催\n(2)地域づくり\nア 通いの場の立ち上げ支援\nイ 交流イベントの開催\n",
        ["相談員の配置と研修の実施", "出張相談会の開催", "通いの場の立ち上げ支援", "交流イベントの開催"],
    ),
}
NONE = {
    "a page of a benefit": (
        "補聴器購入費の助成\n対象者\n(1)市内に住所を有する65歳以上の方\n(2)市民税が非課税の世帯の方\n(3)医師が必要と認めた方\n"
        "申請に必要なもの\n- 申請書\n- 見積書\n- 本人確認書類\n申請窓口\n- 高齢福祉課\n- 北支所\n"
    ),
    "questions and answers": (
        "よくある質問\nQ1 求職中でも申し込めますか?\nA1 申し込めます。\nQ2 引っ越したときの手続きは必要ですか?\nA2 届け出てください。\n"
    ),
    "desks": (
        "相談窓口一覧\n1 東地域包括支援センター\n電話 0000-00-1111\n2 西地域包括支援センター\n電話 0000-00-2222\n3 障がい者相談支援センター\n電話 0000-00-3333\n"
    ),
    "a page that says that there is a plan": (
        "福祉計画を策定しました\n1 計画策定の趣旨\n支え合うまちをめざし、計画を策定しました。\n2 計画の期間\n令和6年度から令和10年度まで\n"
        "3 計画の位置づけ\n法律に基づく計画です。\n4 計画の内容\n全体版(PDF:1MB)\n概要版(PDF:300KB)\n"
    ),
    "what people said, and figures": (
        "主な意見\n・移動手段が足りない\n・相談先を知らない\n・集まる場所がほしい\n数値目標\n・相談件数 1,200件\n・登録者数 85人\n・利用率 35.2%\n"
    ),
    "agenda": ("次第\n1 開会\n2 会長あいさつ\n3 議題\n(1)計画の進捗状況について\n(2)その他\n4 閉会\n"),
    "rows of a table": (
        "品目\t区分\t料金\n1 アイロン\t燃やさない\t無料\n2 網戸の修理\t受け付けない\t-\n3 家具の移動支援\t予約\t300円\n"
    ),
}


@pytest.mark.parametrize("case", LISTS)
def test_a_list_of_measures_is_told_by_what_it_looks_like(case: str) -> None:
    source, wanted = LISTS[case]
    assert titles(source) == wanted


@pytest.mark.parametrize("case", NONE)
def test_other_lists_hold_no_measures(case: str) -> None:
    assert titles(NONE[case]) == []


def test_what_is_said_of_a_measure_and_who_does_it_are_its_fields() -> None:
    drafts = listed_measures(LISTS["bold heads with prose behind a colon"][0], {})
    source = LISTS["bold heads with prose behind a colon"][0]
    assert [(name, source[span.start : span.end]) for name, span in drafts[1].fields] == [
        ("本文", "移動販売を行う事業者を支援します。")
    ]
    source = LISTS["bullets with departments, and letters that lost their circles"][0]
    drafts = listed_measures(source, {})
    assert [(name, source[span.start : span.end]) for name, span in drafts[0].fields] == [("担当", "こども課")]


def test_a_title_in_the_list_of_contents_and_over_its_text_is_one_measure() -> None:
    source = (
        "目次\n第2章 施策の展開\n(1)相談支援の充実\n(2)居場所づくりの推進\n第2章 施策の展開\n"
        "(1)相談支援の充実\n専門職が相談に応じ、支援につなげます。\n(2)居場所づくりの推進\n運営を支援し、参加を進めます。\n"
    )
    drafts = listed_measures(source, {})
    assert [(draft.title, len(draft.fields)) for draft in drafts] == [("相談支援の充実", 1), ("居場所づくりの推進", 1)]


TABLES = {
    "goal, who and what": (
        "施策の展開\n施策の方向\t主な事業\t事業内容\t推進者\n安心\t見守り訪問\t月に一度訪ねます。\t福祉課\n安心\t配食の支援\t昼食を届けます。\t社協\n",
        ["見守り訪問", "配食の支援"],
    ),
    "項目": (
        "取組項目\t取組内容\t担当課\n健康教室の開催\t年6回開きます。\t健康課\n受診の勧奨\t通知を送ります。\t国保課\n",
        ["健康教室の開催", "受診の勧奨"],
    ),
    "事業 in brackets": (
        "No.\t施策（事業）名称\t概要\t所管課\n1\t雪かき応援\t学生が雪かきをします。\t福祉課\n2\t緊急通報装置の貸与\t装置を貸します。\t高齢課\n",
        ["雪かき応援", "緊急通報装置の貸与"],
    ),
    "individual measures": (
        "個別事業名\t目的\t対象\t方法\nひろばの運営\t交流\t親子\t週5日開きます。\n一時預かり\t休養\t乳幼児\t保育所で預かります。\n",
        ["ひろばの運営", "一時預かり"],
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_row_under_a_column_of_measures_is_one(case: str, tmp_path: Path) -> None:
    source, wanted = TABLES[case]
    (tmp_path / "tsukimi.txt").write_text(source, encoding="utf-8")
    assert [measure.title for measure in read_corpus([tmp_path / "tsukimi.txt"], {}).of(Measure)] == wanted


def test_headings_of_the_files_own_markup_keep_their_levels(tmp_path: Path) -> None:
    source = (
        "<h1>福祉計画</h1><h2>具体的な取組</h2><h3>見守りの推進</h3><p>関係機関と連携し、見守りを進めます。</p>"
        "<h3>居場所づくりの支援</h3><p>運営を支援し、参加を促進します。</p><h3>相談体制の充実</h3><p>相談に応じ、支援につなげます。</p>"
    )
    (tmp_path / "tsukimi.html").write_text(f"<html><body>{source}</body></html>", encoding="utf-8")
    found = read_corpus([tmp_path / "tsukimi.html"], {}).of(Measure)
    assert [measure.title for measure in found] == ["見守りの推進", "居場所づくりの支援", "相談体制の充実"]
