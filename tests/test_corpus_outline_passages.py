import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.about.sources import read_sources
from corpus.outline.lines import Role, classify
from corpus.outline.passages import segment
from corpus.passage import PASSAGE_MAX, PASSAGE_MIN, Kind, Passage
from corpus.plan import Document, Plan
from corpus.readers import read
from corpus.reading import read_corpus
from corpus.text.markup import read_markup
from tests.plain_plan import plan_of

SHARED = Path(os.environ.get("FUKUSHI_SHARED", Path(__file__).parents[2] / "shared"))
with_the_real_plans = pytest.mark.skipif(not SHARED.is_dir(), reason="the real plans are not here")

# 92 characters: enough for a passage of its own.
PARAGRAPH = (
    "港町では、困りごとを抱えた人が一人で悩まずに済むよう、民生委員や社会福祉協議会、地域包括支援センターなどが"
    "手を取り合い、身近な集会所で月に二度、誰でも立ち寄れる相談の会を開いています。"
)


def plan_from(source: str) -> Plan:
    return plan_of(read_markup(source))


def passages_of(source: str) -> tuple[Passage, ...]:
    return segment(plan_from(source), read_markup(source))


def long(section: str, paragraphs: int = 4) -> str:
    """A section of ``paragraphs`` different paragraphs: with five or more it is too long for one passage."""
    return "\n\n".join(f"{section}の{number}番目の話です。{PARAGRAPH}" for number in range(1, paragraphs + 1))


def test_a_section_that_is_short_enough_is_one_passage_with_its_path() -> None:
    source = f"第1章 総論\n\n第1節 背景\n\n{PARAGRAPH}\n\n第2節 期間\n\n{long('期間')}"
    first, second = passages_of(source)
    assert first.headings == ("第1章 総論", "第1節 背景")
    assert first.text == f"第1節 背景\n\n{PARAGRAPH}"
    assert second.headings == ("第1章 総論", "第2節 期間")
    assert (first.id, second.id) == ("todai#0000", "todai#0001")


def test_a_passage_knows_the_lines_of_the_file_it_stands_in() -> None:
    source = f"第1章 総論\n\n第1節 背景\n\n一行目です。<br>二行目です。\n{PARAGRAPH}\n\n第2節 期間\n\n{long('期間')}"
    first, second = passages_of(source)
    assert (first.line_start, first.line_end) == (3, 6)
    assert (second.line_start, second.line_end) == (8, 16)


def test_every_rank_of_heading_is_in_the_path() -> None:
    source = (
        "第4章 施策の展開\n\n第1節 支え合う\n\n第2項 居場所\n\n(1) サロン\n\n【今後の取組】\n\n"
        f"{PARAGRAPH}\n\n(2) 空き家\n\n【今後の取組】\n\n{long('空き家')}"
    )
    first, second = passages_of(source)
    assert first.headings == ("第4章 施策の展開", "第1節 支え合う", "第2項 居場所", "(1) サロン")
    assert second.headings == ("第4章 施策の展開", "第1節 支え合う", "第2項 居場所", "(2) 空き家")


def test_a_label_that_opens_numbered_measures_is_in_their_path() -> None:
    source = f"第2項 居場所\n\n【今後の取組】\n\n(1) サロン\n\n{long('サロン')}\n\n(2) 空き家\n\n{long('空き家')}"
    assert passages_of(source)[-1].headings == ("第2項 居場所", "【今後の取組】", "(2) 空き家")


def test_each_measure_of_a_progress_report_is_a_passage_with_all_its_fields() -> None:
    def measure(number: int, name: str) -> str:
        return (
            f"政策 {number:02} {name}\n\n【内容】\t{PARAGRAPH}\n【効果】\t{name}により安心が増えます。\n"
            f"【実績】\t{PARAGRAPH}延べ{number}20人が参加しました。\n"
        )

    first, second, third = passages_of(
        f"# 成果の報告\n\n{measure(1, '見守りの輪')}\n{measure(2, '移動の足')}\n{measure(3, '配食')}"
    )
    assert first.headings == ("成果の報告", "政策 01 見守りの輪")
    assert second.headings == ("成果の報告", "政策 02 移動の足")
    assert second.text == measure(2, "移動の足").strip()
    assert third.text.endswith("延べ320人が参加しました。")


def test_goals_and_squares_are_the_path_of_numbered_measures() -> None:
    source = (
        f"基本目標2 守られて暮らす\n\n■現状と課題■\n\n{long('現状')}\n\n■基本施策■\n\n"
        f"(1) 後見の利用\n\n◇{PARAGRAPH}\n◇{PARAGRAPH}\n\n(2) 見守り\n\n◇{PARAGRAPH}\n◇{PARAGRAPH}\n◇{PARAGRAPH}\n"
    )
    passages = passages_of(source)
    assert [passage.headings for passage in passages] == [
        ("基本目標2 守られて暮らす", "■現状と課題■"),
        ("基本目標2 守られて暮らす", "■基本施策■", "(1) 後見の利用"),
        ("基本目標2 守られて暮らす", "■基本施策■", "(2) 見守り"),
    ]
    assert [passage.kind for passage in passages] == [Kind.BODY, Kind.LIST, Kind.LIST]


def test_a_numbered_measure_of_another_chapter_is_not_filed_under_the_one_before() -> None:
    source = f"施策 26 人材の確保\n\n{long('人材')}\n\n基本施策2-1 こども\n\n■主な取組■\n\n{long('こども')}"
    assert [passage.headings for passage in passages_of(source)] == [
        ("施策 26 人材の確保",),
        ("基本施策2-1 こども",),
    ]


def test_a_long_section_is_filled_up_paragraph_by_paragraph() -> None:
    passages = passages_of(f"第1章 総論\n\n{long('背景', paragraphs=8)}")
    assert [passage.text.count("番目の話です。") for passage in passages] == [4, 4]
    assert passages[0].text.startswith("第1章 総論\n\n背景の1番目")
    assert passages[1].text.startswith("背景の5番目")
    assert {passage.headings for passage in passages} == {("第1章 総論",)}


def test_a_paragraph_longer_than_any_passage_is_cut_after_sentences() -> None:
    passages = passages_of(f"第1章 総論\n\n{PARAGRAPH * 8}")
    assert [passage.text.strip().endswith("開いています。") for passage in passages] == [True, True]
    assert "".join(passage.text for passage in passages) == f"第1章 総論\n\n{PARAGRAPH * 8}"


def test_a_scrap_joins_the_neighbour_that_shares_its_section() -> None:
    source = (
        f"第1章 総論\n\n{long('背景')}\n\n第2章 各論\n\n第1節 考え方\n\n短い話です。\n\n第2節 目標\n\n{long('目標')}"
    )
    first, second = passages_of(source)
    assert first.text == f"第1章 総論\n\n{long('背景')}"
    assert second.text == f"第1節 考え方\n\n短い話です。\n\n第2節 目標\n\n{long('目標')}"
    assert second.headings == ("第2章 各論",)


def desk(mark: str, name: str, phone: str, end: str = "") -> str:
    return f"{mark}{name}{end}\n担当地域:港町、貝寄町\n所在地:灯台市港町1番2号\n{phone}\n受付時間:平日9時から17時まで\n"


@pytest.mark.parametrize(
    ("mark", "end", "label"),
    [
        pytest.param("○", "", "連絡先:", id="circles"),
        pytest.param("■", "■", "電話:", id="squares"),
        pytest.param("◆", "", "TEL ", id="diamonds"),
        pytest.param("【", "】", "電話番号 ", id="black brackets"),
        pytest.param("", "\n", "電話：", id="names alone between empty lines"),
    ],
)
def test_two_desks_are_never_merged(mark: str, end: str, label: str) -> None:
    east = desk(mark, "東部相談センター", f"{label}0000-12-3451", end)
    west = desk(mark, "西部相談センター", f"{label}0000（12）3452", end)
    passages = passages_of(f"第3節 相談窓口一覧\n\nお近くの窓口にご相談ください。\n\n{east}\n{west}")
    assert [passage.text for passage in passages[-2:]] == [east.strip(), west.strip()]


def test_the_number_of_a_desk_stays_with_it_though_empty_lines_part_its_lines() -> None:
    source = "(4) 相談窓口\n\n" + "\n".join(
        desk("○", f"{name}部相談センター", f"連絡先:0000-12-345{number}")
        .replace("\n", "\n\n")
        .replace("受付時間:平日9時から17時まで\n", "")
        for number, name in enumerate("東中西", start=1)
    )
    passages = passages_of(source)
    assert ["連絡先:0000-12-345" in heading for passage in passages for heading in passage.headings].count(True) == 0
    for number, name in enumerate("東中西", start=1):
        [passage] = [each for each in passages if f"0000-12-345{number}" in each.text]
        assert f"○{name}部相談センター" in passage.text
        assert sum(f"0000-12-345{other}" in passage.text for other in (1, 2, 3)) == 1


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="without a mark or empty lines nothing tells where one desk ends"
)
def test_two_desks_written_without_marks_or_empty_lines_are_parted() -> None:
    east = desk("", "灯台市東部相談センター", "電話 0000-12-3451")
    west = desk("", "灯台市西部相談センター", "電話 0000-12-3452")
    passages = passages_of(f"相談窓口\n{east}{west}")
    assert not any("3451" in passage.text and "3452" in passage.text for passage in passages)


def test_desks_on_one_line_each_are_a_list() -> None:
    source = (
        "(1) 窓口\n○東部センター 電話0000-12-3451\n○西部センター 電話0000-12-3452\n○北部センター 電話0000-12-3453\n"
    )
    [passage] = passages_of(source)
    assert (passage.text, passage.kind) == (source.strip(), Kind.LIST)


def test_a_short_table_is_one_passage_with_its_header() -> None:
    source = "地区\t名称\t場所\n東部\tみなと茶の間\t港町会館\n\t網干しサロン\t貝寄町集会所"
    [passage] = passages_of(source)
    assert (passage.kind, passage.header, passage.text) == (Kind.TABLE, ("地区", "名称", "場所"), source)


def test_the_rows_of_a_long_table_carry_its_header_to_every_passage() -> None:
    rows = "\n".join(f"第{number}地区\t{PARAGRAPH}\t福祉課" for number in range(1, 13))
    passages = passages_of(f"地区\t内容\t担当\n{rows}")
    assert len(passages) == 3
    assert {passage.header for passage in passages} == {("地区", "内容", "担当")}
    assert [passage.text.count("\t福祉課") for passage in passages] == [4, 4, 4]


def test_a_row_whose_first_cell_is_empty_keeps_the_label_of_its_group() -> None:
    cell = PARAGRAPH * 4
    passages = passages_of(f"事業名\t内容\t担当\n移動支援事業(交通課)\t{cell}\t交通課\n\t{cell}\t福祉課")
    assert [passage.headings for passage in passages] == [(), ("移動支援事業",)]
    assert passages[1].text == f"{cell}\t福祉課"


@pytest.mark.parametrize(
    "before",
    [pytest.param("", id="right under its header"), pytest.param("配食事業\t短い。\t短い。\t5件\n", id="second row")],
)
def test_a_row_longer_than_a_passage_is_cut_with_the_header_cells_over_each_piece(before: str) -> None:
    cell = PARAGRAPH * 4
    first, second = passages_of(f"事業名\t現状と課題\t取組の内容\t目標値\n{before}移動支援事業\t{cell}\t{cell}\t120件")
    assert first.headings == second.headings == ("移動支援事業",)
    assert first.header == ("事業名", "現状と課題")
    assert second.header == ("取組の内容", "目標値")
    assert second.text == f"{cell}\t120件"


def test_a_long_row_narrower_than_its_header_is_given_all_of_it() -> None:
    passages = passages_of(f"事業名\t内容\t目標値\n移動支援事業\t{PARAGRAPH * 8}")
    assert {passage.header for passage in passages} == {("事業名", "内容", "目標値")}


def test_tables_with_other_headers_stay_apart() -> None:
    salons = "\n".join(
        f"第{number}地区\tみなとの茶の間{number}号店\t港町の会館の{number}階の和室" for number in range(6)
    )
    figures = "\n".join(
        f"第{number}地区の相談件数\t{number}96件\t{number}150件(令和11年度の末まで)" for number in range(6)
    )
    first, second = passages_of(
        f"地区\t名称\t場所\n{salons}\n指標\t現状値\t目標値\n{figures}\n\n{PARAGRAPH}" + PARAGRAPH * 2
    )[:2]
    assert (first.header, second.header) == (("地区", "名称", "場所"), ("指標", "現状値", "目標値"))


def test_rows_of_a_name_and_what_it_says_are_verbatim() -> None:
    source = "事業名\t空き家ひらき事業\n担当課\t地域福祉課\n事業内容\t改修の費用を補助する。\n対象者\t市民の団体"
    [passage] = passages_of(source)
    assert (passage.kind, passage.header, passage.text) == (Kind.TABLE, (), source)


def test_a_list_of_contents_is_no_part_of_the_passages_around_it() -> None:
    title, contents, body = passages_of(
        "灯台市地域福祉計画\n\n目次\n第1章 総論\t1\n第2章 各論\t12\n\nこの計画は市民とつくりました。\n"
    )
    assert (title.text, title.kind) == ("灯台市地域福祉計画", Kind.BODY)
    assert (contents.text, contents.kind) == ("目次\n第1章 総論\t1\n第2章 各論\t12", Kind.CONTENTS)
    assert (body.text, body.kind) == ("この計画は市民とつくりました。", Kind.BODY)


def test_a_long_list_of_contents_is_cut_between_its_lines() -> None:
    entries = [f"第{number}節 {number}番目の取組の現状と課題、これからの方向性\t{number}" for number in range(1, 41)]
    passages = passages_of("目次\n" + "\n".join(entries) + f"\n\n第1章 総論\n\n{PARAGRAPH}")
    contents = [passage for passage in passages if passage.kind is Kind.CONTENTS]
    assert "\n".join(passage.text for passage in contents).split("\n") == ["目次", *entries]
    assert [passage.kind.answers for passage in passages[-2:]] == [False, True]


def test_a_plan_of_one_line_is_one_passage() -> None:
    [passage] = passages_of("第1章 総論")
    assert (passage.text, passage.start, passage.end, passage.headings) == ("第1章 総論", 0, 6, ())


def test_a_plan_of_page_furniture_alone_has_no_passage() -> None:
    assert passages_of("---\n\n12\n") == ()


def assert_sound(plan: Plan, passages: Sequence[Passage]) -> None:
    """What holds of every segmentation, whatever the text."""
    for place, passage in enumerate(passages):
        assert passage.id == f"{plan.id}#{place:04d}"
        assert plan.text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        assert len(passage.text) <= PASSAGE_MAX
        assert passage.line_start == plan.line_of(passage.start)
        assert passage.line_end == plan.line_of(passage.end - 1)
    for left, right in pairwise(passages):
        assert left.end <= right.start


SHAPES = (
    "第1章 総論", "第2節 背景", "第1項 相談", "基本目標1 支え合う", "政策 05 見守り", "■現状と課題■", "(1) 配食", "① 送迎",
    "【内容】", "【実績】\t延べ20人でした。", "○東部センター", "電話:0000-12-3451", "連絡先：0000（12）3452", "◇車を出す。", "・茶の間",
    "", "", "12", "目次", "第1章 総論\t1", "第2章 各論……9", "地区\t名称\t場所", "東部\tみなと\t会館", "\t網干し\t会館", "主な取組",
    "\t" + PARAGRAPH * 3 + "\t福祉課", PARAGRAPH, PARAGRAPH * 3, PARAGRAPH * 9, "灯" * 700, "<p>一。</p><p>二。</p>", "## 題",
)  # fmt: skip


@given(st.lists(st.sampled_from(SHAPES), max_size=30))
def test_any_order_of_lines_gives_sound_passages_that_lose_nothing(lines: list[str]) -> None:
    source = "\n".join(lines)
    plan, document = plan_from(source), read_markup(source)
    passages = segment(plan, document)
    assert_sound(plan, passages)
    assert lost(document, passages) == []


def lost(document: Document, passages: Sequence[Passage]) -> list[str]:
    """Lines that no passage holds and no path names, other than page furniture."""
    inside = {place for passage in passages for place in range(passage.start, passage.end)}
    headings = {heading for passage in passages for heading in passage.headings}
    return [
        document.text[line.start : line.end]
        for line in classify(document)
        if any(place not in inside and not document.text[place].isspace() for place in range(line.start, line.end))
        and line.role is not Role.NOISE
        and line.title not in headings
    ]


@with_the_real_plans
def test_the_real_plans_give_sound_passages() -> None:
    corpus = read_corpus([SHARED / "plans"], read_sources(SHARED / "plans" / "sources.csv"))
    assert corpus.problems == ()
    short = []
    for plan in corpus.plans:
        passages = [passage for passage in corpus.passages if passage.plan_id == plan.id]
        assert_sound(plan, passages)
        short += [passage.id for passage in passages if len(passage.text) < PASSAGE_MIN]
    assert len(short) <= 5, short


@with_the_real_plans
def test_nothing_that_the_real_plans_say_is_lost() -> None:
    corpus = read_corpus([SHARED / "plans"], read_sources(SHARED / "plans" / "sources.csv"))
    for plan in corpus.plans:
        [document] = read(SHARED / "plans" / plan.file)
        passages = segment(plan, document)
        assert lost(document, passages) == [], plan.id


@with_the_real_plans
def test_no_telephone_number_of_the_real_plans_heads_a_passage() -> None:
    corpus = read_corpus([SHARED / "plans"], read_sources(SHARED / "plans" / "sources.csv"))
    assert not [passage.id for passage in corpus.passages if any("046-87" in heading for heading in passage.headings)]


def test_a_run_of_buttons_and_icons_is_boilerplate_and_answers_nothing() -> None:
    buttons = "".join(f"見守りの取組{number}\n詳しく見る\n" for number in range(1, 6))
    icons = "関連する目標\n" + "".join(f"- sdgs_{number:02}\n" for number in range(1, 9))
    source = f"第1章 支え合い\n\n{PARAGRAPH}\n\n{buttons}{icons}\n満足度の推移\n{PARAGRAPH}\n"
    before, furniture, after = passages_of(source)
    assert (furniture.kind, furniture.kind.answers) == (Kind.BOILERPLATE, False)
    assert furniture.text.startswith("見守りの取組1\n詳しく見る") and furniture.text.endswith("sdgs_08")
    assert before.text == f"第1章 支え合い\n\n{PARAGRAPH}"
    assert after.text.startswith("満足度の推移")


def test_a_header_with_an_empty_cell_names_only_what_it_names() -> None:
    [passage] = passages_of(
        "事業名\t\t内容\t担当\n配食\t新規\t食事を届けます。\t福祉課\n送迎\t\t車を出します。\t交通課"
    )
    assert passage.header == ("事業名", "内容", "担当")


def test_a_question_heads_its_own_answer_and_no_other() -> None:
    pairs = [
        ("家賃の助けは外国人も受けられますか。", "適法に滞在し、永住や定住などの在留資格をお持ちの方は、対象になります。" * 6),
        ("申し込みに必要なものは何ですか。", "申請書、本人確認の書類、収入の分かる書類をお持ちください。" * 6),
        ("受けている間に仕事を探せますか。", "毎月、窓口で相談員と面談しながら、仕事を探していただきます。" * 6),
    ]  # fmt: skip
    for asks, answers in (("Question: ", "Answer: "), ("Q{}. ", "A{}. "), ("問{} ", "答え{} ")):
        text = "\n\n".join(
            f"{asks.format(n)}{question}\n{answers.format(n)}{answer}" for n, (question, answer) in enumerate(pairs, 1)
        )
        found = passages_of(text)
        assert [each.headings[-1] for each in found] == [question for question, _ in pairs]
        assert all(answer in each.text for each, (_, answer) in zip(found, pairs, strict=True))
