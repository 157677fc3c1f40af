"""Indicators on pages as they are printed: broken lines, ruled boxes, headers far above, statistics beside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.read_plan import read_plans
from corpus.records.indicators.indicator import Indicator
from corpus.records.indicators.running.plain import plain
from tests.proportion import grows_in_proportion

Told = tuple[str, str | None, tuple[str, int | None] | None, tuple[str, int | None] | None]
Reads = Callable[[str], list[Told]]


@pytest.fixture
def told(tmp_path: Path) -> Reads:
    def read(text: str) -> list[Told]:
        path = tmp_path / "keikaku.txt"
        path.write_text(text, encoding="utf-8")
        [plan] = read_plans(None, path.name, path)
        return [
            (
                "".join(each.name.split()),
                each.subject,
                (each.baseline.text, each.baseline.year) if each.baseline else None,
                (each.target.text, each.target.year) if each.target else None,
            )
            for each in plan.structure.of(Indicator)
        ]

    return read


def test_a_sentence_is_read_across_its_lines(told: Reads) -> None:
    text = (
        "２ 計画の目標\n\n"
        "　本市では、これまでの取組をふまえ、特定健康診査の受診率を令和５年度の41.3％から令\n"
        "和11年度までに60％以上に引き上げることを目標とします。\n"
    )
    assert told(text) == [("特定健康診査の受診率", None, ("41.3％", 2023), ("60％以上", 2029))]


def test_rows_of_a_table_are_not_joined_as_a_sentence_is() -> None:
    text = "項目　現状　目標\n見守り活動に取り組む自治会の数を増やす取組　－　年１回以上\n居場所づくりの会の開催を進める取組　１回　２回\n"
    assert plain(text).text == text


@pytest.mark.parametrize("wall", ["│", "┃", "┆"])
def test_walls_of_a_box_belong_to_no_name(told: Reads, wall: str) -> None:
    text = (
        "┌───────────────────────┐\n"
        f"{wall} 評価指標              基準値        目標値    {wall}\n"
        f"{wall}                      (R4年度)     (R10年度)   {wall}\n"
        f"{wall} 歯科健診を受けた人の割合   38.2％       50％以上  {wall}\n"
        f"{wall} よく眠れている人の割合     71.0％        80％     {wall}\n"
        "└───────────────────────┘\n"
    )
    assert told(text) == [
        ("歯科健診を受けた人の割合", None, ("38.2％", 2022), ("50％以上", 2028)),
        ("よく眠れている人の割合", None, ("71.0％", 2022), ("80％", 2028)),
    ]


def test_a_name_on_the_lines_of_a_ruled_cell_is_one(told: Reads) -> None:
    text = (
        "┌──────────┬────────┬────────┐\n"
        "│ 指   標   │ 現 状    │ 目 標    │\n"
        "│          │（令和４年度）│（令和９年度）│\n"
        "├──────────┼────────┼────────┤\n"
        "│認知症サポー │        │        │\n"
        "│ターの養成数 │ 1,204人 │ 2,000人  │\n"
        "├──────────┼────────┼────────┤\n"
        "│通いの場の数 │ 31か所   │ 40か所   │\n"
        "└──────────┴────────┴────────┘\n"
    )
    assert told(text) == [
        ("認知症サポーターの養成数", None, ("1,204人", 2022), ("2,000人", 2027)),
        ("通いの場の数", None, ("31か所", 2022), ("40か所", 2027)),
    ]


def test_plans_over_results_under_years_are_one_indicator(told: Reads) -> None:
    text = (
        "          令和3年度 令和4年度 令和5年度  令和6年度 令和7年度 令和8年度\n"
        "配食サービス  計画値   310     320     330      300     320     340\n"
        "（延べ人数）  実績値   287     295     302      －      －      －\n"
        "    （人）    達成率   92.6%   92.2%   91.5%    －      －      －\n"
        "\n（参考）世帯数\n"
        "          令和3年度   令和4年度   令和5年度\n"
        "単身       2,214       2,310       2,466\n"
    )
    assert told(text) == [("配食サービス", "延べ人数", ("302", 2023), ("340", 2026))]


def test_a_group_in_brackets_on_a_line_of_its_own_belongs_to_the_name_above(told: Reads) -> None:
    text = (
        "項目\n現状値\n（令和６年度）\n目標値\n（令和12年度）\n"
        "食事を楽しむ人の割合\n（30～49歳）\n61.2％\n70％\n"
        "体操教室の参加者数\n－\n120人\n"
    )
    assert told(text) == [
        ("食事を楽しむ人の割合（30～49歳）", None, ("61.2％", 2024), ("70％", 2030)),
        ("体操教室の参加者数", None, None, ("120人", 2030)),
    ]


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(
            "■ 成果目標（令和10年度）\n",
            marks=pytest.mark.xfail(
                strict=True, reason="a heading's year is not looked at where its section holds one table"
            ),
        ),
        "令和10年度末までに、次の水準をめざします。\n",
    ],
)
def test_a_lone_column_of_targets_takes_the_year_above(told: Reads, above: str) -> None:
    text = above + "指標 目標値\n相談窓口を知っている市民の割合 75.0%\n家族教室の参加者数 40人\n"
    assert told(text) == [
        ("相談窓口を知っている市民の割合", None, None, ("75.0%", 2028)),
        ("家族教室の参加者数", None, None, ("40人", 2028)),
    ]


def test_a_dash_when_the_plan_was_made_is_no_baseline(told: Reads) -> None:
    text = (
        "指標項目 策定時 中間値 目標値 評価\n(H30) (R5) (R11)\n"
        "外出する機会のある人の割合 52.1％ 58.4％ 65％ ○\n相談相手がいる人の割合 － 71.0％ 80％ －\n"
        "まとめ：◎１項目、○１項目、△２項目\n"
    )
    found = told(text)
    assert [each[0] for each in found] == ["外出する機会のある人の割合", "相談相手がいる人の割合"]
    assert found[1][2:] == (None, ("80％", 2029))


def test_an_average_of_years_is_of_the_last_and_a_sum_of_none(told: Reads) -> None:
    text = "◆数値目標\n出生数の平均 42人（H30～R4平均） → 50人（R9）\n交流会の参加者数 310人（R5） → 累計2,000人（R6～R9）\n"
    assert told(text) == [
        ("出生数の平均", None, ("42人", 2022), ("50人", 2027)),
        ("交流会の参加者数", None, ("310人", 2023), ("2,000人", 2027)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "（２）世帯数の推移\n　ひとり親世帯　平成27年　212世帯 → 令和２年　231世帯\n",
        "　合計特殊出生率は低い傾向にはあるものの、県平均（令和４年：1.35）と同じくらいです。\n",
        "成果指標\n基準値\n(R5)\n目標値\n(R11)\n54.3%\n62.9%\n11.8%\n60%以上\n70%以上\n6%以下\n朝食を食べる人の割合\n",
    ],
)
def test_statistics_and_torn_columns_are_no_indicators(told: Reads, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "line", ["│配食の数│３件│５件│\n", "本市は人口が少なく、相談する人の数も年々減っているところから\n", "指標 目標値 "]
)
def test_the_running_text_of_a_longer_page_takes_longer_in_proportion(line: str) -> None:
    assert grows_in_proportion(lambda times: plain(line * times), 4_000)


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        pytest.param("民生委員が訪ねます。\n令和10年度までに居場所の拠点を22か所に増やします(令和5年4月現在)。", "居場所の拠点", ("22か所", 2028), id="made more"),
        pytest.param("窓口を設けます。2030年度末までに、グループホームの定員を60人まで増やす。", "グループホームの定員", ("60人まで", 2030), id="up to"),
        pytest.param("令和12年度までに認知症サポーターをおおむね1,200人に増やすことを目指します。", "認知症サポーター", ("おおむね1,200人", 2030), id="aimed at"),
        pytest.param("令和9年度までには介護離職者をゼロにします。", "介護離職者", ("ゼロ", 2027), id="none left"),
        pytest.param(
            "年に17回、西部地区の課題について話し合います。広報紙で困りごとを抱える人へのお知らせを届けます。令和9年\n度までに相談員を8人に増やします。",
            "相談員", ("8人", 2027), id="a year that a line's end parts",
        ),
    ],
)  # fmt: skip
def test_a_sentence_says_what_is_to_be_made_so_many(told: Reads, text: str, name: str, target: tuple[str, int]) -> None:
    assert told(text) == [(name, None, None, target)]


@pytest.mark.parametrize(
    "text",
    [
        "令和6年度までに相談員を2人に増やしました。",
        "令和6年度までに相談員を2人に増やしており、相談が広がっています。",
        "令和6年4月までに申請書を1部提出してください。",
        "国は令和8年度までに待機児童をゼロにする方針です。",
        "令和8年度までに、会館を3棟建て替え、事業費を5億円に抑えます。",
    ],
)
def test_what_was_done_money_and_aims_of_others_are_not_made_so_many(told: Reads, text: str) -> None:
    assert told(text) == []


_CELLS = """指標 |
平成27年度 基準値 |
平成30年度 現状値 |
令和5年度 目標値 |
|
---|---|---|---|
1 |
朝食を毎日食べる人の割合 |
43.4% |
- |
増加 |
|
2 |
週に3日以上運動する人の割合 |
23.2% |
25.0% |
30.0% |
|
3 |
減塩に気をつける人の割合 |
40.5% |
- |
45.0% |
"""


def test_a_dash_keeps_the_place_of_a_value_in_a_table_of_a_cell_a_line(told: Reads) -> None:
    assert told(_CELLS) == [
        ("朝食を毎日食べる人の割合", None, ("43.4%", 2015), ("増加", 2023)),
        ("週に3日以上運動する人の割合", None, ("23.2%", 2015), ("30.0%", 2023)),
        ("減塩に気をつける人の割合", None, ("40.5%", 2015), ("45.0%", 2023)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("項目 現状値(令和2年度) 目標値(令和7年度) 1 見守り協力員の割合 12.3% 増加 2 相談を知る人の割合 45.6% 50% 3 4歳児のむし歯の割合 35.2% 33% 4 参加する人の割合 20.1% 25%", id="one line"),
        pytest.param("No. 成果指標 現状値 目標値\n1 居場所を知る人の割合 34.5% 増やす\n2 サロンを知る人の割合 12.0% 20.0%\n3 つながった人の割合 60.2% 70%\n4 担い手の割合 3.1% 5%\n", id="rows"),
        pytest.param("番号 指標名 基準値 目標値\n1 サロンを知る人の割合 12.0%\n2 相談を知る人の割合 45.6% 50%\n3 担い手の割合 3.1%\n4 参加する人の割合 20.1% 25%\n", id="values that are missing"),
    ],
)  # fmt: skip
def test_the_number_of_the_next_row_is_no_target(told: Reads, text: str) -> None:
    assert not {target[0] for _, _, _, target in told(text) if target} & {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("項目 現状値(令和3年度) 目標値(令和8年度)\n1 地域の行事に参加している高齢者の 41.3% 50% 割合 2 認知症を理解している人の割合 60.2% 70% 3 声かけ訓練を知っている住 12.3% 20% 民の割合 4 相談できる人がいる人の割合 77% 85%", id="on one line"),
        pytest.param("項目 現状値(令和3年度) 目標値(令和8年度)\n1 地域の行事に参加している高齢者の 41.3% 50%\n割合\n2 認知症を理解している人の割合 60.2% 70%\n3 声かけ訓練を知っている住 12.3% 20%\n民の割合\n4 相談できる人がいる人の割合 77% 85%\n", id="on a line of its own"),
        pytest.param("項目 現状値(令和3年度) 目標値(令和8年度)\n① 地域の行事に参加している高齢者の 41.3% 50% 割合\n② 認知症を理解している人の割合 60.2% 70%\n③ 声かけ訓練を知っている住 12.3% 20% 民の割合\n④ 相談できる人がいる人の割合 77% 85%\n", id="behind the values"),
    ],
)  # fmt: skip
def test_the_end_of_a_name_that_a_cell_broke_stands_behind_the_values(told: Reads, text: str) -> None:
    assert [(name, target) for name, _, _, target in told(text)] == [
        ("地域の行事に参加している高齢者の割合", ("50%", 2026)),
        ("認知症を理解している人の割合", ("70%", 2026)),
        ("声かけ訓練を知っている住民の割合", ("20%", 2026)),
        ("相談できる人がいる人の割合", ("85%", 2026)),
    ]


def test_years_under_a_header_of_two_rows_are_those_of_its_roles(told: Reads) -> None:
    text = (
        "実績 目標\n指標 R2 R3 R4 R5 R12\n"
        "むし歯のない子どもの割合 82.6% 84.0% 86.9% 88.3% 95.0%\n"
        "歯科健診を受けた人の割合 43.0% 42.2% 47.9% 51.3% 65.0%\n"
    )
    assert told(text) == [
        ("むし歯のない子どもの割合", None, ("88.3%", 2023), ("95.0%", 2030)),
        ("歯科健診を受けた人の割合", None, ("51.3%", 2023), ("65.0%", 2030)),
    ]


def test_of_several_results_the_last_is_the_baseline_and_of_a_named_one_that(told: Reads) -> None:
    rows = "サロンの数 12か所 15か所 18か所 30か所\n参加者数 340人 360人 400人 500人\n"
    header = "指標 {} 令和4年度 令和5年度 目標(令和8年度)\n"
    last = [
        ("サロンの数", None, ("18か所", 2023), ("30か所", 2026)),
        ("参加者数", None, ("400人", 2023), ("500人", 2026)),
    ]
    first = [
        ("サロンの数", None, ("12か所", 2021), ("30か所", 2026)),
        ("参加者数", None, ("340人", 2021), ("500人", 2026)),
    ]
    assert told(header.format("令和3年度") + rows) == last
    assert told(header.format("基準値(令和3年度)") + rows) == first


def test_a_row_that_is_a_part_of_the_one_above_has_its_name(told: Reads) -> None:
    text = "指標 基準値(令和3年度) 目標値(令和8年度)\n一般就労への移行者数 25人 33人\nうち就労移行支援 14人 19人\n"
    assert told(text) == [
        ("一般就労への移行者数", None, ("25人", 2021), ("33人", 2026)),
        ("一般就労への移行者数", "就労移行支援", ("14人", 2021), ("19人", 2026)),
    ]


def test_the_rest_of_a_name_may_stand_behind_a_mark_of_evaluation(told: Reads) -> None:
    text = (
        "指標 基準値(令和3年度) 目標値(令和8年度) 評価\n審議会等における女 27.9% 40.0% B\n性委員の割合\n"
        "自治会長に占める女性の 4.0% 10.0% D\n割合\n"
    )
    assert [name for name, *_ in told(text)] == ["審議会等における女性委員の割合", "自治会長に占める女性の割合"]


def test_a_baseline_has_many_names(told: Reads) -> None:
    text = (
        "指標 | ベースライン値(平成24年度) | 中間評価値(平成30年度) | 目標値(令和6年度)\n"
        "運動習慣のある人の割合 | 24.7% | 23.9% | 34%\n日常生活における歩数 | 5,480歩 | 5,912歩 | 6,500歩\n"
    )
    assert told(text) == [
        ("運動習慣のある人の割合", None, ("24.7%", 2012), ("34%", 2024)),
        ("日常生活における歩数", None, ("5,480歩", 2012), ("6,500歩", 2024)),
    ]


def test_what_a_table_calls_its_columns_names_nothing(told: Reads) -> None:
    text = "評価のための指標\n名称 研修の受講者数 現状 令和4年度 640人 目標 令和10年度 1,200人\n"
    assert not {"現状", "目標"} & {name for name, *_ in told(text)}
