"""Answers from a desk table: before the plan's entries, with the day of the check, and never a dead end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from corpus.reading import read_corpus
from screens.documents.answer import answer_json
from screens.plain.form import Asked
from screens.plain.reply import body_html
from screens.terminal.answer import print_answer
from search.answerer import Answerer
from search.answers.answer import Answer
from search.desks.checked import is_old, is_switchboard
from search.searcher import Searcher
from tests.hand_made import desk_of

SearcherOf = Callable[[Mapping[str, str]], Searcher]

PLAN = (
    "鎌倉市地域福祉計画\n\n第1章 取組\n\n騒音の相談は夫婦と家庭の相談室で受け付けます。介護の相談も大切にします。\n\n第2章 相談窓口\n\n"
    "○介護なんでも相談室\n担当地域:汐鳴町\n電話:0000-00-1111\n\n○鎌倉市西部相談センター\n担当地域:霧見町\n電話:0000-00-2222\n"
)
TABLE = (
    "市区町村,窓口名,用件,電話番号,受付時間,確認日\n"
    "鎌倉市,市役所 代表,代表電話,0467-00-0000,平日 8:30～17:15,2026-04-01\n"
    "鎌倉市,介護なんでも相談室,介護の相談,0467-00-1234,平日 9:00～17:00,2026-04-01\n"
    "鎌倉市,手帳の窓口,障害者手帳の申請,,,2020-04-01\n"
)


@pytest.fixture
def answerer(searcher_of: SearcherOf) -> Answerer:
    return Answerer(searcher_of({"keikaku.txt": PLAN, "madoguchi.csv": TABLE}))


def shown(answer: Answer) -> str:
    console = Console(width=200, record=True, file=StringIO())
    print_answer(answer, console)
    return console.export_text()


def test_the_checked_number_is_told_and_not_the_plans(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市の介護なんでも相談室の電話番号は")
    assert [(each.desk.phone, each.desk.source) for each in answer.desks] == [("0467-00-1234", "desk_table")]
    assert "0000-00-1111" not in answer.sentences[0].text
    assert "窓口台帳" in answer.desks[0].why


def test_a_checked_entry_is_not_said_to_be_from_a_plan_that_may_have_changed(answerer: Answerer) -> None:
    answer = replace_today(answerer.ask("鎌倉市の介護なんでも相談室の電話番号は"), date(2026, 5, 1))
    assert answer.message is None or "書かれたもの" not in answer.message


def test_the_plans_area_leads_to_the_checked_entry_that_states_none(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市汐鳴町に住んでいます。介護の相談はどこ")
    assert answer.desks[0].desk.phone == "0467-00-1234"


def test_a_desk_that_only_the_plan_has_is_told_with_its_note(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市西部相談センターの電話番号は")
    assert answer.desks[0].desk.phone == "0000-00-2222"
    assert answer.message is not None
    assert "「鎌倉市地域福祉計画」に書かれたものです" in answer.message


def test_a_desk_without_a_number_comes_with_the_citys_own_and_its_site(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市で障害者手帳の申請をする窓口の電話番号は")
    assert [each.desk.name for each in answer.desks] == ["手帳の窓口", "市役所 代表"]
    assert answer.desks[1].desk.phone == "0467-00-0000"
    assert answer.message is not None
    assert "鎌倉市の公式サイト: https://www.city.kamakura.kanagawa.jp/" in answer.message


def test_an_entry_checked_long_ago_is_said_to_be_old(answerer: Answerer) -> None:
    answer = answerer.ask("鎌倉市で障害者手帳の申請をする窓口の電話番号は")
    assert answer.message is not None
    assert "「手帳の窓口」(確認日 2020年4月1日)の連絡先は、1年以内に確かめられていません。" in answer.message


def test_both_screens_and_the_json_show_the_day_of_the_check(answerer: Answerer) -> None:
    answer = replace_today(answerer.ask("鎌倉市の介護なんでも相談室の電話番号は"), date(2026, 5, 1))
    assert "確認日: 2026年4月1日\n" in shown(answer)
    assert "<dt>確認日</dt><dd>2026年4月1日</dd>" in body_html(answer, Asked(), "")
    document = answer_json(answer)["desks"][0]
    assert (document["checked_on"], document["source"]) == ("2026-04-01", "desk_table")
    later = replace_today(answer, date(2027, 5, 1))
    assert "<dd>2026年4月1日(1年より前です。お確かめください)</dd>" in body_html(later, Asked(), "")


def test_a_citys_own_number_is_told_where_it_is_asked_for(answerer: Answerer) -> None:
    assert answerer.ask("鎌倉市役所の代表電話の番号は").desks[0].desk.phone == "0467-00-0000"


def test_a_desk_with_a_row_for_each_of_its_matters_is_shown_once(searcher_of: SearcherOf) -> None:
    more = "鎌倉市,介護なんでも相談室,物忘れの相談,0467-00-1234,,2026-04-01\n"
    answer = Answerer(searcher_of({"keikaku.txt": PLAN, "madoguchi.csv": TABLE + more})).ask("鎌倉市で介護の相談はどこ")
    assert [each.desk.name for each in answer.desks].count("介護なんでも相談室") == 1


def test_the_number_of_a_checked_desk_leads_to_it(answerer: Answerer) -> None:
    answer = answerer.ask("0467-00-1234から着信がありました。どこの番号ですか")
    assert answer.desks[0].why == "お尋ねの番号は、この窓口の電話番号として窓口台帳に書かれています。"


def test_a_table_of_another_city_beside_a_plan_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("計画")
    (folder / "keikaku.txt").write_text(PLAN, encoding="utf-8")
    (folder / "madoguchi.csv").write_text(TABLE.replace("鎌倉市,", "逗子市,"), encoding="utf-8")
    problems = [str(each) for each in read_corpus([folder], {}).problems]
    assert any("逗子市の窓口台帳ですが、逗子市の計画は一緒に指定されていません。" in each for each in problems)


@pytest.mark.parametrize(
    ("name", "what_for", "own"),
    [
        ("市役所 代表", None, True), ("代表電話", None, True), ("潮町役場(代表)", None, True), ("総合受付", "代表電話(市役所)", True),
        ("保護者代表", None, False), ("総務課(代表)", None, False), ("代表者会議事務局", None, False),
    ],
)  # fmt: skip
def test_a_municipalitys_own_number_is_known_by_its_name_or_matter(name: str, what_for: str | None, own: bool) -> None:
    entry = replace(desk_of("x", name), what_for=what_for, source="desk_table")
    assert is_switchboard(entry) is own
    assert not is_switchboard(replace(entry, source="plan"))


@pytest.mark.parametrize(
    ("checked", "today", "old"),
    [
        (date(2026, 4, 1), date(2027, 4, 1), False), (date(2026, 4, 1), date(2027, 4, 2), True),
        (date(2023, 2, 28), date(2024, 2, 29), False), (None, date(2026, 4, 1), True),
    ],
)  # fmt: skip
def test_a_check_is_old_after_a_year(checked: date | None, today: date, old: bool) -> None:
    assert is_old(replace(desk_of("x", "相談室"), checked_on=checked), today) is old


def replace_today(answer: Answer, today: date) -> Answer:
    return replace(answer, reply=replace(answer.reply, question=replace(answer.question, today=today)))
