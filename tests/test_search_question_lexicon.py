import csv
import unicodedata
from itertools import groupby
from pathlib import Path

import pytest

from search.errors import BadLexicon
from search.question.lexicon import Entry, Expansion, Lexicon, lexicon, parse

TABLE = Path(__file__).parents[1] / "search" / "question" / "lexicon.tsv"
HEADER = "everyday\tofficial\ttheme"


def rows() -> list[list[str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def first_words(question: str) -> list[str]:
    return [expansion.official[0] for expansion in lexicon().expand(question)]


def lexicon_of(*everyday: str) -> Lexicon:
    """A table in which each everyday word is called what it says, in brackets."""
    return Lexicon([Entry(words, tuple(words.split()), (f"[{words}]",), "試し") for words in everyday])


def said(table: Lexicon, question: str) -> list[str]:
    return [expansion.said for expansion in table.expand(question)]


# The table


def test_the_table_is_long_and_each_row_has_everyday_words_plans_words_and_a_theme() -> None:
    assert len(rows()) >= 600
    assert [row for row in rows() if len(row) != 3 or not all(cell.strip() for cell in row)] == []


def test_everyday_words_are_written_as_questions_are_compared() -> None:
    keys = [row[0] for row in rows()]
    assert [key for key in keys if key != unicodedata.normalize("NFKC", key).lower()] == []
    assert [key for key in keys if key != " ".join(key.split())] == []


def test_no_everyday_words_stand_twice_whatever_their_order() -> None:
    keys = [tuple(sorted(row[0].split())) for row in rows()]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_no_everyday_word_is_a_single_character() -> None:
    assert [row[0] for row in rows() if len(row[0]) == 1] == []


def test_plans_words_are_at_most_five_and_each_is_told_once() -> None:
    lists = [row[1].split("、") for row in rows()]
    assert [words for words in lists if len(words) > 5 or len(set(words)) < len(words) or not all(words)] == []


def test_each_theme_is_one_block_of_rows() -> None:
    blocks = [theme for theme, _ in groupby(row[2] for row in rows())]
    assert sorted(theme for theme in set(blocks) if blocks.count(theme) > 1) == []


def test_every_row_is_found_by_its_own_words_or_gives_way_to_a_longer_one() -> None:
    # A polite row (払えません) is dead: questions are compared in plain forms.
    table = lexicon()
    lost = [
        entry.everyday
        for entry in table.entries
        if entry.everyday not in said(Lexicon([entry]), "、".join(entry.pieces))
    ]
    assert lost == []


# Questions as residents type them


@pytest.mark.parametrize(
    ("question", "official"),
    [
        ("母がぼけてきた", "認知症"),
        ("父の物忘れがひどくて心配です", "認知症"),
        ("同じ話を何度もする父", "認知症"),
        ("お母さんが何度も同じことを聞いてくる", "認知症"),
        ("夜中に徘徊するので困っています", "徘徊高齢者"),
        ("介護に疲れました", "家族介護者支援"),
        ("特養に入れない", "特別養護老人ホーム"),
        ("デイに通いたい", "通所介護"),
        ("一人暮らしの母が心配", "一人暮らし高齢者"),
        ("お金がなくて生活できない", "生活困窮者自立支援"),
        ("食べるものがない", "フードバンク"),
        ("家賃が払えない", "住居確保給付金"),
        ("住む所がありません", "一時生活支援事業"),
        ("仕事をクビになった", "離職者"),
        ("息子が部屋から出てこない", "ひきこもり支援"),
        ("手帳を取りたい", "障害者手帳"),
        ("耳が聞こえません", "聴覚障害者"),
        ("うつで仕事に行けません", "うつ病"),
        ("お酒がやめられない", "アルコール依存症"),
        ("言葉が遅い2歳児", "言語発達"),
        ("放デイの空き", "放課後等デイサービス"),
        ("保育園に入れない", "待機児童"),
        ("子どもを預けたい", "一時預かり事業"),
        ("妊娠したけど誰にも言えない", "予期せぬ妊娠"),
        ("離婚して子どもを一人で育てている", "ひとり親家庭"),
        ("学校に行けない子の居場所", "不登校支援"),
        ("妹の世話で学校に行けません", "ヤングケアラー"),
        ("夫に殴られてます", "DV"),
        ("親に殴られます", "児童虐待"),
        ("父を殴ってしまいそう", "高齢者虐待"),
        ("殴られてます", "DV"),
        ("死にたい", "自殺対策"),
        ("親の通帳を預かってほしい", "日常生活自立支援事業"),
        ("日本語がわかりません", "多言語相談"),
        ("地震のとき逃げられない母", "避難行動要支援者"),
        ("免許を返したら足がない", "移動手段の確保"),
        ("買い物に行けない", "買い物支援"),
        ("ごみが出せません", "ごみ出し支援"),
        ("刑務所から出たばかり", "再犯防止"),
        ("お葬式のお金がない", "葬祭費"),
    ],
)
def test_a_resident_s_words_lead_to_what_plans_call_it(question: str, official: str) -> None:
    assert official in first_words(question)


@pytest.mark.parametrize(
    "question",
    [
        "第9期の介護保険料基準額",
        "介護保険料",
        "1ドルは今いくら",
        "計画の進行管理と評価の方法",
        "成果指標の達成状況を一覧にしたい",
        "第7期障害福祉計画の見込量の算定根拠",
        "障害児通所支援の給付実績",
        "基幹相談支援センターの設置状況",
        "包括的相談支援体制の構築",
        "全国保育士会の倫理綱領",
        "令和6年子育て支援に関するニーズ調査",
        "急性病院からの転院",
        "慢性病の管理",
        "空き地活用の方針",
        "情報公開請求人の範囲",
        "会社協力による見回りのない地区",
        "押しつけにならない支援",
        "利用者8050人の内訳",
        "エンディングの曲",
        "教育・保育の提供区域の設定",
        "地域子ども・子育て支援事業の量の見込みと確保方策",
        "介護給付費準備基金の取崩し額",
        "所得段階別の保険料",
        "日常生活圏域の設定",
        "住民主体の通いの場の参加率",
        "特定健康診査の実施率の目標",
        "仕事をがんばる人の支援施策",
        "パブリックコメントの意見と市の考え方",
        "他市の計画と比べた特徴",
        "施策体系図",
        "国の基本指針との関係",
        "年間の相談件数",
        "圏域別の高齢化率",
        "今日の天気",
    ],
)
def test_a_question_without_everyday_words_is_left_as_it_is(question: str) -> None:
    allowed = {"見回り"} if "見回り" in question else set()
    assert set(said(lexicon(), question)) <= allowed


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        pytest.param("障害児相談支援の見込量", "児童相談所", id="児相 over two words"),
        pytest.param("乳幼児発達相談の実施回数", "児童発達支援", id="児発 over two words"),
        pytest.param("B型肝炎ウイルス検診の受診者数", "就労継続支援B型", id="B型 of an illness"),
        pytest.param("クーリングシェルターの指定数", "一時保護", id="a shelter from heat"),
        pytest.param(
            "地域にも包括的な支援を広げる", "精神障害にも対応した地域包括ケアシステム", id="にも包括 by chance"
        ),
        pytest.param("お金などの寄付", "生活困窮者自立支援", id="お金な of など"),
        pytest.param("母子手帳をもらう場所", "障害者手帳", id="another 手帳"),
        pytest.param("財布を盗まれた", "認知症", id="a theft is a theft"),
        pytest.param("睡眠薬が効かない", "自殺対策", id="a medicine is a medicine"),
    ],
)
def test_a_word_that_looks_like_an_everyday_one_is_not_taken_for_it(question: str, wrong: str) -> None:
    assert wrong not in first_words(question)


# Matching


@pytest.mark.parametrize(
    ("everyday", "question"),
    [
        pytest.param("ぼける", "母がぼけてきた", id="a verb in another form"),
        pytest.param("ぼける", "惚けた父", id="in another script"),
        pytest.param("夫に 殴る", "夫に殴られてます", id="passive"),
        pytest.param("家賃 払え", "家賃が払えません", id="polite potential"),
        pytest.param("日本語 わからな", "日本語がわかりません", id="polite negative of another verb class"),
        pytest.param("お金 足りな", "お金が足りませんでした", id="polite past"),
        pytest.param("お金がな", "お金がありません", id="ありません"),
        pytest.param("掃除 できな", "掃除が出来ません", id="出来 for でき"),
        pytest.param("部屋 出な", "部屋から出ません", id="a polite negative after kanji"),
        pytest.param("デイ", "ﾃﾞｲに行く", id="half-width kana"),
        pytest.param("dv", "ＤＶの相談", id="wide letters"),
        pytest.param("保育園 入れな", "入れないと言われた保育園", id="pieces in the other order"),
        pytest.param("親 通訳", "親の通訳をする", id="a single character that is a word"),
        pytest.param("児相", "児相に電話したい", id="two kanji between words"),
        pytest.param("失語", "失語症の会", id="two kanji within a word"),
        pytest.param("しつけ", "子どものしつけ", id="hiragana where a word begins"),
    ],
)
def test_an_everyday_word_is_known_in_the_form_it_was_typed(everyday: str, question: str) -> None:
    assert said(lexicon_of(everyday), question) == [everyday]


@pytest.mark.parametrize(
    ("everyday", "question"),
    [
        pytest.param("デイ", "エンディングノート", id="short katakana inside a longer word"),
        pytest.param("デイ", "デイサービス", id="short katakana at the start of a longer word"),
        pytest.param("dv", "dvd", id="short letters inside a longer word"),
        pytest.param("家賃 払え", "家賃の補助", id="one of two pieces"),
        pytest.param("親 通訳", "親切な通訳", id="a single character inside a word"),
        pytest.param("国保", "全国保育士会", id="the end of one word and the start of another"),
        pytest.param("児相", "障害児相談支援", id="a word and the start of another"),
        pytest.param("性病", "慢性病", id="the end of a word and another"),
        pytest.param("しつけ", "押しつけ", id="hiragana inside a word"),
    ],
)
def test_letters_that_only_happen_to_stand_there_are_no_match(everyday: str, question: str) -> None:
    assert said(lexicon_of(everyday), question) == []


def test_the_longest_match_wins() -> None:
    assert said(lexicon_of("デイ", "放デイ"), "放デイの空き") == ["放デイ"]
    assert said(lexicon_of("介護", "介護 疲れる"), "介護に疲れた") == ["介護 疲れる"]


def test_more_pieces_come_before_longer_words_and_four_is_the_most() -> None:
    table = lexicon_of("家賃", "ひきこもり", "仕事 探す", "保育園", "成年後見")
    question = "家賃と仕事を探すこととひきこもりと保育園と成年後見"
    assert said(table, question) == ["仕事 探す", "ひきこもり", "成年後見", "保育園"]


def test_two_everyday_words_for_one_thing_are_told_once() -> None:
    one = Entry("物忘れ", ("物忘れ",), ("認知症", "軽度認知障害"), "試し")
    other = Entry("忘れっぽい", ("忘れっぽい",), ("認知症", "もの忘れ相談"), "試し")
    assert Lexicon([one, other]).expand("物忘れ、忘れっぽい") == (Expansion("忘れっぽい", ("認知症", "もの忘れ相談")),)


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "\n",
        "😀👨‍👩‍👧‍👦🇯🇵",
        "？！…",
        "保育\ud800園",
        "\x00",
        "か\u3099",
        "a" * 2000,
        "デ" * 2000,
        "ませんありません",
    ],
)
def test_whatever_is_typed_is_survived(question: str) -> None:
    assert lexicon().expand(question) == ()


def test_two_thousand_characters_say_what_one_sentence_says() -> None:
    assert lexicon().expand(("家賃が払えません。" * 230)[:2000]) == lexicon().expand("家賃が払えません。")


# The table as staff edit it


def test_an_edited_table_is_read_forgivingly() -> None:
    assert parse([HEADER + "\n", "ＤＶ　相談\tDV、女性相談\t虐待・DV\n", "\n", " 家賃  高い \t公営住宅\t住まい\n"]) == [
        Entry("dv 相談", ("dv", "相談"), ("DV", "女性相談"), "虐待・DV"),
        Entry("家賃 高い", ("家賃", "高い"), ("公営住宅",), "住まい"),
    ]


def test_a_row_that_staff_add_is_found() -> None:
    table = Lexicon(parse([HEADER, "おらが村バス\tコミュニティバス、地域公共交通\t移動"]))
    assert table.expand("おらが村バスの時刻") == (Expansion("おらが村バス", ("コミュニティバス", "地域公共交通")),)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        pytest.param([], 1, id="nothing at all"),
        pytest.param(["everyday,official,theme"], 1, id="commas for tabs"),
        pytest.param([HEADER, "家賃\t公営住宅\t住まい", "ぼけ\t認知症"], 3, id="a column is missing"),
        pytest.param([HEADER, "ぼけ\t認知症\t認知症\tほか"], 2, id="a column too many"),
        pytest.param([HEADER, "", "\t認知症\t認知症"], 3, id="no everyday word, which every question would hold"),
        pytest.param([HEADER, "ぼけ\t \t認知症"], 2, id="no word of plans"),
        pytest.param([HEADER, "ぼけ\t認知症、、見守り\t認知症"], 2, id="nothing between two commas"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_the_remedy(lines: list[str], line: int) -> None:
    with pytest.raises(BadLexicon) as refused:
        parse(lines)
    assert refused.value.line == line
    assert str(refused.value) == (
        f"言い換えの表 search/lexicon.tsv の {line} 行目を読めません。"
        "「ふだんの言葉」「計画の言葉(、で区切る)」「分野」の3つを、タブで区切って書いてください。"
    )


@pytest.mark.parametrize(
    ("question", "kin"),
    [
        ("再犯防止の施策", "保護司"),
        ("居住支援の取組", "住宅確保要配慮者"),
        ("介護予防の事例", "通いの場"),
        ("権利擁護の体制", "成年後見制度"),
    ],
)
def test_the_name_of_a_field_leads_to_what_plans_do_in_it(question: str, kin: str) -> None:
    assert kin in {word for expansion in lexicon().expand(question) for word in expansion.official}
