"""Whose plan is there, by municipality and kind; of invented plans of real and of fictional municipalities."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.about.sources import Look
from corpus.about.standing import Standing
from corpus.about.title import kinds_named
from index.catalog import PlanEntry
from screens.documents.coverage import coverage_json
from screens.terminal.console import open_console
from screens.terminal.coverage import print_coverage
from search.answers.messages import short_of
from search.coverage import Held, coverage, lacks, shortfalls
from search.errors import UnknownChoice, UnknownPrefecture
from search.question.places import Place
from tests.hand_made import entry_of

TODAY = date(2026, 11, 28)


def plan(
    plan_id: str,
    status: str | None = "確定",
    period: tuple[int | None, int | None] = (None, None),
    *,
    kind: str | None = "地域福祉計画",
    title: str | None = None,
    code: str | None = "142042",
    name: str | None = "鎌倉市",
    looked_on: str | None = None,
) -> PlanEntry:
    start, end = period
    return replace(
        entry_of(plan_id, name, code), prefecture="神奈川県", title=title, kind=kind, status=status,
        period_start=start, period_end=end, looked_on=looked_on,
    )  # fmt: skip


def held(*plans: PlanEntry, kind: str = "地域福祉計画", looks: tuple[Look, ...] = (), today: date = TODAY) -> Held:
    """What is told of one kind of 鎌倉市."""
    found = coverage(plans, looks, today, ["神奈川県"])
    place = next(each for each in found.municipalities if each.municipality == "鎌倉市")
    return next(each for each in place.plans if each.kind == kind)


@pytest.mark.parametrize(
    ("status", "period", "state"),
    [
        pytest.param("確定", (2024, 2029), Standing.IN_FORCE, id="in the middle of its years"),
        pytest.param("確定", (2021, 2026), Standing.IN_FORCE, id="in its last year"),
        pytest.param("確定", (2020, 2025), Standing.EXPIRED, id="over since March"),
        pytest.param("改定前", (2024, 2029), Standing.EXPIRED, id="replaced before its time"),
        pytest.param("素案", (2024, 2029), Standing.DRAFT, id="a draft for years that have come"),
        pytest.param("パブリックコメント用最終案", (2024, 2029), Standing.DRAFT, id="a draft in words of one's own"),
        pytest.param("案", (2015, 2020), Standing.DRAFT, id="a draft whose years are over was never a plan"),
        pytest.param("確定", (2027, 2032), Standing.DRAFT, id="its first year has not come"),
        pytest.param("確定", (None, None), Standing.IN_FORCE, id="no years are known"),
        pytest.param("確定", (None, 2025), Standing.EXPIRED, id="only the last year is known"),
        pytest.param(None, (2024, None), Standing.IN_FORCE, id="only the first year is known"),
    ],
)
def test_a_plan_stands_by_its_status_and_its_years(
    status: str | None, period: tuple[int | None, int | None], state: Standing
) -> None:
    assert held(plan("a", status, period)).state is state


def test_the_last_year_ends_in_march() -> None:
    old = plan("a", "確定", (2021, 2025))
    assert held(old, today=date(2026, 3, 31)).state is Standing.IN_FORCE
    assert held(old, today=date(2026, 4, 1)).state is Standing.EXPIRED


def test_a_draft_in_a_title_is_a_draft_whatever_the_table_says() -> None:
    assert held(plan("a", "確定", (2024, 2029), title="鎌倉市地域福祉計画(素案)")).state is Standing.DRAFT


def test_of_several_the_one_in_force_counts_then_the_expired_then_the_draft() -> None:
    old, now, draft = plan("a", "確定", (2016, 2021)), plan("b", "確定", (2022, 2027)), plan("c", "案", (2028, 2033))
    found = held(old, draft, now)
    assert (found.plan, {each.id for each in found.others}) == (now, {"a", "c"})
    found = held(draft, old)
    assert (found.state, found.plan) == (Standing.EXPIRED, old)
    assert held(plan("d", "確定", (2010, 2015)), old).plan == old


def test_a_plan_that_ends_within_a_year_is_said_to() -> None:
    assert held(plan("a", "確定", (2022, 2026))).ends_soon
    assert not held(plan("a", "確定", (2022, 2027))).ends_soon
    assert held(plan("a", "確定", (2022, 2027)), today=date(2027, 4, 5)).ends_soon
    assert not held(plan("a", "案", (2022, 2026))).ends_soon
    assert not held(plan("a", "確定", (2022, 2025))).ends_soon


def test_kinds_in_other_words_are_brought_together_and_reports_are_no_plans() -> None:
    care = plan("a", "確定", (2024, 2026), kind="介護保険事業計画")
    untold = plan("b", "確定", (2024, 2026), kind=None, title="第7期鎌倉市障害福祉計画")
    report = plan("c", kind="進捗報告", title="地域福祉計画の進捗について")
    talk = plan("d", kind="議会資料", title="地域福祉計画(案)について")
    own = plan("e", "確定", (2024, 2026), kind="空き家対策計画")
    found = coverage([care, untold, report, talk, own], (), TODAY)
    place = next(each for each in found.municipalities if each.municipality == "鎌倉市")
    there = {each.kind: each.plan.id for each in place.plans if each.plan}
    assert there == {"高齢者保健福祉計画": "a", "障害福祉計画": "b", "空き家対策計画": "e"}
    assert place.other_documents == 2


def test_every_municipality_of_a_prefecture_is_told_of_and_no_other() -> None:
    found = coverage([plan("a", "確定", (2024, 2029))], (), TODAY)
    assert len(found.municipalities) == 33  # of 神奈川県, wards left out
    silent = [each.municipality for each in found.municipalities if not each.states]
    assert len(silent) == 32
    assert "逗子市" in silent
    assert {each.prefecture for each in coverage([], (), TODAY, ["三重", "山形県"]).municipalities} == {
        "三重県",
        "山形県",
    }
    assert coverage([], (), TODAY).municipalities == ()


def test_a_day_on_which_somebody_looked_tells_silence_from_what_nobody_loaded() -> None:
    looks = (Look("142042", "神奈川県", "鎌倉市", "地域福祉計画", "2026-10-01"),
             Look("142085", "神奈川県", "逗子市", None, "2026-09-01"))  # fmt: skip
    assert held(looks=looks) == Held("地域福祉計画", Standing.NONE, None, (), "2026-10-01", ends_soon=False)
    assert held(kind="総合計画", looks=looks).looked_on is None
    told = coverage((), looks, TODAY)
    zushi = next(each for each in told.municipalities if each.municipality == "逗子市")
    assert {each.looked_on for each in zushi.plans} == {"2026-09-01"}


def test_the_last_look_counts() -> None:
    found = held(plan("a", looked_on="2026-04-01"), plan("b", looked_on="2026-11-01"))
    assert found.looked_on == "2026-11-01"


def test_a_document_that_only_names_its_city_is_that_citys() -> None:
    found = coverage([plan("a", code=None), plan("b", kind="総合計画")], (), TODAY)
    place = next(each for each in found.municipalities if each.municipality == "鎌倉市")
    assert {each.plan.id for each in place.plans if each.plan} == {"a", "b"}


def test_a_municipality_that_japan_does_not_have_and_one_that_nobody_knows_are_told() -> None:
    made = replace(entry_of("shiomi", "汐見原市", "990019"), prefecture="架空県", kind="地域福祉計画")
    lost = replace(entry_of("lost", None, None), kind="地域福祉計画", title="地域福祉計画")
    found = coverage([made, lost], (), TODAY)
    assert [(each.municipality, each.states) for each in found.municipalities] == [("汐見原市", {Standing.IN_FORCE})]
    assert [each.id for each in found.unplaced] == ["lost"]


def test_a_ward_is_told_beside_its_city() -> None:
    found = coverage([plan("a", code="141313", name="川崎市")], (), TODAY)  # 川崎区
    names = [each.municipality for each in found.municipalities if each.municipality.startswith("川崎市")]
    assert names == ["川崎市", "川崎市川崎区"]


def test_what_is_asked_for_and_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownPrefecture, match="「江戸」という都道府県はありません"):
        coverage([], (), TODAY, ["江戸"])
    with pytest.raises(UnknownChoice):
        coverage([], (), TODAY, ["三重"], ["宇宙計画"])
    assert {
        each.kind for row in coverage([], (), TODAY, ["三重"], ["総合計画"]).municipalities for each in row.plans
    } == {"総合計画"}


def test_the_json_has_the_names_of_the_contract() -> None:
    told = coverage_json(coverage([plan("a", "確定", (2022, 2026), looked_on="2026-11-01")], (), TODAY))
    assert told["as_of"] == "2026-11-28"
    city = next(each for each in told["municipalities"] if each["municipality_code"] == "142042")
    entry = next(each for each in city["plans"] if each["kind"] == "地域福祉計画")
    assert {key: entry[key] for key in ("state", "plan_id", "period_end", "looked_on", "ends_within_a_year")} == {
        "state": "in_force", "plan_id": "a", "period_end": 2026, "looked_on": "2026-11-01", "ends_within_a_year": True,
    }  # fmt: skip
    assert {each["state"] for each in city["plans"] if each is not entry} == {"none"}
    assert told["prefectures"][0]["in_force"] == 1
    assert "横浜市" in told["prefectures"][0]["nothing"]


def test_a_plan_whose_years_nobody_knows_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    found = coverage([plan("a"), plan("b", "確定", (2024, 2029), code="142085", name="逗子市")], (), TODAY)
    print_coverage(found, open_console(width=160))
    assert "期間中の計画がある 2(うち期間の分からないものだけ 1)" in capsys.readouterr().out
    assert [each.municipality for each in found.municipalities if each.only_undated] == ["鎌倉市"]
    assert coverage_json(found)["prefectures"][0]["only_undated"] == 1


def test_the_terminal_says_who_has_nothing_and_what_ends(capsys: pytest.CaptureFixture[str]) -> None:
    lost = replace(entry_of("lost", None, None), title="計画")
    plans = [plan("a", "確定", (2022, 2026)), plan("b", "案", (2027, 2032), kind="総合計画"), lost]
    print_coverage(coverage(plans, (), TODAY), open_console(width=160))
    shown = capsys.readouterr().out
    assert "33 市区町村のうち、期間中の計画がある 1、案か期間の終わった計画だけ 0、計画が索引にない 32" in shown
    assert "案のみ" in shown
    assert "計画が索引にない市区町村: 横浜市、川崎市、" in shown
    assert "1 年以内に期間の終わる計画(1): 鎌倉市 地域福祉計画(2026年度まで)" in shown
    assert "分からない文書が 1 件" in shown


# --- what an answer says of it


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("鎌倉市の地域福祉計画では配食をどう書いていますか", ("地域福祉計画",)),
        ("高齢者の計画と障がい者プランを比べて", ("高齢者保健福祉計画", "障害者計画")),
        ("第9期介護保険事業計画の保険料", ("高齢者保健福祉計画",)),
        ("配食は計画に書いてありますか", ()),
        ("高齢者への配食は計画にありますか", ()),
        ("母のケアプランはだれが作りますか", ()),
        ("障害者のサービス等利用計画の作り方", ()),
    ],
)
def test_a_question_names_kinds_of_plan_by_their_names_alone(question: str, kinds: tuple[str, ...]) -> None:
    assert kinds_named(question) == kinds


def said(question: str, *plans: PlanEntry, quoted: tuple[PlanEntry, ...] = ()) -> str:
    return short_of(shortfalls(question, [Place("鎌倉市", ("142042",), True)], quoted, plans, TODAY))


def test_a_kind_that_is_asked_for_and_does_not_count_is_said_to() -> None:
    question = "鎌倉市の障害者計画で配食は"
    welfare = plan("a")
    assert said(question, welfare) == "鎌倉市の障害者計画は索引にありません(計画がないとは限りません)。"
    draft = plan("b", "素案", (2024, 2029), kind="障害者計画")
    assert said(question, welfare, draft).startswith("鎌倉市の障害者計画は、まだ計画ではありません")
    over = plan("c", "確定", (2018, 2023), kind="障害者計画")
    assert said(question, over) == "鎌倉市の障害者計画は、期間の終わった計画です(2023年度まで)。"
    assert said(question, over, draft) == said(question, over)  # a draft never counts
    assert said(question, over, draft, plan("d", "確定", (2024, 2029), kind="障害者計画")) == ""


def test_what_may_be_the_plan_is_not_said_to_be_missing() -> None:
    unknown = plan("a", kind=None, title="鎌倉のしあわせ")
    assert said("鎌倉市の障害者計画で配食は", unknown) == ""
    assert not lacks([unknown], ())
    assert lacks([plan("a", kind="FAQ")], ())
    assert not lacks([plan("a")], ())
    assert lacks([plan("a")], ("障害者計画",))


def test_a_plan_that_is_quoted_and_is_over_is_said_to_be_unless_one_in_force_is_quoted_too() -> None:
    over, now = plan("a", "確定", (2018, 2023), title="第3期地域福祉計画"), plan("b", title="第4期地域福祉計画")
    told = "鎌倉市の「第3期地域福祉計画」は、期間の終わった計画です(2023年度まで)。"
    assert said("鎌倉市の配食は", over, now, quoted=(over, over)) == told
    assert said("鎌倉市の配食は", over, now, quoted=(over, now)) == ""
    assert said("鎌倉市の配食は", over, now) == ""
    assert said("鎌倉市の地域福祉計画で配食は", over, quoted=(over,)).count("期間の終わった") == 1
    elsewhere = plan("c", "確定", (2018, 2023), code="142085", name="逗子市")
    assert said("鎌倉市の配食は", elsewhere, quoted=(elsewhere,)) == ""
