import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.golden import by_plan, corpus_of, found_measures, listed_measures, precision_recall
from corpus.outline.lines import classify
from corpus.outline.passages import segment
from corpus.outline.tree import outline
from corpus.records.measures.finder import find_measures
from corpus.records.measures.items import items, statements
from corpus.records.measures.measure import Measure
from corpus.text.markup import read_markup
from tests.plain_plan import plan_of

SHARED = Path(os.environ.get("FUKUSHI_SHARED", Path(__file__).parents[2] / "shared"))
Fields = list[tuple[str, str]]


def measures_in(source: str) -> tuple[Measure, ...]:
    document = read_markup(source)
    plan = plan_of(document)
    found = find_measures(plan, outline(classify(document), plan.text), segment(plan, document))
    for measure in found:
        assert all(text in plan.text[measure.start : measure.end] for _, text in measure.fields)
    return found


def only(source: str) -> Measure:
    (measure,) = measures_in(source)
    return measure


def named(source: str) -> list[tuple[str | None, str]]:
    return [(measure.number, measure.title) for measure in measures_in(source)]


POLICY = """政策 07 灯台の相談室

【内容】\t毎週、灯台で相談を受けます。
【効果】\t心配ごとが減ります
【実績】\t灯台を開きました。 会を3回開催。 相談員の資格取得支援 船員向けの研修を実施した。(5 人)
"""


def test_a_policy_has_its_number_its_title_and_one_field_for_each_statement_of_an_achievement() -> None:
    measure = only(POLICY)
    assert (measure.id, measure.number, measure.title) == ("todai/m0000", "07", "灯台の相談室")
    assert measure.fields == (
        ("内容", "毎週、灯台で相談を受けます。"),
        ("効果", "心配ごとが減ります"),
        ("実績", "灯台を開きました。"),
        ("実績", "会を3回開催。"),
        ("実績", "相談員の資格取得支援"),
        ("実績", "船員向けの研修を実施した。(5 人)"),
    )
    assert measure.passage_ids == ("todai#0000",)


def test_a_long_label_without_a_stop_does_not_swallow_the_label_on_the_next_line() -> None:
    effect = "港で暮らす人どうしの理解が深まり、困ったときに支え合う関係が市内の各地に広がっていき、安心が進みます"
    fields = only(f"政策 12 港の理解\n\n【効果】\t{effect}\n【実績】\t冊子を配りました。").fields
    assert fields == (("効果", effect), ("実績", "冊子を配りました。"))


def test_a_policy_without_fields_is_only_a_heading() -> None:
    assert named("政策 01 港の条例\n\n条例を作ります。\n\n政策 02 港の会\n\n【内容】\t会を開きます。") == [
        ("02", "港の会")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("灯台を開きました。浜も開きました。", ["灯台を開きました。浜も開きました。"], id="no white space"),
        pytest.param(
            "条例を施行 https://example.jp/a 浜に看板を立てた。",
            ["条例を施行 https://example.jp/a", "浜に看板を立てた。"],
            id="an address stays with its statement",
        ),
        pytest.param(
            "開催予定です⇒ https://example.jp/a", ["開催予定です⇒ https://example.jp/a"], id="an arrow ends nothing"
        ),
        pytest.param(
            "遊び場を常設化しました 親の会に場所を貸しました",
            ["遊び場を常設化しました", "親の会に場所を貸しました"],
            id="a verb without a stop",
        ),
        pytest.param(
            "案内を送付しました (令和2年度実施) 家計の相談を始めました。",
            ["案内を送付しました (令和2年度実施)", "家計の相談を始めました。"],
            id="a bracket behind the verb",
        ),
        pytest.param(
            "未成年の子がいる 300 世帯を調べた。", ["未成年の子がいる 300 世帯を調べた。"], id="a verb before its noun"
        ),
        pytest.param(
            "被害の防止・拡大防止 困窮の早期発見を通じて見守る。",
            ["被害の防止・拡大防止 困窮の早期発見を通じて見守る。"],
            id="防止 may be a list",
        ),
        pytest.param(
            "医療 SW と CW の研修、令和3年11月 灯台祭",
            ["医療 SW と CW の研修、令和3年11月 灯台祭"],
            id="letters and dates",
        ),
        pytest.param("「灯台を実施。 続けて」という声", ["「灯台を実施。 続けて」という声"], id="inside brackets"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_statements(line: str, expected: list[str]) -> None:
    assert [line[span.start : span.end] for span in statements(line, 0, len(line)) if span.start < span.end] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param(
            " ・冊子の作成・配布（1,000部） ・会の開催",
            ["冊子の作成・配布（1,000部）", "会の開催"],
            id="・ joins words",
        ),
        pytest.param("○灯台の開放○浜の掃除 ○会", ["灯台の開放", "浜の掃除", "会"], id="○ without white space"),
        pytest.param("冊子の作成・配布", ["冊子の作成・配布"], id="no list"),
        pytest.param("H30：公表。\n ・会の開催", ["H30：公表。", "会の開催"], id="words before the list"),
        pytest.param(
            "・訪ねた。 「伝える【広報の取組】」\n ・配った。",
            ["訪ねた。", "「伝える【広報の取組】」", "配った。"],
            id="a heading inside",
        ),
    ],
)
def test_items(cell: str, expected: list[str]) -> None:
    assert [cell[span.start : span.end] for span in items(cell, 0, len(cell))] == expected


EFFORTS = """基本目標1 港の支え合い

■現状と課題■

一人で暮らす人が増えています。

■基本施策■

(1) 灯台の見守り

主 な 取 組
<p>◇灯台に人を置きます。</p> <p>◇孤独な人の話を聞き、地域の人々がともに学び合い、語り合う中で、必要な支援につながる途中の</p>

主 な 取 組
<p>道を整えます。</p> <p>◇夜も開きます。</p>

(2) 浜の見守り

主 な 取 組
<p>◇浜を歩きます。</p>

■成果指標■

指標項目\t令和6年\t目標値
灯台の数\t3件\t5件
"""


def test_each_numbered_measure_under_a_goal_has_its_items_and_a_page_break_stays_inside_the_item() -> None:
    first, second = measures_in(EFFORTS)
    assert (first.number, first.title, second.number, second.title) == ("(1)", "灯台の見守り", "(2)", "浜の見守り")
    assert [name for name, _ in first.fields] == ["主な取組"] * 3
    broken = first.fields[1][1]
    assert broken.startswith("孤独な人の話を聞き") and "主 な 取 組" in broken and broken.endswith("道を整えます。")
    assert second.fields == (("主な取組", "浜を歩きます。"),)


PROJECT = """1-1 港の支え合い

基本事業1
灯台づくり
詳しく見る -
基本事業1
基本事業は複数の事務事業からなります。
灯台づくり
- 成果指標
灯台の会の回数
- 52回
- 60回
- 主担当課
用語解説管理する課です。
- 灯台課
- 港湾課
- 主な関連計画等
- 灯台計画
現状と課題
灯台が足りません。
取り組み
灯台を建てます。
浜も整えます。
- 灯台の様子
お問い合わせ 灯台課
"""


def test_a_project_takes_its_name_from_a_later_line_and_leaves_indicators_and_captions_out() -> None:
    measure = only(PROJECT)
    assert (measure.number, measure.title) == ("1", "灯台づくり")
    assert measure.fields == (
        ("主担当課", "灯台課"),
        ("主担当課", "港湾課"),
        ("主な関連計画等", "灯台計画"),
        ("現状と課題", "灯台が足りません。"),
        ("取り組み", "灯台を建てます。\n浜も整えます。"),
    )


BLOCKS = """第5項 各事業の概要

（個別事業の概要）

事 業 名\t灯台運営事業
担 当 所 管\t灯台課
事 業 内 容\t灯台を開く

対 象 者\t市民

事業名\t灯台会議
会議目的\t話し合い
会議内容\t ・目標の共有 ・役割の分担
構成員\t灯台課職員
"""


def test_a_block_of_rows_is_a_measure_and_its_spaced_out_names_are_closed_up() -> None:
    project, meeting = measures_in(BLOCKS)
    assert (project.number, project.title) == (None, "灯台運営事業")
    assert project.fields == (("担当所管", "灯台課"), ("事業内容", "灯台を開く"), ("対象者", "市民"))
    assert meeting.fields == (
        ("会議目的", "話し合い"),
        ("会議内容", "目標の共有"),
        ("会議内容", "役割の分担"),
        ("構成員", "灯台課職員"),
    )


ROLES = """第1項 港の支え合いをつくります

(1) 灯台の見守り

【現状とこれまでの取り組み】

灯台を守ってきました。

【課題】

人が足りません。

【それぞれの取り組み】

わたしたちにできること\t○声をかけましょう。○灯台に行きましょう。
社協の取り組み\t○灯台の広報○見守りの充実と、人々の暮らしの

安心の一体的な推進
○浜の掃除

市の取り組み\t○灯台の修理

みんなで行こう

【灯台の取り組み】

灯台のお話です。

【現状とこれまでの取り組み】

浜では会を開いてきました。

【課題】

会場が足りません。
"""


def test_what_everyone_does_is_a_field_each_and_a_story_beside_the_measure_is_none() -> None:
    first, _ = measures_in(ROLES)
    assert (first.number, first.title) == ("(1)", "灯台の見守り")
    assert first.fields == (
        ("現状とこれまでの取り組み", "灯台を守ってきました。"),
        ("課題", "人が足りません。"),
        ("わたしたちにできること", "声をかけましょう。"),
        ("わたしたちにできること", "灯台に行きましょう。"),
        ("社協の取り組み", "灯台の広報"),
        ("社協の取り組み", "見守りの充実と、人々の暮らしの\n\n安心の一体的な推進"),
        ("社協の取り組み", "浜の掃除"),
        ("市の取り組み", "灯台の修理"),
    )


def test_a_label_that_comes_again_belongs_to_a_measure_whose_heading_was_lost() -> None:
    _, second = measures_in(ROLES)
    assert (second.number, second.title) == (None, "港の支え合いをつくります")
    assert second.fields == (
        ("現状とこれまでの取り組み", "浜では会を開いてきました。"),
        ("課題", "会場が足りません。"),
    )


HEADER = "施策等\tこれまでの主な取組\t今後の課題と方向性\n"
GOAL = "視点 1 「港のケア」\n\n" + HEADER


def test_a_row_is_a_measure_named_without_its_departments_and_numbered_by_its_goal() -> None:
    measure = only(GOAL + "高齢者施策 (灯台局) (港湾局福祉部)\t ・冊子の作成・配布 ・会の開催\t続けて行う。\n")
    assert (measure.number, measure.title) == ("視点 1", "高齢者施策")
    assert measure.fields == (
        ("施策等", "高齢者施策 (灯台局) (港湾局福祉部)"),
        ("これまでの主な取組", "冊子の作成・配布"),
        ("これまでの主な取組", "会の開催"),
        ("今後の課題と方向性", "続けて行う。"),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "住宅施策\t家を建てる\t続ける。\n\t家を直す\t検討する。\n", ["住宅施策"], id="an empty cell goes on"
        ),
        pytest.param(
            f"住宅施策\t家を建てる\t続ける。\n\n{HEADER}\t家を直す\t検討する。\n",
            ["住宅施策"],
            id="behind a repeated header",
        ),
        pytest.param(
            f"住宅施策\t家を建てる\t続ける。\n\n{HEADER}(灯台局)\t家を直す\t検討する。\n",
            ["住宅施策"],
            id="departments alone",
        ),
        pytest.param(
            f"住宅施策\t家を建てる\t続ける。\n\n{HEADER}住宅施策\t家を直す\t検討する。\n",
            ["住宅施策"],
            id="the name again",
        ),
        pytest.param(
            "\t家を直す\t検討する。\n医療施策\t診る\t続ける。\n", ["医療施策"], id="no group above, none stated"
        ),
    ],
)
def test_rows_of_one_group_are_one_measure(rows: str, expected: list[str]) -> None:
    assert [title for _, title in named(GOAL + rows)] == expected


def test_a_group_does_not_reach_past_its_heading() -> None:
    source = GOAL + f"住宅施策\t家を建てる\t続ける。\n\n視点2 「浜」\n\n{HEADER}\t浜を直す\t検討する。\n"
    assert [text for measure in measures_in(source) for _, text in measure.fields] == ["家を建てる", "続ける。"]


def test_a_lost_cell_border_is_put_back_and_a_row_too_narrow_states_nothing() -> None:
    whole, narrow = measures_in(GOAL + "その他 (灯台局)<br> 浜の支援の強化\t灯台への支援。\n医療施策 (浜局)\t何か\n")
    assert whole.fields == (
        ("施策等", "その他 (灯台局)"),
        ("これまでの主な取組", "浜の支援の強化"),
        ("今後の課題と方向性", "灯台への支援。"),
    )
    assert narrow.fields == (("施策等", "医療施策 (浜局)"),)


def test_a_numbered_table_names_a_measure_by_its_own_column() -> None:
    source = (
        "局区の取組一覧\n\nNo.\t担当局・区名\t事業名等\t事業概要\t今後の方向性\n"
        "7\t灯台局\t灯台の会（港の一つ）\t会を開く。\t続ける。\n"
    )
    measure = only(source)
    assert (measure.number, measure.title) == ("7", "灯台の会（港の一つ）")
    assert measure.fields == (("担当局・区名", "灯台局"), ("事業概要", "会を開く。"), ("今後の方向性", "続ける。"))


def test_a_table_of_expected_use_holds_no_measures() -> None:
    assert measures_in("1 見込量\n\n事業名\t単位\t令和6年度\t令和7年度\n灯台の相談\t件\t3\t4\n") == ()


def test_two_tables_side_by_side_are_told_apart() -> None:
    source = (
        "各区の取組状況\n\n意識 づくり\t ○会の開催 ○冊子の配布\t北区<br> ・灯台の会の開催。 ・浜の会の開催。\n"
        "南 区\t\t南区<br> ・港の会の開催。\n東区\t\t東区<br> ・丘の会の開催。\n"
    )
    assert [(measure.title, measure.fields) for measure in measures_in(source)] == [
        ("意識づくり", (("各区の取組状況", "会の開催"), ("各区の取組状況", "冊子の配布"))),
        ("北区", (("各区の取組状況", "灯台の会の開催。"), ("各区の取組状況", "浜の会の開催。"))),
        ("南区", (("各区の取組状況", "港の会の開催。"),)),
        ("東区", (("各区の取組状況", "丘の会の開催。"),)),
    ]


def test_what_a_page_cut_off_a_ward_belongs_to_that_ward() -> None:
    source = (
        "【平成28年度】\n\n北区\t ・灯台の会を開いた。 ・冊子を配った。\n\n・浜の会も開いた。 ・港を歩いた。\n"
        "幸 区\t ・会を開いた。 ・配った。\n南区\t ・歩いた。 ・話した。\n"
    )
    north, *others = measures_in(source)
    assert [text for _, text in north.fields] == [
        "灯台の会を開いた。",
        "冊子を配った。",
        "浜の会も開いた。",
        "港を歩いた。",
    ]
    assert [measure.title for measure in others] == ["幸区", "南区"]


def test_a_list_of_places_is_no_measure() -> None:
    assert measures_in("灯台の一覧\n\n北区\t灯台1階\n南区\t浜会館\n東区\t丘会館\n") == ()


def test_precision_and_recall_count_a_repeated_key_as_often_as_it_is_expected() -> None:
    wanted: Counter[tuple[object, ...]] = Counter([("", "北区"), ("", "北区"), ("1", "浜")])
    assert precision_recall(Counter([("", "北区"), ("1", "浜")]), wanted) == (1.0, 2 / 3)


@pytest.fixture(scope="module")
def found() -> Iterator[dict[str, tuple[Measure, ...]]]:
    if not SHARED.is_dir():
        pytest.skip(f"the real plans are not here: {SHARED}; name their folder in FUKUSHI_SHARED")
    yield by_plan(corpus_of(SHARED / "plans").of(Measure))


@pytest.mark.parametrize(
    ("plan_id", "count"),
    [
        ("kamakura-manifesto-2021", 48),
        ("tsuruoka-chiikifukushi", 23),  # 6 + 4 + 4 + 3 + 3 + 3, by goal
        ("iga-sogokeikaku-1-1", 3),
        ("zushi-chiikifukushi-2023", 25),  # 10 in chapter 2, two of them without their heading; 12 projects, 3 meetings
        ("kawasaki-houkatsu-2018", 104),  # 33 施策 by 視点, 47 numbered, 3 kinds of building, 7 wards three times
    ],
)
def test_the_real_plans_hold_as_many_measures_as_a_reader_counts(
    found: dict[str, tuple[Measure, ...]], plan_id: str, count: int
) -> None:
    assert len(found[plan_id]) == listed_measures()[plan_id].total() == count


def test_the_measures_of_the_five_plans_are_those_found_by_hand(shared: Path) -> None:
    assert found_measures(corpus_of(shared / "plans")) == listed_measures()


def test_every_policy_of_the_manifesto_has_its_three_fields(found: dict[str, tuple[Measure, ...]]) -> None:
    policies = found["kamakura-manifesto-2021"]
    assert [policy.number for policy in policies] == [f"{number:02}" for number in range(1, 49)]
    assert all({name for name, _ in policy.fields} == {"内容", "効果", "実績"} for policy in policies)
    assert (
        sum(len(policy.fields) for policy in policies) == 48 * 2 + 90
    )  # 30 runs two together: …が充実した 6 名の職員が…


def test_every_numbered_row_of_the_wards_and_bureaus_is_found(found: dict[str, tuple[Measure, ...]]) -> None:
    numbers = [each.number for each in found["kawasaki-houkatsu-2018"] if (each.number or "").isdigit()]
    assert numbers == [str(number) for number in range(1, 48)]


@pytest.mark.parametrize(
    ("plan_id", "title", "name", "values"),
    [
        (
            "kamakura-manifesto-2021",
            "総合的な福祉・医療人材の育成",
            "実績",
            ["医療 SW と", "市職員の社会", "市職員向けの"],
        ),
        ("kamakura-manifesto-2021", "家庭における子育ての支援", "実績", ["旧梶原子ども会館", "青空自主保育"]),
        (
            "tsuruoka-chiikifukushi",
            "自殺対策と孤独・孤立対策の推進",
            "主な取組",
            ["市民のこころ", "孤独・孤立を「", "孤独・孤立対策は"],
        ),
        ("iga-sogokeikaku-1-1", "包括的な相談支援", "主担当課", ["地域包括支援センター"]),
        ("iga-sogokeikaku-1-1", "共助のしくみづくり", "取り組み", ["地域住民が主体的に"]),
        ("zushi-chiikifukushi-2023", "利用者支援事業", "担当所管", ["保育課"]),
        ("zushi-chiikifukushi-2023", "重層的支援会議", "構成員", ["地域包括支援センター職員"]),
        (
            "zushi-chiikifukushi-2023",
            "再犯の防止等に向けて（逗子市再犯防止推進計画）",
            "市の取り組み",
            ["再犯防止に", "更生保護団体"],
        ),
        ("kawasaki-houkatsu-2018", "地域見守りネットワーク事業", "担当局・区名", ["健康福祉局"]),
        ("kawasaki-houkatsu-2018", "住宅施策", "施策等", ["住宅施策 (まちづくり局"]),
        ("kawasaki-houkatsu-2018", "仕組みづくり", "各区役所のこれまでの取組状況について", ["区推進本部会議"]),
    ],
)
def test_a_field_of_a_real_plan_begins_as_the_plan_has_it(
    found: dict[str, tuple[Measure, ...]], plan_id: str, title: str, name: str, values: list[str]
) -> None:
    (measure,) = [each for each in found[plan_id] if each.title == title]
    texts = [text for each, text in measure.fields if each == name]
    assert all(text.startswith(value) for text, value in zip(texts, values, strict=False))
    assert len(texts) >= len(values)


def test_what_stands_behind_a_repeated_header_stays_with_its_group(found: dict[str, tuple[Measure, ...]]) -> None:
    (housing,) = [each for each in found["kawasaki-houkatsu-2018"] if each.title == "住宅施策"]
    assert any(text.startswith("マイホーム借上げ制度") for _, text in housing.fields)
    (other,) = [each for each in found["kawasaki-houkatsu-2018"] if (each.number, each.title) == ("視点4", "その他")]
    assert other.fields[1] == ("これまでの主な取組", "社会的ひきこもりの支援体制の強化")
