from types import MappingProxyType

import pytest

from corpus.records.desks.desk import Desk
from index.catalog import PlanEntry
from search.question.districts import District, Districts
from search.searcher import Searcher
from tests.hand_made import desk_of, entry_of

MINATO, OKA = "990101", "990102"
PLANS = MappingProxyType(
    {
        "minato": entry_of("minato", "港見市", MINATO),
        "oka": entry_of("oka", "岡辺市", OKA),
        "nobody": entry_of("nobody", None, None),
    }
)
DESKS = (
    desk_of("minato", "港見市北部センター", areas=("波止場町1~3丁目、4丁目1~5番、池、鷹野(5番を除く)",)),
    desk_of("minato", "港見市南部センター", areas=("波止場町4丁目6番以降、緑が丘、大字鳶沢字上、港見",)),
    desk_of("minato", "港見市総合窓口", areas=("市内全域",)),
    desk_of("minato", "港見市広場", areas=("中央地区",)),
    desk_of("oka", "岡辺市東センター", areas=("緑が丘、柿生台、柿生",)),
    desk_of("nobody", "誰のものでもない窓口", areas=("霞町",)),
)


def districts(desks: tuple[Desk, ...] = DESKS, plans: MappingProxyType[str, PlanEntry] = PLANS) -> Districts:
    return Districts(desks, plans)


@pytest.mark.parametrize(
    ("question", "name", "address"),
    [
        ("波止場町に住んでいます", "波止場町", "波止場町"),
        ("波止場町2丁目の母の介護", "波止場町", "波止場町2丁目"),
        ("波止場町４丁目３番の者です", "波止場町", "波止場町4丁目3番"),
        ("波止場町4丁目の3番12号です", "波止場町", "波止場町4丁目の3番12号"),
        ("波止場町四丁目で", "波止場町", "波止場町四丁目"),
        ("波止場町 4-3-12", "波止場町", "波止場町 4-3-12"),
        ("鷹野1234番地です", "鷹野", "鷹野1234番地"),
        ("港見5丁目の父です", "港見", "港見5丁目"),
        ("港見市波止場町2丁目の介護の相談先", "波止場町", "波止場町2丁目"),
        ("大字鳶沢字上に住んでいます", "鳶沢字上", "鳶沢字上"),
        ("柿生台の相談先", "柿生台", "柿生台"),
        ("柿生の相談先", "柿生", "柿生"),
        ("中央地区の相談先", "中央", "中央"),
        ("波止場町五丁目三十八番の叔母", "波止場町", "波止場町五丁目三十八番"),
        ("波止場町四丁目の三番十二号", "波止場町", "波止場町四丁目の三番十二号"),
        ("鷹野十五番地です", "鷹野", "鷹野十五番地"),
        ("鷹野六番町の者です", "鷹野", "鷹野"),
        ("鷹野一番近い窓口", "鷹野", "鷹野"),
        ("波止場町5丁目 36歳の弟", "波止場町", "波止場町5丁目"),
        ("港見波止場町2丁目の父", "波止場町", "波止場町2丁目"),
        ("波止場町の2丁目です", "波止場町", "波止場町の2丁目"),
    ],
)
def test_a_district_is_read_with_the_numbers_behind_it(question: str, name: str, address: str) -> None:
    found = districts().named(question, ())
    assert found is not None
    assert (found.name, found.address) == (name, address)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("電池はどこに出しますか", id="池 has but one character"),
        pytest.param("小鷹野の神社", id="a part of another name"),
        pytest.param("港見の福祉", id="the municipality's own name"),
        pytest.param("霞町の相談先", id="of a plan without a municipality"),
        pytest.param("中央図書館はどこですか", id="中央 without 地区"),
        pytest.param("母の物忘れが心配です", id="none at all"),
        pytest.param("市内全域の相談先", id="everywhere is no district"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_district_is_none(question: str) -> None:
    assert districts().named(question, ()) is None


def test_a_name_that_two_municipalities_share_says_nothing_by_itself() -> None:
    assert districts().named("緑が丘の介護の相談", ()) is None


@pytest.mark.parametrize("code", [MINATO, OKA])
def test_a_shared_name_is_that_of_the_municipality_that_is_named(code: str) -> None:
    assert districts().named("緑が丘3丁目の介護", (code,)) == District("緑が丘", "緑が丘3丁目", code)


def test_a_shared_name_says_nothing_where_both_are_named() -> None:
    assert districts().named("緑が丘の介護", (MINATO, OKA)) is None


def test_a_district_of_another_municipality_than_the_named_one_is_none() -> None:
    assert districts().named("柿生台の介護", (MINATO,)) is None


def test_the_longest_name_is_taken() -> None:
    found = districts().named("柿生台か柿生の窓口", (OKA,))
    assert found is not None
    assert found.name == "柿生台"


def test_only_desks_that_state_an_area_have_one() -> None:
    assert set(districts().areas) == {desk.id for desk in DESKS}
    assert districts((desk_of("minato", "窓口"),)).areas == {}


def test_the_samples_districts_are_those_of_their_desks(samples: Searcher) -> None:
    found = samples.districts.named("鳶ノ沢の祖母のことで", ())
    assert found == District("鳶ノ沢", "鳶ノ沢", "990019")
    assert samples.districts.named("汐見原市港町4丁目5番の父", ("990019",)) == District(
        "港町", "港町4丁目5番", "990019"
    )


def test_a_district_alone_tells_the_municipality(samples: Searcher) -> None:
    assert [place.name for place in samples.search("砂丘台3丁目の介護").question.applied.places] == ["汐見原市"]


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("港見市かきおだい2丁目です", "柿生台2丁目"),
        ("みどりがおかに住む父", None),
        ("たかのの実家の母", "鷹野"),
        ("タカノに住んでいます", "鷹野"),
        ("かきおだいで相談したい", "柿生台"),
    ],
)
def test_a_district_typed_in_kana_is_known_by_its_sound(question: str, address: str | None) -> None:
    """緑が丘 is of two municipalities."""
    found = districts().named(question, ())
    assert (found.address if found else None) == address


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("たかのぶの相談", id="a piece of a longer word"),
        pytest.param("小たかのの相談", id="behind a kanji of the same word"),
        pytest.param("いたかのように話す", id="in the middle of a word"),
        pytest.param("いけの掃除", id="two kana"),
    ],
)
def test_a_piece_of_another_word_is_no_district_in_kana(question: str) -> None:
    assert districts().named(question, ()) is None


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("波止場町は丁目で分かれてるって聞いたけど、3丁目の担当は?", "波止場町3丁目"),
        ("波止場町です。四丁目五番の担当は?", "波止場町四丁目五番"),
        pytest.param("波止場町です。2丁目か3丁目です", "波止場町", id="two of them"),
        pytest.param("波止場町から霧見町3丁目へ越します", "波止場町", id="that of another town"),
        pytest.param("波止場町の2・3丁目の担当は", "波止場町", id="a list"),
        pytest.param("波止場町1丁目です。3丁目の友人", "波止場町1丁目", id="where the town has its own"),
    ],
)
def test_a_chome_that_stands_apart_is_of_the_town_without_one(question: str, address: str) -> None:
    found = districts().named(question, ())
    assert found is not None
    assert found.address == address


def test_a_district_with_a_number_goes_before_one_without() -> None:
    found = districts().named("鷹野の病院にいる父は波止場町2丁目に住んでいます", ())
    assert found is not None
    assert found.address == "波止場町2丁目"


@pytest.mark.xfail(strict=True, reason="what follows a name is not looked at: 鷹野 stands in 鷹野橋 too")
def test_a_name_at_the_head_of_a_longer_one_is_none() -> None:
    assert districts().named("鷹野橋の工事", ()) is None
