from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.outline.lines import classify
from corpus.outline.passages import segment_outline
from corpus.outline.tree import outline
from corpus.readers import read
from corpus.reading import read_corpus
from corpus.records.found import Found
from corpus.records.indicators.finder import find_indicators
from corpus.records.indicators.indicator import Indicator, Value, ValueStatus

FIGURE = ValueStatus.FIGURE
Find = Callable[[str], tuple[Indicator, ...]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """The indicators of a plan with this text."""

    def indicators(text: str) -> tuple[Indicator, ...]:
        path = tmp_path / "keikaku.txt"
        path.write_text(text, encoding="utf-8")
        plan = read_corpus([path], {}).plans[0]
        lines = classify(read(path)[0])
        root = outline(lines, plan.text)
        return find_indicators(plan, root, segment_outline(plan, lines, root))

    return indicators


def figures(indicator: Indicator) -> tuple[str, str | None, float | None, float | None]:
    """Name, unit, baseline and target, as numbers."""
    baseline, target = indicator.baseline, indicator.target
    return (
        indicator.name,
        indicator.unit,
        baseline.value if baseline else None,
        target.value if target else None,
    )


def series(indicator: Indicator) -> list[tuple[int | None, float | None]]:
    return [(value.year, value.value) for value in indicator.series]


def test_a_table_of_targets_takes_years_from_its_header_unless_the_cell_has_its_own(find: Find) -> None:
    found = find(
        "■成果指標■\n\n指標項目\t令和6年\t目標値(令和12年)\n"
        "見守りに加わる人の割合\t42.9%\t50.0%\n"
        "相談員が受けた件数\t3,963件\t（検討中）件\n"
        "働き始めた人数\t23人 (R4)\t30人\n"
        "孤立死の率\t21.1\t15.0以下\n"
    )
    assert [figures(each) for each in found] == [
        ("見守りに加わる人の割合", "%", 42.9, 50),
        ("相談員が受けた件数", "件", 3963, None),
        ("働き始めた人数", "人", 23, 30),
        ("孤立死の率", None, 21.1, 15),
    ]
    assert [each.baseline and each.baseline.year for each in found] == [2024, 2024, 2022, 2024]
    assert found[1].target == Value(None, 2030, ValueStatus.PENDING, "（検討中）件")
    assert found[3].target == Value(15, 2030, FIGURE, "15.0以下")


def test_ids_count_in_order_and_an_indicator_links_to_its_passage(find: Find) -> None:
    found = find("■成果指標■\n\n指標項目\t現状値\t目標値\n集いの場の数\t12か所\t20か所\n講座の回数\t3回\t6回\n")
    assert [each.id for each in found] == ["keikaku/i0000", "keikaku/i0001"]
    assert [each.passage_id for each in found] == ["keikaku#0000", "keikaku#0000"]


def test_two_values_in_a_cell_stay_as_printed_and_the_first_counts(find: Find) -> None:
    (found,) = find(
        "■成果指標■\n\n指標項目\t令和6年\t目標値(令和12年)\n"
        "夢があると答えたこどもの割合\t小学6年生 82.3% 中学3年生 69.3%\t（検討中）%\n"
    )
    assert found.baseline == Value(82.3, 2024, FIGURE, "小学6年生 82.3% 中学3年生 69.3%")


def test_a_cell_of_two_years_is_a_series(find: Find) -> None:
    (found,) = find(
        "■成果指標■\n\n指標項目\t現状値\t目標値(令和11年度)\n待機するこどもの数\t34人 (R5) 27人 (R6)\t0人\n"
    )
    assert series(found) == [(2023, 34), (2024, 27), (2029, 0)]


def test_expected_figures_run_from_the_first_year_to_the_last(find: Find) -> None:
    (found,) = find(
        "障がい福祉計画\n計画期間 令和6年度～令和8年度\n\n第1章 見込量\n\n"
        "サービス名\t単位\t令和6年度\t令和7年度\t令和8年度\n通いの介護\t人日\t1,160\t1,180\t1,220\n"
    )
    assert figures(found) == ("通いの介護", "人日", 1160, 1220)
    assert series(found) == [(2024, 1160), (2025, 1180), (2026, 1220)]


def test_past_years_have_no_target(find: Find) -> None:
    (found,) = find(
        "障がい福祉計画\n計画期間 令和6年度～令和8年度\n\n第1章 現状\n\n"
        "区分\t単位\t令和3年\t令和4年\t令和5年\n手帳のある人\t人\t764\t752\t742\n"
    )
    assert figures(found) == ("手帳のある人", "人", 764, None)
    assert series(found) == [(2021, 764), (2022, 752), (2023, 742)]


def test_a_result_and_a_planned_value_keep_their_own_columns(find: Find) -> None:
    (found,) = find("第1章 実績\n\n項目\t単位\t計画値(令和5年度)\t実績(令和5年度)\n入所する人\t人\t32\t33\n")
    assert figures(found) == ("入所する人", "人", 33, 32)


def test_two_unlabelled_items_under_a_name_are_baseline_and_target(find: Find) -> None:
    found = find(
        "基本事業1\n助け合いのしくみ\n- 成果指標\n用語解説事業ごとに指標を置いています。\n-\n話し合いの場 開催数\n- 52回\n- 60回\n"
        "関係する団体との連携回数\n- 4,726回\n- 増加\n- 主担当課\n用語解説受け持つ課です。\n- 福祉課\n"
    )
    assert [figures(each) for each in found] == [
        ("話し合いの場 開催数", "回", 52, 60),
        ("関係する団体との連携回数", "回", 4726, None),
    ]
    assert found[1].target == Value(None, None, ValueStatus.TREND, "増加")


def test_a_bare_row_near_the_word_indicator_is_one_and_elsewhere_is_not(find: Find) -> None:
    found = find("施策全体をみる指標\n満足度 | 37.9% |\n---|---|\n参画度 | 41.0% |\n")
    assert [figures(each) for each in found] == [("満足度", "%", 37.9, None), ("参画度", "%", 41, None)]
    assert find("設問\t回答割合\n不安がある\t73.4%\n") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "・手引きの作成（配布部数 H28：1,000 H29：7,700）",
            [("配布部数", None, [(2016, 1000), (2017, 7700)])],
            id="name in the bracket",
        ),
        pytest.param(
            "・歯の検診(受診率 H28: 5.7% H29: 4.8%) ・保健指導",
            [("受診率", "%", [(2016, 5.7), (2017, 4.8)])],
            id="half-width, spaces",
        ),
        pytest.param(
            "・見守り員の研修(R5：4回 R6：6回)", [("見守り員の研修", "回", [(2023, 4), (2024, 6)])], id="item's name"
        ),
        pytest.param(
            "・協力店(協力店数 H28：5 6 社 H29：5 7 社)",
            [("協力店数", "社", [(2016, 56), (2017, 57)])],
            id="stray space",
        ),
        pytest.param(
            "・住宅(登録戸数 (累計) H28 : 1671 H29 : 1832)",
            [("登録戸数 (累計)", None, [(2016, 1671), (2017, 1832)])],
            id="no unit",
        ),
        pytest.param(
            "・学習教室（箇所数 H28：9箇所、H29：11箇所）",
            [("箇所数", "か所", [(2016, 9), (2017, 11)])],
            id="comma between",
        ),
        pytest.param(
            "・クラブ（会員数 H28：462クラブ(24,470人) H29：458クラブ(23,607人)）",
            [("会員数", "クラブ", [(2016, 462), (2017, 458)])],
            id="bracket in a value",
        ),
        pytest.param(
            "・公開講座開催数・参加者数 東病院 H28：6回 347名 H29：7回 650名 西病院 H28：7回 351名 H29：6回 301名",
            [
                ("公開講座開催数・参加者数 東病院", "回", [(2016, 6), (2017, 7)]),
                ("公開講座開催数・参加者数 西病院", "回", [(2016, 7), (2017, 6)]),
            ],
            id="a second name inherits what is counted",
        ),
        pytest.param(
            "・出張講座 東病院 H28：8回 西病院 H29：12回",
            [("出張講座 東病院", "回", []), ("出張講座 西病院", "回", [])],
            id="one year each",
        ),
        pytest.param(
            "・ごみ出し(手伝い①大きなごみ件数 H28：1,620 件 H29：1,545 件 ②世帯数 H28：779 世帯)",
            [("手伝い 大きなごみ件数", "件", [(2016, 1620), (2017, 1545)]), ("手伝い 世帯数", "世帯", [])],
            id="circled parts",
        ),
        pytest.param(
            "支援センター相談件数 H28：133件 H29：249件",
            [("支援センター相談件数", "件", [(2016, 133), (2017, 249)])],
            id="no bracket",
        ),
        pytest.param(
            "・広報（H28：住宅計画の策定 H29：冊子を75万部配布して家庭の備えを啓発）", [], id="events are no counts"
        ),
        pytest.param("・基本計画（H28：第4次計画の策定）", [], id="an ordinal is no count"),
        pytest.param("・新計画の推進（H30～H33年度）", [], id="a period is no count"),
    ],
)
def test_counts_by_year(find: Find, text: str, expected: list[tuple[str, str | None, list[tuple[int, float]]]]) -> None:
    found = find(f"視点1 「暮らし」\n\n{text}\n")
    assert [(each.name, each.unit, series(each)) for each in found] == expected


@pytest.mark.parametrize(
    ("sentence", "name", "unit", "value", "year"),
    [
        pytest.param("相談しやすくしたところ、相談件数が約3倍に増加しました。", "相談件数", "倍", 3, None, id="倍"),
        pytest.param("研修を実施した。(参加人数 386 人)", "参加人数", "人", 386, None, id="in brackets"),
        pytest.param(
            "養成講座の実施。年間で約 3,000 人受講しました。",
            "養成講座",
            "人",
            3000,
            None,
            id="name in the sentence before",
        ),
        pytest.param("放課後の教室を小学校全 16 校で開始しました。", "小学校", "校", 16, None, id="all of them"),
        pytest.param(
            "改修費の補助金として500万円を予算化しました。", "改修費の補助金", "円", 5_000_000, None, id="万円"
        ),
        pytest.param(
            "委員会の市民委員を 10 名中 3 名に増やした。", "委員会の市民委員", "人", 3, None, id="a part of a whole"
        ),
        pytest.param(
            "認定を受けた人(平成 29 年 10 月 1 日現在 10,182 人)に尋ねた。",
            "認定を受けた人",
            "人",
            10182,
            2017,
            id="a date in the bracket",
        ),
        pytest.param(
            "創業の融資を実施し、4 件の利用があった", "創業の融資", "件", 4, None, id="the clause before names it"
        ),
        pytest.param(
            "費用の助成を行う。(30,000円／年間)", "費用の助成", "円", 30000, None, id="the sentence before the bracket"
        ),
    ],
)
def test_a_figure_of_an_achievement_is_named_by_the_words_before_it(
    find: Find, sentence: str, name: str, unit: str, value: float, year: int | None
) -> None:
    (found,) = find(f"政策 01 見守り\n【内容】\t見守りをします。\n【実績】\t{sentence}\n")
    assert figures(found) == (name, unit, value, None)
    assert found.baseline is not None
    assert found.baseline.year == year


def test_from_one_figure_to_another_is_one_indicator_of_two_years(find: Find) -> None:
    (found,) = find(
        "政策 01 雇用\n【実績】\t通いの場に加わる人の人数は、平成 30 年の 1203 人から、令和3年6月現在、1540 人に増えました。\n"
    )
    assert (found.name, series(found)) == ("通いの場に加わる人の人数", [(2018, 1203), (2021, 1540)])


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("令和2年12月11日付で知らせました。", id="a date"),
        pytest.param("65 歳以上の方を対象に実施しました。", id="an age"),
        pytest.param("市役所 1 階に窓口を開きました。", id="a floor"),
        pytest.param("社会福祉法第 107 条の計画です。", id="a law's article"),
        pytest.param("定例会を毎月1回開きました。", id="a frequency"),
        pytest.param("「障害者二千人雇用センター」を開きました。", id="a number in a name"),
    ],
)
def test_what_counts_nothing_is_no_indicator(find: Find, sentence: str) -> None:
    assert find(f"政策 01 見守り\n【実績】\t{sentence}\n") == ()


TORN = (
    "指標 策定時値 平成28年 (2016年) 中間評価値 平成31年 目標値 平成34年 (2022年) 達成状況 (1)よく歩く人の増加 "
    "毎日30分以上歩く人の割合 41.2% 43.0% 50%以上 △ (2)かむ人の増加 よくかんで食べる人の割合 男子 51.0% 女子 55.5% "
    "男子 52.0% 女子 56.5% 60% ○ ②減塩を心がける人の割合 18歳以上 33.3% - 増加 ※参考値です。 歩く人は12.5%でした。"
)


def test_a_table_torn_to_one_line_has_its_rows_by_the_number_of_its_columns(find: Find) -> None:
    found = find(f"第2章 評価\n\n{TORN}\n")
    assert [(each.name, each.baseline and each.baseline.value, each.target and each.target.text) for each in found] == [
        ("毎日30分以上歩く人の割合", 41.2, "50%以上"),
        ("よくかんで食べる人の割合", 51.0, "60%"),
        ("よくかんで食べる人の割合", 55.5, "60%"),
        ("減塩を心がける人の割合", 33.3, "増加"),
    ]
    assert [each.subject for each in found] == [None, "男子", "女子", "18歳以上"]
    assert [each.baseline and each.baseline.year for each in found] == [2016] * 4
    assert [each.target and each.target.year for each in found] == [2022] * 4


def test_a_torn_row_takes_the_years_in_its_own_brackets(find: Find) -> None:
    found = find("重要業績評価指標(KPI) 基準値 目標値 出生数 320人(R2) 350人(R8) 婚姻数 180件(R1) 200件(R8)\n")
    assert [figures(each) for each in found] == [("出生数", "人", 320, 350), ("婚姻数", "件", 180, 200)]
    assert [(each.baseline.year, each.target.year) for each in found if each.baseline and each.target] == [
        (2020, 2026), (2019, 2026),
    ]  # fmt: skip


def test_a_table_torn_to_a_cell_a_line_has_the_years_over_its_columns(find: Find) -> None:
    cells = (
        "指標 |\n平成28年度 |\n平成31年度 現状値 |\n平成34年度 目標値 |\n歩く人の割合 |\n40.5% |\n41.0% |\n45.0% |\n"
    )
    (found,) = find(f"第2章 評価\n\n{cells}")
    assert (found.name, series(found)) == ("歩く人の割合", [(2016, 40.5), (2019, 41.0), (2022, 45.0)])
    assert found.baseline is not None and found.baseline.year == 2019


@pytest.mark.parametrize(
    "page",
    [
        "成果指標\n見守り講座の参加者数　120人（R3）⇒180人（R8）\n",
        "■指標\n見守り講座の参加者数\n■令和3年度実績\n120人\n■令和8年度目標\n180人\n",
        "①見守り講座の参加者数 【現状】120人（R3）【目標】180人（R8）\n",
        "No.\n指標名\n単位\n基準値\n令和3年度\n目標値\n令和8年度\n1\n見守り講座の参加者数\n人\n120\n180\n2\n相談の回数\n回\n40\n60\n",
        "指標 現状値 目標値 見守り講座の参加者数 令和3年度 120人 令和8年度 180人\n",
        "施策\t指標\t現状（令和3年度）\t目標（令和8年度）\n見守り\t見守り講座の参加者数\t120人\t180人\n",
    ],
)
def test_an_indicator_is_the_same_in_any_arrangement(find: Find, page: str) -> None:
    first = find(page)[0]
    assert (first.name, first.unit) == ("見守り講座の参加者数", "人")
    assert first.baseline == Value(120, 2021, FIGURE, first.baseline.text if first.baseline else "")
    assert first.target == Value(180, 2026, FIGURE, first.target.text if first.target else "")


def test_what_was_reached_is_no_baseline_beside_a_rate_of_achievement(find: Find) -> None:
    (found,) = find("指標\n目標値\n実績値\n達成率\n見守り講座の参加者数\n200人\n150人\n75.0%\n")
    assert found.baseline is None and found.target is not None and found.target.value == 200
    assert [(each.value, each.kind) for each in found.series] == [(200, None), (150, "実績値"), (75, "達成率")]


@pytest.mark.parametrize(
    "page",
    [
        "国は、令和8年までに自殺死亡率を13.0以下にすることを目標としています。\n",
        "目次\n1 現状値の整理 12\n2 目標値の設定 25\n",
        "健康のために、1日8,000歩以上歩くことを目標にしましょう。\n",
        "就労の目標を定めた人に月額5万円を支給します。現状では申請が30件あります。\n",
    ],
)
def test_aims_of_others_contents_and_advice_are_no_indicators(find: Find, page: str) -> None:
    assert find(page) == ()


def test_text_that_only_speaks_of_targets_has_no_torn_table(find: Find) -> None:
    assert find("基準値と目標値を定め、毎年度の評価で3件の見直しを行い、20%の減少をめざします。\n") == ()


@pytest.mark.parametrize(
    ("sentence", "name", "past", "target"),
    [
        ("自殺死亡率を平成27年の18.5から、令和8年までにおおむね30%減らし13.0以下にすることを目指します。", "自殺死亡率", (2015, 18.5), (2026, 13)),
        ("健診の受診率は、令和5年度の41.2%から令和11年度には60%以上とすることを目標とします。", "健診の受診率", (2023, 41.2), (2029, 60)),
        ("令和4年度の待機児童数12人を、令和8年度までに0人にすることを目指す。", "待機児童数", (2022, 12), (2026, 0)),
    ],
)  # fmt: skip
def test_a_sentence_states_where_a_figure_is_to_go(
    find: Find, sentence: str, name: str, past: tuple[int, float], target: tuple[int, float]
) -> None:
    (found,) = find(f"計画の数値目標\n\n{sentence}\n")
    assert found.name == name
    assert found.baseline is not None and (found.baseline.year, found.baseline.value) == past
    assert found.target is not None and (found.target.year, found.target.value) == target


def test_figures_outside_an_achievement_are_left_alone(find: Find) -> None:
    assert find("政策 01 雇用\n【内容】\t障害者雇用 2000 人を目指します。\n") == ()


def test_a_line_without_end_is_read_in_bounded_time(find: Find) -> None:
    assert find("政策 01 見守り\n【実績】\t" + "漢字の" * 8000 + "数が3人\n")[0].unit == "人"


def test_a_value_of_two_pieces_that_stand_apart_is_none(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """相談から就労までを一貫して支えます。目標値には「維持」 was read as a target 一貫して支えます。には「."""
    text = "見守りの回数は42回から50回へ。就労まで一貫して支えます。目標値には「維持」を用います。"
    start = text.index("就労")
    torn = Value(None, 2029, ValueStatus.TREND, "一貫して支えます。には「")
    found = (
        Found("見守りの回数", "回", Value(42, 2023, FIGURE, "42 回"), Value(50, 2029, FIGURE, "50回"), (), 0, start),
        Found("就労まで", None, Value(None, 2023, ValueStatus.TREND, "維持"), torn, (), start, len(text)),
    )
    monkeypatch.setattr("corpus.records.indicators.finder._all_found", lambda root, plan: iter(found))
    assert [each.name for each in find(text)] == ["見守りの回数"]
