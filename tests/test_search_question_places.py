from dataclasses import replace

import pytest

from index.catalog import PlanEntry
from search.question.places import Place, named_places
from search.question.places.named import only_mentioned


def plan(name: str, code: str, prefecture: str) -> PlanEntry:
    return PlanEntry(0, code, code, name, prefecture, None, None, None, None, None, None, None, f"{code}.txt", "", 0, 0)


PLANS = (
    plan("鎌倉市", "142042", "神奈川県"),
    plan("川崎市", "141305", "神奈川県"),
    plan("鶴岡市", "062031", "山形県"),
    plan("伊賀市", "242161", "三重県"),
    plan("秋田市", "052019", "秋田県"),
)


def names(question: str) -> list[str]:
    return [place.name for place in named_places(question, PLANS)]


@pytest.mark.parametrize(
    ("question", "city"),
    [
        pytest.param("鎌倉市に家賃の補助はありますか", "鎌倉市", id="by its full name"),
        pytest.param("里親の集まり 鎌倉", "鎌倉市", id="without 市"),
        pytest.param("終活ノートください かまくら市", "鎌倉市", id="by its reading and 市"),
        pytest.param("つるおかしの除雪ボランティア", "鶴岡市", id="by its whole reading"),
        pytest.param("いがしの民生委員は何人", "伊賀市", id="by a short reading at the start of a word"),
        pytest.param("高津区で体操教室に通いたい", "川崎市", id="by one of its wards"),
        pytest.param("神奈川県川崎市高津区の窓口", "川崎市", id="with prefecture and ward"),
        pytest.param("たかつくで らくごを ききたい", "川崎市", id="by a ward in kana"),
        pytest.param("カワサキクの相談", "川崎市", id="by a ward in katakana"),
        pytest.param("あさお区の買い物の手伝い", "川崎市", id="by a ward with 区 alone in kanji"),
        pytest.param(
            "いがで ひとりぐらしの おとしよりを たすける",
            "伊賀市",
            id="by a reading of two letters where blanks part words",
        ),
        pytest.param("いが みまもり", "伊賀市", id="the same at the beginning"),
        pytest.param("いがに 住んでいます。母の介護", "伊賀市", id="the same where somebody lives"),
        pytest.param("秋田県秋田市の雪下ろし", "秋田市", id="behind a prefecture of the same name"),
    ],
)
def test_a_municipality_is_recognised(question: str, city: str) -> None:
    assert names(question) == [city]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("水彩画のかいがしりたい", id="いがし inside かいがしりたい"),
        pytest.param("秋田県の計画はありますか", id="a prefecture is not its capital"),
        pytest.param("びょうき いがいで こまっています", id="いが inside いがい"),
        pytest.param("この いがを とりたい", id="a word of two letters with another particle"),
        pytest.param("あさおくれて こまる", id="あさおく inside あさおくれて"),
        pytest.param("うちの子はたかつくない", id="たかつく goes on"),
        pytest.param("はやおきして たのし", id="ends in し"),
        pytest.param("母の物忘れが心配です", id="no name at all"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_municipality_is_not_taken_for_one(question: str) -> None:
    assert named_places(question, PLANS) == ()


def test_several_cities_come_in_the_order_of_the_question() -> None:
    assert names("鶴岡市と川崎市と鎌倉の見守りを比べたい") == ["鶴岡市", "川崎市", "鎌倉市"]


def test_two_wards_of_a_city_are_that_city_once() -> None:
    assert names("宮前区と多摩区のサロン") == ["川崎市"]


def test_a_ward_is_not_said_to_name_its_city_so_that_it_stays_in_the_question() -> None:
    assert named_places("高津区で体操教室に通いたい", PLANS) == (Place("川崎市", ("141305",), True, ()),)


def test_every_form_that_names_the_city_is_reported_longest_first() -> None:
    assert named_places("鎌倉市の里親", PLANS)[0].said == ("鎌倉市", "鎌倉")


def test_a_city_that_is_not_indexed_is_still_named() -> None:
    assert named_places("隣の藤沢市の保育料は?", PLANS) == (Place("藤沢市", ("142051",), False, ("藤沢市",)),)


@pytest.mark.parametrize(
    ("question", "city", "said"),
    [
        ("よこはまし 介護の相談", "横浜市", "よこはまし"),
        ("おむつがほしい ふじさわしの場合", "藤沢市", "ふじさわし"),
        ("サッポロシ 雪かき", "札幌市", "さっぽろし"),
    ],
)
def test_a_city_that_is_not_indexed_is_named_in_kana_with_its_ending(question: str, city: str, said: str) -> None:
    assert [(place.name, place.said) for place in named_places(question, PLANS)] == [(city, (said,))]


def test_municipalities_of_one_name_are_one_place_with_every_code() -> None:
    assert named_places("府中市の介護予防", PLANS)[0].codes == ("132063", "342084")


def test_a_city_that_is_not_indexed_gives_way_to_one_that_is() -> None:
    assert names("藤沢市から鎌倉市に引っ越しました") == ["鎌倉市"]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("北秋田市の見守り", "北秋田市", id="秋田市 stands in it"),
        pytest.param("川崎町の雪かき", "川崎町", id="川崎 stands in it"),
        pytest.param("秋田県横手市のかまど", "横手市", id="秋田 stands in its prefecture"),
    ],
)
def test_a_longer_name_does_not_name_the_indexed_city_inside_it(question: str, named: str) -> None:
    assert [(place.name, place.indexed) for place in named_places(question, PLANS)] == [(named, False)]


def test_a_city_in_katakana_is_recognised() -> None:
    assert names("カマクラの終活ノート") == ["鎌倉市"]


def likely(*codes: str) -> PlanEntry:
    known = plan("", "x", "")
    return replace(known, municipality=None, municipality_code=None, prefecture=None, likely_codes=codes)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("加古川で野菜を食べたい", ("加古川",), id="without 市"),
        pytest.param("かこがわ おむつ", ("かこがわ",), id="by its reading"),
        pytest.param("加古川市民の健康", ("加古川市",), id="in full"),
        pytest.param("加古川駅の近く", None, id="a piece of another name"),
        pytest.param("さくらを見たい", None, id="a word"),
    ],
)
def test_a_city_that_a_document_of_unknown_origin_points_to_is_recognised(
    question: str, said: tuple[str, ...] | None
) -> None:
    found = named_places(question, (*PLANS, likely("282103", "092142")))
    assert [(place.name, place.indexed, place.said) for place in found] == ([("加古川市", False, said)] if said else [])


def test_it_gives_way_to_a_city_with_a_plan() -> None:
    assert [place.name for place in named_places("加古川から鎌倉へ", (*PLANS, likely("282103")))] == ["鎌倉市"]


def meant(question: str) -> list[str]:
    """The places that a question names and does not only mention."""
    named = named_places(question, PLANS)
    return [place.name for place in named if not only_mentioned(place, question, named)]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("川崎から鎌倉の大町に嫁いできました。鎌倉の広場に電話したい", ["鎌倉市"]),
        ("川崎市の事業所のケアマネです。鎌倉市の介護保険の課の番号", ["鎌倉市"]),
        ("川崎市在住、30代の元介護職です。鎌倉市の協力隊の条件", ["鎌倉市"]),
        ("鎌倉市と川崎市の配食を比べたい", ["鎌倉市", "川崎市"]),
        ("鎌倉市の計画の目標値は川崎市よりいくつ多いですか", ["鎌倉市", "川崎市"]),
    ],
)
def test_where_the_asker_comes_from_is_not_what_is_asked_about(question: str, places: list[str]) -> None:
    assert meant(question) == places


def test_a_prefecture_of_the_same_name_before_its_town_is_no_city() -> None:
    plans = (plan("秋田市", "052019", "秋田県"), plan("鹿角市", "052094", "秋田県"))
    for question, names in (("秋田の鹿角市に越します", ["鹿角市"]), ("秋田市の鹿角市", ["秋田市", "鹿角市"])):
        named = named_places(question, plans)
        assert [place.name for place in named if not only_mentioned(place, question, named)] == names
