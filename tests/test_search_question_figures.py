import pytest

from corpus.figures import Kind, quantities, unit_counted
from corpus.figures.told_of import figures_of
from corpus.figures.units import Row, rows
from search.question.figures import WantedFigure, asking, counted_in, time_in, unasked
from tests.made_question import kind_of

# Units of which 何X asks for a name, a date or the way.
NAMED = {"語", "課", "者", "市", "町", "村", "階", "号室", "号館", "月", "歳代"}


@pytest.mark.parametrize(
    "row", [row for row in rows() if row.synonyms[0] not in NAMED], ids=lambda row: row.synonyms[0]
)
def test_every_unit_of_the_table_is_asked_for_by_what_how_many(row: Row) -> None:
    name, word = row.name, row.synonyms[0]
    wanted = counted_in(f"そこでは何{word}かかりますか" if name in ("年", "日") else f"そこは何{word}ですか")
    assert wanted is not None
    assert any(wanted.fits(each) for each in quantities(f"約3{word}です") or quantities(f"60{word}"))


@pytest.mark.parametrize(
    ("question", "fits", "not_"),
    [
        ("介護サービス事業所は何事業所", "128事業所", "128人"),
        ("児童館は何か所", "5館", "5人"),
        ("保育所は何施設", "8保育所", "8床"),
        ("協力店舗数", "21店舗", "46団体"),
        ("何千人に送りましたか", "3,000人", "3,000部"),
        ("何か月もらえますか", "最長9か月", "9回"),
        ("待つのは何日くらい", "2週間", "2人"),
        ("敷地は何平方メートル", "1,250㎡", "1,250m"),
        ("対象は何歳まで", "中学3年生まで", "3年間"),
        ("利用料はなんぼ", "1回200円", "200回"),
        ("決算額を教えて", "162億4千万円", "162件"),
        ("保険料は何段階", "13段階", "3年間で162億円"),
        ("何倍に増えた", "3倍", "3%"),
        ("費用はどれくらいかかる", "3万円", "3年"),
        ("結果が出るまでどれくらいかかる", "30日以内", "30人"),
    ],
)
def test_what_answers(question: str, fits: str, not_: str) -> None:
    wanted = counted_in(question)
    assert wanted is not None
    assert any(map(wanted.fits, figures_of(fits)))
    assert not any(map(wanted.fits, figures_of(not_)))


@pytest.mark.parametrize(
    "text",
    [
        "鍋を何回も焦がす", "何時間も待たされた", "いくら言っても聞かない", "何年も家から出ない", "何人もの人に相談した", "何歳になっても通える",
        "何人家族でも使える", "薬が何種類もある", "何件も断られた", "何回か電話した", "複数の課が関わる", "三人の子がいる", "毎月5万円の年金",
        "何語で話せますか", "何市の計画ですか",
    ],
)  # fmt: skip
def test_what_is_told_asks_for_nothing(text: str) -> None:
    assert counted_in(text) is None


@pytest.mark.parametrize(
    "text", ["何時に寝ても眠れません", "いつまでも元気でいたい", "何人かで支え合いの会を始めたい", "年に数回しか会わない母が心配", "何日も食べていません"]
)  # fmt: skip
def test_no_figure_is_wanted_by_whoever_only_tells_of_one(text: str) -> None:
    assert kind_of(text).figure is None


@pytest.mark.parametrize("question", ["不登校の教室は何階ですか", "担当は何号館"])
def test_which_floor_asks_for_the_way(question: str) -> None:
    found = kind_of(question)
    assert (found.place, found.figure) == (True, None)


@pytest.mark.parametrize(
    ("question", "fits", "not_"),
    [
        ("カフェは何曜日", "毎月第3土曜日", "令和6年4月"),
        ("受付は何時まで", "8時30分から17時15分まで", "平日"),
        ("受付は何時まで", "24時間対応", "8時間"),
        ("体操はいつ開きますか", "毎週月曜日", "10時"),
        ("計画はいつから", "令和6年4月", "第9期"),
    ],
)
def test_what_time_answers(question: str, fits: str, not_: str) -> None:
    wanted = time_in(question)
    assert any(map(wanted.fits, figures_of(fits)))
    assert not any(map(wanted.fits, figures_of(not_)))


def test_a_number_without_a_unit_answers_by_what_is_said_of_it() -> None:
    (bare,) = quantities("711")
    groups = WantedFigure(units=frozenset(("団体",)), bare=True)
    assert groups.fits(bare, unit_counted("登録団体数"))
    assert not groups.fits(bare, unit_counted("受診率（％）"))
    assert groups.fits(bare, counts=True)
    assert not groups.fits(bare)
    assert WantedFigure(frozenset((Kind.RATE,)), decimal=True).fits(quantities("21.1")[0])


def test_what_asks_is_taken_out_in_its_place() -> None:
    assert asking("店は何店舗で何曜日") == [(2, 5), (6, 9)]
    assert unasked("配食は1食いくら、何人") == "配食は  いくら、  "
