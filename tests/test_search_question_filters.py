from dataclasses import replace
from datetime import date

import pytest

from index.catalog import PlanEntry, Plans
from search.errors import UnknownMunicipality
from search.question.filters import Filters, apply_filters
from search.question.places import named_places


def plan(name: str, code: str, prefecture: str, kind: str, status: str) -> PlanEntry:
    return PlanEntry(0, name, code, name, prefecture, None, kind, status, None, None, None, None, "a.txt", "", 0, 0)


KAMAKURA = plan("鎌倉市", "142042", "神奈川県", "成果報告", "確定")
ZUSHI = plan("逗子市", "142085", "神奈川県", "地域福祉計画", "案")
KAWASAKI = plan("川崎市", "141305", "神奈川県", "議会資料", "確定")
PLANS = (KAMAKURA, ZUSHI, KAWASAKI)
TODAY = date(2026, 11, 22)
IN_ZUSHI = named_places("逗子市の見守り", PLANS)
FUJISAWA = named_places("藤沢市の見守り", PLANS)


@pytest.mark.parametrize(
    "asked", ["逗子市", "逗子", "142085", "１４２０８５", "神奈川県逗子市", " 逗子市 ", "神奈川県 逗子市"]
)
def test_a_city_is_asked_for_by_name_or_code(asked: str) -> None:
    applied = apply_filters((), Filters(cities=(asked,)), PLANS, TODAY)
    assert (applied.plans, applied.note, applied.from_question) == ((ZUSHI,), None, False)


@pytest.mark.parametrize("asked", ["高津区", "川崎市高津区", "神奈川県川崎市高津区", "141348"])
def test_a_wards_plans_are_its_citys(asked: str) -> None:
    assert apply_filters((), Filters(cities=(asked,)), PLANS, TODAY).plans == (KAWASAKI,)


@pytest.mark.parametrize("asked", ["ほげ市", "999999", "", "市", "神奈川県"])
def test_what_is_no_municipality_is_refused_with_what_there_is(asked: str) -> None:
    with pytest.raises(UnknownMunicipality) as refused:
        apply_filters((), Filters(cities=(asked,)), PLANS, TODAY)
    assert str(refused.value) == (
        f"「{asked}」という市区町村は見つかりません。名前か6桁のコードを確かめてください"
        "(索引にあるのは 川崎市、逗子市、鎌倉市 です)。"
    )


@pytest.mark.parametrize("asked", ["藤沢市", "藤沢", "142051"])
def test_a_city_without_a_plan_passes_nothing_and_says_so(asked: str) -> None:
    applied = apply_filters((), Filters(cities=(asked,)), PLANS, TODAY)
    assert (applied.plans, applied.note) == ((), "藤沢市の計画は索引にありません。")


def test_several_cities_pass_the_plans_of_each_in_the_order_of_the_index() -> None:
    assert apply_filters((), Filters(cities=("逗子市", "鎌倉市")), PLANS, TODAY).plans == (KAMAKURA, ZUSHI)


def test_kind_and_status_both_have_to_fit() -> None:
    assert apply_filters((), Filters(statuses=("確定",)), PLANS, TODAY).plans == (KAMAKURA, KAWASAKI)
    assert apply_filters((), Filters(kinds=("成果報告", "地域福祉計画")), PLANS, TODAY).plans == (KAMAKURA, ZUSHI)
    assert apply_filters((), Filters(kinds=("成果報告",), statuses=("確定",)), PLANS, TODAY).plans == (KAMAKURA,)


def test_a_kind_that_no_plan_has_passes_nothing_and_names_those_there_are() -> None:
    applied = apply_filters((), Filters(kinds=("障害者計画",)), PLANS, TODAY)
    assert applied.plans == ()
    assert applied.note == (
        "条件(障害者計画)に合う計画がありません。選べるのは 地域福祉計画、成果報告、案、確定、議会資料 です。"
    )


def test_a_city_and_a_status_that_do_not_meet_pass_nothing() -> None:
    applied = apply_filters((), Filters(cities=("鎌倉市",), statuses=("案",)), PLANS, TODAY)
    assert (applied.plans, applied.note is None) == ((), False)


def test_a_city_in_the_question_is_a_filter() -> None:
    applied = apply_filters(IN_ZUSHI, Filters(), PLANS, TODAY)
    assert (applied.plans, applied.from_question, applied.restricting) == ((ZUSHI,), True, True)


def test_a_city_in_the_question_outdoes_the_one_asked_for_and_it_is_said() -> None:
    applied = apply_filters(IN_ZUSHI, Filters(cities=("鎌倉市",)), PLANS, TODAY)
    assert (applied.plans, applied.from_question) == ((ZUSHI,), True)
    assert [place.name for place in applied.outdone] == ["鎌倉市"]
    assert applied.disagreement == "選ばれているのは鎌倉市ですが、質問にある逗子市の計画を調べました。"


def test_a_city_in_the_question_that_is_not_indexed_leaves_the_one_asked_for_and_it_is_said() -> None:
    applied = apply_filters(FUJISAWA, Filters(cities=("鎌倉市",)), PLANS, TODAY)
    assert (applied.plans, applied.from_question) == ((KAMAKURA,), False)
    assert applied.disagreement == "質問にある藤沢市の計画は索引にないので、選ばれている鎌倉市の計画を調べました。"


def test_a_city_asked_for_that_is_not_indexed_is_said_to_be_none() -> None:
    applied = apply_filters(IN_ZUSHI, Filters(cities=("藤沢市",)), PLANS, TODAY)
    assert applied.plans == (ZUSHI,)
    assert (applied.disagreement or "").endswith("藤沢市の計画は索引にありません。")


def test_where_neither_is_indexed_the_persons_words_count() -> None:
    applied = apply_filters(FUJISAWA, Filters(cities=("横浜市",)), PLANS, TODAY)
    assert [place.name for place in applied.places] == ["藤沢市"]


@pytest.mark.parametrize(
    "cities",
    [
        pytest.param(("逗子市",), id="the same city"),
        pytest.param(("142085",), id="the same by its code"),
        pytest.param(("鎌倉市", "逗子市"), id="one of those asked for"),
    ],
)
def test_a_filter_that_has_the_city_of_the_question_does_not_disagree(cities: tuple[str, ...]) -> None:
    applied = apply_filters(IN_ZUSHI, Filters(cities=cities), PLANS, TODAY)
    assert (applied.plans, applied.disagreement) == ((ZUSHI,), None)


def test_a_ward_in_the_question_is_of_the_city_asked_for() -> None:
    applied = apply_filters(named_places("高津区の体操", PLANS), Filters(cities=("川崎市",)), PLANS, TODAY)
    assert (applied.plans, applied.outdone) == ((KAWASAKI,), ())


def test_what_documents_of_unknown_origin_point_to_can_be_searched_before_the_filters_city() -> None:
    plans = (KAMAKURA, replace(OPEN, likely_codes=("142051",)))
    applied = apply_filters(FUJISAWA, Filters(cities=("鎌倉市",)), plans, TODAY)
    assert [place.name for place in applied.places] == ["藤沢市"]


DRAFT = replace(ZUSHI, id="案", title="逗子市地域福祉計画(案)", status="案", period_start=2024, period_end=2029)
FINAL = replace(ZUSHI, id="確定", title="逗子市地域福祉計画", status="確定", period_start=2024, period_end=2029)
BEFORE = replace(ZUSHI, id="前", title="逗子市地域福祉計画", status="確定", period_start=2018, period_end=2023)


def test_of_several_versions_of_a_plan_the_one_in_force_is_searched() -> None:
    applied = apply_filters((), Filters(), (KAMAKURA, DRAFT, FINAL, BEFORE), TODAY)
    assert applied.plans == (KAMAKURA, FINAL)
    assert (applied.superseded, applied.restricting) == (2, True)


def test_other_versions_are_searched_when_they_are_asked_for() -> None:
    plans = (DRAFT, FINAL, BEFORE)
    assert apply_filters((), Filters(statuses=("案",)), plans, TODAY).plans == (DRAFT,)
    assert apply_filters((), Filters(all_versions=True), plans, TODAY).plans == plans


def test_in_an_earlier_year_the_earlier_plan_was_in_force() -> None:
    assert apply_filters((), Filters(), (DRAFT, FINAL, BEFORE), date(2023, 5, 1)).plans == (BEFORE,)


OPEN = replace(plan("広報", "", "", "広報", "確定"), municipality=None, municipality_code=None, prefecture=None)
POINTS = replace(OPEN, id="ずし", likely_codes=("142085",))
ELSEWHERE = replace(OPEN, id="かまくら", likely_codes=("142042",))


def test_a_city_without_a_plan_is_looked_for_in_documents_of_unknown_municipality() -> None:
    applied = apply_filters(FUJISAWA, Filters(), (KAMAKURA, OPEN), TODAY)
    assert (applied.plans, applied.unplaced) == ((OPEN,), (OPEN,))
    assert applied.note == "藤沢市のものと分かる文書は索引にないので、市区町村の分からない文書 1 件を探しました。"


def test_a_question_that_names_a_city_searches_documents_of_unknown_municipality_too() -> None:
    applied = apply_filters(IN_ZUSHI, Filters(), (KAMAKURA, ZUSHI, OPEN, POINTS, ELSEWHERE), TODAY)
    assert applied.plans == (ZUSHI, OPEN, POINTS, ELSEWHERE)
    assert applied.note == "市区町村の分からない文書 3 件も探しました。"


def test_a_chosen_city_with_plans_takes_of_those_only_what_points_to_it() -> None:
    applied = apply_filters((), Filters(cities=("逗子市",)), (ZUSHI, OPEN, POINTS, ELSEWHERE), TODAY)
    assert applied.plans == (ZUSHI, POINTS)


def test_a_chosen_city_without_plans_takes_all_of_those() -> None:
    applied = apply_filters((), Filters(cities=("藤沢市",)), (ZUSHI, OPEN, POINTS), TODAY)
    assert applied.plans == (OPEN, POINTS)


def test_kind_and_status_hold_for_those_too() -> None:
    applied = apply_filters(FUJISAWA, Filters(kinds=("成果報告",)), (KAMAKURA, OPEN), TODAY)
    assert (applied.plans, applied.note) == ((), "藤沢市の計画は索引にありません。")


def test_where_no_city_is_named_nothing_is_said_of_them() -> None:
    applied = apply_filters((), Filters(), (KAMAKURA, OPEN), TODAY)
    assert (applied.plans, applied.unplaced, applied.note) == ((KAMAKURA, OPEN), (), None)


# Two cities of one name.
FUCHU_IN_TOKYO = replace(plan("府中市", "132063", "東京都", "地域福祉計画", "確定"), number=1, id="fuchu-tokyo")
FUCHU_IN_HIROSHIMA = replace(plan("府中市", "342084", "広島県", "地域福祉計画", "確定"), number=2, id="fuchu-hiroshima")
BOTH = (FUCHU_IN_TOKYO, FUCHU_IN_HIROSHIMA)


def test_a_name_that_two_cities_have_passes_the_plans_of_both() -> None:
    assert apply_filters((), Filters(cities=("府中市",)), BOTH, TODAY).plans == BOTH


def test_the_prefecture_tells_two_cities_of_one_name_apart() -> None:
    assert apply_filters((), Filters(cities=("広島県府中市",)), BOTH, TODAY).plans == (FUCHU_IN_HIROSHIMA,)


def test_plans_that_never_change_give_the_same_choice_however_often_and_on_other_days() -> None:
    open_plan = replace(KAMAKURA, id="不明", municipality_code=None, municipality=None, likely_codes=("142085",))
    older = replace(ZUSHI, id="逗子市 旧", title="逗子市地域福祉計画", period_start=2019, period_end=2023)
    newer = replace(ZUSHI, id="逗子市 新", title="逗子市地域福祉計画", period_start=2024, period_end=2028)
    listed = (KAMAKURA, open_plan, older, newer, KAWASAKI)
    never = Plans(listed)
    filters = [
        Filters(cities=cities, kinds=kinds, statuses=statuses, all_versions=every)
        for cities in ((), ("逗子市",), ("鎌倉市", "川崎市"))
        for kinds in ((), ("成果報告",), ("なし",))
        for statuses in ((), ("案",))
        for every in (False, True)
    ]
    for day in (date(2021, 5, 1), TODAY, TODAY):
        for each in filters:
            for said in ((), IN_ZUSHI, FUJISAWA):
                assert apply_filters(said, each, never, day) == apply_filters(said, each, listed, day)
    chosen = apply_filters((), Filters(cities=("逗子市",)), never, TODAY).plans
    assert chosen == (open_plan, newer)
    assert chosen is apply_filters((), Filters(cities=("逗子市",)), never, TODAY).plans
