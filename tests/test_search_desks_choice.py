from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType, SimpleNamespace
from typing import cast

import numpy as np
import pytest

from corpus.records.desks.desk import Desk
from index.desks.texts import listed
from index.encoder.static import Rarity, StaticEncoder
from index.opened import Index
from search.desks.choice import choose
from search.desks.chosen import Chosen
from search.desks.features import Nearness
from search.desks.naming import town_of
from search.desks.room import Room
from search.question.districts import Districts
from search.question.intent import Asked, Intent
from search.question.lexicon import lexicon
from search.question.places import Place
from search.question.query import Wanted, understand
from search.ranking.word_match import WordMatch
from tests.hand_made import desk_of, entry_of
from tests.made_question import made_question

CODE, OTHER = "990101", "990102"
PLANS = MappingProxyType({"minato": entry_of("minato", "港見市", CODE), "oka": entry_of("oka", "岡辺市", OTHER)})
NORTH = desk_of(
    "minato", "港見市北部地域包括支援センター", phone="0000-11-0001",
    areas=("波止場町1～3丁目、4丁目1～12番(5番(5番8号を除く)を除く)、鷹野",),
    address="港見市鷹野1-2(鷹野坂上バス停そば)",
)  # fmt: skip
SOUTH = desk_of(
    "minato", "港見市南部地域包括支援センター", phone="0000-11-0002",
    areas=("波止場町4丁目5番(8号を除く)、4丁目13番以降、5丁目、汐音町",), address="港見市汐音町3-4(汐音公園前)",
)  # fmt: skip
WEST = desk_of(
    "minato", "港見市西部地域包括支援センター", phone="0000-11-0003", areas=("茅山町(大字茅山字奥を除く)、貝塚台",)
)
YOUTH = desk_of("minato", "ひきこもり相談センター", phone="0000-11-0004", areas=("市内全域",))
GENERAL = desk_of("minato", "福祉総合相談窓口", phone="0000-11-0005")
CENTRES = (NORTH, SOUTH, WEST)
DESKS = (*CENTRES, YOUTH, GENERAL)
NONE: Mapping[str, str] = MappingProxyType({})
RARITY = Rarity()
ENCODER = StaticEncoder()
FOUND = "minato#0007"


def _entry_of(desk: Desk) -> str:
    return f"{desk.name}\n{desk.serves or ''}"


def nearness_of(wanted: Wanted) -> Nearness:
    """As where the passage ``FOUND`` was found first: the question's words, weighed by their rarity."""
    known = [word for word in wanted.lemmas if word in ENCODER.vocabulary]
    weights = np.array([RARITY.of(word) for word in known], np.float32)
    index = cast(Index, SimpleNamespace(words=ENCODER))
    return Nearness({FOUND: 1}, WordMatch(index, ENCODER.unit_vectors(known), weights / max(weights.sum(), 1)))


def chosen(
    question: str,
    desks: Sequence[Desk] = DESKS,
    *,
    wants_desk: bool = True,
    city: str = CODE,
    sentences: Mapping[str, str] = NONE,
) -> Chosen:
    """What is chosen of ``desks`` where ``city`` is known to be meant; ``sentences`` name desks, by name."""
    districts = Districts(desks, PLANS)
    wanted = understand(question, (Place("港見市", (city,), True, ("港見市",)),), RARITY, lexicon())
    kind = Asked(Intent.DESK if wants_desk else Intent.MEASURE, False, None)
    made = made_question(question, wanted=wanted, kind=kind, district=districts.named(question, (city,)))
    if not wants_desk:
        made = replace(made, calling=replace(made.calling, which_desk=False))
    room = Room(desks, PLANS, lambda desk: sentences.get(desk.name, ""), _entry_of, _entry_of, ENCODER)
    return choose(made, room, districts.areas, RARITY, nearness_of(wanted))


def names(choice: Chosen) -> list[str]:
    return [each.desk.name for each in choice.desks]


@pytest.mark.parametrize(
    ("address", "desk"),
    [
        ("波止場町2丁目", NORTH),
        ("波止場町4丁目12番", NORTH),
        ("波止場町4丁目5番8号", NORTH),
        ("波止場町4丁目5番7号", SOUTH),
        ("波止場町4丁目13番", SOUTH),
        ("波止場町4-30-2", SOUTH),
        ("波止場町５丁目", SOUTH),
        ("汐音町", SOUTH),
        ("鷹野", NORTH),
        ("貝塚台", WEST),
        ("茅山町3番地", WEST),
    ],
)
def test_the_desk_of_the_district_comes_first_and_says_why(address: str, desk: Desk) -> None:
    found = chosen(f"{address}に住む母の介護はどこに相談しますか")
    assert found.desks[0].desk == desk
    assert found.desks[0].why.endswith("は、この窓口の担当地域です。")
    assert found.clarify is None


@pytest.mark.parametrize(
    "question",
    [
        "波止場町2丁目の介護の相談先",
        "港見市波止場町4丁目5番7号の介護の相談先",
        "鷹野の地域包括支援センター",
        "貝塚台の認知症の相談窓口",
        "汐音町で物忘れの相談",
        "南部地域包括支援センターの場所",
        "港見市西部地域包括支援センター",
    ],
)
def test_a_neighbouring_centre_is_never_shown(question: str) -> None:
    assert sum(choice.desk in CENTRES for choice in chosen(question).desks) == 1


def test_a_district_that_is_split_by_numbers_is_asked_back_with_the_options() -> None:
    found = chosen("波止場町4丁目の介護の相談先")
    assert found.desks == ()
    assert found.clarify is not None
    assert found.clarify.question == "波止場町4丁目は、番地によって担当の窓口が分かれます。何丁目何番何号ですか。"
    assert [option.partition(":")[0] for option in found.clarify.options] == [NORTH.name, SOUTH.name]
    assert NORTH.areas[0] in found.clarify.options[0]


def test_a_number_that_splits_further_is_asked_back() -> None:
    found = chosen("波止場町4丁目5番の介護の相談先")
    assert found.clarify is not None
    assert len(found.clarify.options) == 2


def test_without_a_district_it_is_asked_back_with_every_centre() -> None:
    found = chosen("介護の相談は地域包括支援センターですか")
    assert found.desks == ()
    assert found.clarify is not None
    assert found.clarify.question.startswith("担当の窓口は、お住まいの地域で決まります。")
    assert {option.partition(":")[0] for option in found.clarify.options} == {desk.name for desk in CENTRES}


@pytest.mark.parametrize("number", ["0000-11-0001", "0000-11-0002", "0000-11-0003"])
def test_a_question_back_shows_no_number(number: str) -> None:
    found = chosen("波止場町4丁目の介護の相談先")
    assert found.clarify is not None
    assert number not in "".join(found.clarify.options)


def test_a_desk_named_in_the_question_beats_the_districts() -> None:
    found = chosen("鷹野に住んでいます。ひきこもり相談センターの電話番号は")
    assert names(found)[0] == YOUTH.name


def test_a_centre_named_in_the_question_beats_the_districts() -> None:
    found = chosen("鷹野に住んでいますが、南部地域包括支援センターの電話番号は")
    assert [desk for desk in names(found) if "包括" in desk] == [SOUTH.name]


def test_a_centre_that_bears_the_districts_name_need_not_serve_it() -> None:
    """鷹野 has a centre of its name; 鷹野9番 is served by another."""
    bearing = desk_of("minato", "鷹野地域包括支援センター", phone="0000-11-0006", areas=("鷹野1～8番",))
    serving = desk_of("minato", "汐音地域包括支援センター", phone="0000-11-0007", areas=("鷹野9番以降、汐音町",))
    assert names(chosen("鷹野9番の介護の相談先", (bearing, serving))) == [serving.name]


def test_a_landmark_beside_the_address_picks_its_desk() -> None:
    found = chosen("鷹野坂上のバス停のそばの相談所の電話番号")
    assert found.desks[0].desk == NORTH
    assert found.desks[0].why == "お尋ねの場所にある窓口です。"


def test_a_topic_in_the_plans_words_picks_the_special_desk() -> None:
    found = chosen("ひきこもりの息子のことを相談したい")
    assert found.desks[0].desk == YOUTH
    assert found.desks[0].why == "ご質問の内容を受け持つ窓口として、計画に書かれています。"


def test_a_topic_in_everyday_words_picks_the_special_desk() -> None:
    found = chosen("息子が部屋から出てこない。どこに相談すればいい")
    assert found.desks[0].desk == YOUTH


def test_where_nothing_fits_the_general_desk_is_named_as_such() -> None:
    found = chosen("ペットの鳴き声の苦情はどこに言えばいい", (YOUTH, GENERAL))
    assert names(found) == [GENERAL.name]
    assert found.desks[0].why == "ご質問の窓口そのものは計画に見当たりません。計画にある総合的な相談窓口です。"


def test_who_does_not_ask_where_to_go_gets_no_general_desk() -> None:
    assert chosen("ペットの鳴き声", (YOUTH, GENERAL), wants_desk=False) == Chosen((), None)
    assert chosen("介護予防の体操教室", wants_desk=False).clarify is None


def test_where_no_desk_is_stated_none_is_named() -> None:
    assert chosen("介護の相談先", ()) == Chosen((), None)


def test_a_desk_for_the_whole_city_is_nobodys_by_district() -> None:
    """It stands before the centre in the plan, and holds every address."""
    assert chosen("鷹野の介護の相談先", (YOUTH, *CENTRES)).desks[0].desk == NORTH


def test_at_most_three_desks_are_shown() -> None:
    many = tuple(desk_of("minato", f"ひきこもり相談室{name}") for name in "甲乙丙丁戊")
    assert len(chosen("ひきこもりの相談先", many).desks) == 3


def test_general_desks_of_two_plans_are_not_chosen_between() -> None:
    other = desk_of("oka", "福祉総合相談窓口", phone="0000-22-0001")
    assert chosen("ペットの鳴き声の苦情はどこに言えばいい", (GENERAL, other)).desks == ()


def test_a_desk_is_known_by_whom_it_serves() -> None:
    living = replace(desk_of("minato", "くらしサポートセンター"), serves="生活困窮、家計、ひきこもりに関する相談")
    assert chosen("ひきこもりの相談先", (GENERAL, living)).desks[0].desk == living


# Whom a desk is for

CARE = desk_of("minato", "障がい者相談支援事業所", phone="0000-11-0010")
CHILDREN = replace(desk_of("minato", "子育て支援センター", phone="0000-11-0011"), passage_id=FOUND)
OPEN_NORTH, OPEN_SOUTH, OPEN_WEST = (
    replace(desk, serves="暮らしのどんな困りごとでも受け止める、福祉の総合相談窓口です。") for desk in CENTRES
)


def test_a_desk_for_others_is_not_shown_to_a_question_about_an_old_mother() -> None:
    found = chosen("母のお金の管理はどこに相談しますか", (CARE, GENERAL))
    assert names(found) == [GENERAL.name]


def test_the_general_desk_of_one_group_is_none_of_another() -> None:
    children = desk_of("minato", "こども総合相談窓口")
    assert chosen("母の退院後の暮らしはどこに相談しますか", (children,)) == Chosen((), None)


def test_of_two_desks_for_a_matter_the_one_for_the_audience_comes_first() -> None:
    old, young = desk_of("minato", "高齢者の虐待相談室"), desk_of("minato", "児童虐待の相談室")
    assert names(chosen("赤ちゃんが虐待されているようだ。どこに相談", (old, young)))[0] == young.name
    assert names(chosen("祖母が虐待されているようだ。どこに相談", (young, old)))[0] == old.name


def test_an_address_decides_before_a_matter_where_the_centre_says_that_it_is_for_all() -> None:
    found = chosen("鷹野で子育てに行き詰まっています。相談窓口は", (CHILDREN, OPEN_NORTH, OPEN_SOUTH))
    assert names(found) == [OPEN_NORTH.name, CHILDREN.name]


def test_a_centre_that_does_not_say_whom_it_serves_is_for_the_old() -> None:
    assert names(chosen("鷹野の祖母の介護の相談先", (CHILDREN, *CENTRES)))[0] == NORTH.name
    assert names(chosen("鷹野で子育てに行き詰まっています。相談窓口は", (CHILDREN, *CENTRES))) == [CHILDREN.name]


def test_an_address_decides_for_a_question_that_names_no_audience() -> None:
    assert names(chosen("鷹野で生活が苦しい。相談窓口は", (GENERAL, *CENTRES)))[0] == NORTH.name


def test_a_desk_that_is_named_in_full_beats_the_address() -> None:
    found = chosen("鷹野に住んでいます。子育て支援センターはどこにありますか", (OPEN_NORTH, CHILDREN))
    assert names(found)[0] == CHILDREN.name


def test_of_several_desks_of_a_district_the_one_for_the_audience_is_taken() -> None:
    children = desk_of("minato", "鷹野こども相談室", areas=("鷹野",))
    assert chosen("鷹野の赤ちゃんのことで相談したい", (NORTH, children)).desks[0].desk == children
    assert chosen("鷹野の祖父のことで相談したい", (children, NORTH)).desks[0].desk == NORTH


def test_between_two_centres_that_are_named_the_address_decides() -> None:
    found = chosen("鷹野の叔母を見てくれるのは北部ですか、南部ですか", (SOUTH, NORTH))
    assert names(found) == [NORTH.name]


def test_a_bare_name_gives_way_to_the_centres_that_bear_it() -> None:
    bare = desk_of("minato", "地域包括支援センター")
    assert names(chosen("鷹野の地域包括支援センターはどこですか", (bare, *CENTRES))) == [NORTH.name]


def test_who_asks_for_everyone_is_not_sent_to_the_desk_of_one_group() -> None:
    house = desk_of("minato", "みまもりセンター", address="区役所保健棟内")
    found = chosen("赤ちゃんから高齢者まで誰でも使える区役所のセンターの名前は", (CHILDREN, CARE, house))
    assert names(found) == [house.name]


# A telephone number in the question


@pytest.mark.parametrize(
    "number", ["0000-11-0004", "0000110004", "００００－１１－０００４", "(0000)11-0004", "0000 11 0004"]
)
def test_a_number_leads_to_its_desk_however_it_is_typed(number: str) -> None:
    found = chosen(f"{number}から着信がありました。どこの番号ですか", wants_desk=False)
    assert [choice.desk for choice in found.desks] == [YOUTH]
    assert found.desks[0].why == "お尋ねの番号は、この窓口の電話番号として計画に書かれています。"


def test_a_fax_number_is_told_as_such() -> None:
    found = chosen("0000-11-0099は何の番号ですか", (replace(GENERAL, fax="0000-11-0099"),))
    assert found.desks[0].why == "お尋ねの番号は、この窓口のファックス番号として計画に書かれています。"


def test_a_number_that_no_desk_has_is_said_to_be_none_of_theirs() -> None:
    found = chosen("0000-11-9999から着信がありました。どこの番号ですか")
    assert (found.desks, found.clarify, found.by_number) == ((), None, True)


def test_the_askers_own_number_says_nothing() -> None:
    found = chosen("鷹野の祖母の介護の相談先を教えて。こちらの電話番号は0000-11-9999です")
    assert names(found) == [NORTH.name]


# The sentence that names a desk


def test_a_desk_is_known_by_what_its_sentence_says_that_it_takes() -> None:
    home, other = desk_of("minato", "夫婦と家庭の相談室"), desk_of("minato", "なぎさ交流室")
    sentences = {
        home.name: "夫婦と家庭の相談室で騒音相談等、各種相談を受付。",
        other.name: "なぎさ交流室で騒音を測る。",
    }
    found = chosen("騒音の相談を受けている部屋の名前は", (other, home), sentences=sentences)
    assert names(found) == [home.name]


def test_a_sentence_that_lists_desks_says_nothing_of_one() -> None:
    three = tuple(desk_of("minato", f"{name}連携室") for name in ("いかり", "ともしび", "なぎさ"))
    listing = "騒音の相談は、いかり連携室、ともしび連携室、なぎさ連携室で受け付ける。"
    assert names(chosen("騒音の相談を受けている部屋の名前は", three, sentences={d.name: listing for d in three})) == []


def test_a_name_that_was_typed_counts_more_than_a_sentence() -> None:
    told, typed = desk_of("minato", "なぎさ交流室"), desk_of("minato", "騒音相談室")
    sentences = {told.name: "なぎさ交流室で騒音相談を受付。"}
    assert names(chosen("騒音の相談先", (told, typed), sentences=sentences))[0] == typed.name


def test_the_citys_short_name_is_no_part_of_a_desks_name() -> None:
    safe = desk_of("minato", "港見なぎさサポートセンター")
    found = chosen("港見市のなぎさサポートセンターは何をしていますか", (safe,), wants_desk=False)
    assert names(found) == [safe.name]


# General desks


def test_a_general_desk_with_a_number_goes_before_one_without() -> None:
    silent = desk_of("minato", "くらしと福祉の相談窓口")
    assert names(chosen("ペットの鳴き声の苦情はどこに言えばいい", (silent, GENERAL))) == [GENERAL.name]


def test_a_desk_for_one_matter_is_no_general_one() -> None:
    assert chosen("ペットの鳴き声の苦情はどこに言えばいい", (desk_of("minato", "住み替え相談窓口"),)) == Chosen(
        (), None
    )


def test_a_question_back_with_one_option_names_the_desk_with_its_area() -> None:
    found = chosen("波止場町4丁目の介護の相談先", (NORTH, WEST))
    assert found.clarify is None
    assert names(found) == [NORTH.name]
    assert found.desks[0].why == (
        "担当地域は「波止場町1～3丁目、4丁目1～12番(5番(5番8号を除く)を除く)、鷹野」です。お住まいの番地が入るか、お確かめください。"
    )


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("貝塚台にある保育所の電話番号", "いそしぎ保育所"),
        ("港見市の塩見町の近くの保育園に電話したい", "ちどり保育所"),
        ("こんど鷹野に越します。保育所はありますか。連絡先を", "うみねこ保育所"),
    ],
)
def test_of_a_list_the_one_in_the_town_that_was_typed_is_told(question: str, name: str) -> None:
    places = {"いそしぎ": "貝塚台二丁目4", "ちどり": "塩見町大字東8-1", "うみねこ": "鷹野900", "かもめ": "波止場町1-1"}
    listed = [
        desk_of("minato", f"{bird}保育所", phone=f"0000-22-000{place}", address=f"港見市{town}")
        for place, (bird, town) in enumerate(places.items())
    ]
    assert names(chosen(question, listed))[0] == name


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("〒999-0001 港見市汐音町字浜1-2", "汐音町字浜"),
        ("汐音町３丁目４－５", "汐音町"),
        ("大字茅山100番地", "茅山"),
        ("市役所(本館1階)", "市役所"),
        (None, ""),
    ],
)
def test_the_town_of_an_address_is_what_stands_before_its_numbers(address: str | None, town: str) -> None:
    assert town_of(desk_of("minato", "こども課", address=address), PLANS["minato"]) == town


def test_of_two_that_may_as_well_be_meant_none_is_told_as_the_one() -> None:
    both = (desk_of("minato", "子育て相談", phone="0000-22-1"), desk_of("minato", "教育相談", phone="0000-22-2"))
    choice = chosen("相談の電話番号は", desks=both)
    assert (choice.desks, choice.clarify) == ((), None)
    assert [each.desk.name for each in choice.perhaps] == ["教育相談"]
    assert names(chosen("子育ての相談の電話番号は", desks=both)) == ["子育て相談"]


def test_where_a_word_of_both_names_was_said_it_is_asked_which_is_meant() -> None:
    both = (desk_of("minato", "消費生活相談", phone="0000-22-1"), desk_of("minato", "生活困窮相談", phone="0000-22-2"))
    choice = chosen("生活のことを相談したい。電話番号は", desks=both)
    assert choice.desks == ()
    assert choice.clarify is not None
    assert choice.clarify.options == ("港見市 生活困窮相談の電話番号", "港見市 消費生活相談の電話番号")
    assert names(chosen("生活に困窮しています。電話番号は", desks=both)) == ["生活困窮相談"]


def test_words_in_no_order_make_no_phrase() -> None:
    phrase = ENCODER.vocabulary["生活+保護"]
    assert phrase in ENCODER.ids("生活保護")
    assert listed({"生活", "保護"}) == "保護、生活"
    assert not ENCODER.phrases[ENCODER.ids(listed({"生活", "保護"}))].any()
