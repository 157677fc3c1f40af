from dataclasses import replace
from datetime import date

import pytest

from corpus.about.versions import Version, find_version, in_force, is_in_force, term_of, version_key
from corpus.figures import period_of, planned_years
from corpus.plan import Plan

PLAN = Plan(
    id="plan",
    text="",
    line_starts=(0,),
    municipality_code="990019",
    municipality="汐見原市",
    prefecture="架空県",
    title="汐見原市地域福祉計画",
    kind="地域福祉計画",
    status="確定",
    period_start=None,
    period_end=None,
    published=None,
    url=None,
    file="plan.txt",
    digest="",
)


def version(name: str, title: str, status: str | None, period: tuple[int, int] | None = None) -> Plan:
    start, end = period or (None, None)
    return replace(PLAN, id=name, title=title, status=status, period_start=start, period_end=end)


@pytest.mark.parametrize(
    ("title", "status"),
    [
        pytest.param("汐見原市地域福祉計画(素案)", "素案", id="素案"),
        pytest.param("汐見原市地域福祉計画【原案】", "原案", id="原案"),
        pytest.param("汐見原市地域福祉計画（案）", "案", id="full-width brackets"),
        pytest.param("汐見原市地域福祉計画案", "案", id="no brackets"),
        pytest.param("汐見原市地域福祉計画 改定案", "案", id="a revision not yet made"),
        pytest.param("汐見原市地域福祉計画(改定版)", "改定", id="改定"),
        pytest.param("汐見原市地域福祉計画 令和6年3月改訂", "改定", id="改訂"),
        pytest.param("汐見原市地域福祉計画(改定前)", "改定前", id="改定前"),
        pytest.param("汐見原市地域福祉計画 確定版", "確定", id="確定"),
        pytest.param("汐見原市地域福祉計画", None, id="says nothing"),
        pytest.param("汐見原市地域福祉計画案内", None, id="案内 is no 案"),
    ],
)
def test_a_title_says_its_status(title: str, status: str | None) -> None:
    assert find_version("", title).status == status


def test_the_title_page_says_what_the_title_does_not() -> None:
    text = "汐見原市\n地域福祉計画\n(素案)\n令和5年12月\n計画期間 令和6年度～令和11年度\n\nはじめに"
    assert find_version(text, "汐見原市地域福祉計画") == Version("素案", None, (2024, 2029))


def test_a_draft_named_in_prose_is_another_document_unless_it_is_this_one() -> None:
    prose = "市は、素案への意見の募集を令和5年12月に行い、寄せられた意見を踏まえて計画をまとめました。"
    assert find_version(f"地域福祉計画\n{prose}", None).status is None
    assert find_version("地域福祉計画\nこの素案について、市民の皆さまのご意見を募集します。", None).status == "素案"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        pytest.param("第4期汐見原市地域福祉計画", 4, id="figure"),
        pytest.param("第７期障害福祉計画・第３期障害児福祉計画", 7, id="the first of two, full-width"),
        pytest.param("高齢者保健福祉計画(第七期)", 7, id="kanji"),
        pytest.param("第十二期計画", 12, id="twelve"),
        pytest.param("第二十期計画", 20, id="twenty"),
        pytest.param("第2次総合計画", 2, id="次"),
        pytest.param("計画期間", None, id="none"),
        pytest.param("第1次産業の担い手", None, id="an industry"),
    ],
)
def test_a_term_is_a_number(text: str, term: int | None) -> None:
    assert term_of(text) == term


@pytest.mark.parametrize(
    ("text", "period"),
    [
        pytest.param("計画期間 2024(令和6)年度～2029(令和11)年度", (2024, 2029), id="Western, era in brackets"),
        pytest.param("計画期間は、令和6年度から令和11年度までの6年間です。", (2024, 2029), id="から まで"),
        pytest.param("計画期間は令和6年度から6年間とします。", (2024, 2029), id="a number of years"),
        pytest.param("計画の期間は、令和6年度を初年度とする5か年とします。", (2024, 2028), id="a first year"),
        pytest.param("計画期間:平成31年度～令和5年度", (2019, 2023), id="平成31年度"),
        pytest.param("計画期間:令和元年度～令和5年度", (2019, 2023), id="令和元年度 is the same"),
        pytest.param("計画期間:令和元年度（平成31年度）～令和5年度", (2019, 2023), id="both names of one year"),
        pytest.param("計画期間 R6～R11", (2024, 2029), id="initials"),
        pytest.param("計画期間 令和0年度～令和5年度", None, id="a year that never was"),
        pytest.param("計画期間 平成50年度から6年間", None, id="an era that ended before"),
        pytest.param("計画期間 令和6年度から1年間", None, id="one year is no span"),
    ],
)
def test_a_period_is_found_in_every_spelling(text: str, period: tuple[int, int] | None) -> None:
    assert find_version(f"地域福祉計画\n\n第1章 総論\n\n{text}", None).period == period


def test_a_range_wins_over_a_number_of_years() -> None:
    assert planned_years("令和6年度から6年間のうち、令和6年度から令和8年度まで") == (2024, 2026)


def test_a_number_of_years_is_a_period_only_where_the_period_is_stated() -> None:
    text = "令和6年度から3年間、家賃を補助します。"
    assert planned_years(text) == (2024, 2026)
    assert period_of(text) is None


@pytest.mark.parametrize(
    "title",
    [
        "汐見原市地域福祉計画(案)",
        "第3期汐見原市地域福祉計画",
        "汐見原市地域福祉計画(第4期)",
        "第四期 汐見原市地域福祉計画 素案",
        "汐見原市地域福祉計画(令和6年度～令和11年度)",
        "汐見原市地域福祉計画 2024-2029",
        "汐見原市地域福祉計画【改定版】(令和6年3月)",
        "地域福祉計画",
    ],
)
def test_versions_of_one_plan_share_a_key(title: str) -> None:
    assert version_key(replace(PLAN, title=title)) == version_key(PLAN)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(PLAN, title="汐見原市地域福祉活動計画"), id="another plan"),
        pytest.param(replace(PLAN, title="汐見原市地域福祉計画 概要版"), id="a summary"),
        pytest.param(replace(PLAN, municipality_code="990027", municipality="霧ヶ谷町"), id="another city"),
        pytest.param(replace(PLAN, title=None), id="no title"),
    ],
)
def test_other_plans_have_another_key(other: Plan) -> None:
    assert version_key(other) != version_key(PLAN)


def test_reports_of_two_years_are_two_reports() -> None:
    old, new = (replace(PLAN, title=f"福祉施策の成果報告(令和{year}年度)") for year in (5, 6))
    assert version_key(old) != version_key(new)


TODAY = date(2025, 5, 1)


def test_the_final_plan_is_in_force_and_its_draft_is_not() -> None:
    draft = version("draft", "汐見原市地域福祉計画(案)", "案", (2024, 2029))
    final = version("final", "汐見原市地域福祉計画", "確定", (2024, 2029))
    assert in_force([draft, final], TODAY) == {"final"}


def test_the_term_that_holds_the_fiscal_year_is_in_force() -> None:
    third = version("third", "第3期汐見原市地域福祉計画", "確定", (2019, 2024))
    fourth = version("fourth", "第4期汐見原市地域福祉計画", "確定", (2025, 2030))
    assert in_force([third, fourth], date(2025, 3, 31)) == {"third"}
    assert in_force([third, fourth], date(2025, 4, 1)) == {"fourth"}


def test_a_plan_that_ran_out_stays_in_force_while_the_next_is_a_draft() -> None:
    old = version("old", "第3期汐見原市地域福祉計画", "確定", (2019, 2024))
    draft = version("draft", "第4期汐見原市地域福祉計画(素案)", "素案", (2025, 2030))
    assert in_force([old, draft], TODAY) == {"old"}


def test_the_latest_is_in_force_where_no_period_holds_today() -> None:
    second = version("second", "第2期汐見原市地域福祉計画", "確定", (2012, 2016))
    third = version("third", "第3期汐見原市地域福祉計画", "確定", (2017, 2021))
    assert in_force([third, second], TODAY) == {"third"}


def test_terms_without_periods_count() -> None:
    ninth = version("ninth", "第9期汐見原市地域福祉計画", None)
    tenth = version("tenth", "第十期汐見原市地域福祉計画", None)
    assert in_force([tenth, ninth], TODAY) == {"tenth"}


def test_a_revision_replaces_what_it_revised() -> None:
    before = version("before", "汐見原市地域福祉計画(改定前)", "改定前", (2024, 2029))
    first = version("z-first", "汐見原市地域福祉計画", "確定", (2024, 2029))
    revised = version("revised", "汐見原市地域福祉計画(改定版)", "確定", (2024, 2029))
    assert in_force([before, first, revised], TODAY) == {"revised"}


def test_a_lone_draft_and_plans_of_other_cities_are_all_in_force() -> None:
    lone = version("lone", "汐見原市こども計画(案)", "案", (2025, 2029))
    other = replace(PLAN, id="other", municipality_code="990027", municipality="霧ヶ谷町")
    assert in_force([PLAN, lone, other], TODAY) == {"plan", "lone", "other"}


def test_files_of_one_version_are_all_in_force() -> None:
    first = replace(PLAN, id="1章", period_start=2024, period_end=2029)
    second = replace(PLAN, id="2章", period_start=None, period_end=None)
    assert in_force([first, second], TODAY) == {"1章", "2章"}


def test_plans_of_unknown_municipalities_replace_nothing() -> None:
    one = replace(PLAN, id="1", municipality=None, municipality_code=None, period_start=2018, period_end=2023)
    two = replace(one, id="2", period_start=2024, period_end=2029)
    assert in_force([one, two], TODAY) == {"1", "2"}


@pytest.mark.parametrize(
    ("status", "period", "today", "expected"),
    [
        pytest.param("確定", (2024, 2029), date(2024, 3, 31), False, id="not begun"),
        pytest.param("確定", (2024, 2029), date(2024, 4, 1), True, id="begun"),
        pytest.param(None, (2024, 2029), date(2030, 3, 31), True, id="its last day"),
        pytest.param(None, (2024, 2029), date(2030, 4, 1), False, id="over"),
        pytest.param("確定", (2024, None), date(2025, 4, 1), None, id="an end that is not known"),
        pytest.param("案", (2024, 2029), date(2025, 4, 1), False, id="a draft"),
        pytest.param("改定前", (2024, 2029), date(2025, 4, 1), False, id="replaced"),
        pytest.param(None, (None, None), date(2025, 4, 1), None, id="nothing is known"),
    ],
)
def test_a_plan_is_in_force_by_its_status_and_its_period(
    status: str | None, period: tuple[int | None, int | None], today: date, expected: bool | None
) -> None:
    stated = replace(PLAN, title="汐見原市地域福祉計画", status=status, period_start=period[0], period_end=period[1])
    assert is_in_force(stated, today) is expected
