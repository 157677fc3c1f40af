"""What the page for measures shows, made from records that are made up here."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from app import create_app
from corpus.records.indicators.indicator import Indicator, Value, ValueStatus
from corpus.records.measures.measure import Measure
from index.catalog import PlanEntry
from screens.staff.asked import Asked, Sort, View, read_body, read_query
from screens.staff.beside import rows_beside
from screens.staff.cards import card, caution, tells
from screens.staff.cities import CityCell, CityRow, CityTable, judged
from screens.staff.citing import citation, month
from screens.staff.excerpts import best_excerpt, excerpt
from screens.staff.facets import Thing, chips, facet_views, holders, passing, unknown, years_of
from screens.staff.gauges import by_unit, direction, ticks
from screens.staff.listing import Matches, headline, listing
from search.comparison import State
from search.measures.shelf import Gauge, Listed, Shelf, Spot

if TYPE_CHECKING:
    from httpx2 import Response

TODAY: Final = date(2026, 11, 1)
NOTHING: Final = Matches({}, {})


def plan(number: int, city: str, prefecture: str = "空見県", **more: object) -> PlanEntry:
    told: dict[str, object] = {"title": f"{city}地域福祉計画", "kind": "地域福祉計画", "status": "確定"} | more
    return PlanEntry(
        number, f"p{number}", f"99{number:04}", city, prefecture, told["title"], told["kind"], told["status"],  # type: ignore[arg-type]
        told.get("start"), told.get("end"), told.get("published"), None, f"p{number}.pdf", "", 0, 0,  # type: ignore[arg-type]
    )  # fmt: skip


def measure(of: PlanEntry, number: int, title: str, *fields: tuple[str, str], themes: tuple[str, ...] = ()) -> Listed:
    record = Measure(f"{of.id}/m{number}", of.id, None, title, fields, 0, 10, ())
    return Listed(record, of, Spot(("第3章 施策",), 12, True, 3, 4, 0, 10), themes, (), False, ())


def gauge(of: PlanEntry, name: str, unit: str, start: float | None, end: float | None) -> Gauge:
    values = [
        None if value is None else Value(value, year, ValueStatus.FIGURE, f"{value:g}{unit}")
        for value, year in ((start, 2023), (end, 2029))
    ]
    return Gauge(
        Indicator("i", of.id, name, unit, values[0], values[1], 0, 5, None), of, Spot((), 3, True, 1, 1, 0, 5), ()
    )


NISHI: Final = plan(1, "西灘市", start=2024, end=2029, published="2024-03")
MINAMI: Final = plan(2, "南浜市", start=2019, end=2023, status="確定")
KITA: Final = plan(3, "北峰町", "雲居県", status="素案")
SHELF: Final = Shelf(
    (
        measure(NISHI, 1, "見守り訪問", ("事業内容", "月に一度訪ねます。"), ("対象者", "一人暮らしの高齢者"), themes=("見守り・孤立",)),
        measure(NISHI, 2, "配食", ("担当課", "福祉課"), themes=("介護",)),
        measure(MINAMI, 1, "声かけ隊", ("取組", "店で声をかけます。"), themes=("見守り・孤立",)),
        measure(KITA, 1, "除雪の手伝い"),
    ),
    (),
)  # fmt: skip


def test_an_address_reopens_filters_selection_and_order_and_never_the_question() -> None:
    asked = Asked(
        "母のことで", (("municipality", "西灘市"), ("year", "2025")), ("p1/m#1",), ("西灘市",), Sort.PERIOD, View.BESIDE
    )
    address = asked.address
    assert "母" not in dict(parse_qsl(urlsplit(address).query)).values()
    again = read_query(urlsplit(address).query)
    assert (again.filters, again.picked, again.opened) == (asked.filters, asked.picked, asked.opened)
    assert (again.sort, again.view, again.question, again.wrong) == (Sort.PERIOD, View.BESIDE, "", ())


@pytest.mark.parametrize("query", ["city=%E8%A5%BF", "sort=best", "view=all", "question=x", "&".join(["pick=a"] * 500)])
def test_what_an_address_says_that_is_nothing_here_is_told_and_never_passed_over(query: str) -> None:
    assert read_query(query).wrong


def test_a_chip_takes_its_filter_away_and_one_takes_all() -> None:
    body = "kind=A&kind=B&theme=C&drop={}"
    assert read_body(body.format("kind%3AA").encode()).filters == (("kind", "B"), ("theme", "C"))
    assert read_body(body.format("*").encode()).filters == ()


def test_values_of_one_facet_widen_and_facets_narrow() -> None:
    asked = Asked(filters=(("municipality", "西灘市"), ("municipality", "南浜市"), ("theme", "見守り・孤立")))
    assert passing(SHELF.measures, asked) == [0, 2]
    views = {
        view.key: {each.value: each.count for each in view.options}
        for view in facet_views(SHELF.measures, asked, frozenset(range(4)))
    }
    assert views["municipality"] == {"西灘市": 1, "南浜市": 1}  # as many as would be shown with each alone
    assert views["theme"] == {"見守り・孤立": 2, "介護": 1}
    assert [chip.label for chip in chips(asked)] == ["市区町村: 西灘市", "市区町村: 南浜市", "分野: 見守り・孤立"]


def test_a_value_that_nothing_has_is_told_in_a_sentence() -> None:
    things: list[Thing] = [*holders((NISHI, plan(9, "東原市"))), *SHELF.measures]
    assert unknown(things, Asked(filters=(("municipality", "東原市"), ("year", "2026")))) == ()
    (sentence,) = unknown(things, Asked(filters=(("municipality", "どこにもない市"),)))
    assert "「どこにもない市」は、いまの計画の中にありません" in sentence


def test_the_years_of_a_plan_are_those_of_its_period() -> None:
    assert years_of(NISHI) == (2024, 2025, 2026, 2027, 2028, 2029)
    assert years_of(plan(4, "東原市", end=2030)) == (2030,)
    assert years_of(KITA) == ()


def test_measures_stand_by_municipality_and_it_is_said_who_has_none_and_who_could_not_be_read() -> None:
    plans = (NISHI, MINAMI, KITA, plan(5, "東原市"))
    made = listing(SHELF, plans, [2, 0], Matches({0: 0.4, 2: 0.9}, {}), Asked("見守り"), TODAY)
    assert [(group.municipality, [each.title for each in group.cards]) for group in made.groups] == [
        ("南浜市", ["声かけ隊"]),
        ("西灘市", ["見守り訪問"]),
    ]
    assert (made.lacking, made.unread) == (("北峰町",), ("東原市",))
    assert made.headline == "2市に該当、1市区町村には見当たりません"


def test_a_municipality_shows_a_few_and_the_rest_when_asked() -> None:
    many = Shelf(tuple(measure(NISHI, number, f"施策{number}") for number in range(9)) + SHELF.measures[2:3], ())
    first = listing(many, (), list(range(10)), NOTHING, Asked(), TODAY).groups[0]
    assert (len(first.cards), first.hidden, first.count) == (3, 6, 9)
    opened = listing(many, (), list(range(10)), NOTHING, Asked(opened=("西灘市",)), TODAY).groups[0]
    assert (len(opened.cards), opened.hidden) == (9, 0)


def test_the_order_is_by_nearness_place_or_period() -> None:
    def cities(sort: Sort) -> list[str]:
        made = listing(SHELF, (), [0, 2, 3], Matches({0: 0.3, 2: 0.9, 3: 0.5}, {}), Asked("雪", sort=sort), TODAY)
        return [group.municipality for group in made.groups]

    assert cities(Sort.NEAR) == ["南浜市", "北峰町", "西灘市"]
    assert cities(Sort.CITY) == ["西灘市", "南浜市", "北峰町"]
    assert cities(Sort.PERIOD) == ["西灘市", "南浜市", "北峰町"]


def test_without_anything_looked_for_the_headline_only_counts() -> None:
    assert headline(["西灘市", "南浜市"], [], 41, Asked()) == "2市の施策 41件"
    assert headline([], ["西灘市"], 0, Asked("x")) == "該当する施策は見当たりません"


@pytest.mark.parametrize(
    ("name", "row"),
    [("事業内容", "内容"), ("対象者", "対象"), ("担当課", "所管"), ("主な連携先(局・区名)", "所管"), ("R5実績", "実績"),
     ("これまでの主な取組", "実績"), ("成果指標", "指標"), ("今後の方向性", "課題・今後"), ("今後の取組", "内容"), ("事業費(千円)", "費用"), ("現状と課題", "課題・今後"), ("令和6年度予算", "費用")],
)  # fmt: skip
def test_a_field_tells_what_its_name_says(name: str, row: str) -> None:
    assert tells(name) == row


def test_side_by_side_has_every_row_that_is_compared_and_nothing_where_a_plan_has_nothing() -> None:
    cards = [card(each, (), TODAY) for each in SHELF.measures[:2]]
    rows = {row.name: row.cells for row in rows_beside(cards)}
    assert list(rows) == ["内容", "対象", "所管", "実績", "指標"]
    assert rows["内容"] == ((("事業内容", "月に一度訪ねます。"),), ())
    assert rows["所管"] == ((), (("担当課", "福祉課"),))


def test_a_draft_and_what_is_over_are_said() -> None:
    assert caution(KITA, TODAY) == "素案の段階です(決まった計画ではありません)"
    assert caution(MINAMI, TODAY) == "計画期間は終わっています"
    assert caution(plan(6, "東原市", start=2030, end=2035), TODAY) == "計画期間はまだ始まっていません"
    assert caution(NISHI, TODAY) == ""


def test_a_plan_is_cited_as_officials_do() -> None:
    spot = Spot((), 12, True, 1, 1, 0, 5)
    assert citation(NISHI, spot) == "西灘市『西灘市地域福祉計画』(令和6年3月)、12ページ"
    assert citation(KITA, Spot((), 4, False, 1, 1, 0, 5)) == "北峰町『北峰町地域福祉計画(素案)』、ファイルの4ページ"
    assert citation(MINAMI, Spot((), None, False, 7, 9, 0, 5)) == "南浜市『南浜市地域福祉計画』"


@pytest.mark.parametrize(
    ("published", "told"),
    [("2021-03", "令和3年3月"), ("2019-05-01", "令和元年5月"), ("2019-04", "平成31年4月"), ("2026", "令和8年"), ("1989-01-08", "平成元年1月"), ("昨年", "昨年"), (None, "")],
)  # fmt: skip
def test_a_date_is_told_by_its_era(published: str | None, told: str) -> None:
    assert month(published) == told


def test_an_excerpt_is_word_for_word_around_what_was_asked() -> None:
    text = "広報に載せます。" * 20 + "除雪を手伝う人を募ります。" + "集まりを開きます。" * 20
    cut = excerpt("取組", text, {"除雪": 1.0}, 60)
    told = "".join(piece.text for piece in cut.pieces)
    assert cut.cut
    assert told.strip("…") in text
    assert [piece.text for piece in cut.pieces if piece.marked] == ["除雪"]
    best = best_excerpt([("内容", "集まりを開きます。"), ("実績", "除雪を手伝いました。")], {"除雪": 1.0}, 60)
    assert best is not None
    assert best.name == "実績"


def test_two_units_never_stand_on_one_axis() -> None:
    gauges = [
        gauge(NISHI, "会員数", "人", 120, 150),
        gauge(MINAMI, "知っている割合", "%", 20.5, 40),
        gauge(KITA, "会員数", "人", 80, None),
    ]
    people, share = by_unit(gauges, {0: 0.9, 1: 0.5, 2: 0.4}, TODAY)
    assert (people.unit, [row.source.municipality for row in people.rows]) == ("人", ["西灘市", "北峰町"])
    assert [mark for _, mark in people.ticks] == ["0", "50", "100", "150"]
    assert people.strokes[0].start is not None
    assert people.strokes[0].end is not None
    assert people.strokes[0].start < people.strokes[0].end
    assert people.strokes[1].end is None
    assert (share.unit, share.uncharted) == ("%", 0)


def test_marks_are_round_and_hold_every_figure() -> None:
    assert ticks(0, 100) == (0, 25, 50, 75, 100)
    assert ticks(-3, 7)[0] <= -3
    assert ticks(0, 0.07)[-1] >= 0.07
    assert ticks(0, 0) == (0, 1)


def test_the_way_to_a_target_is_a_word() -> None:
    assert direction(gauge(NISHI, "待機児童", "人", 12, 0)) == "減らす"
    assert direction(gauge(NISHI, "会員数", "人", None, 10)) == ""


def test_a_cell_whose_passage_is_far_from_the_topic_says_nothing() -> None:
    assert judged(State.STATED, 0.9) is State.STATED
    assert judged(State.STATED, 0.55) is State.NEAR
    assert judged(State.NEAR, 0.2) is State.NONE
    assert judged(State.UNREADABLE, 0.9) is State.UNREADABLE


def test_a_topic_says_how_many_municipalities_speak_of_it() -> None:
    cells = [CityCell(state, "") for state in (State.STATED, State.NONE, State.STATED, State.UNREADABLE)]
    table = CityTable(("除雪",), tuple(CityRow(f"市{at}", (cell,)) for at, cell in enumerate(cells)), "")
    assert table.counts == ("記載あり 2、記載なし 1、読み取れず 1",)


@pytest.fixture(scope="module")
def client(samples_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(samples_index), base_url="http://127.0.0.1:7860", follow_redirects=False) as client:
        yield client


def _sent(client: TestClient, to: str = "/staff", **values: str | list[str]) -> "Response":
    token = re.search(r'name="token" value="([^"]+)"', client.get("/staff").text)
    assert token is not None
    return client.post(to, data={"token": token[1], **values})


def _titles(html: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'name="pick" value="([^"]+)"', html)]


def test_a_question_is_in_no_address_and_finds_the_measures_of_several_municipalities(client: TestClient) -> None:
    answer = _sent(client, question="ひきこもりの人への支援")
    assert answer.status_code == 200
    assert "に該当" in answer.text
    assert {"shiomihara-chiikifukushi/m0009", "kirigatani-manifest/m0012"} <= set(_titles(answer.text))
    address = re.search(r'data-address="([^"]*)"', answer.text)
    assert address is not None
    assert address[1] == "/staff"


def test_without_a_question_the_form_leads_to_an_address_that_opens_the_same(client: TestClient) -> None:
    answer = _sent(client, theme="介護", municipality=["霧ヶ谷町", "汐見原市"], view="list")
    assert answer.status_code == 303
    opened = client.get(answer.headers["location"].partition("#")[0])
    assert "2市区町村に該当" in opened.text
    assert "分野: 介護" in opened.text


def test_a_filter_that_nothing_has_gives_a_sentence_and_no_measure(client: TestClient) -> None:
    answer = client.get("/staff", params={"municipality": "どこにもない市"})
    assert answer.status_code == 404
    assert "「どこにもない市」は、いまの計画の中にありません" in answer.text
    assert _titles(answer.text) == []
    assert client.get("/staff", params={"colour": "red"}).status_code == 404


def test_a_form_that_is_not_ours_is_answered_with_what_was_written(client: TestClient) -> None:
    answer = client.post("/staff", data={"token": "x.y", "question": "<b>見守り</b>", "theme": "介護"})
    assert answer.status_code == 403
    assert "&lt;b&gt;見守り&lt;/b&gt;" in answer.text
    assert 'name="theme" value="介護"' in answer.text


@pytest.mark.parametrize("view", ["list", "cities", "indicators"])
def test_a_file_has_the_rows_that_are_shown(client: TestClient, view: str) -> None:
    question = "個別避難計画の作成率"
    page = _sent(client, question=question, view=view)
    file = _sent(client, "/staff/export", question=question, view=view, format="csv")
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
    book = load_workbook(
        io.BytesIO(_sent(client, "/staff/export", question=question, view=view, format="xlsx").content)
    )
    assert [cell.value for cell in next(book.worksheets[0].rows)] == head
    assert book.worksheets[0].max_row == len(rows) + 1
    if view == "list":
        assert [row[head.index("施策の id")] for row in rows] == _titles(page.text)
    else:
        shown = re.findall(r'<th scope="row">([^<]+)</th>', page.text)
        assert [row[head.index("市区町村")] for row in rows] == shown


def test_two_measures_stand_side_by_side_with_their_citations(client: TestClient) -> None:
    picked = ["shiomihara-chiikifukushi/m0001", "kirigatani-manifest/m0012"]
    page = client.get("/staff", params={"pick": picked, "view": "beside"})
    assert re.findall(r'<th scope="row">([^<]+)</th>', page.text)[:5] == ["内容", "対象", "所管", "実績", "指標"]
    assert "汐見原市『汐見原市地域福祉計画(第3期)』" in page.text
    assert "記載なし" in page.text
    gone = client.get("/staff", params={"pick": [*picked, "nothing/m0001"], "view": "beside"})
    assert "1件は、いまの計画の中にありません" in gone.text


def test_the_like_of_a_measure_is_found_elsewhere(client: TestClient) -> None:
    page = _sent(client, similar="shiomihara-chiikifukushi/m0009")
    assert "霧ヶ谷町" in page.text
    assert "kirigatani-manifest/m0012" in _titles(page.text)
    assert _sent(client, similar="nothing/m0001").status_code == 404
